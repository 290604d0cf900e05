"""How well searches find and what they cost; ``python -m bench.search``, see bench/README.md."""

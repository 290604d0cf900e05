"""The parts of ``mkdocs.yml``, each read by a file of its own."""

"""Measurements: how fast, how small, how well. Each is a module to run: ``python -m bench.build``."""

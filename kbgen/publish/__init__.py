"""Catalog → plan → pages → output."""

"""Mirrors ui/views/items."""

"""Mirrors ui/views/catalogue."""

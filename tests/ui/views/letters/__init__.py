"""Mirrors ui/views/letters."""

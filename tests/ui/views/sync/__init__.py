"""Mirrors ui/views/sync."""

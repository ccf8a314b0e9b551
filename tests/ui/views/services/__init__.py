"""Mirrors ui/views/services."""

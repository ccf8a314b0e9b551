"""Mirrors ui/views/today."""

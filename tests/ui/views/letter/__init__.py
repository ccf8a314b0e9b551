"""Mirrors ui/views/letter."""

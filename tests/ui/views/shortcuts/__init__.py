"""Mirrors ui/views/shortcuts."""

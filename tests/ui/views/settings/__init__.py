"""Mirrors ui/views/settings."""

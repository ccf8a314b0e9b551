"""Mirrors ui/style."""

"""Mirrors ui/widgets."""

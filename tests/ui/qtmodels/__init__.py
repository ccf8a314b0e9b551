"""Mirrors ui/qtmodels."""

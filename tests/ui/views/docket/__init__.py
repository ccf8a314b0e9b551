"""Mirrors ui/views/docket."""

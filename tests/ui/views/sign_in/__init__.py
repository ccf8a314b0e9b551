"""Mirrors ui/views/sign_in."""

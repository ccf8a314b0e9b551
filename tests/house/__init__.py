"""Tests of the house rules themselves: imports, sizes, words and mirrored tests."""

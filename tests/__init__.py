"""Tests, mirroring the tree they judge."""

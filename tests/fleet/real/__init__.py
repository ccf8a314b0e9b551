"""Tests of the kills."""

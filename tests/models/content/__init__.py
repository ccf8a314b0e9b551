"""Tests of the body of a matter."""

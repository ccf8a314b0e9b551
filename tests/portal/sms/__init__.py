"""Tests of what is sent to phones, with real servers at the other end of the line."""

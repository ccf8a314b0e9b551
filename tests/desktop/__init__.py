"""Tests of the client's outside and its command line."""

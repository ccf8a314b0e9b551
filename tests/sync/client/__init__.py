"""Tests of the desk's end of the protocol."""

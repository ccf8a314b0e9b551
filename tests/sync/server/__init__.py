"""Tests of the portal's end of the protocol."""

"""Tries to get at what is not ours to get, through every door, with everything that is wrong."""

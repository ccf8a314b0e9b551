"""Measures what the house promises: speed and memory, each beside its floor in the same run."""

"""The desk program: what composes, starts and ends it."""

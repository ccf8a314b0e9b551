"""The self-review sheet."""

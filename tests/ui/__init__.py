"""The window's own parts, each judged alone and all of them together."""

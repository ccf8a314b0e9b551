"""Qt models that fetch their rows by the window, so that a list of any length opens at once."""

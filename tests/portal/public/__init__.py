"""What citizens reach without an account, tested at the counter and on the line."""

"""What citizens reach without an account: to bring a letter, a request, a question, and to ask where it stands."""

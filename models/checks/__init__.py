"""What a machine can notice in a text before people decide (Art. 10, 38): an aid, never the secrecy review itself."""

"""Reminders on people's phones (Art. 37): what is to be said is queued as rows, handed over once, and its fate kept."""

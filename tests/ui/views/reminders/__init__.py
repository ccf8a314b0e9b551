"""Mirrors ui/views/reminders."""

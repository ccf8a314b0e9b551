"""Widgets without knowledge of any matter: each obeys the plain data that it is given."""

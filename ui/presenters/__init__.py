"""Frozen plain data for each screen, decided from the desk's records; no Qt here."""

"""Plays a district of desks and one portal through a faulty world, and checks what always holds. Nothing imports it."""

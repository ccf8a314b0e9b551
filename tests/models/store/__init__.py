"""Tests of the stores, on SQLite and PostgreSQL."""

"""The central server: API, accounts, public pages and monitoring."""

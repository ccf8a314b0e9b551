"""The only home of SQLAlchemy: tables, transactions, migrations and the search index."""

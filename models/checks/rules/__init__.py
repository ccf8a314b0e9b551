"""One rule is one small function; `models.checks.table` lists them all."""

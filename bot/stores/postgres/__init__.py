"""The store of many processes: PostgreSQL, behind the same protocol."""

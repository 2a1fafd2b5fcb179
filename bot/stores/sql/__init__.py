"""What a store says in SQL, whichever database is behind it; `?` and `:name` stand for values."""

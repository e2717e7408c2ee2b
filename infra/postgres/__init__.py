"""PostgreSQL: the embedded server, the roles, the copy of one government."""

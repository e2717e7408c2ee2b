"""`make demo`: everything a visitor needs, started and stopped together."""

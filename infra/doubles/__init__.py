"""Stand-ins for services outside, spoken to over real HTTP in tests and in the demo."""

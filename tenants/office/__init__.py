"""What every town hall has: seats, audit, documents, notices, and how rights, steps and refusals work."""

"""What waits for whom: the town's front page for residents, a desk for the office, the committee and the NGO."""

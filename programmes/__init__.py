"""The yearly programme of cooperation: drafted, adopted, reported."""

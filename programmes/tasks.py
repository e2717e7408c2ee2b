"""Nothing of the programme waits for the worker yet."""

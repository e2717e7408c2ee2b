"""What was done, by whom, when, in a chain of checksums. Everyone's actions come in; nothing is ever changed or taken
out, and the day's head of the chain leaves for the town's public page."""

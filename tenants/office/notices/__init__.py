"""Mail of a town: rooms queue letters in their own transaction, the worker sends each once."""

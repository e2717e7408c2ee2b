"""An organisation's matters of all towns in one list, with their deadlines. Its people come in, and leave for a town."""

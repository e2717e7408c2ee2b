"""What a call asks beside the form of the regulation: short and long texts, numbers, days, choices, files.
A draft call comes in; what leaves is a list of questions, fixed with the announcement, that every offer answers."""

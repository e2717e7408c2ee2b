"""A programme is written here: the eleven headings of art. 5a(4) and its priority tasks with amounts.
A year comes in, a programme ready for the council leaves."""

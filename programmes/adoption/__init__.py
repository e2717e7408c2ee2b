"""The council's resolution is recorded here. A draft comes in, a programme in force leaves."""

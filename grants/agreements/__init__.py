"""An agreement is made, signed and paid here. An award comes in, a grant paid out leaves."""

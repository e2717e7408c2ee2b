"""Accounts: one for every town. A visitor comes in, a person with a confirmed e-mail leaves."""

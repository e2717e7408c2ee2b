"""Meetings of a committee: who came, what was voted on, what a member wants to have written down.
A committee that works comes in; what leaves is the record from which its protocol is drawn, fixed once that is signed."""

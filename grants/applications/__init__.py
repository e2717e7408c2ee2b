"""Offers: an organisation begins one, fills it in, files it before the deadline and keeps it to the decision.

Calls come in; what leaves is an offer with a number and a checksum that cannot be lost, changed or filed twice.
"""

"""Organisations and their people, entered once for every town."""

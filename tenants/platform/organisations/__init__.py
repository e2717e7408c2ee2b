"""Organisations on every host: entered once, their people invited. A visitor with an account comes in, an applicant leaves."""

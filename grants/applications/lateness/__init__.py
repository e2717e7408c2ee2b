"""Late access: one applicant may file after the deadline, by a recorded decision of two persons with their reasons.
A coordinator's proposal comes in; what leaves is a moment, of that organisation alone, that rules.accepts asks about."""

"""The life of a grant, a room a stage: calls, applications, scoring, awards, agreements, monitoring."""

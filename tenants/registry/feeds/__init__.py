"""Private addresses that calendars read. A person asks for one, a calendar comes back to it."""

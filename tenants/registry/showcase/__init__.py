"""All open calls of all towns on the platform's page: each town copies here what its own page shows."""

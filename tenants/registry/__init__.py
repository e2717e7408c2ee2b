"""What all towns share: governments, people, organisations, billing. Lives in the public schema."""

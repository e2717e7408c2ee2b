"""A town's plan and payment. An administrator comes in, a paid subscription leaves; Stripe's messages come in by a door
of their own."""

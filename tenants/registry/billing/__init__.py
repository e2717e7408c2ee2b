"""Subscriptions. A trial comes in with a new town, Stripe's signed messages move it; a lapse never closes a call."""

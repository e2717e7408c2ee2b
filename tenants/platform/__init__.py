"""Pages of what all towns share: the platform's front page, accounts, organisations, opening a town, subscriptions."""

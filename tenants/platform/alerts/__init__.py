"""Pages for letters about new calls: what to hear of, and the link that stops them."""

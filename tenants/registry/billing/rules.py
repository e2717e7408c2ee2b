"""What a subscription's standing means for a town."""


def announcements(government: int) -> list[str]:
    """Sentences for the office's pages."""
    return []

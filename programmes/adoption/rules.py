"""When a programme should have been adopted."""

from datetime import date

from tenants.office import law


def is_late(*, year: int, adopted_on: date) -> bool:
    """After 30 November of the year before (art. 5a(1)). Late adoption is legal: it is noted, never refused."""
    return adopted_on > law.fixed_day("programme_adoption_day", year=year - 1)

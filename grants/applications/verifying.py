"""Whether a number and a checksum belong to one filed offer: for anyone with the paper in hand, and nothing more.

Nobody is counted here: the 64 bits that are printed are not guessed however fast a machine asks, and a limit would
stop others behind the same address, or everybody who asks about the same offer.
"""

import hmac
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from grants.applications.models import ApplicationVersion
from tenants.office.documents.typed import SHOWN, WHOLE, digits
from tenants.registry.governments.addresses import absolute


def address(town: Any, number: str = "", checksum: str = "") -> str:
    """The page of this town that checks; with a number and a checksum, what the code on a paper says."""
    asked = urlencode({"number": number, "checksum": checksum[:SHOWN].upper()}, safe="/") if number else ""
    return absolute(town, reverse("applications:verify") + (f"?{asked}" if asked else ""))


def filed_at(number: str, checksum: str) -> datetime | None:
    """When a version with this number and checksum was filed.

    None alike of a wrong checksum and of a number there is not, after the same work: nobody learns which offers exist.
    """
    asked = digits(checksum)
    versions = ApplicationVersion.objects.filter(application__number=number).order_by("number")
    found = None
    for kept, at in [*versions.values_list("checksum", "made_at")[:9], ("-" * WHOLE, None)]:
        if hmac.compare_digest(kept[: len(asked) or WHOLE], asked):
            found = found or at
    return found

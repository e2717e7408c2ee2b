"""What an agreement is made of: an offer awarded in a call, or the offer of a small grant (art. 19a).

The rest of the room, and the rooms after it, ask here and need not know which of the two it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from grants.agreements.models import Agreement
from grants.applications import reading
from grants.applications.budget import Budget
from grants.applications.completeness import budget_in
from grants.applications.models import ApplicationVersion
from grants.applications.states import ApplicationState
from grants.small_grants import reading as small_grants
from grants.small_grants.states import SmallGrantState
from tenants.gates.refusals import Refusal


class Outdated(Refusal):
    """The draft says another grant, or another offer, than what binds now."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """`changed` is the checksum of what was filed after the award, empty when the offer stayed as it was; `content` binds."""

    number: str
    checksum: str
    changed: str
    url: str
    resigned: bool
    content: Mapping[str, Any]
    call: Mapping[str, Any] = field(default_factory=dict)  # title and url; empty when there was no call


def source_of(agreement: Agreement) -> Source:
    if agreement.small_grant is not None:
        return _small(agreement)
    offer, version = agreement.application, agreement.version
    assert offer is not None
    assert version is not None
    return Source(
        number=offer.number,
        checksum=offer.checksum,
        changed=version.checksum if version.kind == ApplicationVersion.Kind.UPDATE else "",
        url=reverse("applications:detail", args=[offer.ref]),
        resigned=offer.state == ApplicationState.RESIGNED,
        content=version.content,
        call={"title": offer.call.title, "url": reverse("calls:detail", args=[offer.call.ref])},
    )


def _small(agreement: Agreement) -> Source:
    offer = agreement.small_grant
    assert offer is not None
    version = small_grants.binding_version(offer)
    return Source(
        number=offer.number,
        checksum=offer.checksum,
        changed=version.checksum if version.number > 1 else "",
        url=reverse("small_grants:detail", args=[offer.ref]),
        resigned=offer.state == SmallGrantState.RESIGNED,
        content=version.content,
    )


def budget_of(agreement: Agreement) -> Budget:
    """The budget that was agreed."""
    if agreement.small_grant is not None:
        return small_grants.budget_of(agreement.small_grant)
    assert agreement.version is not None
    return budget_in(agreement.version.content)


def check_as_awarded(agreement: Agreement) -> None:
    """The terms were copied when it was made: an act must not have changed them since. Raises: Outdated."""
    offer = agreement.application
    if offer is None or offer.state == ApplicationState.RESIGNED:
        return
    if agreement.grant != offer.awarded or agreement.version != reading.latest_version(offer):
        raise Outdated(
            _(
                "The grant of this offer was changed since the agreement was begun. Give the agreement up and begin again."
            )
        )

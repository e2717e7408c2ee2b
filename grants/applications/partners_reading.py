"""How the organisations of a joint offer stand: who takes part, whose confirmation still holds, what is missing."""

from collections.abc import Sequence
from typing import Any

from grants.applications import content as shape
from grants.applications import joint, partners_rules
from grants.applications.completeness import Gap
from grants.applications.models import Application, Attachment
from grants.applications.partners_models import Offeror
from grants.applications.partners_rules import Standing
from grants.applications.states import OfferorState
from tenants.registry.organisations.models import Organisation


def rows_of(application: Application) -> list[Offeror]:
    """Everybody the offer has to do with now, the leader first."""
    return list(Offeror.objects.filter(application=application).present().order_by("-leads", "number"))


def row_of(application: Application, organisations: Sequence[int]) -> Offeror | None:
    """The row of the one of these organisations that takes part."""
    found = Offeror.objects.filter(application=application, organisation_id__in=organisations).joined()
    return found.select_related("application").order_by("-leads", "number").first()


def years_of(application: Application) -> tuple[int, ...]:
    return shape.years_of(application.content.get(shape.TASK, {}))


def seal_of(application: Application, row: Offeror, rows: Sequence[Offeror] | None = None) -> str:
    """What a confirmation given now would cover."""
    together = [one for one in (rows if rows is not None else rows_of(application)) if one.state == row.state]
    return joint.seal_of(application.content, files_in(application), row, together)


def files_in(application: Application) -> list[tuple[str, ...]]:
    return list(Attachment.objects.filter(application=application).values_list("label", "document__sha256"))


def standings(application: Application, rows: Sequence[Offeror]) -> list[Standing]:
    """Each organisation with its confirmation weighed against the offer as it stands."""
    files = files_in(application)
    together = [row for row in rows if row.state == OfferorState.JOINED]
    found = []
    for row in rows:
        holds = bool(row.seal) and row.seal == joint.seal_of(application.content, files, row, together)
        found.append(
            Standing(
                pk=row.pk,
                name=row.organisation_name,
                leads=row.leads,
                state=row.state,
                part=row.part,
                confirmed=holds,
                voided=bool(row.seal) and not holds,
            )
        )
    return found


def filed_by_partners(application: Application) -> list[tuple[str, int]]:
    """Of each partner its name and how many offers it filed in this call."""
    if not application.is_joint:
        return []
    filed = Application.objects.filter(call=application.call_id).filed()
    return [
        (row.organisation_name, filed.of_offeror(row.organisation_id or 0).count())
        for row in joint.joined(application)
        if not row.leads
    ]


def legal_forms(application: Application) -> list[str]:
    """What the partners are: a call may leave some kinds of bodies out."""
    found = Organisation.objects.filter(pk__in=application.partner_ids) if application.partner_ids else []
    return sorted(one.legal_form for one in found)


def gaps_of(application: Application, rows: Sequence[Offeror] | None = None) -> list[Gap]:
    """What the joint offer lacks beside its sections; of an offer of one organisation, nothing."""
    if not application.is_joint:
        return []
    found = rows_of(application) if rows is None else rows
    return partners_rules.gaps(standings(application, found), years_of(application))


def whole(application: Application, rows: Sequence[Offeror] | None = None) -> dict[str, Any]:
    """The draft's content with the joint section, from rows at hand."""
    taking_part = None if rows is None else [row for row in rows if row.state == OfferorState.JOINED]
    return joint.whole(application, taking_part)

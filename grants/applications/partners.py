"""A joint offer (art. 14(2)-(5)): made, its parts written, confirmed by each partner; left, or made a single one again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from grants.applications import drafting, partners_letters, partners_reading, partners_rules, partners_voiding, rules
from grants.applications import joint as document
from grants.applications.drafting import locked, renew, write
from grants.applications.models import Application
from grants.applications.partners_models import Offeror
from grants.applications.states import FLOW, OFFEROR_FLOW, ApplicationState, OfferorState
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import Refusal, Stale, WrongState
from tenants.registry.organisations.models import Organisation


@transaction.atomic
def make_joint(application: Application, *, by: Actor, at: datetime) -> Application:
    """From now on several organisations file this offer; the one that began it leads.

    Raises: Late, WrongState, PermissionDenied.
    """
    stored = locked(application, "make_joint", by=by)
    if stored.is_joint:
        return renew(application, stored)
    rules.check_accepting(stored.call, at, late_until=stored.late_until)
    FLOW.move(stored, "make_joint", by=by, at=at)
    leader = Organisation.objects.get(pk=stored.organisation_id)
    row = Offeror(
        application=stored,
        organisation=leader,
        organisation_name=leader.name,
        leads=True,
        number=next_number(stored),
        invited_at=at,
        invited_by=by.name,
    )
    OFFEROR_FLOW.create(row, by=by, at=at, step="lead")
    write(stored, is_joint=True)
    return renew(application, stored)


@transaction.atomic
def make_single(application: Application, *, by: Actor, at: datetime) -> Application:
    """The applicant files alone after all. Raises: Refusal while somebody else is on the list, WrongState."""
    stored = locked(application, "make_single", by=by)
    rows = partners_reading.rows_of(stored)
    if any(not row.leads for row in rows):
        raise Refusal(_("First take the other organisations off the list."))
    FLOW.move(stored, "make_single", by=by, at=at)
    for row in rows:
        row.application = stored
        OFFEROR_FLOW.move(row, "remove", by=by, at=at)
    write(stored, is_joint=False)
    name_all(stored, by=by, at=at)
    return renew(application, stored)


@transaction.atomic
def save_part(offeror: Offeror, values: Mapping[str, Any], *, revision: int, by: Actor, at: datetime) -> Offeror:
    """Keep what an organisation says of itself; of years that are not among `values`, what it said before.

    The same again changes nothing.

    Raises: Refusal at the field, Stale, WrongState, PermissionDenied.
    """
    row = _locked_row(offeror)
    permit(OFFEROR_FLOW.steps["write"].may, by, row)
    kept = partners_rules.normal_part(values, leads=row.leads)
    kept["years"] = {**row.part.get("years", {}), **kept["years"]}
    if kept == row.part and row.revision:
        return row
    if revision != row.revision:
        raise Stale(
            _("%(who)s saved this section after you had opened it. Nothing of yours is lost: compare and choose.")
            % {"who": row.changed_by or _("Somebody else")}
        )
    OFFEROR_FLOW.move(row, "write", by=by, at=at, part=kept, revision=revision + 1, changed_at=at, changed_by=by.name)
    partners_voiding.tell(row.application, by=by, at=at)
    return row


@transaction.atomic
def confirm(offeror: Offeror, *, seen: str, by: Actor, at: datetime) -> Offeror:
    """The partner's will: to file this very offer together. `seen`: the seal of what its representative read.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    row = _locked_row(offeror)
    if row.leads:
        raise Refusal(_("Your organisation leads the offer: its will is declared by filing it."))
    permit(OFFEROR_FLOW.steps["confirm"].may, by, row)
    now = partners_reading.seal_of(row.application, row)
    partners_rules.check_confirmable(row.part, partners_reading.years_of(row.application), seen=seen, now=now)
    if row.seal == now:
        return row
    OFFEROR_FLOW.move(row, "confirm", by=by, at=at, seal=now, confirmed_at=at, confirmed_by=by.name)
    partners_letters.to_leader("joint-confirmed", row, at=at, who=by.name)
    return row


@transaction.atomic
def leave(offeror: Offeror, *, by: Actor, at: datetime) -> None:
    """A partner leaves before the offer is filed. What it wrote stays out of the offer; every confirmation is void.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    row = _locked_row(offeror)
    if row.leads:
        raise Refusal(_("Your organisation began this offer: it cannot leave it. Delete the draft instead."))
    OFFEROR_FLOW.move(row, "leave", by=by, at=at, left_at=at, seal="")
    name_all(row.application, by=by, at=at)
    partners_letters.to_leader("joint-left", row, at=at, who=by.name)
    partners_voiding.tell(row.application, by=by, at=at)


@transaction.atomic
def remove(offeror: Offeror, *, by: Actor, at: datetime) -> None:
    """The leader takes an organisation off the list. Raises: Refusal, WrongState, PermissionDenied."""
    row = _locked_row(offeror)
    if row.leads:
        raise Refusal(_("The organisation that began the offer stays in it."))
    took_part = row.state == OfferorState.JOINED
    OFFEROR_FLOW.move(row, "remove", by=by, at=at, seal="")
    name_all(row.application, by=by, at=at)
    if took_part:
        partners_letters.to_partner("joint-removed", row, at=at, who=by.name)
        partners_voiding.tell(row.application, by=by, at=at)


@transaction.atomic
def remind(application: Application, *, by: Actor, at: datetime) -> int:
    """Ask every partner whose confirmation is missing or void; how many were asked. Raises: WrongState."""
    stored = locked(application, "edit", by=by)
    if stored.state != ApplicationState.DRAFT:
        raise WrongState
    rows = partners_reading.rows_of(stored)
    standing = {one.pk: one for one in partners_reading.standings(stored, rows)}
    asked = [row for row in rows if standing[row.pk].takes_part and not row.leads and not standing[row.pk].confirmed]
    for row in asked:
        row.application = stored
        OFFEROR_FLOW.move(row, "remind", by=by, at=at)
        partners_letters.to_partner("joint-reminder", row, at=at, who=by.name)
    return len(asked)


@transaction.atomic
def copy(application: Application, *, by: Actor, at: datetime) -> Application:
    """`drafting.copy`; a joint offer stays one, with the same partners: each confirms anew."""
    draft = drafting.copy(application, by=by, at=at)
    if not application.is_joint:
        return draft
    for row in document.joined(application):
        again = Offeror(
            application=draft,
            organisation_id=row.organisation_id,
            organisation_name=row.organisation_name,
            leads=row.leads,
            number=row.number,
            invited_at=at,
            invited_by=by.name,
            part=row.part,
            revision=1,
        )
        OFFEROR_FLOW.create(again, by=by, at=at, step="carry")
        if not row.leads:
            partners_letters.to_partner("joint-reminder", again, at=at, who=by.name)
    write(draft, is_joint=True)
    name_all(draft, by=by, at=at)
    return draft


@transaction.atomic
def discard(application: Application, *, by: Actor, at: datetime) -> None:
    """`drafting.discard`; the partners of a joint offer are told."""
    for row in document.joined(application) if application.is_joint else []:
        if not row.leads:
            row.application = application
            partners_letters.to_partner("joint-discarded", row, at=at, who=by.name)
    drafting.discard(application, by=by, at=at)


def next_number(application: Application) -> int:
    last = Offeror.objects.filter(application=application).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def name_all(application: Application, *, by: Actor, at: datetime) -> None:
    """The columns that say who takes part, brought up to date."""
    rows = document.joined(application)
    names = [row.organisation_name for row in rows]
    if not any(row.leads for row in rows):
        names = [Organisation.objects.get(pk=application.organisation_id).name]
    write(
        application,
        partner_ids=[row.organisation_id for row in rows if not row.leads],
        organisation_name=", ".join(names),
        changed_at=at,
        changed_by=by.name,
    )


def locked_draft(pk: int) -> Application:
    """The draft, kept from others until the transaction ends. Raises: WrongState once it is no draft."""
    rows = Application.objects.select_related("call", "lot__task").select_for_update(of=("self",), no_key=True)
    stored = rows.filter(pk=pk, state=ApplicationState.DRAFT).first()
    if stored is None:
        raise WrongState
    return stored


def _locked_row(offeror: Offeror) -> Offeror:
    """The offer first, then the row, as filing does. Raises: WrongState."""
    stored = locked_draft(offeror.application_id)
    row = Offeror.objects.select_for_update(of=("self",)).get(pk=offeror.pk)
    row.application = stored
    return row

"""The committee proposes and signs; then an act is prepared, signed and published (the modules named so)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from grants.applications.models import Application
from grants.awards import paper, reading, rules
from grants.awards.models import Proposal, Protocol, ProtocolSignature
from grants.awards.preparing import discard, prepare, prepare_change, reopen, send_back
from grants.awards.publishing import publish_change, publish_results
from grants.awards.reading import LotTable
from grants.awards.rules import Line
from grants.awards.signing import sign
from grants.awards.states import PROPOSAL_FLOW, SIGNATURE_FLOW
from grants.calls import actions as calls
from grants.calls.models import Call
from grants.scoring import masking, standing
from grants.scoring import reading as scoring
from grants.scoring.actions import locked
from grants.scoring.meetings.reading import presences
from grants.scoring.meetings.rules import check_held
from grants.scoring.models import Committee, CommitteeMember
from grants.scoring.rules import check_all_checked, check_read, check_scoring, check_sheets_in, check_third
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import WrongState
from tenants.office.audit import actions as audit
from tenants.office.documents import actions as documents
from tenants.office.documents import pdf
from tenants.office.documents.word import render as word_document

__all__ = [
    "discard",
    "prepare",
    "prepare_change",
    "propose",
    "publish_change",
    "publish_results",
    "reopen",
    "send_back",
    "sign",
    "sign_protocol",
]


@transaction.atomic
def propose(call: Call, proposals: Iterable[Line], *, by: Actor, at: datetime) -> None:
    """Keep what the committee proposes for these offers; the others keep what they have. Raises: Refusal, WrongState."""
    permit(PROPOSAL_FLOW.steps["propose"].may, by, call)
    call = locked(call)
    check_scoring(call.state)
    given = {line.application_id: line for line in proposals}
    tables = _tables(call, by)
    rules.check_known(given, [one for table in tables for one in table.candidates])
    for table in tables:
        lines = [given.get(one.application_id) or table.proposed.get(one.application_id) for one in table.candidates]
        rules.check_proposal([line for line in lines if line], table.candidates, table.purse)
    _keep(tables, given, at=at)
    together = sum((line.amount for line in given.values()), rules.ZERO)
    audit.record("propose", call, by=by, at=at, noted={"offers": len(given), "together": together})


@transaction.atomic
def sign_protocol(call: Call, *, by: Actor, at: datetime, remarks: str = "") -> Protocol:
    """Sign the committee's opinion and pass it to the executive.

    Every sheet is in or its member's absence recorded, every offer has a proposal; of one that too few have scored it is
    on record why. Raises: Refusal, WrongState.
    """
    permit(PROPOSAL_FLOW.steps["sign"].may, by, call)
    fresh = locked(call)
    check_scoring(fresh.state)
    check_sheets_in(scoring.missing(fresh))
    check_all_checked(scoring.unchecked(fresh))
    committee = Committee.objects.get(call=fresh)
    tables = _tables(fresh, by)
    lots = [table.ranking for table in tables]
    check_read(standing.few(lots))
    check_held(presences(committee), percent=committee.quorum_percent)
    check_third(standing.apart(lots), gap_percent=fresh.third_gap_percent)
    for table in tables:
        rules.check_whole(table.proposed.values(), table.candidates)
        rules.check_proposal(list(table.proposed.values()), table.candidates, table.purse)
        rules.check_equals(table.equals, table.proposed, fresh.tie_rules)
    # The ranking may have moved since the amounts were kept.
    _keep(tables, {pk: line for table in tables for pk, line in table.proposed.items()}, at=at)
    # Of a blind call a refusal above names no applicant; the protocol names them all.
    named = _tables(fresh) if masking.hides(fresh, by) else tables
    values = paper.protocol(fresh, named, remarks=remarks.strip(), at=at)
    document, word = (
        documents.store(name=f"protokol-{fresh.ref}.{kind}", content=content, kind="protocol", by=by, at=at)
        for kind, content in (("pdf", pdf.render("form", values, at=at)), ("docx", word_document(values, at=at)))
    )
    protocol = Protocol(
        call=fresh, signed_by=by.name, signed_at=at, remarks=remarks.strip(), document=document, word=word
    )
    protocol.save(force_insert=True)
    audit.record("sign", protocol, by=by, at=at, noted={"sha256": document.sha256})
    calls.recommend(fresh, by=by, at=at)
    call.state = fresh.state
    audit.seal(by=by, at=at)
    return protocol


@transaction.atomic
def countersign(protocol: Protocol, member: CommitteeMember, *, by: Actor, at: datetime) -> None:
    """A member signs the protocol too, once. Raises: WrongState, PermissionDenied."""
    row = ProtocolSignature(protocol=protocol, member=member, sha256=protocol.document.sha256, signed_at=at)
    permit(SIGNATURE_FLOW.steps["countersign"].may, by, row)
    locked(protocol.call)
    if Protocol.objects.filter(call=protocol.call_id, pk__gt=protocol.pk).exists():
        raise WrongState(_("There is a newer protocol: sign that one."))
    if protocol.signatures.filter(member=member).exists():
        raise WrongState(_("You have signed this protocol already."))
    SIGNATURE_FLOW.create(row, by=by, at=at, step="countersign", sha256=row.sha256)


def _tables(call: Call, reader: Actor | None = None) -> list[LotTable]:
    return reading.tables(call, Application.objects.filter(call=call), reader=reader)


def _keep(tables: list[LotTable], lines: dict[int, Line], *, at: datetime) -> None:
    Proposal.objects.bulk_create(
        [
            Proposal(
                application=row.application,
                mean=row.place.mean,
                position=row.place.position,
                outcome=line.outcome,
                amount=line.amount,
                reason=line.reason.strip(),
                made_at=at,
            )
            for table in tables
            for row in table.rows
            if (line := lines.get(row.application.pk))
        ],
        update_conflicts=True,
        unique_fields=["application"],
        update_fields=["mean", "position", "outcome", "amount", "reason", "made_at"],
    )

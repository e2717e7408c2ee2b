"""Calls in which people are tied to one offer that is full of unmistakable words; and every address there is, asked."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile

from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import get_resolver

from grants.agreements.models import Agreement
from grants.applications import actions as applications
from grants.applications.lateness.models import LateAccess
from grants.applications.models import Application
from grants.applications.partners_models import Offeror
from grants.awards import actions as awards
from grants.awards.justifications import actions as justifications
from grants.awards.justifications.models import JustificationRequest
from grants.awards.rules import Line
from grants.calls import actions as calls
from grants.calls.enquiries.models import Enquiry
from grants.calls.models import Call
from grants.monitoring import actions as monitoring
from grants.monitoring.models import GrantReturn
from grants.scoring import actions as scoring
from grants.scoring.meetings import actions as meetings
from grants.scoring.models import CommitteeMember
from grants.scoring.nominating_models import Nomination
from tenants.gates.access import NOBODY, Actor
from tenants.office import checks
from tenants.office.seats.models import Seat, SeatInvitation
from tests import builders
from tests.builders import NOON
from tests.builders_agreements import a_paid_agreement
from tests.builders_applications import ALL_YES, PDF, a_draft_application, passed
from tests.builders_awards import decided, lines_of, recorded_results
from tests.builders_calls import an_open_call, the_coordinator
from tests.builders_corrections import checked, last_day
from tests.builders_monitoring import REPORTED, a_report_content
from tests.builders_scoring import a_committee, a_meeting, a_submitted_sheet, after, close, declared, seat_of, the_chair
from tests.isolation.life import EVERY_SEAT
from tests.remembered import remembered

Words = Mapping[str, tuple[str, ...]]  # what it is, and how it may be spelt
STAGES = ("merit", "decided", "published")
TIE = "Mąż jest prezesem."
# What is behind an address only to those who got its key; no list of keys is kept in the town.
KEYS = {"token", "key", "uidb36"}
# Where the rows of an address are not called as their model is.
CALLED = {
    "joint-invitations": Offeror,
    "keys": None,
    "members": CommitteeMember,
    "partners": Offeror,
    "returns": GrantReturn,
    "scores": None,
    "invitations": SeatInvitation,
    "seats": Seat,
    "enquiries": Enquiry,
    "late-access": LateAccess,
    "nominations": Nomination,
    "justifications": JustificationRequest,
}


def word(stage: str, what: str) -> str:
    """Something of the offer in the call at this stage that stands nowhere else."""
    return f"Zakazany{what}{STAGES.index(stage) + 1}7431"


def applicant_of(stage: str) -> str:
    return f"Fundacja {word(stage, 'oferent')}"


def amounts_of(stage: str) -> tuple[str, str]:
    number = STAGES.index(stage) + 1
    return f"4321.{number}7", f"5432.{number}9"


def points_of(stage: str) -> Decimal:
    """For each of six criteria: nobody else's sheet adds up to six of them."""
    return Decimal(f"9.{STAGES.index(stage) + 1}7")


@dataclass(frozen=True)
class Conflicts:
    tied: dict[str, Actor]  # by what seats they hold besides
    undeclared: Actor  # of the committee of the call in merit


@remembered
def a_town_with_conflicts() -> Conflicts:
    """One call for each stage; the tied sit on every committee, and are tied to one of its two offers."""
    tied = {
        "committee": builders.a_person("Maria Member", "committee"),
        "committee and auditor": builders.a_person("Anna Auditor", "committee", "auditor"),
        "every seat": builders.a_person("Wszystko Wolno", *EVERY_SEAT),
    }
    late = builders.a_person("Ula Undeclared", "committee")
    for stage in STAGES:
        a_call_at(stage, [*tied.values()], late)
    return Conflicts({name: builders.fresh(one) for name, one in tied.items()}, builders.fresh(late))


def a_call_at(stage: str, tied: list[Actor], late: Actor) -> Call:
    call = an_open_call(title=f"Konkurs {stage}")
    plain = _filed(call, "Stowarzyszenie „Lipa”", title="Piłka")
    hidden = _hidden(call, stage)
    call = close(call)
    _corrected(hidden, stage)
    passed(plain, at=after(call))
    _passed(hidden, stage, at=after(call))
    people = [the_chair(), *tied, *([late] if stage == "merit" else [])]
    a_committee(call, *people, at=after(call))
    calls.start_assessment(call, by=the_coordinator(), at=after(call))
    declared(call, the_chair())
    for person in tied:
        declared(call, person, ties={hidden: TIE})
        a_submitted_sheet(plain, person, total="70")
    _scored(plain, hidden, stage)
    _met(call, hidden, stage)
    if stage != "merit":
        _decided(Call.objects.get(pk=call.pk), hidden, stage)
    return call


@remembered
def a_blind_call(member: Actor) -> Call:
    """In merit, with a committee that does not know whose the offers are; nobody in it is tied."""
    call = an_open_call(title="Konkurs w ciemno")
    plain = _filed(call, "Stowarzyszenie „Lipa”", title="Piłka")
    hidden = _hidden(call, "merit")
    call = close(call)
    _corrected(hidden, "merit")
    passed(plain, at=after(call))
    _passed(hidden, "merit", at=after(call))
    a_committee(call, the_chair(), member, at=after(call), blind=True)
    calls.start_assessment(call, by=the_coordinator(), at=after(call))
    for person in (the_chair(), member):
        declared(call, person)
    for offer in (plain, hidden):
        a_submitted_sheet(offer, member, total="70")
    _scored(plain, hidden, "merit")
    _met(call, hidden, "merit")
    return Call.objects.get(pk=call.pk)


def _filed(call: Call, organisation: str, *, minutes: int = 1, file: str = "", **over: Any) -> Application:
    person = builders.a_representative(f"Osoba z: {organisation}", organisation)
    at = NOON + timedelta(minutes=minutes)
    draft = a_draft_application(call.lots.get(), person, at=at, **over)
    if file:
        applications.attach(draft, name=file, content=PDF, by=person, at=at)
    return applications.file(draft, by=person, at=at)


def _hidden(call: Call, stage: str) -> Application:
    grant, total = amounts_of(stage)
    said = {what: word(stage, what) for what in ("tytul", "opis", "kontakt", "rezultat", "zasoby", "plik")}
    return _filed(
        call,
        applicant_of(stage),
        minutes=2,
        title=said["tytul"],
        grant=grant,
        total=total,
        task={"description": said["opis"]},
        applicant={"contact_name": said["kontakt"]},
        results={"direct_effect": f"{said['rezultat']} da {applicant_of(stage)}."},
        capacity={"resources": said["zasoby"]},
        file=f"{said['plik']}.pdf",
    )


def _corrected(offer: Application, stage: str) -> None:
    representative = builders.a_representative(f"Osoba z: {applicant_of(stage)}", applicant_of(stage))
    applications.call_to_correct(
        offer,
        flaws={"task.description": word(stage, "brak")},
        answer_by=last_day(offer),
        by=the_coordinator(),
        at=checked(offer),
    )
    at = checked(offer) + timedelta(days=1)
    mended = {"description": f"{word(stage, 'opis')} {word(stage, 'poprawka')}"}
    applications.save_correction(offer, "task", mended, revision=0, by=representative, at=at)
    applications.answer(offer, explanation=word(stage, "wyjasnienie"), by=representative, at=at)


def _passed(offer: Application, stage: str, *, at: datetime) -> None:
    offer.refresh_from_db()
    at = max(at, checked(offer) + timedelta(days=2))
    applications.check_formally(offer, answers=ALL_YES, by=the_coordinator(), at=at)
    applications.pass_formally(offer, by=the_coordinator(), at=at)


def _scored(plain: Application, hidden: Application, stage: str) -> None:
    chair = the_chair()
    a_submitted_sheet(plain, chair, total="70")
    call = hidden.call
    reasons = {
        one.pk: scoring.Mark(points=points_of(stage), reason=word(stage, "powod")) for one in call.criteria.all()
    }
    sheet = scoring.save_sheet(
        seat_of(call, chair),
        hidden,
        marks=reasons,
        remarks=word(stage, "uwaga"),
        revision=0,
        by=chair,
        at=after(call),
    )
    scoring.submit_sheet(sheet, by=chair, at=after(call))
    scoring.say(hidden, text=word(stage, "rozmowa"), by=chair, at=after(call))


def _met(call: Call, hidden: Application, stage: str) -> None:
    """A vote on the hidden offer, minutes that tell of it, and the chair's own remark about it."""
    chair, when = the_chair(), after(call)
    meeting = a_meeting(call, minutes=word(stage, "obrady"))
    facts = {"votes_for": 1, "votes_against": 0, "by": chair, "at": when}
    meetings.vote(meeting, subject=word(stage, "glosowanie"), application=hidden, **facts)
    meetings.remark(seat_of(call, chair), text=word(stage, "zdanie"), by=chair, at=when)


def _decided(call: Call, hidden: Application, stage: str) -> None:
    grant, _total = amounts_of(stage)
    lines = [line for line in lines_of(call) if line.application_id != hidden.pk]
    lines.append(
        Line(
            application_id=hidden.pk,
            outcome="reduced" if stage == "decided" else "full",
            amount=Decimal("3210.17" if stage == "decided" else grant),
            reason=word(stage, "wniosek"),
        )
    )
    awards.propose(call, lines, by=the_coordinator(), at=after(call))
    awards.sign_protocol(call, by=the_coordinator(), at=after(call))
    decided(Call.objects.get(pk=call.pk))
    if stage == "published":
        recorded_results(call)
        awards.publish_results(Call.objects.get(pk=call.pk), by=the_coordinator(), at=after(call))
        justifications.ask(
            Application.objects.get(pk=hidden.pk),
            name=word(stage, "pytajacy"),
            email="jan@example.org",
            language="pl",
            text=word(stage, "pytanie"),
            by=NOBODY,
            at=after(call),
        )
        a_report(a_paid_agreement(Application.objects.get(pk=hidden.pk)), stage)


def a_report(agreement: Agreement, stage: str) -> None:
    person = builders.a_representative(f"Osoba z: {applicant_of(stage)}", applicant_of(stage))
    grant, total = (Decimal(amount) for amount in amounts_of(stage))
    admin = (total / 20).quantize(Decimal("0.01"))
    report = monitoring.begin(agreement, by=person, at=REPORTED)
    content = a_report_content(
        results=word(stage, "sprawozdanie"),
        lines={"k1": f"{total - admin}", "k2": f"{admin}"},
        grant=f"{grant}",
        own=f"{total - grant}",
    )
    monitoring.save(report, content, revision=report.revision, by=person, at=REPORTED)
    monitoring.file(report, by=person, at=REPORTED)


# What nobody tied may come upon, by the stage of its call.
INSIDE = (
    *("opis", "kontakt", "rezultat", "zasoby", "plik", "brak", "poprawka", "wyjasnienie"),
    *("powod", "uwaga", "rozmowa", "obrady", "glosowanie", "zdanie"),
)


def forbidden(stage: str, *, with_name: bool) -> dict[str, tuple[str, ...]]:
    """Words as they would stand in an answer; `with_name`: the applicant and the title too."""
    named = ("oferent", "tytul") if with_name else ()
    later = {"merit": (), "decided": ("wniosek",), "published": ("wniosek", "sprawozdanie", "pytanie", "pytajacy")}[
        stage
    ]
    numbers = dict(zip(("kwota", "koszt"), amounts_of(stage), strict=True))
    numbers["punkty"] = f"{6 * points_of(stage)}"
    return {what: (word(stage, what),) for what in (*INSIDE, *later, *named)} | {
        what: (number, number.replace(".", ",")) for what, number in numbers.items()
    }


class Unknown(Exception):
    """An address has a place for which this module has nothing."""


def addresses(urlconf: str) -> list[str]:
    """Every address that a program or a person may ask for, as the table of addresses writes it."""
    return [address for address, _pattern in checks.patterns(get_resolver(urlconf))]


PLACE = re.compile(r"<(\w+):(\w+)>|\^?\(\?P<(\w+)>[^)]*\)\$?")


def filled(address: str) -> Iterator[str]:
    """The address with all that can stand in its places. Raises: Unknown."""
    places = list(PLACE.finditer(address))
    choices = [_choices(address[: place.start()], place.group(2) or place.group(3), place.group(1)) for place in places]
    pieces = PLACE.split(address)[:: PLACE.groups + 1]
    for values in product(*choices):
        path = "".join(f"{piece}{value}" for piece, value in zip(pieces, [*values, ""], strict=True))
        yield path.replace("^", "").replace("$", "").replace("\\", "")


def _choices(before: str, name: str, converter: str | None) -> list[str]:
    if name in KEYS:
        return ["no-such-key"]
    kind = [part for part in before.removeprefix("/api/v1").split("/") if part and "<" not in part][-1]
    given: dict[str, Any] = {"section": ("task", "budget"), "code": ("q1",), "number": (1, 2), "year": (2027,)}
    given |= dict.fromkeys(("content_type_id", "object_id", "app_label", "url"), ("1",))  # the operators' own pages
    if name in given:
        return [str(one) for one in given[name]]
    model = _model(kind, name)
    if model is None:
        return ["1"]
    column = "ref" if name == "ref" else "pk"
    found = [str(one) for one in _of_hidden(model).values_list(column, flat=True)]
    return found or ["1"]


def _model(kind: str, name: str) -> Any:
    """`small-grants` are the rows of SmallGrant."""
    if kind in CALLED:
        return CALLED[kind]
    if name in ("invitation", "membership", "paper"):
        return None
    called = kind.replace("-", "").removesuffix("s")
    for label in ("grants", "programmes", "office", "registry"):
        for model in apps.get_app_config(label).get_models():
            if model._meta.model_name == called:
                return model
    raise Unknown(f"{kind}: nothing is known to stand for <{name}>")


def _of_hidden(model: Any) -> models.QuerySet:
    """The rows that have to do with the hidden offers, where a row has to do with one offer."""
    hidden = Application.objects.filter(organisation_name__startswith="Fundacja Zakazany")
    rows = model._base_manager.order_by("pk")
    if model is Application:
        return hidden.order_by("pk")
    if any(field.name == "application" for field in model._meta.fields):
        return rows.filter(application__in=hidden)
    return rows


def read(answer: Any) -> str:
    """What somebody reads in an answer: spaces that only keep digits together are left out."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.get("Content-Type", "").startswith("application/pdf"):
        body = subprocess.run(["pdftotext", "-raw", "-", "-"], input=body, capture_output=True).stdout
    if "wordprocessingml" in answer.get("Content-Type", ""):
        body = ZipFile(BytesIO(body)).read("word/document.xml")
    return body.decode(errors="replace").replace("\N{NO-BREAK SPACE}", "").replace("\N{NARROW NO-BREAK SPACE}", "")


def ask(browser: Client, path: str) -> tuple[int, str]:
    """What is there for this person: nothing when they are turned away, and the file when they are led to one."""
    answer = browser.get(path)
    if answer.status_code == 302 and "/files/" in answer["Location"]:
        answer = browser.get(answer["Location"])
    return answer.status_code, read(answer) if answer.status_code == 200 else ""


# Lists can be asked for something, and some for a table.
QUESTIONS = ("?q=7431", "?q=Zakazany", "?format=csv")


def answers(browser: Client, urlconf: str, only: str = "") -> Iterator[tuple[str, str, str]]:
    """Address, path and what was read there. Where nobody may GET, one try says so for all."""
    for address in addresses(urlconf):
        if only not in address:
            continue
        for path in filled(address):
            status, text = ask(browser, path)
            if status == 405:
                break
            yield address, path, text
            if status == 200 and "<" not in address and "(" not in address:
                for question in QUESTIONS:
                    yield address, path + question, ask(browser, path + question)[1]


def said_at(browser: Client, words: Words, *, urlconf: str, only: str = "") -> set[tuple[str, str]]:
    """Each address and the word that this person reads there."""
    return {
        (address, what)
        for address, _path, text in answers(browser, urlconf, only)
        for what, spellings in words.items()
        if any(said in text for said in spellings)
    }


def rows_leaking(actor: Actor, nobody: Actor, words: Words) -> list[str]:
    """Each model of which this person sees a row with one of the words, and nobody in particular does not."""
    found = set()
    for model in checks.town_models():
        text, public = _said(model, actor), _said(model, nobody)
        for what, spellings in words.items():
            if any(said in text and said not in public for said in spellings):
                found.add(f"{model.__name__} {what}")
    return sorted(found)


def _said(model: Any, actor: Actor) -> str:
    return "\n".join(str(row) for row in model.objects.visible_to(actor).values_list())

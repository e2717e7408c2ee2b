"""The committee's protocol as a paper. It is Polish in every language of the interface, like the office's other papers."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format

from frontend.templatetags.formats import amount
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.awards.models import Outcome
from grants.awards.reading import LotTable
from grants.calls.models import Call, ScoreRule, TieRule
from grants.scoring.advising_models import Opinion
from grants.scoring.fewer import Fewer
from grants.scoring.meetings.models import Minutes, OwnRemark, Vote
from grants.scoring.meetings.reading import quorum_of, records, tie_records
from grants.scoring.models import Committee, CommitteeMember, Declaration, MemberRole, SheetVersion, Side, Strikable
from grants.scoring.ranking import Place
from grants.scoring.states import SheetState
from tenants.office.audit import actions as audit
from tenants.office.deadlines import local_day
from tenants.office.documents import pdf

ROLES = {
    MemberRole.CHAIR: "przewodniczący komisji",
    MemberRole.SECRETARY: "sekretarz komisji",
    MemberRole.MEMBER: "członek komisji",
    MemberRole.ADVISOR: "ekspert z głosem doradczym",
}
SIDES = {Side.OFFICE: "organ wykonawczy", Side.NGO: "organizacje"}
SCORING = {
    ScoreRule.MEAN: "średnia ocen członków, zaokrąglona do dwóch miejsc",
    ScoreRule.TRIMMED: "średnia bez najwyższej i najniższej karty",
    ScoreRule.SUM: "suma ocen członków",
    ScoreRule.CONSENSUS: "jedna uzgodniona karta",
}
TIES = {
    TieRule.CRITERION: "więcej punktów w kryterium rozstrzygającym",
    TieRule.OWN_SHARE: "większy udział wkładu własnego",
    TieRule.EARLIER: "wcześniejsze złożenie",
    TieRule.VOTE: "głosowanie komisji",
    TieRule.ALL: "wszystkie oferty przechodzą dalej",
}
OUTCOMES = {
    Outcome.FULL: "pełna kwota",
    Outcome.REDUCED: "kwota niższa",
    Outcome.RESERVE: "lista rezerwowa",
    Outcome.REFUSED: "bez dotacji",
}


def protocol(call: Call, tables: list[LotTable], *, remarks: str, at: datetime) -> dict[str, Any]:
    """What the protocol says: who sat and met, who was excluded from what, points, ranking and proposed amounts."""
    committee = Committee.objects.get(call=call)
    members = list(committee.members.sitting())
    with translation.override("pl"):
        day = date_format(local_day(at), "j E Y")
    return {
        "town": pdf.letterhead(connection.tenant),
        "kind": "Protokół komisji konkursowej",
        "title": "Protokół z prac komisji konkursowej",
        "number": call.case_number or call.ref,
        "place_and_day": day,
        "facts": [
            ("Konkurs", call.title),
            ("Powołanie komisji", f"{connection.tenant.bodies.act} nr {committee.act_number}"),
            ("Dzień powołania", committee.appointed_on),
            ("Liczba złożonych ofert", str(Application.objects.filter(call=call).filed().count())),
            ("Liczba ocenionych ofert", str(sum(len(table.rows) for table in tables))),
            ("Minimalna liczba punktów", call.minimum_points),
            ("Sposób liczenia punktów", SCORING[ScoreRule(call.score_rule)]),
            ("Przy równej liczbie punktów", "; ".join(TIES[rule] for rule in call.tie_rules)),
        ],
        "sections": [
            _composition(committee, members),
            _meetings(committee),
            _exclusions(members),
            _formal(call),
            *(_lot(number, table) for number, table in enumerate(tables, 1)),
            _changes(call),
            _closing(members, remarks),
        ],
        "footnotes": _chained(),
    }


def _composition(committee: Committee, members: list[CommitteeMember]) -> dict[str, Any]:
    rows = [
        [
            one.name,
            ROLES[MemberRole(one.role)],
            SIDES[Side(one.side)],
            f"nieobecność: {one.absent_reason}" if one.absent_reason else "obecność",
        ]
        for one in members
    ]
    columns = [{"label": label} for label in ("Osoba", "Funkcja", "Kto wskazał", "Udział")]
    fields: list[dict[str, Any]] = [{"kind": "table", "label": "", "columns": columns, "rows": rows}]
    if committee.without_ngo_ground:
        label = "Podstawa pracy bez osób wskazanych przez organizacje (art. 15 ust. 2da)"
        fields.append({"kind": "long_text", "label": label, "value": committee.without_ngo_ground})
    return {"code": "I", "label": "Skład komisji", "fields": fields}


def _meetings(committee: Committee) -> dict[str, Any]:
    """Every meeting with who came and how votes went."""
    quorum = quorum_of(committee)
    share = f"{quorum.needed} z {quorum.voting} osób z prawem głosu ({quorum.percent}%), w tym przewodniczący komisji"
    fields: list[dict[str, Any]] = [{"kind": "text", "label": "Kworum", "value": share}]
    votes = list(Vote.objects.filter(meeting__committee=committee).select_related("application"))
    minutes = dict(Minutes.objects.filter(meeting__committee=committee).values_list("meeting_id", "text"))
    for record in records(committee, votes, minutes):
        meeting = record.meeting
        items = [
            ("Rozpoczęcie", meeting.starts_at),
            ("Miejsce", meeting.place),
            ("Obecni", ", ".join(one.name for one in record.present)),
            ("Nieobecni", ", ".join(one.name for one in record.missing) or "brak"),
            ("Kworum", "jest" if record.quorum else "brak"),
            ("Porządek obrad", meeting.agenda),
            ("Przebieg", record.minutes),
        ]
        fields.append({"kind": "facts", "label": f"Posiedzenie nr {meeting.number}", "items": items})
        if record.votes:
            columns = [{"label": label} for label in ("Głosowanie", "Za", "Przeciw", "Wstrzymało się", "Wynik")]
            rows = [
                [
                    f"{one.application.number}: {one.subject}" if one.application else one.subject,
                    *(str(number) for number in (one.votes_for, one.votes_against, one.abstained)),
                    _result(one),
                ]
                for one in record.votes
            ]
            fields.append(
                {
                    "kind": "table",
                    "label": f"Głosowania na posiedzeniu nr {meeting.number}",
                    "columns": columns,
                    "rows": rows,
                }
            )
    fields += _ties(committee.call)
    return {"code": "II", "label": "Posiedzenia komisji", "fields": fields}


def _ties(call: Call) -> list[dict[str, Any]]:
    """How the committee voted on offers with equal points."""
    rows = [
        [
            one.first.voted_at,
            "\n".join(f"{row.place}. {row.application.number}" for row in one.votes),
            _counts(one.first),
        ]
        for one in tie_records(call)
    ]
    columns = [{"label": label} for label in ("Zapisano", "Kolejność", "Wynik")]
    label = "Głosowania o kolejności ofert o równej liczbie punktów"
    return [{"kind": "table", "label": label, "columns": columns, "rows": rows}] if rows else []


def _counts(vote: Strikable) -> str:
    if vote.struck_at is None:
        return "liczy się"
    with translation.override("pl"):
        day = date_format(local_day(vote.struck_at), "j E Y")
    return f"skreślono, nie liczy się: {vote.struck_because} ({vote.struck_by}, {day})"


def _result(vote: Vote) -> str:
    if vote.struck_at is not None:
        return _counts(vote)
    if not vote.carried:
        return "odrzucono"
    equal = vote.votes_for == vote.votes_against
    return "przyjęto głosem przewodniczącego (równa liczba głosów)" if equal else "przyjęto"


def _formal(call: Call) -> dict[str, Any]:
    """The offers that were not assessed, and why."""
    rejected = Application.objects.filter(call=call, state=ApplicationState.REJECTED).order_by("number")
    columns = [{"label": label} for label in ("Oferta", "Oferent", "Przyczyna odrzucenia")]
    rows = [[one.number, one.organisation_name, one.formal_reason] for one in rejected]
    label = "Oferty odrzucone w ocenie formalnej"
    fields = (
        [{"kind": "table", "label": label, "columns": columns, "rows": rows}]
        if rows
        else [{"kind": "text", "label": label, "value": "brak"}]
    )
    return {"code": "IV", "label": "Ocena formalna", "fields": fields}


def _changes(call: Call) -> dict[str, Any]:
    """Sheets that were handed in and then reopened or dropped: the old points stay beside the new ones, if any."""
    of_call = SheetVersion.objects.filter(sheet__application__call=call).with_last()
    versions = of_call.filter(Q(last__gt=1) | ~Q(sheet__state=SheetState.SUBMITTED))
    rows = [
        [one.sheet.application.number, one.sheet.member.name, str(one.number), one.total, _why(one)]
        for one in versions.select_related("sheet__application", "sheet__member").order_by(
            "sheet__application__number", "sheet__member_id", "number"
        )
    ]
    columns: list[dict[str, Any]] = [{"label": label} for label in ("Oferta", "Osoba", "Wersja karty")]
    columns += [{"label": "Punkty", "kind": "number"}, {"label": "Przyczyna zmiany"}]
    label = "Karty zmienione po złożeniu"
    fields = (
        [{"kind": "table", "label": label, "columns": columns, "rows": rows}]
        if rows
        else [{"kind": "text", "label": label, "value": "brak"}]
    )
    return {"code": "VI", "label": "Zmiany ocen", "fields": fields}


def _why(version: Any) -> str:
    """Why this version came, and of the last one of a sheet that counts no more: why not."""
    said = [version.because] if version.because else []
    if version.number == version.last and version.sheet.state == SheetState.DROPPED:
        said.append("karta nie liczy się: wyłączenie po złożeniu")
    if version.number == version.last and version.sheet.state == SheetState.DRAFT:
        said.append(f"karta nie liczy się: otwarta ponownie i niezłożona ({version.sheet.reopened_because})")
    return "; ".join(said) or "–"


def _exclusions(members: list[CommitteeMember]) -> dict[str, Any]:
    ties = (
        Declaration.objects.filter(member__in=members, tied=True).select_related("member", "application").order_by("pk")
    )
    rows = [[tie.member.name, tie.application.number, tie.application.organisation_name] for tie in ties]
    intro = (
        "Oświadczenie o bezstronności składa się osobno do każdej oferty; "
        "bez niego nie widać z oferty nic poza numerem, oferentem i tytułem."
    )
    columns = [{"label": label} for label in ("Osoba", "Oferta", "Oferent")]
    fields = (
        [{"kind": "table", "label": "Wyłączenia (art. 15 ust. 2f)", "columns": columns, "rows": rows}]
        if rows
        else [{"kind": "text", "label": "Wyłączenia (art. 15 ust. 2f)", "value": "brak"}]
    )
    return {"code": "III", "label": "Oświadczenia i wyłączenia", "intro": intro, "fields": fields}


def _lot(number: int, table: LotTable) -> dict[str, Any]:
    columns: list[dict[str, Any]] = [
        {"label": "Lp."},
        {"label": "Oferta", "width": 3},
        {"label": "Punkty", "width": 2},
        {"label": "Średnia", "kind": "number"},
        {"label": "Wnioskowana [zł]", "kind": "number"},
        {"label": "Proponowana [zł]", "kind": "number"},
        {"label": "Propozycja", "width": 2},
    ]
    rows: list[Any] = [
        [
            _position(row.place),
            f"{row.application.number}\n{row.application.organisation_name}\n{row.application.title}",
            "\n".join(f"{name}: {amount(points)}" for name, points in row.totals) or "–",
            amount(row.place.mean) + (f"\nsuma {amount(row.place.together)}" if row.place.together is not None else ""),
            amount(row.application.requested),
            amount((line := table.proposed[row.application.pk]).amount),
            OUTCOMES[Outcome(line.outcome)] + (f": {line.reason}" if line.reason else ""),
        ]
        for row in table.rows
    ]
    together = sum((line.amount for line in table.proposed.values()), start=table.lot.pool * 0)
    rows.append(
        {
            "cells": [{"text": "Razem", "span": 4}, amount(table.ranking.requested), amount(together), ""],
            "style": "total",
        }
    )
    return {
        "code": f"V.{number}",
        "label": table.lot.title,
        "intro": f"Pula: {amount(table.lot.pool)} zł.",
        "fields": [
            {"kind": "table", "label": "Ranking i propozycja komisji", "columns": columns, "rows": rows},
            *_read_by_few(table),
        ],
    }


def _read_by_few(table: LotTable) -> list[dict[str, Any]]:
    """Offers that not as many people scored as were to, and why."""
    rows = [
        [row.application.number, _sheets(row.fewer), row.fewer.record.reason, row.fewer.record.said_by]
        for row in table.rows
        if row.fewer and row.fewer.record
    ]
    label = "Oferty, które oceniło mniej osób, niż miało ocenić"
    columns = [
        {"label": "Oferta"},
        {"label": "Karty", "width": 2},
        {"label": "Dlaczego nie oceniło ich więcej osób", "width": 4},
        {"label": "Kto zapisał", "width": 2},
    ]
    return [{"kind": "table", "label": label, "columns": columns, "rows": rows}] if rows else []


def _sheets(fewer: Fewer) -> str:
    if fewer.apart:
        return "dwie, bardzo różne; trzeciej nie ma, została średnia dwóch"
    return f"{fewer.written} z {fewer.wanted}"


def _position(place: Place) -> str:
    if place.position is None:
        return "–"
    return f"{place.position}\n{TIES[TieRule(place.parted_by)]}" if place.parted_by else str(place.position)


def _chained() -> list[str]:
    """Where the town's chained record stood: whoever has a copy of its heads can tell whether it was rewritten since."""
    number, mark = audit.head()
    return [
        f"Rejestr zdarzeń tuż przed podpisaniem: pozycja {number}, odcisk {mark}. "
        "Suma kontrolna tego pliku jest w rejestrze; jak ją sprawdzić, opisano na stronie /record/check/."
    ]


def _closing(members: list[CommitteeMember], remarks: str) -> dict[str, Any]:
    own = OwnRemark.objects.filter(member__in=members).select_related("member").order_by("member_id")
    said = [f"{one.member.name}: {one.text}" for one in own]
    given = Opinion.objects.filter(member__in=members).select_related("member", "application")
    opinions = [
        f"{one.member.name}, oferta {one.application.number}: {one.text}"
        for one in given.order_by("application__number", "member_id")
    ]
    advice = {"kind": "long_text", "label": "Opinie ekspertów z głosem doradczym", "value": "\n\n".join(opinions)}
    people = [{"name": one.name, "label": ROLES[MemberRole(one.role)]} for one in members if not one.absent_reason]
    return {
        "code": "VII",
        "label": "Uwagi i podpisy",
        "fields": [
            *([advice] if opinions else []),
            {
                "kind": "long_text",
                "label": "Zdania odrębne i uwagi",
                "value": "\n".join([remarks, *said]).strip() or "brak",
            },
            {"kind": "signatures", "label": "", "people": people},
        ],
    }

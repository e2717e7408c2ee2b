"""The notice that a committee works without people named by organisations (art. 15(2da)), in Polish as all papers."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.formats import date_format

from grants.scoring.models import Committee, WithoutNgo
from grants.scoring.nominating_models import MemberCall, Nomination
from tenants.office.deadlines import local_day
from tenants.office.documents import pdf

GROUNDS = {
    WithoutNgo.NOBODY_NAMED: "żadna organizacja nie wskazała osób do składu komisji (art. 15 ust. 2da pkt 1)",
    WithoutNgo.NOBODY_TAKES_PART: "wskazane osoby nie wezmą udziału w pracach komisji (art. 15 ust. 2da pkt 2)",
    WithoutNgo.ALL_EXCLUDED: "wszystkie wskazane osoby podlegają wyłączeniu (art. 15 ust. 2da pkt 3)",
}


def without_ngo(committee: Committee, *, at: datetime) -> bytes:
    asked = MemberCall.objects.filter(call=committee.call).first()
    rows = [
        [one.name, one.organisation_name, _day(one.received_on), one.refused_because or "–"]
        for one in Nomination.objects.filter(call=committee.call)
    ]
    done: list[dict[str, Any]] = [{"kind": "long_text", "label": "Opis", "value": committee.without_ngo_ground}]
    if asked:
        days = f"{_day(asked.published_on)}, osoby można było wskazywać do {_day(asked.until)}"
        done = [
            {"kind": "text", "label": "Nabór ogłoszono", "value": days},
            {"kind": "long_text", "label": "Miejsce ogłoszenia", "value": asked.places},
            {"kind": "long_text", "label": "Dowody", "value": asked.evidence},
            *done,
        ]
    if rows:
        columns = [{"label": label} for label in ("Osoba", "Wskazana przez", "Wpływ", "Odmowa")]
        done.append({"kind": "table", "label": "Osoby wskazane", "columns": columns, "rows": rows})
    ground = GROUNDS[WithoutNgo(committee.without_ngo)]
    values = {
        "town": pdf.letterhead(connection.tenant),
        "kind": "Informacja",
        "title": "Praca komisji konkursowej bez osób wskazanych przez organizacje",
        "number": committee.call.case_number or committee.call.ref,
        "place_and_day": _day(local_day(at)),
        "facts": [
            ("Konkurs", committee.call.title),
            ("Powołanie komisji", f"{connection.tenant.bodies.act} nr {committee.act_number}"),
            ("Dzień powołania", committee.appointed_on),
        ],
        "sections": [
            {"code": "I", "label": "Podstawa", "fields": [{"kind": "text", "label": "Podstawa", "value": ground}]},
            {"code": "II", "label": "Co zrobiono", "fields": done},
        ],
    }
    return pdf.render("form", values, at=at)


def _day(day: Any) -> str:
    with translation.override("pl"):
        return date_format(day, "j E Y")

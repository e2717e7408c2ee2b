import json
from datetime import timedelta
from decimal import Decimal
from html import escape
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from grants.calls import actions, listeners, meeting, rules, text
from grants.calls.models import Call, Place
from grants.calls.paper import CallPaper
from tenants.office import deadlines
from tenants.registry.governments import addresses
from tenants.registry.governments.models import LocalGovernment
from tests.builders import NOON
from tests.builders_calls import (
    DAY,
    a_closed_call,
    a_draft_call,
    a_programme,
    a_published_call,
    a_task,
    an_approved_call,
    an_open_call,
    recorded_everywhere,
)

pytestmark = pytest.mark.django_db
# Counted with the session, the account, the seats and the town's subscription.
OFFICE_LIST = 9
PUBLIC_LIST = 3
OFFICE_PAGE = 14
PUBLIC_PAGE = 8

SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def open_now(now):
    """A call that is open while the test runs."""

    def build(**over):
        dates = {"opens_at": now - DAY, "closes_at": now + 5 * DAY, "decision_by": (now + 30 * DAY).date()}
        return an_open_call(**{**dates, **over})

    return build


@pytest.fixture
def draft_now(now):
    """A draft whose dates lie ahead."""

    def build(**over):
        dates = {"opens_at": now + DAY, "closes_at": now + 40 * DAY, "decision_by": (now + 70 * DAY).date()}
        return a_draft_call(at=now, **{**dates, **over})

    return build


def typed(call, actor, **changes):
    """What the browser would send from the edit page of a call, with some fields typed anew."""
    paper = CallPaper(call, actor, at=timezone.now())
    sent = {}
    for form in [paper.facts, *(row for rows in paper.rows.values() for row in rows)]:
        for field in form:
            value = (
                field.field.widget.format_value(field.value())
                if hasattr(field.field.widget, "format_value")
                else field.value()
            )
            if isinstance(field.value(), bool):
                value = "on" if field.value() else None
            if isinstance(value, list) and not field.field.widget.allow_multiple_selected:
                value = value[0]
            if value is not None:
                sent[field.html_name] = value
    sent["revision"], sent["marks"] = call.revision, json.dumps(meeting.marks(text.stored(call)))
    for name, rows in paper.rows.items():
        sent[f"{name}-TOTAL_FORMS"] = sent[f"{name}-INITIAL_FORMS"] = len(rows)
    return {**sent, **changes}


def page(response):
    return response.content.decode()


# --- who sees what ---------------------------------------------------------------------------


def test_a_draft_is_the_offices_only(browser_of, clara, anna, ewa, nadia, olga, rysia):
    call = a_draft_call()

    seen = [
        browser_of(actor).get(f"/calls/{call.ref}/").status_code
        for actor in (None, rysia, nadia, olga, clara, ewa, anna)
    ]

    assert seen == [404, 404, 404, 404, 200, 200, 200]


def test_a_published_call_is_everyones(browser_of, clara, nadia, olga):
    call = a_published_call()

    seen = [browser_of(actor).get(f"/calls/{call.ref}/").status_code for actor in (None, nadia, olga, clara)]

    assert seen == [200, 200, 200, 200]


def test_next_door_the_call_does_not_exist(browser_of, olga):
    call = an_open_call()

    for path in (f"/calls/{call.ref}/", f"/calls/{call.ref}/deadline.ics", f"/calls/{call.ref}/edit/"):
        assert browser_of(olga, town="olszany").get(path).status_code == 404
    assert call.title not in page(browser_of(olga, town="olszany").get("/calls/"))


@pytest.mark.parametrize(
    "verb", ["ask-approval", "approve", "return", "publish", "start-assessment", "complete", "cancel", "delete"]
)
def test_a_step_of_another_is_refused(browser_of, verb, anna, nadia, olga, rysia):
    call = a_published_call()

    for actor in (anna, nadia, olga, rysia):
        assert browser_of(actor).post(f"/calls/{call.ref}/{verb}/").status_code == 403
    assert browser_of().post(f"/calls/{call.ref}/{verb}/").status_code == 302
    assert browser_of(anna).get(f"/calls/{call.ref}/{verb}/").status_code in {403, 405}
    call.refresh_from_db()
    assert call.state == "published"


@pytest.mark.parametrize("path", ["/calls/new/", "/calls/{ref}/edit/", "/calls/{ref}/publications/"])
def test_the_desk_is_closed_to_those_who_do_not_prepare_calls(browser_of, path, anna, ewa, nadia, olga):
    call = a_draft_call()

    for actor in (anna, ewa, nadia, olga):
        assert browser_of(actor).get(path.format(ref=call.ref)).status_code == 403


def test_a_clerk_does_not_approve_nor_cancel(browser_of, clara):
    call = a_draft_call()

    assert browser_of(clara).post(f"/calls/{call.ref}/approve/", {"approve-act_number": "1"}).status_code == 403
    assert browser_of(clara).post(f"/calls/{call.ref}/cancel/", {"cancel-reason": "x"}).status_code == 403


# --- lists -----------------------------------------------------------------------------------


def test_residents_see_announced_calls_open_ones_first(browser_of, open_now, draft_now, now):
    open_now(title="Otwarty")
    a_closed_call(title="Oceniany", opens_at=now - 9 * DAY, closes_at=now - DAY)
    a_published_call(title="Nadchodzi", opens_at=now + DAY, closes_at=now + 5 * DAY)
    draft_now(title="Szkic")

    shown = page(browser_of().get("/calls/"))

    places = [shown.find(title) for title in ("Otwarty", "Nadchodzi", "Oceniany")]
    assert places == sorted(places) and -1 not in places
    assert "Szkic" not in shown


def test_a_call_shows_closed_at_once_even_before_the_clocks_tick(browser_of, now):
    call = an_open_call(opens_at=now - 9 * DAY, closes_at=now - timedelta(seconds=2))

    shown = page(browser_of().get(f"/calls/{call.ref}/"))

    assert call.state == "open"
    assert "/applications/new/" not in shown


def test_the_office_filters_and_sorts_in_the_address(browser_of, clara, open_now, draft_now):
    open_now(title="Alfa", pool="20.00")
    draft_now(title="Beta", pool="30.00", case_number="OR.99")
    draft_now(title="Gamma", pool="10.00")

    def titles(**asked):
        return [row[0].title for row in browser_of(clara).get("/calls/?" + urlencode(asked)).context["rows"]]

    assert titles(sort="pool") == ["Gamma", "Alfa", "Beta"]
    assert titles(sort="-title") == ["Gamma", "Beta", "Alfa"]
    assert titles(state="draft", sort="title") == ["Beta", "Gamma"]
    assert titles(state="open") == ["Alfa"]
    assert titles(q="or.99") == ["Beta"]
    assert titles(year="2027", q="alf") == ["Alfa"]
    assert titles(year="1999", sort="made';--", q="lf") == ["Alfa"]


@pytest.mark.parametrize("rows", [10, 1000])
def test_the_lists_cost_the_same_whatever_their_length(browser_of, clara, open_now, rows, django_assert_num_queries):
    first = open_now()
    lot = first.lots.get()
    copies = []
    for number in range(rows - 1):
        first.pk, first.ref, first.title = None, f"2027-kopia-{number}", f"Konkurs {number}"
        copies.append(Call(**{field.attname: getattr(first, field.attname) for field in Call._meta.fields}))
    made = Call.objects.bulk_create(copies)
    lot.pk = None
    type(lot).objects.bulk_create(
        [type(lot)(call=call, number=1, title="Zadanie", task_id=lot.task_id, pool=Decimal(5)) for call in made]
    )
    clerk, resident = browser_of(clara), browser_of()
    clerk.get("/calls/")

    with django_assert_num_queries(OFFICE_LIST):
        assert len(clerk.get("/calls/?sort=-pool").context["rows"]) == min(rows, 25)
    with django_assert_num_queries(PUBLIC_LIST):
        assert len(resident.get("/calls/").context["rows"]) == min(rows, 25)


@pytest.mark.parametrize("lots", [1, 12])
def test_a_call_costs_the_same_whatever_it_holds(browser_of, clara, open_now, lots, django_assert_num_queries):
    call = open_now(lots=[{"title": f"Zadanie {n}", "task": a_task(n % 2), "pool": Decimal(100)} for n in range(lots)])
    clerk, resident = browser_of(clara), browser_of()
    clerk.get("/calls/")

    with django_assert_num_queries(OFFICE_PAGE):
        clerk.get(f"/calls/{call.ref}/")
    with django_assert_num_queries(PUBLIC_PAGE):
        resident.get(f"/calls/{call.ref}/")


# --- the desk --------------------------------------------------------------------------------


def test_a_clerk_makes_a_call_of_a_priority_task(browser_of, clara, monkeypatch):
    year = a_programme().year
    monkeypatch.setattr(timezone, "now", lambda: NOON.replace(year=year + 1))
    clerk = browser_of(clara)

    # of a programme whose year is over, no more calls
    assert 'name="task"' not in page(clerk.get("/calls/new/"))
    monkeypatch.setattr(timezone, "now", lambda: NOON)

    assert "2\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000,00" in page(clerk.get("/calls/new/"))
    assert clerk.post("/calls/new/", {}).status_code == 422
    response = clerk.post("/calls/new/", {"task": a_task().pk, "title": ""})

    call = Call.objects.get()
    assert response.url == f"/calls/{call.ref}/edit/"
    assert (call.title, call.lots.get().pool) == (a_task().title, Decimal("2000000.00"))


def test_a_clerk_changes_everything_on_one_form(browser_of, clara, draft_now):
    call = draft_now(attachments=[{"name": "Statut", "required": False}])
    sent = typed(
        call,
        clara,
        **{
            "title": "Sport i zdrowie",
            "lots-0-pool": "1 234,50 zł",
            "lots-0-own_min_percent": "12,5",
            "criteria-0-points_max": "30",
            "attachments-0-required": "on",
        },
    )

    response = browser_of(clara).post(f"/calls/{call.ref}/edit/", sent)

    assert response.status_code == 302
    call.refresh_from_db()
    lot = call.lots.get()
    assert (call.title, lot.pool, lot.own_min_percent) == ("Sport i zdrowie", Decimal("1234.50"), Decimal("12.50"))
    assert sum(criterion.points_max for criterion in call.criteria.all()) == 110
    assert call.attachments.get().required
    assert call.opens_at.replace(second=0) == call.opens_at


def test_a_form_sent_unchanged_changes_nothing(browser_of, clara, draft_now, now):
    call = draft_now(opens_at=now.replace(second=0) + DAY, closes_at=now.replace(second=0) + 40 * DAY)
    before = {field.attname: getattr(call, field.attname) for field in Call._meta.fields}
    lots = list(call.lots.values("title", "pool", "task", "grant_max", "own_min_percent", "counts_nonfinancial"))
    criteria = list(call.criteria.values("name", "help", "points_max", "statutory", "position"))

    browser_of(clara).post(f"/calls/{call.ref}/edit/", typed(call, clara))

    call.refresh_from_db()
    assert {field.attname: getattr(call, field.attname) for field in Call._meta.fields} == before
    assert (
        list(call.lots.values("title", "pool", "task", "grant_max", "own_min_percent", "counts_nonfinancial")) == lots
    )
    assert list(call.criteria.values("name", "help", "points_max", "statutory", "position")) == criteria


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"lots-0-pool": "-1"}, "id_lots-0-pool"),
        ({"lots-0-pool": "10,005"}, "id_lots-0-pool"),
        ({"lots-0-pool": "2000000,01"}, "id_lots-0-pool"),
        ({"lots-0-grant_max": "100000,01"}, "id_lots-0-grant_max"),
        ({"lots-0-commissioning": "entrust", "lots-0-own_min_percent": "5"}, "id_lots-0-own_min_percent"),
        ({"criteria-0-points_max": "0"}, "id_criteria-0-points_max"),
        ({"closes_at": "2027-03-28T02:30"}, "id_closes_at"),
        ({"opens_at": "2027-10-31T02:30"}, "id_opens_at"),
        ({"title": ""}, "id_title"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_is_saved(browser_of, clara, draft_now, changes, field):
    call = draft_now()

    response = browser_of(clara).post(f"/calls/{call.ref}/edit/", typed(call, clara, contact="pokój 99", **changes))

    shown = page(response)
    assert response.status_code == 422
    assert f'href="#{field}"' in shown and f'id="{field}_error"' in shown
    assert "pokój 99" in shown
    call.refresh_from_db()
    assert call.contact == "Urząd Gminy Lipowo, pokój 5"


def test_a_deadline_too_early_is_said_at_its_field(browser_of, clara, draft_now, now):
    call = draft_now()
    early = (now + 20 * DAY).astimezone(deadlines.WARSAW)

    response = browser_of(clara).post(
        f"/calls/{call.ref}/edit/",
        typed(call, clara, closes_at=early.strftime("%Y-%m-%dT%H:%M"), opens_at=now.strftime("%Y-%m-%dT%H:%M")),
    )

    assert response.status_code == 422
    assert 'id="id_closes_at_error"' in page(response)


def test_a_draft_may_be_saved_before_it_is_complete(browser_of, clara, draft_now):
    call = draft_now()

    response = browser_of(clara).post(f"/calls/{call.ref}/edit/", typed(call, clara, subject="", decision_by=""))

    call.refresh_from_db()
    assert response.status_code == 302
    assert (call.subject, call.decision_by) == ("", None)
    shown = page(browser_of(clara).get(f"/calls/{call.ref}/"))
    assert f"/calls/{call.ref}/edit/#id_subject" in shown
    assert f"/calls/{call.ref}/ask-approval/" not in shown


def test_rows_are_added_and_removed_without_script_and_without_losing_what_was_typed(browser_of, clara, draft_now):
    call = draft_now()
    clerk = browser_of(clara)

    added = clerk.post(f"/calls/{call.ref}/edit/", typed(call, clara, add="lots", contact="pokój 99"))
    assert added.status_code == 200
    assert 'name="lots-1-pool"' in page(added) and "pokój 99" in page(added) and "field-error" not in page(added)
    removed = clerk.post(f"/calls/{call.ref}/edit/", typed(call, clara, remove="criteria-5"))
    assert 'name="criteria-5-name"' not in page(removed) and 'name="criteria-4-name"' in page(removed)
    assert call.criteria.count() == 6
    empty = {"criteria-TOTAL_FORMS": 7, "criteria-6-name": "", "criteria-6-points_max": "", "criteria-6-statutory": ""}
    assert clerk.post(f"/calls/{call.ref}/edit/", typed(call, clara, **empty)).status_code == 302
    assert call.criteria.count() == 6


def test_what_is_published_has_no_edit_page(browser_of, clara):
    call = a_published_call()

    assert browser_of(clara).get(f"/calls/{call.ref}/edit/").url == f"/calls/{call.ref}/"


def test_the_way_from_a_draft_to_a_published_call(browser_of, clara, ewa, draft_now, now):
    call = draft_now()
    address = f"/calls/{call.ref}/"

    assert browser_of(clara).post(f"{address}ask-approval/").url == address
    assert browser_of(ewa).post(f"{address}approve/", {"approve-act_number": ""}).status_code == 422
    assert browser_of(ewa).post(f"{address}approve/", {"approve-act_number": "12/2027"}).url == address
    today = deadlines.local_day(now).isoformat()
    sent = {f"{place}_on": today for place in (Place.BIP, Place.BOARD)} | {"bip_evidence": "https://bip.example.org/1"}
    assert browser_of(clara).post(f"{address}publications/", sent).url == address
    refused = browser_of(clara).post(
        f"{address}publish/", headers={"referer": f"http://lipowo.localhost{address}"}, follow=True
    )
    assert "art. 13(3)" in page(refused) or "art. 13 ust. 3" in page(refused)
    assert browser_of(clara).post(f"{address}publications/", {"website_on": today}).url == address
    assert browser_of(clara).post(f"{address}publish/").url == address

    call.refresh_from_db()
    assert (call.state, call.publications.count()) == ("published", 3)
    assert "12/2027" in page(browser_of().get(address))


def test_a_publication_of_tomorrow_is_refused_at_its_field_and_none_is_recorded(browser_of, clara, ewa, draft_now, now):
    call = draft_now()
    actions.approve(call, act_number="1", by=ewa, at=now)
    today, tomorrow = deadlines.local_day(now), deadlines.local_day(now + DAY)

    response = browser_of(clara).post(
        f"/calls/{call.ref}/publications/", {"bip_on": today.isoformat(), "website_on": tomorrow.isoformat()}
    )

    assert response.status_code == 422
    assert 'id="id_website_on_error"' in page(response)
    assert not call.publications.exists()


def test_the_executive_cancels_with_a_reason_that_everyone_reads(browser_of, ewa, open_now):
    call = open_now()

    assert browser_of(ewa).post(f"/calls/{call.ref}/cancel/", {"cancel-reason": ""}).status_code == 422
    browser_of(ewa).post(f"/calls/{call.ref}/cancel/", {"cancel-reason": "Nie złożono żadnej oferty."})

    assert "Nie złożono żadnej oferty." in page(browser_of().get(f"/calls/{call.ref}/"))


def test_a_draft_is_deleted_from_its_page(browser_of, clara):
    call = a_draft_call()

    assert browser_of(clara).post(f"/calls/{call.ref}/delete/").url == "/calls/"
    assert not Call.objects.exists()


def test_a_powiat_announces_by_a_resolution_of_its_board(browser_of, ewa, draft_now):
    call = draft_now()
    assert "zarządzenia" in page(browser_of(ewa).get(f"/calls/{call.ref}/")) or "ordinance" in page(
        browser_of(ewa).get(f"/calls/{call.ref}/")
    )

    LocalGovernment.objects.filter(schema_name="lipowo").update(
        kind="powiat", executive_name="Zarząd Powiatu Lipowskiego"
    )
    addresses.forget()
    shown = page(browser_of(ewa).get(f"/calls/{call.ref}/"))
    browser_of(ewa).post(f"/calls/{call.ref}/approve/", {"approve-act_number": "7/2027"})

    assert ("uchwały zarządu" in shown or "resolution" in shown) and "Zarząd Powiatu Lipowskiego" in shown
    assert "Uchwała zarządu" in page(browser_of(ewa).get(f"/calls/{call.ref}/"))


# --- the announcement ------------------------------------------------------------------------


def test_an_open_call_leads_to_the_offer_of_each_lot(browser_of, nadia, clara, open_now):
    call = open_now(lots=[{"title": f"Zadanie {n}", "task": a_task(), "pool": Decimal(100)} for n in (1, 2)])

    shown = page(browser_of(nadia).get(f"/calls/{call.ref}/"))

    for lot in call.lots.all():
        assert f'href="/applications/new/?lot={lot.pk}"' in shown
    assert "/applications/new/" not in page(browser_of(clara).get(f"/calls/{call.ref}/"))


def test_a_script_in_every_text_is_shown_as_text(browser_of, clara, nadia, ewa, open_now, draft_now):
    texts = ("title", "case_number", "subject", "granting_rules", "conditions", "selection", "previous_tasks")
    texts += ("accessibility", "personal_data", "contact")
    over = {
        **{name: f"{name}{SCRIPT}" for name in texts},
        "lots": [{"title": f"lot{SCRIPT}", "task": a_task(), "pool": Decimal(100)}],
        "criteria": [
            {"name": f"criterion{point}{SCRIPT}", "help": f"help{SCRIPT}", "points_max": 20, "statutory": point}
            for point in "123456"
        ],
        "attachments": [{"name": f"attachment{SCRIPT}", "required": True}],
        "act_number": f"act{SCRIPT}",
    }
    draft_facts = {name: value for name, value in over.items() if name != "act_number"}
    call, draft = open_now(**over), draft_now(**draft_facts)
    call.publications.filter(place="bip").update(evidence=f"evidence{SCRIPT}")
    clerk = browser_of(clara)

    pages = {
        "public": page(browser_of(nadia).get(f"/calls/{call.ref}/")),
        "office": page(clerk.get(f"/calls/{call.ref}/")),
        "list": page(clerk.get("/calls/")),
        "open calls": page(browser_of().get("/calls/")),
        "edit": page(clerk.get(f"/calls/{draft.ref}/edit/")),
        "refused": page(
            clerk.post(f"/calls/{draft.ref}/edit/", typed(draft, clara, **{"lots-0-pool": SCRIPT, "closes_at": SCRIPT}))
        ),
        "search": page(clerk.get("/calls/?" + urlencode({"q": SCRIPT, "sort": SCRIPT, "page": SCRIPT}))),
    }
    actions.cancel(call, reason=f"reason{SCRIPT}", by=ewa, at=timezone.now())
    pages["cancelled"] = page(browser_of().get(f"/calls/{call.ref}/"))

    assert [name for name, shown in pages.items() if SCRIPT in shown] == []
    for name in (*texts[:1], *texts[2:], "lot", "criterion1", "help", "attachment", "act"):
        assert f"{name}{escape(SCRIPT)}" in pages["public"].replace("&#x27;", "&#x27;"), name
    assert "evidence" in pages["office"] and "reason" in pages["cancelled"]


def test_the_deadline_comes_as_a_calendar_file(browser_of, open_now):
    call = open_now(title="Sport; zdrowie, turystyka " + "ą" * 60)

    response = browser_of().get(f"/calls/{call.ref}/deadline.ics")

    text = page(response)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"DTEND:{call.closes_at.astimezone(deadlines.UTC):%Y%m%dT%H%M%SZ}\r\n" in text
    assert "Sport\\; zdrowie\\, turystyka" in text.replace("\r\n ", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_office_reads_the_history_and_what_to_do_next(browser_of, clara, anna):
    call = recorded_everywhere(an_approved_call(closes_at=timezone.now() + 40 * DAY, opens_at=timezone.now() + DAY))

    shown = page(browser_of(clara).get(f"/calls/{call.ref}/"))

    assert f'action="/calls/{call.ref}/publish/"' in shown
    assert "Ewa Executive" in shown
    assert f'action="/calls/{call.ref}/publish/"' not in page(browser_of(anna).get(f"/calls/{call.ref}/"))
    assert "Ewa Executive" not in page(browser_of().get(f"/calls/{a_published_call().ref}/"))


def test_every_state_has_a_page_for_everyone_who_sees_it(browser_of, clara, ewa, anna, marek, monkeypatch):
    monkeypatch.setattr(listeners, "_listeners", {event: [] for event in listeners.EVENTS})
    call = a_closed_call()
    at, day = call.closes_at + DAY, deadlines.local_day(call.closes_at + DAY)
    steps = [
        lambda: None,
        lambda: actions.start_assessment(call, by=clara, at=at),
        lambda: actions.recommend(call, by=marek, at=at),
        lambda: actions.decide(call, by=ewa, at=at),
        *(
            lambda place=place: actions.record_results_publication(
                call, place=place, published_on=day, evidence="", by=clara, at=at
            )
            for place in rules.PLACES
        ),
        lambda: actions.publish_results(call, by=clara, at=at),
        lambda: actions.complete(call, by=clara, at=at),
    ]

    for step in steps:
        step()
        assert [
            browser_of(actor).get(f"/calls/{call.ref}/").status_code for actor in (None, marek, clara, ewa, anna)
        ] == [200] * 5

    assert call.state == "completed"


def test_both_languages(browser_of, open_now):
    call = open_now()
    reader = browser_of()

    for language in ("pl", "en"):
        reader.cookies["language"] = language
        response = reader.get(f"/calls/{call.ref}/")
        assert (response.status_code, response["Content-Language"]) == (200, language)

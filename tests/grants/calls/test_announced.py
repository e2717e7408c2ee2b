"""The announcement taken elsewhere: on paper, into the bulletin, into feeds; and the announcement of a cancellation."""

import shutil
import subprocess
from datetime import timedelta
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.utils import timezone, translation

from grants.calls import actions, announced, reading
from grants.calls.models import Call
from tenants.office import deadlines
from tests.builders_calls import DAY, a_closed_call, a_draft_call, a_published_call, an_open_call
from tests.builders_changes import a_prepared_change
from tests.grants.calls.test_pages import SCRIPT, page
from tests.grants.calls.test_pages import open_now as open_now

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
PDF_PAGE = 6
FEED = 2


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.names, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _value in attrs}


def test_the_parts_say_everything_the_law_asks_for():
    call = an_open_call(
        on_draft_budget=True,
        legal_forms=["kolo_gospodyn_wiejskich", "fundacja"],
        attachments=[{"name": "Statut", "required": False}],
    )

    with translation.override("en"):
        found = announced.points(reading.paper(call))

    assert [one.label.partition(".")[0] for one in found[:7]] == list("1234567")
    assert [one.label for one in found[7:]] == ["Attachments to the offer", "Accessibility", "Contact", "Personal data"]
    said = str(found).replace("\\xa0", "\N{NO-BREAK SPACE}")
    for words in ("100\N{NO-BREAK SPACE}000,00", "projektu uchwały", "farm women", "12 February 2027, 15:30", "Statut"):
        assert words in said, words


def test_a_part_that_is_not_written_yet_is_left_out():
    call = a_draft_call(subject="", accessibility="", previous_tasks="", lots=[])

    labels = [one.label for one in announced.points(reading.paper(call))]

    assert not any(label.startswith(("1.", "2.", "7.")) for label in labels)


def test_the_announcement_is_a_tagged_pdf(browser_of, open_now, tmp_path, django_assert_num_queries):
    call = open_now(title="Sport dla dzieci „2027”", subject=f"Zajęcia #strong[x] $1$ {SCRIPT}")
    reader = browser_of()
    reader.get("/calls/")

    with django_assert_num_queries(PDF_PAGE):
        answer = reader.get(f"/calls/{call.ref}/announcement.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert b"/MarkInfo" in answer.content and b"pdfuaid" in answer.content
    if shutil.which("pdftotext"):
        (tmp_path / "a.pdf").write_bytes(answer.content)
        text = subprocess.run(
            ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "Sport dla dzieci „2027”" in text and "#strong[x] $1$" in text
        assert "nr 12/2027" in text and "SZKIC" not in text


def test_a_draft_is_the_offices_on_paper_too(browser_of, clara, nadia):
    call = a_draft_call()

    assert browser_of(clara).get(f"/calls/{call.ref}/announcement.pdf").status_code == 200
    for actor in (None, nadia):
        assert browser_of(actor).get(f"/calls/{call.ref}/announcement.pdf").status_code == 404


def test_the_text_for_the_bulletin_is_bare_html(browser_of, clara, nadia, open_now):
    call = open_now(subject=f"Zajęcia {SCRIPT}", contact='pokój "5" & 6')

    answer = browser_of(clara).get(f"/calls/{call.ref}/plain/")
    html = answer.context["html"]
    tags = Tags()
    tags.feed(html)

    assert tags.names <= {"h2", "h3", "p", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "a"}
    assert tags.attributes == {"scope", "href"}
    assert SCRIPT not in html and SCRIPT not in page(answer) and "&lt;script&gt;" in html
    assert "<textarea" in page(answer)
    assert browser_of(nadia).get(f"/calls/{call.ref}/plain/").status_code == 403


def entries(answer):
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def test_the_feed_holds_the_towns_running_calls(browser_of, clara, open_now, now, django_assert_num_queries):
    open_now(title="Otwarty")
    changed = a_published_call(title="Nadchodzi", opens_at=now + DAY, closes_at=now + 5 * DAY)
    a_prepared_change(changed, at=now, contact="pokój 8")
    actions.correct(changed, by=clara, at=now)
    a_closed_call(title="Oceniany", opens_at=now - 9 * DAY, closes_at=now - DAY)
    a_draft_call(title="Szkic")
    reader = browser_of()
    reader.get("/calls/")

    with django_assert_num_queries(FEED):
        answer = reader.get("/calls/feed.atom")

    found = {one.findtext(f"{ATOM}title"): one for one in entries(answer)}
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert set(found) == {"Otwarty", "Nadchodzi"}
    assert found["Nadchodzi"].findtext(f"{ATOM}updated") == now.astimezone(deadlines.UTC).isoformat()
    assert found["Otwarty"].find(f"{ATOM}link").get("href").endswith(f"/calls/{Call.objects.get(title='Otwarty').ref}/")
    assert 'type="application/atom+xml"' in page(reader.get("/calls/"))
    assert entries(browser_of(town="olszany").get("/calls/feed.atom")) == []


def test_a_cancellation_has_its_own_announcement(browser_of, clara, ewa, open_now, now):
    call = open_now()
    address = f"/calls/{call.ref}/"
    assert browser_of().get(f"{address}cancellation/").status_code == 404

    sent = {"cancel-reason": f"Brak ofert. {SCRIPT}", "cancel-ground": "no_offers"}
    assert browser_of(ewa).post(f"{address}cancel/", sent).status_code == 422
    Call.objects.filter(pk=call.pk).update(closes_at=now - timedelta(seconds=2))
    assert browser_of(ewa).post(f"{address}cancel/", sent).url == address
    shown, office = (
        page(browser_of().get(f"{address}cancellation/")),
        page(browser_of(clara).get(f"{address}cancellation/")),
    )

    call.refresh_from_db()
    assert (call.cancelled_ground, call.cancelled_at >= now) == ("no_offers", True)
    assert "art. 18a" in shown and "nie złożono żadnej oferty" in shown and "12/2027" in shown
    assert SCRIPT not in shown + office and "<textarea" not in shown and "<textarea" in office
    assert f'href="{address}publications/"' in office and f"{address}cancellation/" in page(browser_of().get(address))
    day = deadlines.local_day(now).isoformat()
    browser_of(clara).post(f"{address}publications/", {f"{place}_on": day for place in ("bip", "board", "website")})
    assert f'href="{address}publications/"' not in page(browser_of(clara).get(f"{address}cancellation/"))
    assert browser_of(town="olszany").get(f"{address}cancellation/").status_code == 404


def test_a_call_cancelled_by_the_reserved_right_names_no_ground(browser_of, ewa, open_now, now):
    call = open_now()

    actions.cancel(call, reason="Zmiana planów.", by=ewa, at=now + timedelta(minutes=1))

    shown = page(browser_of().get(f"/calls/{call.ref}/cancellation/"))
    assert "prawa zastrzeżonego" in shown and "art. 18a" not in shown

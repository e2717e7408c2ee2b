"""Made in Lipowo, sought in Olszany, not found: every model, address, file, job, letter and kept value.

What could leak is made first, and shown to be there for those who may see it.
"""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.urls import get_resolver
from django_tenants.utils import schema_context

from grants.applications import tasks as application_tasks
from grants.applications.models import ApplicationVersion
from tenants.office import checks
from tenants.office.documents import storage
from tenants.office.documents.models import Document
from tenants.office.notices.models import Notice
from tenants.registry import tasks as registry_tasks
from tests import builders
from tests.isolation.life import EVERY_SEAT, a_life

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
MARKS = ("Lipa", "Piłka dla każdego", "Stowarzyszenie", "Program współpracy na")
# Of all towns alike: accounts, language, one's own organisations (their rights are tested where they live).
EVERYWHERE = (
    "/accounts/",
    "/alerts/",
    "/language/",
    "/continue/",
    "/about/",
    "/organisations/",
    "/invitations/",
    "/subscription/",
)


@pytest.fixture
def life():
    return a_life()


@pytest.fixture
def neighbour(life):
    """Somebody next door with every seat there is, who also represents an organisation of their own."""
    with builders.in_town("olszany"):
        builders.a_person("Olga Neighbour", *EVERY_SEAT)
    return builders.a_representative("Olga Neighbour", "Fundacja sąsiedzka „Olcha”")


def addresses():
    return [
        address
        for address, _pattern in checks.patterns(get_resolver("config.urls"))
        if not address.startswith(EVERYWHERE)
    ]


def filled(address, values):
    for place, value in values.items():
        address = address.replace(place, str(value))
    return address


def test_rows_of_each_kind_are_in_one_schema_only(life):
    """A model without a row here fails too: make one in tests/isolation/life.py, only what is there can leak."""
    without = [model.__name__ for model in checks.town_models() if not model._base_manager.exists()]
    with builders.in_town("olszany"):
        leaked = [model.__name__ for model in checks.town_models() if model._base_manager.exists()]

    assert (without, leaked) == ([], [])


def test_no_address_of_a_thing_leads_to_it_from_next_door(life, neighbour, browser_of):
    there = browser_of(neighbour, town="olszany")
    seen = []
    for address in addresses():
        values = life.values(address)
        if values is None:
            continue
        assert None not in values.values(), f"tests/isolation/life.py has nothing to name at {address}"
        for ask in (there.get, there.post):
            answer = ask(filled(address, values))
            if answer.status_code not in {404, 405}:
                seen.append((ask.__name__, address, answer.status_code))

    assert seen == []


def test_each_of_these_addresses_is_there_at_home(life, browser_of):
    """Or the test above would pass on addresses that lead nowhere."""
    people = [browser_of(life.everybody), browser_of(life.applicant), browser_of()]
    lost = []
    for address in addresses():
        values = life.values(address)
        if values is None or "<str:token>" in values or ("<int:pk>" in address and "seats" in address):
            continue
        if address.endswith("/cancellation/"):  # a call that goes on has none
            continue
        if all(one.get(filled(address, values)).status_code == 404 for one in people):
            lost.append(address)

    assert lost == []


def test_no_list_next_door_names_what_is_here(life, neighbour, browser_of):
    there = browser_of(neighbour, town="olszany")
    named = []
    for address in addresses():
        if life.values(address) is None:
            answer = there.get(address, follow=True)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            text = body.decode(errors="replace")
            named += [(address, mark) for mark in MARKS if mark in text.replace("Fundacja sąsiedzka", "")]

    assert named == []


def test_at_home_the_lists_do_name_them(life, browser_of):
    here = browser_of(life.everybody)

    results = f"/calls/{life.agreement.application.call.ref}/results/"
    for address in (
        "/applications/",
        "/agreements/",
        results,
        "/api/v1/agreements/",
        "/applications/export.csv",
        "/small-grants/",
        "/initiatives/",
    ):
        answer = here.get(address)
        assert "Lipa" in answer.content.decode(), address


def test_a_file_is_read_from_its_own_towns_schema_only(life, browser_of):
    document = Document.objects.order_by("pk").first()
    link = storage.link(document.key, filename=document.name, content_type=document.content_type)
    path = re.sub(r"^https?://[^/]+", "", link)

    assert browser_of().get(path).status_code == 200
    assert browser_of(town="olszany").get(path).status_code == 404
    assert document.key.startswith("lipowo/")
    with builders.in_town("olszany"), pytest.raises(ValueError, match=""):
        storage.get(document.key)


def test_a_job_finds_only_the_rows_of_its_own_schema(life):
    letter = Notice.objects.filter(sent_at=None).order_by("pk").first()

    registry_tasks.send("olszany", "office.notice", letter.pk)

    assert mail.outbox == []
    assert Notice.objects.get(pk=letter.pk).sent_at is None
    registry_tasks.send("lipowo", "office.notice", letter.pk)
    assert [message.to for message in mail.outbox] == [[letter.to_email]] or letter.to_email in mail.outbox[0].to[0]


def test_a_paper_is_drawn_only_in_its_own_schema(life):
    version = ApplicationVersion.objects.order_by("pk").first()

    with pytest.raises(ApplicationVersion.DoesNotExist):
        application_tasks.draw("olszany", version.pk)


def test_letters_about_this_town_go_to_nobody_next_door(life, neighbour):
    assert Notice.objects.exists()
    assert not Notice.objects.filter(to_email=neighbour.email).exists()


def test_a_seat_in_one_town_opens_no_door_in_another(life, browser_of):
    """Everything is permitted at home; next door the same person is a visitor."""
    there = browser_of(life.everybody, town="olszany")

    assert there.get("/seats/").status_code == 403
    assert there.get("/programmes/new/").status_code == 403
    assert there.get("/applications/").status_code in {200, 403}
    with schema_context("olszany"):
        assert builders.fresh(life.everybody).seats == frozenset()


# What is kept between requests, and why it cannot hold one town's rows for another.
KEPT = {
    "config/mounts.py": "URL patterns",
    "frontend/icons.py": "drawings of icons",
    "frontend/crest.py": "drawn shields: initials given by the caller",
    "frontend/statics.py": "addresses of our own static files",
    "frontend/html.py": "drawn badges: words given by the caller",
    "tenants/office/deadlines.py": "days off of a year",
    "tenants/office/limits.py": "counts of questions; keys name the schema",
    "tenants/office/documents/pdf.py": "fonts",
    "tenants/office/documents/storage.py": "a client of the store; keys begin with the schema",
    "tenants/registry/governments/addresses.py": "host to town, by the host itself",
}


def test_whatever_is_kept_between_requests_is_known_to_hold_no_rows():
    keeping = {
        str(path.relative_to(ROOT))
        for floor in ("config", "grants", "programmes", "tenants", "frontend")
        for path in (ROOT / floor).rglob("*.py")
        if "demo" not in path.parts
        and re.search(
            r"lru_cache|functools import cache\b|@cache\b|functools\.cache|^_[a-z]+: dict|caches\[|cache\.(get|set|add|incr)",
            path.read_text(),
            re.M,
        )
    }

    assert keeping - set(KEPT) - REGISTRIES == set()


# Tables filled once when the app starts.
REGISTRIES = {
    "grants/applications/exclusions.py",
    "grants/awards/agreed.py",
    "programmes/reporting/figures.py",
    "grants/calls/listeners.py",
    "tenants/office/documents/scanning.py",
}

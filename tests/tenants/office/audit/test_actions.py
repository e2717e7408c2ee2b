import threading
from datetime import timedelta
from io import StringIO

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import translation

from tenants.gates.access import CLOCK, NOBODY
from tenants.office.audit import actions, reading, rules
from tenants.office.audit.facts import facts_of
from tenants.office.audit.models import AuditEntry, ChainHead, ChainLink
from tenants.office.opening import template
from tests.builders import NOON, a_person, in_town, town

DAY = timedelta(days=1)


def something_happens(*names, at=NOON):
    for name in names:
        actions.record("change", town("lipowo"), by=CLOCK, at=at, noted={"name": name})


def chained():
    return [(line.seq, line.facts["noted"]["name"]) for line in reading.lines()]


def verify(*options):
    out = StringIO()
    with translation.override("en"):
        try:
            call_command("audit", "verify", *options, stdout=out)
        except SystemExit as problem:
            return problem.code, out.getvalue()
    return 0, out.getvalue()


@pytest.mark.django_db
def test_entries_join_the_chain_in_the_order_of_writing_and_once():
    something_happens("first", "second")
    head = actions.seal(by=CLOCK, at=NOON)
    something_happens("third")

    again = actions.seal(by=CLOCK, at=NOON)

    assert chained() == [(1, "first"), (2, "second"), (3, "third")]
    assert head[0] == 2
    assert again == actions.head() == actions.seal(by=CLOCK, at=NOON)
    assert rules.check(reading.lines()).head == again[1]


@pytest.mark.django_db
def test_an_older_entry_that_comes_late_is_put_at_the_end_before_a_head_is_published():
    something_happens("early")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('office_auditentry_id_seq')")
    missing = AuditEntry.objects.get().pk + 1
    something_happens("quick")
    actions.seal(by=CLOCK, at=NOON)
    AuditEntry.objects.create(pk=missing, at=NOON, verb="change", kind="x", thing_id=1, noted={"name": "slow"})

    actions.publish_head(by=CLOCK, at=NOON)

    assert chained() == [(1, "early"), (2, "quick"), (3, "slow")]
    assert (ChainHead.objects.get().seq, ChainHead.objects.get().hash) == actions.head()


@pytest.mark.django_db
def test_a_head_is_published_once_a_day_and_never_of_nothing():
    actions.publish_head(by=CLOCK, at=NOON)
    assert not ChainHead.objects.exists()

    for at in (NOON, NOON + DAY / 4, NOON + DAY):
        something_happens("more", at=at)
        actions.publish_head(by=CLOCK, at=at)

    assert list(ChainHead.objects.order_by("day").values_list("seq", flat=True)) == [1, 3]


@pytest.mark.django_db
def test_only_the_clock_publishes_and_a_stranger_seals_nothing():
    with pytest.raises(PermissionDenied):
        actions.seal(by=NOBODY, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.publish_head(by=a_person("Adam Administrator", "administrator"), at=NOON)


@pytest.mark.django_db
def test_each_town_has_its_own_chain():
    something_happens("here")
    actions.seal(by=CLOCK, at=NOON)

    with in_town("olszany"):
        assert actions.head() == (0, rules.ZERO)


@pytest.mark.django_db(transaction=True)
def test_two_that_seal_at_once_make_one_chain_and_writers_never_wait():
    something_happens(*[f"entry {number}" for number in range(20)])
    sealing, told = threading.Barrier(2), []

    def seal():
        connection.set_tenant(town("lipowo"))
        try:
            with transaction.atomic():
                sealing.wait(10)
                told.append(actions.seal(by=CLOCK, at=NOON))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=seal) for _ in range(2)]
    for thread in threads:
        thread.start()
    something_happens("meanwhile")
    for thread in threads:
        thread.join(20)
    actions.seal(by=CLOCK, at=NOON)

    outcome = rules.check(reading.lines())
    assert (outcome.broken, outcome.entries) == (None, 21)
    assert len(told) == 2


@pytest.fixture
def sealed(transactional_db):
    """Six entries in the chain, and the head after the sixth is published; it happened two days later."""
    something_happens("a", "b", "c", "d", "e", "f")
    actions.publish_head(by=CLOCK, at=NOON + 2 * DAY)


BREAK_IN = {
    "altered": (
        """UPDATE office_auditentry SET noted = '{"name": "C"}' WHERE id = 3""",
        "Entry 3 was altered",
    ),
    "removed": ("DELETE FROM office_auditentry WHERE id = 3", "Entry 3 was removed"),
    "removed with its link": (
        "DELETE FROM office_chainlink WHERE seq = 3; DELETE FROM office_auditentry WHERE id = 3",
        "Entry 3 was removed",
    ),
    "the end cut off": (
        "DELETE FROM office_chainlink WHERE seq > 4; DELETE FROM office_auditentry WHERE id > 4",
        "The end is missing, from entry 5 to entry 6",
    ),
    "put in afterwards": (
        """
        INSERT INTO office_auditentry SELECT 99, at, verb, kind, thing_id, thing, by_id, by_name, noted
            FROM office_auditentry WHERE id = 3
        """,
        "Entry 7 was put in afterwards",
    ),
}


@pytest.mark.parametrize(("statements", "sentence"), BREAK_IN.values(), ids=BREAK_IN)
def test_what_the_owner_of_the_database_does_to_a_row_is_found_and_named(sealed, statements, sentence):
    before = verify("--town", "lipowo.localhost")
    with template.owner() as owner:
        owner.execute("SET session_replication_role = replica; SET search_path = lipowo")
        owner.execute(statements)
    actions.seal(by=CLOCK, at=NOON + 2 * DAY)

    code, said = verify("--town", "lipowo")

    assert before == (0, f"lipowo: Unbroken. Entries: 6, head: {ChainHead.objects.get().hash}\n")
    assert code == 1
    assert said.startswith(f"lipowo: {sentence}")
    assert "\n" not in said.strip()


def test_a_chain_made_anew_is_found_by_a_kept_copy_of_the_heads(sealed, tmp_path, browser_of):
    kept = tmp_path / "heads.json"
    kept.write_bytes(browser_of().get("/record/heads.json").content)
    with template.owner() as owner:
        owner.execute("SET session_replication_role = replica; SET search_path = lipowo")
        owner.execute("UPDATE office_auditentry SET by_name = 'Nobody' WHERE id = 5")
        owner.execute("DELETE FROM office_chainlink; DELETE FROM office_chainhead")
    actions.publish_head(by=CLOCK, at=NOON + 2 * DAY)

    assert verify("--town", "lipowo")[0] == 0
    code, said = verify("--town", "lipowo", "--heads", str(kept))
    assert code == 1
    assert said.startswith("lipowo: The chain was rewritten somewhere from entry 1 to entry 6")


def test_an_entry_put_in_between_with_checksums_that_fit_is_named(sealed):
    with template.owner() as owner:
        owner.execute("SET session_replication_role = replica; SET search_path = lipowo")
        owner.execute(
            """
            UPDATE office_chainlink SET seq = seq + 100 WHERE seq > 3;
            UPDATE office_chainlink SET seq = seq - 99 WHERE seq > 100;
            INSERT INTO office_auditentry SELECT 99, at, verb, kind, thing_id, thing, by_id, by_name, noted
                FROM office_auditentry WHERE id = 3
            """
        )
    with template.owner() as owner:
        owner.execute("SET session_replication_role = replica; SET search_path = lipowo")
        before = ChainLink.objects.get(seq=3).hash
        fake = ChainLink(seq=4, entry_id=99, sealed_at=NOON, salt="", previous=before)
        fake.contents = rules.contents_of(facts_of(AuditEntry.objects.get(pk=99), fake, "lipowo"))
        fake.hash = rules.hash_of(before, fake.contents)
        owner.execute(
            "INSERT INTO office_chainlink (seq, entry_id, sealed_at, salt, contents, previous, hash)"
            " VALUES (4, 99, %s, '', %s, %s, %s)",
            [NOON, fake.contents, before, fake.hash],
        )
        owner.execute("UPDATE office_chainlink SET previous = %s WHERE seq = 5", [fake.hash])

    code, said = verify("--town", "lipowo")

    assert (code, said) == (1, "lipowo: Entry 4 was inserted: the chain was made without it.\n")


def test_the_database_lets_nobody_change_a_link_or_a_head(sealed):
    with template.owner() as owner:
        owner.execute("SET search_path = lipowo")
        for statement in ("UPDATE office_chainlink SET hash = ''", "DELETE FROM office_chainhead"):
            with pytest.raises(psycopg.errors.RaiseException, match="Cannot update or delete"), owner.transaction():
                owner.execute(statement)

    assert rules.check(reading.lines(), heads=reading.heads()).broken is None

import hashlib
import io
import json
import re
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tenants.gates.access import CLOCK
from tenants.office.audit import actions, file
from tenants.office.audit.models import AuditEntry
from tests.builders import NOON, town

pytestmark = pytest.mark.django_db

FILE, ENTRIES = "/record/chain.jsonl", "/record/entries/"
PROTOCOL = b"%PDF-1.7 the committee's protocol"


def entries(count, **facts):
    AuditEntry.objects.bulk_create(
        AuditEntry(
            **{
                "at": NOON + timedelta(days=number),
                "verb": "change",
                "kind": "call",
                "thing_id": number,
                "thing": f"Konkurs {number}.",
                "by_name": "Clara Clerk",
                **facts,
            }
        )
        for number in range(count)
    )


def numbers(page):
    return re.findall(r"Konkurs (\d+)\.", page.content.decode())


def downloaded(browser, query=""):
    answer = browser.get(FILE + query)
    assert answer["Cache-Control"] == "private, no-store"
    return b"".join(answer.streaming_content).decode()


def verify(*options):
    out = StringIO()
    with translation.override("en"):
        try:
            call_command("audit", "verify", *options, stdout=out)
        except SystemExit as problem:
            return problem.code, out.getvalue()
    return 0, out.getvalue()


def test_anybody_reads_the_published_heads_newest_first(browser_of):
    for day in range(33):
        actions.record("change", town("lipowo"), by=CLOCK, at=NOON + timedelta(days=day))
        actions.publish_head(by=CLOCK, at=NOON + timedelta(days=day))
    browser = browser_of()

    first, second = (browser.get(f"/record/?page={number}").content.decode() for number in (1, 2))
    kept = browser.get("/record/heads.json").json()

    shown = [re.findall(r"<code>([0-9a-f]{64})</code>", page) for page in (first, second)]
    assert [len(page) for page in shown] == [31, 2]
    assert shown[0] + shown[1] == [head["hash"] for head in reversed(kept["heads"])]
    assert (kept["town"], kept["heads"][-1]["seq"]) == ("lipowo", 33)
    assert 'href="/record/"' in browser.get("/record/check/").content.decode().split('class="footer"')[1]
    assert browser_of(town="olszany").get("/record/heads.json").json()["heads"] == []


def test_the_checking_page_brings_its_sentences_and_says_what_to_do_without_script(browser_of):
    page = browser_of().get("/record/check/").content.decode()

    assert "manage.py audit verify" in page.split("<noscript>")[1].split("</noscript>")[0]
    sentences = json.loads(re.search(r'id="record-sentences" type="application/json">(.*?)</script>', page)[1])
    assert {"altered", "removed", "inserted", "unbroken"} <= sentences.keys()


def test_an_auditor_finds_entries_by_person_thing_kind_and_day(browser_of, anna):
    entries(3)
    entries(1, by_name="Ewa Executive", thing="Konkurs 77.", kind="decision")
    browser = browser_of(anna)

    def found(query):
        return numbers(browser.get(ENTRIES + query))

    assert found("") == ["77", "2", "1", "0"]
    assert found("?who=executive") == ["77"]
    assert found("?thing=konkurs+1") == ["1"]
    assert found("?kind=decision") == ["77"]
    assert found(f"?since={NOON + timedelta(days=1):%Y-%m-%d}&until={NOON + timedelta(days=1):%Y-%m-%d}") == ["1"]
    assert found("?kind=nothing&since=never") == ["77", "2", "1", "0"]


@pytest.mark.parametrize("count", [10, 1000])
def test_the_list_costs_the_same_for_ten_and_for_a_thousand(count, browser_of, adam, django_assert_num_queries):
    entries(count)
    actions.seal(by=CLOCK, at=NOON)
    browser = browser_of(adam)
    browser.get(ENTRIES)

    with django_assert_num_queries(8):
        browser.get(ENTRIES)


@pytest.mark.parametrize("address", [ENTRIES, FILE])
def test_the_record_is_read_by_auditors_and_administrators_alone(address, browser_of, clara, marek, rysia, nadia, anna):
    refused = [browser_of(person).get(address).status_code for person in (clara, marek, rysia, nadia)]

    assert refused == [403, 403, 403, 403]
    assert browser_of().get(address).status_code == 302
    assert browser_of(anna).get(address).status_code == 200


def test_the_file_stands_the_check_and_a_protocol_is_found_in_it(browser_of, anna, tmp_path):
    entries(2500)
    checksum = hashlib.sha256(PROTOCOL).hexdigest()
    actions.record("sign", town("lipowo"), by=anna, at=NOON, noted={"checksum": checksum})
    seq, last = actions.seal(by=anna, at=NOON)
    chain, protocol = tmp_path / "chain.jsonl", tmp_path / "protocol.pdf"
    chain.write_text(downloaded(browser_of(anna)), encoding="utf-8")
    protocol.write_bytes(PROTOCOL)

    code, said = verify("--file", str(chain), "--document", str(protocol), "--checksum", last.upper())

    assert code == 0
    assert f"lipowo: Unbroken. Entries: {seq}, head: {last}" in said
    assert f"The checksum {checksum} stands in entry {seq} of " in said
    assert f"{last} is the checksum of entry {seq} itself." in said
    assert verify("--file", str(chain), "--checksum", "0" * 64)[0] == 1
    protocol.write_bytes(PROTOCOL + b"!")
    assert verify("--town", "lipowo", "--document", str(protocol))[0] == 1
    with pytest.raises(CommandError):
        verify("--document", str(protocol))


def test_a_file_may_keep_all_contents_back_and_is_still_a_chain(browser_of, anna):
    entries(3)
    seq, last = actions.seal(by=CLOCK, at=NOON)

    text = downloaded(browser_of(anna), "?contents=none")

    assert "Clara" not in text and "salt" not in text
    outcome = file.check(io.StringIO(text))[1]
    assert (outcome.broken, outcome.head, outcome.kept_back) == (None, last, seq)


def test_a_page_in_polish_escapes_what_was_written(browser_of, anna):
    entries(1, thing="<script>alert(1)</script>")

    page = browser_of(anna).get(ENTRIES).content.decode()

    assert "<script>alert(1)" not in page
    assert "<script>alert(1)</script>" in unescape(page)

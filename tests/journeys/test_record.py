"""The town's record, checked by a resident's own browser: on the page, and on a copy saved to a disk."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

from django.utils import translation
from playwright.sync_api import Page, expect

from tenants.office.audit import file, presentation
from tests.builders_chain import SPOILT, a_chain, a_head, chain_of, facts, written
from tests.journeys.cast import POWIAT
from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

Come = Callable[..., Visitor]
PROTOCOL = b"%PDF-1.7 the committee's protocol"
CHECKSUM = hashlib.sha256(PROTOCOL).hexdigest()
# The worker may publish a head at any minute. The calls that backstage opens in other towns were "made" weeks ago: put
# into the chain after a head, they would rightly be named. Here everything is done by people, when it is done.
TOWN = POWIAT
ADMINISTRATOR = next(one for one in TOWN.people if "administrator" in one.roles)


def answer(page: Page, tone: str, *, checksum: str = "", **files: bytes) -> list[str]:
    """What the page says of these files, sentence by sentence."""
    page.reload()
    for name, content in files.items():
        page.locator(f'input[name="{name}"]').set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
    page.locator('input[name="checksum"]').fill(checksum)
    page.locator("form[data-record] button").click()
    expect(page.locator(f"[data-record-result] .note.{tone}")).to_be_visible()
    return page.locator("[data-record-result] p").all_inner_texts()


def saved(visitor: Visitor, folder: Path) -> Page:
    """The page as it lies on a disk, with its script beside it and nothing else."""
    html = visitor.fetch("/record/check/").decode()
    [script] = re.findall(r'src="([^"]*office/record[^"]*)"', html)
    (folder / "record.js").write_bytes(visitor.fetch(script))
    (folder / "page.html").write_text(html.replace(script, "record.js"), encoding="utf-8")
    page = visitor.context.new_page()
    page.goto((folder / "page.html").as_uri())
    return page


def test_a_towns_chain_and_its_protocol_are_checked_by_anybody(product: Product, visitor: Come, tmp_path: Path) -> None:
    product.ask("publish_head", town=TOWN.label)
    resident = visitor(TOWN.label, who="resident", language="en")
    adam = visitor(TOWN.label, ADMINISTRATOR.email, who="administrator", language="en")
    resident.go("/").speak().go("/record/", name="record")
    heads = resident.fetch("/record/heads.json")
    newest = json.loads(heads)["heads"][-1]
    resident.sees(newest["hash"])
    adam.go("/record/entries/", name="record-entries").go("/record/entries/?kind=seat").sees("give_seat")
    chain, bare = adam.fetch("/record/chain.jsonl"), adam.fetch("/record/chain.jsonl?contents=none")
    assert resident.status("/record/chain.jsonl") == 302

    resident.press('.page-actions a[href="/record/check/"]', name="record-check")
    last = json.loads(chain.strip().split(b"\n")[-1])  # entries go on after the day's head
    unbroken = f"Entries: {last['seq']}, head: {last['hash']}"
    assert unbroken in answer(resident.page, "ok", chain=chain, heads=heads)[0]
    assert "without their contents" in answer(resident.page, "ok", chain=bare, heads=heads)[1]
    first = json.loads(chain.split(b"\n")[1])
    assert answer(resident.page, "ok", chain=bare, checksum=first["hash"].upper())[2].endswith("of entry 1 itself.")
    changed = chain.replace(first["facts"]["by_name"].encode(), b"Nobody", 1)
    assert "Entry 1 was altered" in answer(resident.page, "bad", chain=changed)[0]

    page = saved(resident, tmp_path)
    assert unbroken in answer(page, "ok", chain=chain, heads=heads)[0]
    nowhere = answer(page, "warn", chain=chain, document=PROTOCOL)[-1]  # before it: how much is hidden from Adam
    assert nowhere == f"The checksum {CHECKSUM} stands in no entry whose contents are given."
    signed = written(a_chain(facts(1), facts(2, thing="Protokół", noted={"checksum": CHECKSUM})))
    assert answer(page, "ok", chain=signed.encode(), document=PROTOCOL)[1].startswith(
        f"The checksum {CHECKSUM} stands in entry 2 of 2 March 2027"
    )


def test_the_script_gives_the_answers_of_the_command(product: Product, visitor: Come, tmp_path: Path) -> None:
    resident = visitor(TOWN.label, who="resident", language="en")
    resident.go("/").speak()
    page = saved(resident, tmp_path)
    whole = chain_of(6)
    heads = json.dumps(file.heads_written("lipowo", [a_head(whole[-1], day=9)])).encode()

    assert "Entries: 6" in answer(page, "ok", chain=written(whole).encode())[0]
    for name, lines, broken in SPOILT:
        if any(line.gone for line in lines):
            continue  # in a file such an entry only keeps its contents back
        with translation.override("en"):
            expected = presentation.broken(broken)
        shown = answer(page, "bad", chain=written(lines, whole=whole).encode(), heads=heads)
        assert shown == [f"lipowo: {expected}"], name
    assert answer(page, "bad", chain=b"no chain")[0].startswith("Line 1 cannot be read")

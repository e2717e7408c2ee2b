"""What a check finds, without a database: every way of spoiling a chain, told by the first entry it touches."""

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenants.office.audit import file, rules
from tenants.office.audit.rules import Break, Find, Head, How, Line

PROTOCOL = "ab" * 32


def facts(number, **changed):
    return {
        "at": f"2027-03-{number:02}T10:00:00.000000Z",
        "thing": "Zażółć „gęślą” \U0001f426 \u2028\x7f\x01",
        "noted": {"points": str(number), "ż": "", "\U0001f426": "", "\uffee": ""},
        "salt": "00" * 16,
        **changed,
    }


def a_chain(*entries, start=1, after=rules.ZERO):
    lines = []
    for seq, one in enumerate(entries, start):
        contents = rules.contents_of(one)
        lines.append(Line(seq, after, contents, rules.hash_of(after, contents), one))
        after = lines[-1].hash
    return lines


def chain_of(count):
    return a_chain(*[facts(number) for number in range(1, count + 1)])


def a_head(line, day=9):
    return Head(line.seq, line.hash, f"2027-03-{day:02}", f"2027-03-{day:02}T22:00:00.000000Z")


def renumbered(lines):
    return [replace(line, seq=seq) for seq, line in enumerate(lines, 1)]


def spoilt():
    lines = chain_of(6)
    other = facts(3, noted={"points": "9"})
    [fake] = a_chain(other, start=3, after=lines[1].hash)
    yield "words changed", [*lines[:2], replace(lines[2], facts=other), *lines[3:]], Break(How.ALTERED, 3)
    yield "words and their checksum", [*lines[:2], replace(fake, hash=lines[2].hash), *lines[3:]], Break(How.ALTERED, 3)
    yield "the whole link", [*lines[:2], fake, *lines[3:]], Break(How.REPLACED, 3)
    yield "the first link", [replace(lines[0], previous="1" * 64), *lines[1:]], Break(How.ALTERED, 1)
    yield "taken out", [*lines[:2], *lines[3:]], Break(How.REMOVED, 3)
    yield (
        "the entry of a link",
        [*lines[:2], replace(lines[2], facts=None, gone=True), *lines[3:]],
        Break(How.REMOVED, 3),
    )
    yield "taken out and renumbered", renumbered([*lines[:2], *lines[3:]]), Break(How.REPLACED, 2)
    yield "put in", [*lines[:2], fake, *lines[2:]], Break(How.INSERTED, 3)
    yield "put in and renumbered", renumbered([*lines[:2], fake, *lines[2:]]), Break(How.INSERTED, 3)
    yield "the end", lines[:4], Break(How.CUT, 5, day="2027-03-09", last=6)
    anew = [*lines[:2], *a_chain(other, *[facts(n) for n in (4, 5, 6)], start=3, after=lines[1].hash)]
    yield "made anew to the end", anew, Break(How.REWRITTEN, 1, day="2027-03-09", last=6)


SPOILT = list(spoilt())


@pytest.mark.parametrize(("lines", "broken"), [one[1:] for one in SPOILT], ids=[one[0] for one in SPOILT])
def test_the_first_entry_that_does_not_fit_is_named(lines, broken):
    assert rules.check(lines, heads=[a_head(chain_of(6)[-1])]).broken == broken


def test_an_untouched_chain_is_unbroken_and_a_kept_back_entry_keeps_its_place():
    lines = chain_of(4)
    lines[1] = replace(lines[1], facts=None)

    outcome = rules.check(lines, heads=[a_head(lines[1], day=2), a_head(lines[3])])

    assert (outcome.broken, outcome.entries, outcome.head, outcome.kept_back) == (None, 4, lines[3].hash, 1)


def test_what_was_rewritten_lies_after_the_last_head_that_fits():
    lines = chain_of(6)
    wrong = replace(a_head(lines[4]), hash="0" * 64)

    assert rules.check(lines, heads=[wrong, a_head(lines[2], day=3)]).broken == Break(
        How.REWRITTEN, 4, day="2027-03-09", last=5
    )


def test_an_entry_older_than_a_head_that_was_published_before_it_came():
    lines = a_chain(facts(1), facts(2), facts(8), facts(7))

    assert rules.check(lines, heads=[a_head(lines[1], day=9)]).broken == Break(How.LATER, 3, day="2027-03-09")
    assert rules.check(lines, heads=[a_head(lines[1], day=8)]).broken == Break(How.LATER, 4, day="2027-03-08")
    assert rules.check(lines, heads=[a_head(lines[1], day=7)]).broken is None


def test_a_checksum_is_found_in_what_was_noted_and_as_a_link():
    lines = a_chain(facts(1), facts(2, noted={"checksum": PROTOCOL}))

    found = rules.check(lines, wanted=[PROTOCOL, lines[0].hash, "0" * 64]).found

    assert found == [
        Find(lines[0].hash, 1, lines[0].facts, is_link=True),
        Find(PROTOCOL, 2, lines[1].facts, is_link=False),
    ]


def written(lines, *, count=None):
    title = file.Title("lipowo", "2027-03-20T10:00:00.000000Z", count or len(lines), lines[-1].hash)
    return "".join(file.written(title, lines))


def test_a_file_says_what_was_written_and_where_it_ends():
    lines = chain_of(3)
    text = written(lines)

    title, outcome = file.check(io.StringIO(text), heads=[a_head(chain_of(9)[8], day=21)])

    assert (title.town, outcome.broken, outcome.entries) == ("lipowo", None, 3)
    assert list(file.lines_of(io.StringIO(text.split("\n", 1)[1]))) == lines
    shorter = "\n".join(text.split("\n")[:-2])
    assert file.check(io.StringIO(shorter))[1].broken == Break(How.CUT, 3, day="2027-03-20", last=3)
    longer = written(lines[:2]) + written(a_chain(facts(1), facts(2), facts(25))).split("\n")[3]
    assert file.check(io.StringIO(longer))[1].broken == Break(How.INSERTED, 3)


@pytest.mark.parametrize(
    ("line", "text"),
    [(1, "PK\x03\x04"), (1, "[]"), (1, '{"format": "other"}'), (3, "{"), (3, "[1]"), (3, '{"seq": true}'), (3, "7")],
)
def test_what_is_no_chain_is_said_by_its_line(line, text):
    lines = written(chain_of(3)).split("\n")
    lines[line - 1] = text

    with pytest.raises(file.Unreadable) as problem:
        file.check(io.StringIO("\n".join(lines)))

    assert problem.value.number == line


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@settings(max_examples=200)
@given(st.dictionaries(texts, texts, max_size=4), st.dictionaries(texts, texts, max_size=4))
def test_two_sets_of_facts_have_one_checksum_only_when_they_are_the_same(one, other):
    as_read = json.loads(rules.canonical(one))

    assert as_read == one
    assert (rules.contents_of(one) == rules.contents_of(other)) == (one == other)

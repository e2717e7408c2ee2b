"""What a check finds, without a database: every way of spoiling a chain, told by the first entry it touches."""

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenants.office.audit import file, rules
from tenants.office.audit.rules import Break, Find, How
from tests.builders_chain import SPOILT, a_chain, a_head, chain_of, facts, written

PROTOCOL = "ab" * 32


@pytest.mark.parametrize(("lines", "broken"), [one[1:] for one in SPOILT], ids=[one[0] for one in SPOILT])
def test_the_first_entry_that_does_not_fit_is_named(lines, broken):
    assert rules.check(lines, heads=[a_head(chain_of(6)[-1], day=9)]).broken == broken


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


def test_a_file_says_what_was_written_and_where_it_ends():
    lines = chain_of(3)
    text = written(lines)

    title, outcome = file.check(io.StringIO(text), heads=[a_head(chain_of(9)[8], day=21)])

    assert (title.town, outcome.broken, outcome.entries) == ("lipowo", None, 3)
    assert list(file.lines_of(io.StringIO(text.split("\n", 1)[1]))) == lines
    shorter = "\n".join(text.split("\n")[:-2])
    assert file.check(io.StringIO(shorter))[1].broken == Break(How.CUT, 3, day="2027-03-20", last=3)
    longer = written(a_chain(facts(1), facts(2), facts(25)), whole=lines[:2])
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

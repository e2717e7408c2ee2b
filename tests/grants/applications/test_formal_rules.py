"""Decisions of the formal check, without a database."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.applications import formal_rules
from grants.calls.models import Call
from grants.calls.states import CallState
from tenants.gates.refusals import Refusal


def test_a_checklist_passes_only_complete_and_without_a_no():
    known, answers = dict.fromkeys(formal_rules.KNOWN, "yes"), dict.fromkeys(formal_rules.ASKED, "yes")

    formal_rules.check_may_pass(known, {**answers, "statute": "na"})
    for wrong in ({**answers, "signed": "no"}, {**answers, "signed": ""}):
        with pytest.raises(Refusal):
            formal_rules.check_may_pass(known, wrong)
    with pytest.raises(Refusal):
        formal_rules.check_may_pass({**known, "sums": "no"}, answers)


def test_the_checklist_takes_no_answer_to_what_the_system_knows():
    with pytest.raises(Refusal):
        formal_rules.check_answers({"in_time": "yes"}, {})


def test_whatever_is_not_yes_says_why():
    answers = {"eligible": "yes", "statute": "na", "signed": "no", "readable": "", "contents": "no"}

    with pytest.raises(Refusal) as refused:
        formal_rules.check_answers(answers, {"signed": "Brak podpisu skarbnika.", "contents": " "})

    assert [one.field for one in refused.value.every()] == ["why-statute", "why-contents"]
    why = dict.fromkeys(("statute", "signed", "contents"), "Bo tak.")
    assert formal_rules.check_answers(answers, why) == {code: answer for code, answer in answers.items() if answer}


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["yes", "no", "na", ""])),
    st.sets(st.sampled_from("abcdef")),
    st.booleans(),
)
@settings(max_examples=150)
def test_only_noes_that_can_all_be_corrected_lead_to_corrections(said, correctable, corrections):
    asked = "abcd"
    noes = {code for code, answer in said.items() if answer == "no"}

    leads = formal_rules.leads_to(said, correctable, asked=asked, corrections=corrections)

    assert (leads == "correct") == bool(noes and noes <= correctable and corrections)
    assert (leads in {"correct", "reject"}) == bool(noes)
    if leads == "pass":
        formal_rules.check_may_pass({}, said, asked=asked)
    if leads in {"", "reject"}:
        with pytest.raises(Refusal):
            formal_rules.check_may_pass({}, said, asked=asked)


def test_four_eyes_are_two_persons_and_see_complete_answers():
    given_answers = {"answers": {"a": "yes"}, "by": "Clara", "by_id": 1, "at": "…", "waits": True}

    formal_rules.check_second(given_answers, person=2)
    for formal, person in ((given_answers, 1), (given_answers, None), ({**given_answers, "waits": False}, 2), ({}, 2)):
        with pytest.raises(Refusal):
            formal_rules.check_second(formal, person=person)
    formal_rules.check_confirmed({}, four_eyes=False)
    formal_rules.check_confirmed({"confirmed_at": "…"}, four_eyes=True)
    with pytest.raises(Refusal):
        formal_rules.check_confirmed(given_answers, four_eyes=True)
    confirmed = {**given_answers, "waits": False, "confirmed_at": "…", "confirmed_by_id": 2, "remark": "Jeszcze raz."}
    assert formal_rules.opened_again(confirmed) == {
        name: given_answers[name] for name in ("answers", "by", "by_id", "at")
    }


def test_a_checklist_names_its_own_rows_by_their_place_and_asks_something():
    rows = [{"code": code, "label": "?", "correctable": True} for code in ("signed", "", "signed")]

    kept = formal_rules.check_checklist(rows, begun=False)

    assert [row["code"] for row in kept] == ["signed", "own-2", "own-3"]
    for wrong, begun in (([], False), ([{**rows[0], "label": ""}], False), (rows, True)):
        with pytest.raises(Refusal):
            formal_rules.check_checklist(wrong, begun=begun)


@pytest.mark.parametrize("state", CallState)
def test_formal_results_are_shown_once_the_check_is_over_where_the_town_shows_them(state):
    over = state in {"merit", "recommended", "decided", "results", "completed"}

    assert formal_rules.shows_formal_results(Call(state=state, formal_public=True)) == over
    assert not formal_rules.shows_formal_results(Call(state=state, formal_public=False))

"""Two people in one section: what each changed stays, what both changed is never chosen for them."""

from hypothesis import given
from hypothesis import strategies as st

from grants.applications.merging import changed, merge, seals, seen_by

BASE = {"title": "Turniej", "description": "Boisko", "start": "2027-03-01"}


def a_table(*rows):
    return {"rows": [{"code": code, "name": name, "target": target} for code, name, target in rows]}


def test_different_fields_merge():
    theirs, mine = {**BASE, "title": "Turniej szachowy"}, {**BASE, "description": "Świetlica"}

    merged, conflicts = merge(theirs, mine, seals(BASE))

    assert (merged, conflicts) == ({**BASE, "title": "Turniej szachowy", "description": "Świetlica"}, [])


def test_one_field_changed_by_both_stays_stored_and_is_returned():
    merged, (conflict,) = merge({**BASE, "title": "A"}, {**BASE, "title": "B"}, seals(BASE))

    assert merged["title"] == "A"
    assert (conflict.path, conflict.mine, conflict.theirs) == ("title", "B", "A")


def test_the_same_change_twice_is_no_conflict():
    changed_alike = {**BASE, "title": "A"}

    assert merge(changed_alike, changed_alike, seals(BASE)) == (changed_alike, [])


def test_a_field_emptied_by_one_is_empty():
    merged, conflicts = merge(BASE, {**BASE, "description": ""}, seals(BASE))

    assert (merged["description"], conflicts) == ("", [])


def test_from_nothing_two_people_begin_a_section():
    merged, conflicts = merge({"title": "A", "description": ""}, {"title": "", "description": "B"}, seals({}))

    assert (merged, conflicts) == ({"title": "A", "description": "B"}, [])


def test_rows_of_both_stay_each_in_its_place():
    base = a_table(("r1", "a", "1"), ("r2", "b", "2"))
    theirs = a_table(("r1", "a", "1"), ("r3", "c", "3"), ("r2", "b", "2"))
    mine = a_table(("r2", "b", "2"), ("r1", "a", "9"), ("r4", "d", "4"))

    merged, conflicts = merge(theirs, mine, seals(base))

    assert (merged, conflicts) == (
        a_table(("r2", "b", "2"), ("r1", "a", "9"), ("r3", "c", "3"), ("r4", "d", "4")),
        [],
    )


def test_a_row_that_one_removed_goes_and_one_that_the_other_changed_stays():
    base = a_table(("r1", "a", "1"), ("r2", "b", "2"))

    untouched, _none = merge(base, a_table(("r1", "a", "1")), seals(base))
    touched, _none = merge(a_table(("r1", "a", "1"), ("r2", "b", "9")), a_table(("r1", "a", "1")), seals(base))
    mine, _none = merge(a_table(("r1", "a", "1")), a_table(("r1", "a", "1"), ("r2", "b", "9")), seals(base))
    theirs, _none = merge(a_table(("r1", "a", "1")), base, seals(base))

    assert untouched == theirs == a_table(("r1", "a", "1"))
    assert touched == mine == a_table(("r1", "a", "1"), ("r2", "b", "9"))


def test_without_seals_nothing_stored_is_overwritten():
    merged, conflicts = merge(BASE, {**BASE, "title": "B", "description": ""}, {})

    assert merged["title"] == "Turniej"
    assert [one.path for one in conflicts] == ["title"]


def test_an_open_conflict_stays_one_and_the_rest_goes_on_saving():
    stored, typed = {**BASE, "title": "A"}, {**BASE, "title": "B", "description": "C"}
    merged, conflicts = merge(stored, typed, seals(BASE))

    known = seen_by(typed, merged, conflicts, seals(BASE))
    again, still = merge(merged, {**typed, "description": "D"}, known)

    assert (again["description"], [one.path for one in still]) == ("D", ["title"])


def test_what_changed_is_said_by_name_and_never_by_content():
    before, after = {**BASE, **a_table(("r1", "a", "1"))}, {**BASE, "title": "X", **a_table(("r1", "a", "2"))}

    assert changed(before, after) == ["title", "rows.r1.target"]


FIELDS = st.fixed_dictionaries({name: st.sampled_from(["", "x", "y", "z"]) for name in "abcd"})
ROWS = st.dictionaries(st.sampled_from(["r1", "r2", "r3", "r4"]), st.sampled_from("pqs"), max_size=4)


def a_section(fields, rows):
    return {**fields, "rows": [{"code": code, "name": name} for code, name in rows.items()]}


SECTIONS = st.builds(a_section, FIELDS, ROWS)


@given(base=SECTIONS, theirs=SECTIONS, mine=SECTIONS)
def test_nothing_that_one_person_alone_changed_is_lost(base, theirs, mine):
    merged, conflicts = merge(theirs, mine, seals(base))

    for name in "abcd":
        if mine[name] == base[name]:
            assert merged[name] == theirs[name]
        elif theirs[name] == base[name]:
            assert merged[name] == mine[name]
        elif mine[name] != theirs[name]:
            assert merged[name] == theirs[name]
            assert name in [one.path for one in conflicts]
    before, ours, others = (dict(_names(one)) for one in (base, mine, theirs))
    for code, name in _names(merged):
        assert name in (ours.get(code), others.get(code))
    for code, name in ours.items():
        if before.get(code) != name and code not in others:
            assert dict(_names(merged))[code] == name


@given(base=SECTIONS, mine=SECTIONS)
def test_alone_in_a_section_a_person_saves_exactly_what_was_typed(base, mine):
    assert merge(base, mine, seals(base)) == (mine, [])


def _names(section):
    return [(row["code"], row["name"]) for row in section["rows"]]

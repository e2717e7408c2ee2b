from django import forms
from django.http import QueryDict

from frontend.rows import quiet, rearranged


class Cost(forms.Form):
    kind = forms.CharField()
    parts = forms.MultipleChoiceField(choices=[("a", "a"), ("b", "b")], required=False)


Costs = forms.formset_factory(Cost, extra=0)
TYPED = (
    "title=Sport&costs-TOTAL_FORMS=3&costs-INITIAL_FORMS=3"
    "&costs-0-kind=trener&costs-1-kind=sala&costs-1-parts=a&costs-1-parts=b&costs-2-kind=sprz%C4%99t"
)


def kinds(pressed: str) -> list[str]:
    changed = rearranged(QueryDict(f"{TYPED}&{pressed}"), "costs")
    assert changed is not None
    return [form["kind"].value() for form in Costs(changed, prefix="costs")]


def test_each_button_does_what_it_says() -> None:
    assert kinds("remove=costs-1") == ["trener", "sprzęt"]
    assert kinds("up=costs-2") == ["trener", "sprzęt", "sala"]
    assert kinds("down=costs-0") == ["sala", "trener", "sprzęt"]
    assert kinds("up=costs-0") == ["trener", "sala", "sprzęt"]
    assert kinds("down=costs-2") == ["trener", "sala", "sprzęt"]
    assert kinds("add=costs") == ["trener", "sala", "sprzęt", None]


def test_a_row_moves_with_all_its_values_and_the_rest_of_the_form_stays() -> None:
    changed = rearranged(QueryDict(f"{TYPED}&up=costs-1"), "costs")

    assert changed is not None
    assert changed.getlist("costs-0-parts") == ["a", "b"]
    assert changed["title"] == "Sport"
    assert "up" not in changed


def test_other_buttons_and_foreign_rows_change_nothing() -> None:
    for pressed in ("save=1", "add=other", "remove=other-1", "remove=costs-3", "remove=costs-x", "up=costs"):
        assert rearranged(QueryDict(f"{TYPED}&{pressed}"), "costs") is None


def test_a_forged_count_is_not_believed() -> None:
    assert rearranged(QueryDict("costs-TOTAL_FORMS=x&remove=costs-0"), "costs") is None
    changed = rearranged(QueryDict("costs-TOTAL_FORMS=999999999&add=costs"), "costs")
    assert changed is not None
    assert changed["costs-TOTAL_FORMS"] == "2001"


def test_a_redrawn_table_has_no_errors_yet() -> None:
    changed = rearranged(QueryDict(f"{TYPED}&add=costs"), "costs")

    formset = quiet(Costs(changed, prefix="costs"))

    assert [form.errors for form in formset] == [{}, {}, {}, {}]
    assert formset.non_form_errors() == []

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from frontend.fields import MoneyField

AT = datetime(2027, 1, 15, 14, 30, tzinfo=UTC)


def draw(source: str, address: str = "/", **context: Any) -> str:
    request = RequestFactory().get(address)
    return Template("{% load components formats %}" + source).render(Context({"request": request, **context}))


def test_a_misspelt_argument_fails_when_the_template_compiles() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template('{% load components %}{% badge labl="x" %}')


def test_an_unknown_tone_is_refused() -> None:
    with pytest.raises(ValueError, match="danger"):
        draw('{% badge label="x" tone="danger" %}')


def test_words_are_escaped_and_markup_of_ours_is_not() -> None:
    assert "&lt;b&gt;" in draw('{% badge label=name tone="ok" %}', name="<b>")
    assert "&lt;b&gt;" in draw('{% link_button url="/" label=name %}', name="<b>")
    assert "&lt;b&gt;" in draw("{% facts items=items %}", items=[("Nazwa", "<b>")])
    assert "&lt;b&gt;" in draw("{% history entries=items %}", items=[(AT, "Jan", "<b>")])
    assert "&lt;b&gt;" in draw("{% card heading=name %}{% end_card %}", name="<b>")
    assert "<em>x</em>" in draw('{% card heading="a" %}<em>x</em>{% end_card %}')


def test_the_same_badge_of_safe_and_of_plain_words_is_not_mixed_up() -> None:
    assert "<i>" not in draw("{% badge label=name %}", name="<i>")
    assert "<i>" in draw('{% badge label="<i>" %}')
    assert "<i>" not in draw("{% badge label=name %}", name="<i>")


def test_an_act_is_a_post_form_with_the_token() -> None:
    drawn = draw('{% act url="/calls/1/publish/" label="Opublikuj" name="to" value="all" %}', csrf_token="t0ken")

    assert '<form class="act" method="post" action="/calls/1/publish/">' in drawn
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="t0ken">' in drawn
    assert '<button type="submit" class="button" name="to" value="all">Opublikuj</button>' in drawn


def test_an_act_that_asks_folds_its_form_behind_the_consequence() -> None:
    drawn = draw('{% act url="/x/" label="Unieważnij" tone="danger" confirm="Tego nie cofniesz." %}', csrf_token="t")

    assert drawn.index("<summary") < drawn.index("<form") < drawn.index("Tego nie cofniesz.") < drawn.index("<button")


def test_a_column_sorts_and_sorts_back_and_keeps_the_filters() -> None:
    fresh = draw('{% column label="Kwota" key="sum" numeric=True %}', "/?state=open&page=3")
    sorted_up = draw('{% column label="Kwota" key="sum" %}', "/?sort=sum")
    by_default = draw('{% column label="Data" key="at" default="-at" %}')

    assert 'href="?state=open&amp;sort=sum"' in fresh
    assert 'class="num"' in fresh
    assert "aria-sort" not in fresh
    assert 'aria-sort="ascending"' in sorted_up
    assert 'href="?sort=-sum"' in sorted_up
    assert 'aria-sort="descending"' in by_default


def test_pages_keep_the_query() -> None:
    drawn = draw("{% pager page=page %}", "/?q=%C5%BC&page=2", page=Paginator(range(50), 10).page(2))

    assert 'href="?q=%C5%BC&amp;page=3" rel="next"' in drawn
    assert '<span aria-current="page">2</span>' in drawn


def test_one_page_needs_no_pager() -> None:
    assert draw("{% pager page=page %}", page=Paginator(range(5), 10).page(1)).strip() == ""


def test_the_stepper_says_where_one_is() -> None:
    steps = [
        {"label": "Oferent", "url": "/1/", "state": "done"},
        {"label": "Kosztorys", "url": "/2/", "state": "current"},
    ]

    drawn = draw('{% stepper heading="Etapy" steps=steps %}', steps=steps)

    assert drawn.count('aria-current="step"') == 2
    assert 'href="/2/"' not in drawn
    assert "<strong>Kosztorys</strong>" in drawn


def test_facts_write_each_kind_of_value() -> None:
    drawn = draw("{% facts items=items %}", items=[("a", Decimal("5")), ("b", date(2027, 5, 3)), ("c", None)])

    assert "5,00\N{NO-BREAK SPACE}zł" in drawn
    assert 'datetime="2027-05-03"' in drawn
    assert "<dd>–</dd>" in drawn


class Sources(forms.Form):
    own = MoneyField(label="Wkład własny", help_text="Co najmniej 10%.")
    kind = forms.ChoiceField(label="Rodzaj", choices=[("a", "A")], widget=forms.RadioSelect)
    note = forms.CharField(label="Uwagi", required=False)


Costs = forms.formset_factory(Sources, extra=0)


def test_a_form_lists_its_mistakes_first_and_links_to_the_fields() -> None:
    drawn = str(Sources({"own": "1,234"}))

    assert drawn.index("data-error-summary") < drawn.index("<label")
    assert 'role="alert"' in drawn
    assert 'href="#id_own"' in drawn
    assert 'href="#id_kind_0"' in drawn
    assert 'id="id_kind_0"' in drawn


def test_the_error_stands_between_label_and_field_and_is_tied_to_it() -> None:
    drawn = str(Sources({"own": "1,234"}))

    label, error, field = (
        drawn.index('<label for="id_own"'),
        drawn.index('id="id_own_error"'),
        drawn.index('name="own"'),
    )
    assert label < error < field
    assert 'aria-describedby="id_own_helptext id_own_error"' in drawn


def test_only_optional_fields_say_so() -> None:
    drawn = str(Sources())

    assert drawn.count('class="optional"') == 1
    assert "data-error-summary" not in drawn


def test_rows_are_a_table_with_named_buttons_and_their_mistakes_are_numbered() -> None:
    typed = {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-own": "1",
        "form-0-kind": "a",
        "form-1-kind": "a",
    }

    drawn = draw(
        '{% error_summary forms=all %}{% form_rows formset=rows caption="Koszty" movable=True %}',
        rows=(rows := Costs(typed)),
        all=[rows],
    )

    assert 'href="#id_form-1-own"' in drawn
    assert 'name="remove" value="form-1"' in drawn
    assert 'name="up" value="form-0"' in drawn
    assert 'name="add" value="form"' in drawn


def test_sixty_rows_stay_small() -> None:
    row = '{% badge label=state tone="ok" %}{{ sum|money }}{{ at|moment }}{% icon name="file-text" %}'

    drawn = draw(
        "{% for _ in rows %}" + row + "{% endfor %}", rows=range(60), state="W ocenie", sum=Decimal("1234.5"), at=AT
    )

    assert len(drawn.encode()) < 60 * 700

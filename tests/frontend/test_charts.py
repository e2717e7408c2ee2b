import re
from decimal import Decimal
from xml.etree import ElementTree

from frontend.charts import bar_chart, diverging_bars, grouped_bars, money_flow
from frontend.templatetags.formats import money

FIGURES = [
    ("Zaplanowano", Decimal(4_200_000)),
    ("W konkursach", Decimal(3_600_000)),
    ("Przyznano", Decimal(2_950_000)),
    ("Wypłacono", Decimal(2_100_000)),
    ("Rozliczono", Decimal(940_000)),
]


def widths(drawn: str) -> list[Decimal]:
    return [Decimal(width) for width in re.findall(r'<rect class="bar[^"]*" width="([\d.]+)%"', drawn)]


def parsed(drawn: str) -> ElementTree.Element:
    """Well-formed, or this raises."""
    return ElementTree.fromstring(drawn)


def test_bars_start_at_zero_and_keep_their_proportion() -> None:
    drawn = bar_chart(title="Sport", rows=[("a", Decimal(200)), ("b", Decimal(50)), ("c", Decimal(0))])

    assert widths(drawn) == [100, 25, 0]


def test_groups_share_one_scale() -> None:
    drawn = grouped_bars(
        title="t",
        series=["wnioskowano", "przyznano"],
        rows=[("a", Decimal(100), Decimal(60)), ("b", Decimal(50), Decimal(0)), ("not yet", Decimal(20), None)],
    )

    assert widths(drawn) == [100, 60, 50, 0, 20]


def test_bars_go_from_the_middle_to_their_side_and_what_is_small_stays_small() -> None:
    rows = [("a", Decimal("-4"), "−4", ["−4"]), ("b", Decimal(1), "+1", ["+1"]), ("c", Decimal(0), "0", ["0"])]

    drawn = diverging_bars(title="t", rows=rows, heads=["", "punkty"])
    small = diverging_bars(title="t", rows=[("a", Decimal("0.1"), "+0,1", ["+0,1"])], heads=["", "punkty"])

    parsed(drawn)
    places = re.findall(r'<rect class="bar" x="([\d.]+)%" width="([\d.]+)%"', drawn)
    assert places == [("0.00", "50.00"), ("50.00", "12.50"), ("50.00", "0.00")]
    assert 'width="5.00%"' in small


def test_nothing_yet_is_no_error() -> None:
    assert widths(bar_chart(title="t", rows=[("a", Decimal(0))])) == [0]
    parsed(money_flow(figures=[(label, Decimal(0)) for label, _value in FIGURES]))
    parsed(money_flow(figures=[]))


def test_a_chart_bears_its_finding_and_the_exact_numbers_in_a_table() -> None:
    figure = parsed(
        money_flow(figures=FIGURES, title="Połowa jest u organizacji", returned=("Zwrócono", Decimal(32_150)))
    )

    table = ["".join(cell.itertext()) for cell in figure.iter() if cell.tag in {"th", "td"}]
    assert figure.findtext("figcaption") == "Połowa jest u organizacji"
    assert "4\N{NO-BREAK SPACE}200\N{NO-BREAK SPACE}000,00" in table
    assert "32\N{NO-BREAK SPACE}150,00" in table
    for svg in (found for found in figure.iter("svg") if found.get("role") == "img"):
        assert svg.findtext("title") == "Połowa jest u organizacji"
        assert money(Decimal(2_100_000)) in (svg.findtext("desc") or "")


def test_the_flow_narrows_in_proportion() -> None:
    figure = parsed(money_flow(figures=FIGURES))

    wide = next(svg for svg in figure.iter("svg") if svg.get("class") == "wide")
    heights = [float(shape.get("height", "0")) for shape in wide.iter("rect") if shape.get("class") == "stream"]
    full = heights[0] / (3600 / 4200)
    assert [round(height / full, 2) for height in heights] == [0.86, 0.7, 0.5, 0.22]


def test_what_grows_on_the_way_does_not_leave_a_rest() -> None:
    drawn = money_flow(figures=[("Zaplanowano", Decimal(100)), ("W konkursach", Decimal(120))])

    assert 'class="rest"' not in drawn


def test_names_are_escaped_and_nothing_is_styled_inline() -> None:
    drawn = money_flow(figures=[("<b>", Decimal(1)), ("b", Decimal(1))], title="<i>")

    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert "style=" not in drawn


def test_two_flows_on_a_page_have_their_own_names() -> None:
    first, second = (money_flow(figures=FIGURES, title=title) for title in ("a", "b"))

    ids = [set(re.findall(r' id="([^"]+)"', drawn)) for drawn in (first, second)]
    assert ids[0].isdisjoint(ids[1])

"""Charts as SVG without script or inline style: the title says the finding, the same numbers stand in a table behind.

Bars start at zero. Their widths are percentages, so the words beside them never shrink on a phone.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from frontend.icons import icon
from frontend.streams import Stream, tall_picture, wide_picture
from frontend.templatetags.formats import amount, grouped, money, share, short_money

INSIDE = Decimal("0.62")
ZERO = Decimal(0)
Words = Callable[[Decimal], str]


def figure(*, title: object, kind: str, picture: SafeString, table: SafeString) -> SafeString:
    return format_html(
        '<figure class="chart {}"><figcaption>{}</figcaption>{}'
        '<details class="disclosure"><summary>{}{}</summary><div class="disclosure-body">{}</div></details></figure>',
        kind,
        title,
        picture,
        icon("chevron-right"),
        _("Show the numbers in a table"),
        table,
    )


def table(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> SafeString:
    """The first column names the row, the others are numbers."""
    return format_html(
        '<div class="table-wrap scroll" tabindex="0" role="region" aria-label="{}"><table class="table">'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        _("The numbers of the chart"),
        format_html_join(
            "",
            '<th scope="col"{}>{}</th>',
            ((SafeString(' class="num"') if n else "", head) for n, head in enumerate(heads)),
        ),
        format_html_join(
            "",
            '<tr><th scope="row">{}</th>{}</tr>',
            ((row[0], format_html_join("", '<td class="num">{}</td>', ((cell,) for cell in row[1:]))) for row in rows),
        ),
    )


def bar(value: Decimal, top: Decimal, words: str, exact: str, second: bool = False) -> SafeString:
    """The words stand at the bar's end, inside a long one; a narrow page shows those of grouped bars above."""
    part = min(max(value / top, ZERO), Decimal(1)) if top else ZERO
    inside = part > INSIDE
    return format_html(
        '<span class="bar-words" aria-hidden="true">{}</span>'
        '<svg class="line" width="100%" height="26" role="img" aria-label="{}">'
        '<rect class="bar{}" width="{}%" height="26" rx="3"/>'
        '<text class="value{}" x="{}%" dx="{}" y="18"{}>{}</text></svg>',
        words,
        exact,
        SafeString(" second") if second else "",
        f"{part * 100:.2f}",
        SafeString(" inside") if inside else "",
        f"{part * 100:.2f}",
        -9 if inside else 8,
        SafeString(' text-anchor="end"') if inside else "",
        words,
    )


def bar_chart(*, title: object, rows: Sequence[Sequence[object]], unit: str = "zł", head: object = "") -> SafeString:
    """One bar a row: (label, Decimal). With another unit than złoty numbers are written as they are."""
    pairs = [(row[0], Decimal(str(row[1]))) for row in rows]
    top = max((value for _label, value in pairs), default=ZERO)
    short, exact = _words(unit)
    picture = format_html(
        '<ul class="bars">{}</ul>',
        format_html_join(
            "",
            '<li><span class="bars-label">{}</span>{}</li>',
            ((label, bar(value, top, short(value), exact(value))) for label, value in pairs),
        ),
    )
    cells = ((label, exact(value)) for label, value in pairs)
    return figure(title=title, kind="bar-chart", picture=picture, table=table([head or _("Item"), unit], cells))


def grouped_bars(
    *, title: object, series: Sequence[object], rows: Sequence[Sequence[object]], unit: str = "zł", head: object = ""
) -> SafeString:
    """Two bars a row, e.g. requested and awarded: (label, Decimal, Decimal); each bar bears its series' name.

    A value that nobody knows yet is None, and has no bar.
    """
    groups = [(row[0], [None if value is None else Decimal(str(value)) for value in row[1:]]) for row in rows]
    top = max((value for _label, values in groups for value in values if value is not None), default=ZERO)
    short, exact = _words(unit)
    picture = format_html(
        '<ul class="bars">{}</ul>',
        format_html_join(
            "",
            '<li><span class="bars-label">{}</span>{}</li>',
            (
                (
                    label,
                    format_html_join(
                        "",
                        "{}",
                        (
                            (bar(value, top, f"{name} {short(value)}", f"{name}: {exact(value)}", second=bool(n)),)
                            for n, (name, value) in enumerate(zip(series, values, strict=True))
                            if value is not None
                        ),
                    ),
                )
                for label, values in groups
            ),
        ),
    )
    cells = ((label, *("–" if value is None else exact(value) for value in values)) for label, values in groups)
    return figure(title=title, kind="grouped-bars", picture=picture, table=table([head or _("Item"), *series], cells))


def diverging_bars(
    *, title: object, rows: Sequence[tuple[object, Decimal, str, Sequence[object]]], heads: Sequence[object]
) -> SafeString:
    """Bars to the left and right of zero: (label, value, words, the other cells of its row in the table).

    The words stand across zero from the bar, where there is always room. A value below one never fills the width.
    """
    top = max([Decimal(1), *(abs(value) for _label, value, _words, _cells in rows)])
    picture = format_html(
        '<ul class="bars">{}</ul>',
        format_html_join(
            "",
            '<li><span class="bars-label">{}</span>{}</li>',
            ((label, _from_the_middle(value / top, words)) for label, value, words, _cells in rows),
        ),
    )
    cells = [(label, *cells) for label, _value, _words, cells in rows]
    return figure(title=title, kind="diverging-bars", picture=picture, table=table(heads, cells))


def _from_the_middle(part: Decimal, words: str) -> SafeString:
    half = abs(part) * 50
    return format_html(
        '<svg class="line" width="100%" height="26" role="img" aria-label="{}">'
        '<rect class="bar" x="{}%" width="{}%" height="26" rx="3"/>'
        '<line class="zero" x1="50%" x2="50%" y1="0" y2="26"/>'
        '<text class="value" x="50%" dx="{}" y="18"{}>{}</text></svg>',
        words,
        f"{50 - half if part < 0 else 50:.2f}",
        f"{half:.2f}",
        -9 if part > 0 else 8,
        SafeString(' text-anchor="end"') if part > 0 else "",
        words,
    )


def money_flow(
    *,
    figures: Sequence[tuple[object, Decimal]],
    title: object = "",
    returned: tuple[object, Decimal] | None = None,
) -> SafeString:
    """The money of a programme as a warp of threads, narrowing from what was planned to what was settled.

    What does not go on to the next stage leaves the warp and is named. `returned` is money given back at the end.
    """
    stages = [(str(label), Decimal(value)) for label, value in figures]
    first = stages[0][1] if stages else ZERO
    back = (str(returned[0]), Decimal(returned[1])) if returned and returned[1] else None
    stream = Stream(
        stages=stages,
        returned=back,
        rest=lambda left: _("%(sum)s left") % {"sum": short_money(left)},
        sum=short_money,
    )
    told = "; ".join(f"{label}: {money(value)}" for label, value in [*stages, *([back] if back else [])])
    caption = title or _("The way of the programme's money")
    picture = format_html("{}{}", wide_picture(stream, caption, told), tall_picture(stream, caption, told))
    cells = [(label, amount(value), share(value / first) if first else "") for label, value in stages]
    if back:
        cells.append((back[0], amount(back[1]), share(back[1] / first) if first else ""))
    heads = [_("Stage"), "zł", _("Part of the first")]
    return figure(title=caption, kind="flow", picture=picture, table=table(heads, cells))


def _words(unit: str) -> tuple[Words, Words]:
    if unit == "zł":
        return short_money, money
    return (lambda value: grouped(value, 0),) * 2

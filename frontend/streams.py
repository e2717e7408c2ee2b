"""The drawing of the money flow: geometry only, wide for a desk and tall for a phone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

THREADS = 24


@dataclass(frozen=True)
class Stream:
    stages: Sequence[tuple[str, Decimal]]
    returned: tuple[str, Decimal] | None
    rest: Callable[[Decimal], str]
    sum: Callable[[Decimal], str]

    def sizes(self, full: float) -> list[float]:
        top = max((value for _label, value in self.stages), default=Decimal(0)) or Decimal(1)
        return [float(max(value, Decimal(0)) / top) * full for _label, value in self.stages]

    def left(self, index: int) -> Decimal:
        """What of this stage did not reach the next one."""
        if index + 1 >= len(self.stages):
            return Decimal(0)
        return max(self.stages[index][1] - self.stages[index + 1][1], Decimal(0))


def wide_picture(stream: Stream, title: object, told: str) -> SafeString:
    full, top, post, fall, width = 176.0, 68.0, 7.0, 40.0, 820
    step = (width - 132) / max(len(stream.stages) - 1, 1)
    sizes = stream.sizes(full)
    shapes: list[str] = []
    words: list[SafeString] = []
    low = top + full
    for index, (label, value) in enumerate(stream.stages):
        x, size = index * step, sizes[index]
        words.append(_text("stage-name", x, 20, label))
        words.append(_text("stage-sum", x, 48, stream.sum(value)))
        if index + 1 < len(sizes):
            on = min(size, sizes[index + 1])
            start, length = x + post, step * 0.6
            shapes.append(_rect("stream", start, top, step - post, on))
            if left := stream.left(index):
                end, deep = start + length, max(size - on, 2)
                shapes.append(_bend("rest", start, top + on, end, top + on + fall, deep))
                words.append(_text("rest-text", start + 6, top + on + deep + fall + 20, stream.rest(left)))
                low = max(low, top + on + deep + fall + 26)
            shapes += _threads(top, full, on, size, start, x + step, start + length, fall)
        shapes.append(_rect("post", x, top - 6, post, max(size, 2) + 12, round_by=2))
    if stream.returned:
        x, deep = (len(sizes) - 1) * step + post, top + sizes[-1]
        shapes.append(f'<path class="back" stroke-width="4" d="M{x:.1f} {deep - 4:.1f}h12q22 0 22 22v22"/>')
        shapes.append(f'<path class="back-head" d="M{x + 25:.1f} {deep + 38:.1f}h18l-9 13z"/>')
        words.append(_text("rest-text", x, deep + 74, stream.returned[0]))
        words.append(_text("rest-text", x, deep + 92, stream.sum(stream.returned[1])))
        low = max(low, deep + 98)
    return _svg("wide", width, low, shapes, words, title, told)


def tall_picture(stream: Stream, title: object, told: str) -> SafeString:
    full, top, post, step, aside = 150.0, 8.0, 6.0, 108.0, 190.0
    sizes = stream.sizes(full)
    shapes: list[str] = []
    words: list[SafeString] = []
    for index, (label, value) in enumerate(stream.stages):
        y, size = top + index * step, sizes[index]
        words.append(_text("stage-name", aside, y + 14, label))
        words.append(_text("stage-sum", aside, y + 40, stream.sum(value)))
        if index + 1 < len(sizes):
            on = min(size, sizes[index + 1])
            start = y + post
            shapes.append(_rect("stream", 6, start, on, step - post))
            if left := stream.left(index):
                shapes.append(_slide("rest", 6 + on, start, 6 + on + 22, start + 58, max(size - on, 2)))
                words.append(_text("rest-text", aside, y + 62, stream.rest(left)))
            for number in range(1, THREADS):
                x = number * full / THREADS
                if x < on:
                    shapes.append(f'<path class="thread" d="M{6 + x:.1f} {start:.1f}V{y + step:.1f}"/>')
        shapes.append(_rect("post", 0, y, max(size, 2) + 12, post, round_by=2))
    low = top + (len(sizes) - 1) * step + 48
    if stream.returned:
        words.append(_text("rest-text", aside, low + 14, f"{stream.returned[0]}: {stream.sum(stream.returned[1])}"))
        low += 22
    return _svg("tall", 360, low, shapes, words, title, told)


def _threads(
    top: float, full: float, on: float, size: float, start: float, end: float, bend: float, fall: float
) -> list[str]:
    lines = []
    for number in range(1, THREADS):
        y = number * full / THREADS
        if y < on:
            lines.append(f'<path class="thread" d="M{start:.1f} {top + y:.1f}H{end:.1f}"/>')
        elif y < size:
            middle = (start + bend) / 2
            lines.append(
                f'<path class="thread" d="M{start:.1f} {top + y:.1f}C{middle:.1f} {top + y:.1f} '
                f'{middle:.1f} {top + y + fall:.1f} {bend:.1f} {top + y + fall:.1f}"/>'
            )
    return lines


def _rect(css: str, x: float, y: float, width: float, height: float, round_by: int = 0) -> str:
    corner = f' rx="{round_by}"' if round_by else ""
    return f'<rect class="{css}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"{corner}/>'


def _bend(css: str, x: float, y: float, to_x: float, to_y: float, deep: float) -> str:
    """A band that leaves sideways and sinks."""
    middle = (x + to_x) / 2
    return (
        f'<path class="{css}" d="M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}'
        f'V{to_y + deep:.1f}C{middle:.1f} {to_y + deep:.1f} {middle:.1f} {y + deep:.1f} {x:.1f} {y + deep:.1f}z"/>'
    )


def _slide(css: str, x: float, y: float, to_x: float, to_y: float, deep: float) -> str:
    """A band that leaves downwards and moves aside."""
    middle = (y + to_y) / 2
    return (
        f'<path class="{css}" d="M{x:.1f} {y:.1f}C{x:.1f} {middle:.1f} {to_x:.1f} {middle:.1f} {to_x:.1f} {to_y:.1f}'
        f'H{to_x + deep:.1f}C{to_x + deep:.1f} {middle:.1f} {x + deep:.1f} {middle:.1f} {x + deep:.1f} {y:.1f}z"/>'
    )


def _text(css: str, x: float, y: float, words: str) -> SafeString:
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', css, f"{x:.1f}", f"{y:.1f}", words)


def _svg(
    kind: str, width: int, height: float, shapes: list[str], words: list[SafeString], title: object, told: str
) -> SafeString:
    name = f"flow-{kind}-{crc32(f'{title}{told}'.encode()):x}"
    return format_html(
        '<svg class="{0}" viewBox="0 0 {1} {2}" role="img" aria-labelledby="{3}-t" aria-describedby="{3}-d">'
        '<title id="{3}-t">{4}</title><desc id="{3}-d">{5}</desc>{6}{7}</svg>',
        kind,
        width,
        f"{height:.0f}",
        name,
        title,
        told,
        # numbers and our own class names only
        mark_safe("".join(shapes)),
        format_html_join("", "{}", ((word,) for word in words)),
    )

"""The palette of every town is read from the style sheet and measured: WCAG 2.2, 1.4.3 and 1.4.11."""

import math
import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "frontend/static/frontend/css/tokens.css"
TEXT, CONTROL = 4.5, 3.0

TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "brand") for ground in ("surface", "sunken", "ground", "brand-soft")),
    *((tone, ground) for tone in ("ok", "warn", "bad") for ground in (f"{tone}-soft", "surface", "sunken", "ground")),
    *(("ink", f"{tone}-soft") for tone in ("ok", "warn", "bad")),
    ("on-brand", "brand"),
    ("on-bad", "bad"),
    ("surface", "ok"),
    ("surface", "ink"),
    ("on-strong", "brand-strong"),
    ("on-strong-2", "brand-strong"),
    ("on-strong", "brand-raised"),
    ("on-accent", "accent"),
    ("on-accent-soft", "accent-soft"),
]
CONTROL_PAIRS = [
    *(("control", ground) for ground in ("surface", "sunken", "ground")),
    *((fill, "surface") for fill in ("brand", "accent", "bad", "ok")),
    ("ink", "ground"),
    ("on-strong", "brand-strong"),
    ("on-strong-2", "brand-raised"),
]

Values = dict[str, str]
Colour = tuple[float, float, float]


def declarations(block: str) -> Values:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def palettes() -> dict[str, Values]:
    """Each hue in light and in dark, as the cascade would have it."""
    sheet = re.sub(r"/\*.*?\*/", "", CSS.read_text(), flags=re.DOTALL)
    light, *rest = re.findall(r":root(?:, \[data-hue\])?\s*{([^}]*)}", sheet)
    dark = rest[0]
    hues = re.findall(r'\[data-hue="(\w+)"\]\s*{([^}]*)}', sheet)
    found = {}
    for name, block in hues:
        found[f"{name} light"] = declarations(light) | declarations(block)
        found[f"{name} dark"] = declarations(light) | declarations(dark) | declarations(block)
    return found


def number(text: str, values: Values) -> float:
    text = re.sub(r"var\(--([\w-]+)\)", lambda match: values[match[1]], text).removeprefix("calc(").removesuffix(")")
    parts = text.split()
    total = float(parts[0])
    for sign, part in zip(parts[1::2], parts[2::2], strict=True):
        total = {"*": total * float(part), "-": total - float(part), "+": total + float(part)}[sign]
    return total


def linear(name: str, values: Values) -> Colour:
    """The colour in linear sRGB, by Björn Ottosson's matrices."""
    inner = re.fullmatch(r"oklch\((.*)\)", values[name])
    assert inner, f"--{name} is not written in oklch"
    lightness, chroma, hue = (
        number(part, values) for part in re.findall(r"(?:\w*\((?:[^()]|\([^()]*\))*\)|[\d.]+)", inner[1])
    )
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def luminance(colour: Colour) -> float:
    red, green, blue = (min(max(part, 0.0), 1.0) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str, values: Values) -> float:
    dark, light = sorted(luminance(linear(name, values)) for name in (first, second))
    return (light + 0.05) / (dark + 0.05)


PALETTES = palettes()


def test_there_are_twelve_hues_in_light_and_dark() -> None:
    assert len(PALETTES) == 24


def test_the_measure_knows_black_on_white() -> None:
    values = {"black": "oklch(0 0 0)", "white": "oklch(1 0 0)"}

    assert contrast("black", "white", values) == pytest.approx(21, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("least", "pairs"), [(TEXT, TEXT_PAIRS), (CONTROL, CONTROL_PAIRS)], ids=["text", "control"])
def test_every_pair_can_be_read(palette: str, least: float, pairs: list[tuple[str, str]]) -> None:
    values = PALETTES[palette]

    weak = {pair: round(ratio, 2) for pair in pairs if (ratio := contrast(*pair, values)) < least}

    assert weak == {}


@pytest.mark.parametrize("palette", PALETTES)
def test_every_colour_can_be_shown(palette: str) -> None:
    """Outside sRGB the browser would pick another colour than the one measured here."""
    values = PALETTES[palette]
    names = [name for name, value in values.items() if value.startswith("oklch")]

    outside = [name for name in names if any(not -0.004 <= part <= 1.004 for part in linear(name, values))]

    assert outside == []

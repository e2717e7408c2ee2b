"""The README's picture: the coordinator's desk of a running demo, kept small.

`make demo` in one terminal, then in another: .venv/bin/python -m tests.journeys.screenshot
"""

import argparse
import struct
import sys
import zlib
from collections import Counter
from functools import cache
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from config.demo.content.towns import TOWNS
from tests.journeys.browser import ARGUMENTS, path_of

TARGET = Path(__file__).resolve().parents[2] / "docs" / "desk.png"
SIZE = {"width": 1280, "height": 960}
COLOURS = 256
LARGEST = 150_000


def main() -> int:
    town = TOWNS[0]
    coordinator = next(one for one in town.officials if "coordinator" in one.roles)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default=f"http://{town.code}.localhost:8000")
    parser.add_argument("--email", default=coordinator.email)
    parser.add_argument("--password", required=True, help="the demo prints it")
    parser.add_argument("--target", type=Path, default=TARGET)
    chosen = parser.parse_args()
    try:
        picture = smaller(taken(chosen.address, chosen.email, chosen.password))
    except Error as problem:
        sys.stderr.write(f"The demo at {chosen.address} could not be photographed: {problem.message.splitlines()[0]}\n")
        return 1
    if len(picture) > LARGEST:
        sys.stderr.write(f"The picture would be {len(picture)} bytes, more than {LARGEST}: show less.\n")
        return 1
    chosen.target.write_bytes(picture)
    return 0


def taken(address: str, email: str, password: str) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path_of(playwright), args=ARGUMENTS)
        page = browser.new_page(viewport=SIZE, locale="pl-PL", color_scheme="light")
        page.goto(f"{address}/accounts/login/")
        page.locator('[name="login"]').fill(email)
        page.locator('[name="password"]').fill(password)
        with page.expect_navigation(wait_until="load"):
            page.locator('form[action$="/accounts/login/"] button.button').click()
        page.goto(f"{address}/desk/")  # again, without the greeting of the first visit
        picture = page.screenshot()
        browser.close()
    return picture


def smaller(png: bytes) -> bytes:
    """The same picture with a palette: drawn pages have few colours, and what is left over takes the nearest one."""
    width, height, pixels = _pixels(png)
    counted = Counter(pixels)
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    place = {colour: number for number, colour in enumerate(palette)}

    @cache
    def nearest(colour: tuple[int, int, int]) -> int:
        return min(
            range(len(palette)), key=lambda n: sum((a - b) ** 2 for a, b in zip(palette[n], colour, strict=True))
        )

    rows = bytearray()
    for row in range(height):
        rows.append(0)
        rows += bytes(place[one] if one in place else nearest(one) for one in pixels[row * width : (row + 1) * width])
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", bytes(part for colour in palette for part in colour))]
    parts += [(b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


def _pixels(png: bytes) -> tuple[int, int, list[tuple[int, int, int]]]:
    """Width, height and colours of an 8-bit RGB or RGBA picture, as browsers make them."""
    width, height, kind = 0, 0, 2
    packed = b""
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if name == b"IHDR":
            width, height, _depth, kind = struct.unpack(">IIBB", body[:10])
        elif name == b"IDAT":
            packed += body
        at += length + 12
    step = 4 if kind == 6 else 3
    line = width * step
    raw = zlib.decompress(packed)
    before = bytearray(line)
    pixels: list[tuple[int, int, int]] = []
    for row in range(height):
        start = row * (line + 1)
        now = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + line]), before, step)
        pixels += zip(now[0::step], now[1::step], now[2::step], strict=True)
        before = now
    return width, height, pixels


def _unfiltered(method: int, now: bytearray, above: bytearray, step: int) -> bytearray:
    for place in range(len(now)):
        left = now[place - step] if place >= step else 0
        up = above[place]
        if method == 1:
            guess = left
        elif method == 2:
            guess = up
        elif method == 3:
            guess = (left + up) // 2
        elif method == 4:
            corner = above[place - step] if place >= step else 0
            near = left + up - corner
            guess = min((left, up, corner), key=lambda one: abs(near - one))
        else:
            return now
        now[place] = (now[place] + guess) & 255
    return now


if __name__ == "__main__":
    sys.exit(main())

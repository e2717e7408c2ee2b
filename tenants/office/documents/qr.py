"""A square code of an address, as the papers draw it."""

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from tenants.office.documents.papers import Code


def code(text: str) -> Code:
    """The dark runs of the code's lines; the quiet margin around it is the paper's own."""
    drawn = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    drawn.add_data(text)
    drawn.make(fit=True)
    lines = drawn.get_matrix()
    return {"size": len(lines), "runs": [run for y, line in enumerate(lines) for run in _runs(line, y)]}


def _runs(line: list[bool], y: int) -> list[tuple[int, int, int]]:
    """(x, y, length) of each dark run."""
    found: list[tuple[int, int, int]] = []
    start = None
    for x, dark in enumerate([*line, False]):
        if dark and start is None:
            start = x
        if not dark and start is not None:
            found.append((start, y, x - start))
            start = None
    return found

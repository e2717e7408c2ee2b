"""Icons of the lucide package as short inline SVG; size and stroke come from the style sheet."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from django.utils.safestring import SafeString, mark_safe

SVG = "{http://www.w3.org/2000/svg}"


@cache
def icon(name: str) -> SafeString:
    """A decoration beside words: hidden from screen readers. Raises: KeyError for an unknown name."""
    with ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes())) as archive:
        drawing = ElementTree.fromstring(archive.read(f"{name}.svg"))
    shapes = "".join(
        "<{}{}/>".format(
            shape.tag.removeprefix(SVG),
            "".join(f' {key}="{value}"' for key, value in shape.attrib.items()),
        )
        for shape in drawing
    )
    # the package's own drawings, no text of anyone's
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">{shapes}</svg>')

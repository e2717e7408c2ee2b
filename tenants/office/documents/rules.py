"""What may be stored: a file is what its name says, and none is a program."""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Collection

import filetype
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from tenants.gates.refusals import Refusal

MAX_BYTES = 10 * 1024 * 1024
MAX_NAME = 120
# Extension: the kind of file `filetype` must find, and what the file is sent out as.
KINDS: dict[str, tuple[str, str]] = {
    "pdf": ("pdf", "application/pdf"),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "odt": ("odt", "application/vnd.oasis.opendocument.text"),
    "ods": ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    "jpg": ("jpg", "image/jpeg"),
    "jpeg": ("jpg", "image/jpeg"),
    "png": ("png", "image/png"),
}
MOST_UNPACKED = 200 * 1024 * 1024
MOST_TIMES = 200  # honest office files pack ten to fifty times; a bomb packs thousands of times
MOST_ENTRIES = 5000
BEGINNING = 64 * 1024
ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
PROGRAMS = {"exe", "elf", "dex", "wasm", "msi", "deb", "rpm", "lnk"}
PROGRAM_BEGINNINGS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")


def check_upload(
    name: str,
    content: bytes,
    *,
    allowed: Collection[str] = tuple(KINDS),
    max_bytes: int = MAX_BYTES,
    field: str = "file",
) -> str:
    """The content type of an upload that may be stored. Raises: Refusal at the field."""
    if not content:
        raise Refusal(_("The file is empty. Check that it opens on your computer, and send it again."), field=field)
    check_size(len(content), max_bytes=max_bytes, field=field)
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension not in allowed:
        raise Refusal(
            _("Files of this kind are not accepted. Send one of: %(kinds)s.") % {"kinds": ", ".join(allowed)},
            field=field,
        )
    found = filetype.guess_extension(content)
    if found in PROGRAMS or content.startswith(PROGRAM_BEGINNINGS):
        raise Refusal(_("This file is a program, whatever its name says. It was not stored."), field=field)
    expected, content_type = KINDS[extension]
    if found != expected:
        raise Refusal(
            _("The name says %(extension)s, but the content is something else. Save the file as %(extension)s again.")
            % {"extension": extension.upper()},
            field=field,
        )
    if extension == "pdf" and ENCRYPTED_PDF.search(content):
        raise Refusal(
            _("This PDF is encrypted, so nobody could check it. Save it without a password and send it again."),
            field=field,
        )
    if extension in {"docx", "xlsx", "odt", "ods"}:
        _check_package(content, field=field)
    return content_type


def check_size(size: int, *, max_bytes: int = MAX_BYTES, field: str = "file") -> None:
    if size > max_bytes:
        raise Refusal(
            _("The file has %(size)s; the most is %(most)s. Make it smaller or split it.")
            % {"size": filesizeformat(size), "most": filesizeformat(max_bytes)},
            field=field,
        )


def _check_package(content: bytes, *, field: str) -> None:
    """An office file is a zip package: it must open, carry no macros, and be no bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            _check_unpacked(entries, len(content), field=field)
            declared = any(_declares(package, entry) for entry in entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise Refusal(_("The file is damaged and cannot be opened. Save it again and send it."), field=field) from None
    if declared:
        raise Refusal(_("The file declares entities in its XML. Such a file is not stored."), field=field)
    names = [entry.filename for entry in entries]
    if any(entry.endswith("vbaProject.bin") or entry.startswith(("Basic/", "Scripts/")) for entry in names):
        raise Refusal(_("The file contains macros. Save it without macros and send it again."), field=field)


def _check_unpacked(entries: list[zipfile.ZipInfo], size: int, *, field: str) -> None:
    """Raises: Refusal of a package with a password, and of one that would swell beyond reason."""
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refusal(_("The file has a password. Save it without one and send it again."), field=field)
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > min(MOST_UNPACKED, MOST_TIMES * size + 2**20):
        raise Refusal(
            _("Unpacked, this file would be far too large. Save it again with fewer or smaller pictures."), field=field
        )


def _declares(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether the beginning of an XML part declares a document type or entities: no office program writes that."""
    if not entry.filename.endswith((".xml", ".rels")):
        return False
    with package.open(entry) as part:
        beginning = part.read(BEGINNING)
    return b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning


def clean_name(name: str) -> str:
    """A file's name without folders, control characters and signs that file systems refuse; Polish letters stay."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*')
    stem, dot, extension = kept.strip().rstrip(".").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    return (stem.strip()[: MAX_NAME - len(extension)] or "plik") + dot + extension

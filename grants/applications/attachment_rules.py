"""What the files of an offer may be, as its call says: their kinds, their size, their number."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from grants.applications.completeness import ATTACHMENTS, Gap
from grants.applications.models import Attachment
from grants.calls.models import Call
from tenants.gates.refusals import Refusal
from tenants.office.documents import scanning
from tenants.office.documents.rules import KINDS, check_size


def kinds(call: Call) -> list[str]:
    """The extensions that may come."""
    named = call.file_kinds or list(KINDS)
    return [kind for kind in KINDS if kind in named or (kind == "jpeg" and "jpg" in named)]


def most_bytes(call: Call) -> int:
    return call.most_megabytes * 2**20


def check_file(call: Call, *, name: str, size: int, others: int) -> None:
    """`others`: files that the offer has besides this one. Raises: Refusal at the field."""
    if name.rpartition(".")[2].lower() not in kinds(call):
        raise Refusal(
            _("Files of this kind are not accepted in this call. Send one of: %(kinds)s.")
            % {"kinds": ", ".join(kinds(call))},
            field="file",
        )
    check_size(size, max_bytes=most_bytes(call))
    if others >= call.most_files:
        raise Refusal(_("An offer takes at most %(most)d files.") % {"most": call.most_files}, field="file")


def gaps(files: Iterable[Attachment]) -> list[Gap]:
    """One for each file in which malware was found: it has to go before the offer, or its correction, is filed."""
    by_document = {one.document_id: one for one in files}
    found = sorted(scanning.infected(by_document)) if by_document else []
    said = _("Remove the file “%(name)s”: malware was found in it.")
    bad = [by_document[pk] for pk in found]
    return [
        Gap(ATTACHMENTS, one.place.partition(".")[2] or "file_other", said % {"name": one.document.name}) for one in bad
    ]


def hint(call: Call) -> str:
    """For the form."""
    said = ", ".join(kind.upper() for kind in kinds(call) if kind != "jpeg")
    return _("%(kinds)s, at most %(most)d MB.") % {"kinds": said, "most": call.most_megabytes}

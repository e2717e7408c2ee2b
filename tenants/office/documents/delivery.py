"""How a document leaves: the room that owns it has already asked who may read it."""

from django.http import HttpResponse, HttpResponseRedirect

from tenants.office.documents import scanning, storage
from tenants.office.documents.models import Document


def answer(document: Document) -> HttpResponse:
    """Send the reader to a link that lives a minute. Call it only after visible_to of the thing it belongs to.

    Raises: NotClean, of an upload that waits for the scanner or was found infected.
    """
    scanning.check_clean(document)
    address = storage.link(document.key, filename=document.name, content_type=document.content_type)
    headers = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    return HttpResponseRedirect(address, headers=headers)

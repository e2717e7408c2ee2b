"""How a document leaves: the room that owns it has already asked who may read it."""

from django.http import HttpResponse, HttpResponseRedirect

from tenants.office.documents import storage
from tenants.office.documents.models import Document


def answer(document: Document) -> HttpResponse:
    """Send the reader to a link that lives a minute. Call it only after visible_to of the thing it belongs to."""
    address = storage.link(document.key, filename=document.name, content_type=document.content_type)
    headers = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    return HttpResponseRedirect(address, headers=headers)

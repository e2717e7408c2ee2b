from django.core import signing
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from tenants.gates.access import anyone
from tenants.gates.doors import open_to
from tenants.office.documents import storage
from tenants.office.documents.folder import read_link


@open_to(anyone)
@require_safe
def file(request: HttpRequest, token: str) -> FileResponse:
    """The file of a signed link. The signature is the right to read it; it is given after visible_to, for a minute."""
    try:
        said = read_link(token)
        opened = storage.open(said["key"])
    except (signing.BadSignature, storage.Missing):
        raise Http404 from None
    response = FileResponse(opened, content_type=said["type"])
    response.headers["Content-Disposition"] = storage.disposition(said["name"])
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

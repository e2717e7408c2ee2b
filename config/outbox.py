"""The demo's kept mail, readable in the browser. Production settings never mount it."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tenants.gates.access import anyone
from tenants.gates.doors import open_to

MOST = 200


def letters() -> list[dict[str, Any]]:
    """The newest letters of the mail folder, newest first."""
    found: list[dict[str, Any]] = []
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True) if folder.is_dir() else []
    for file in files[:MOST]:
        for position, raw in enumerate(file.read_bytes().split(b"-" * 79 + b"\n")):
            if raw.strip():
                letter = message_from_bytes(raw.lstrip(b"\n"), policy=policy.default)
                body = letter.get_body(("plain",))
                found.append(
                    {
                        "ref": f"{file.stem}.{position}",
                        "to": letter["To"],
                        "subject": letter["Subject"],
                        "date": _moment(letter["Date"].datetime) if letter["Date"] else None,
                        "text": body.get_content() if body else "",
                    }
                )
    return found


def _moment(written: datetime) -> datetime:
    """A date that ends with -0000 is read as naive, and means UTC."""
    return written if written.tzinfo else written.replace(tzinfo=UTC)


@open_to(anyone)
def index(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("to", "").lower()
    shown = [letter for letter in letters() if wanted in str(letter["to"]).lower()]
    return render(request, "outbox/index.html", {"letters": shown, "wanted": wanted})


@open_to(anyone)
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    for one in letters():
        if one["ref"] == ref:
            return render(request, "outbox/letter.html", {"letter": one})
    raise Http404


urlpatterns = [
    path("", index, name="outbox"),
    path("<str:ref>/", letter, name="outbox-letter"),
]

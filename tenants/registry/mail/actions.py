"""Queue a letter now, in the caller's transaction; the worker sends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr
from typing import Any

from django.apps import apps
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from procrastinate.contrib.django import app as jobs

from tenants.registry.mail.models import Letter, Post


@dataclass(frozen=True)
class Recipient:
    email: str
    name: str = ""
    language: str = "pl"


def compose(
    model: type[Post], template: str, *, to: Iterable[Recipient], context: dict[str, Any], at: datetime, **about: Any
) -> list[Post]:
    """Render `mail/<template>.txt` (first line: subject) in each recipient's language, store it, defer its job."""
    letters = []
    for one in to:
        with translation.override(one.language):
            subject, _, text = (
                render_to_string(f"mail/{template}.txt", {**context, "recipient": one, "language": one.language})
                .strip()
                .partition("\n")
            )
        letters.append(
            _written(model, template, to=one, subject=subject.strip(), text=text.strip() + "\n", at=at, **about)
        )
    return _keep(letters)


def post(
    model: type[Post], template: str, *, to: Recipient, subject: str, text: str, at: datetime, **about: Any
) -> Post:
    """Store a letter that is already written, and defer its job."""
    return _keep([_written(model, template, to=to, subject=subject, text=text, at=at, **about)])[0]


def _written(
    model: type[Post], template: str, *, to: Recipient, subject: str, text: str, at: datetime, **about: Any
) -> Post:
    return model(
        template=template,
        to_email=to.email,
        to_name=to.name,
        language=to.language,
        # One line: a name or title with a line break in it would make the letter unsendable.
        subject=" ".join(subject.split())[:300],
        text=text,
        queued_at=at,
        **about,
    )


def _keep(letters: list[Post]) -> list[Post]:
    """Store letters of one kind and defer their jobs in one transaction: two statements, however many there are."""
    if letters:
        model = type(letters[0])
        with transaction.atomic(savepoint=False):
            model._base_manager.bulk_create(letters)
            jobs.configure_task("tenants.registry.tasks.send").batch_defer(
                *(
                    {"schema": connection.schema_name, "model": model._meta.label_lower, "letter": one.pk}
                    for one in letters
                )
            )
    return letters


def queue(template: str, *, to: Recipient, context: dict[str, Any], at: datetime) -> Post:
    """Queue a letter of the platform."""
    return compose(Letter, template, to=[to], context=context, at=at)[0]


def send(model_label: str, pk: int) -> bool:
    """Send a queued letter unless it was sent. Called by the worker, inside the letter's schema.

    The row is locked while the mail goes out, so that two workers send it once.
    """
    model = apps.get_model(model_label)
    with transaction.atomic():
        letter = model._base_manager.select_for_update().filter(pk=pk, sent_at=None).first()
        if letter is None:
            return False
        # formataddr quotes: a name cannot smuggle in a second recipient.
        to = formataddr((" ".join(letter.to_name.split()), letter.to_email))
        EmailMessage(letter.subject, letter.text, to=[to], headers=_headers(letter)).send()
        model._base_manager.filter(pk=pk).update(sent_at=timezone.now())
    return True


def _headers(letter: Any) -> dict[str, str]:
    """One click stops the letters (RFC 8058), where there is an address for it."""
    stop = getattr(letter, "unsubscribe", "")
    return {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if stop else {}

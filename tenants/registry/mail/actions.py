"""Queue a letter now, in the caller's transaction; the worker sends it."""

from collections.abc import Sequence
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


def written(template: str, *, to: Recipient, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and text of `mail/<template>.txt` (first line: subject) in the recipient's language."""
    with translation.override(to.language):
        subject, _, text = (
            render_to_string(f"mail/{template}.txt", {**context, "recipient": to, "language": to.language})
            .strip()
            .partition("\n")
        )
    return subject.strip(), text.strip() + "\n"


def compose(
    model: type[Post], template: str, *, to: Recipient, context: dict[str, Any], at: datetime, **about: Any
) -> Post:
    """Write the letter, store it, defer its job."""
    subject, text = written(template, to=to, context=context)
    return post(model, template, to=to, subject=subject, text=text, at=at, **about)


def post(
    model: type[Post], template: str, *, to: Recipient, subject: str, text: str, at: datetime, **about: Any
) -> Post:
    """Store a letter that is already written, and defer its job."""
    letter = addressed(model, template, to=to, subject=subject, text=text, at=at, **about)
    keep([letter])
    return letter


def addressed(
    model: type[Post], template: str, *, to: Recipient, subject: str, text: str, at: datetime, **about: Any
) -> Post:
    """A letter that is written, not stored yet."""
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


def keep(letters: Sequence[Post]) -> None:
    """Store letters of one kind and defer their jobs in one transaction: two statements, however many there are."""
    if not letters:
        return
    model = type(letters[0])
    with transaction.atomic(savepoint=False):
        model._base_manager.bulk_create(letters)
        jobs.configure_task("tenants.registry.tasks.send").batch_defer(
            *({"schema": connection.schema_name, "model": model._meta.label_lower, "letter": one.pk} for one in letters)
        )


def queue(template: str, *, to: Recipient, context: dict[str, Any], at: datetime) -> Post:
    """Queue a letter of the platform."""
    return compose(Letter, template, to=to, context=context, at=at)


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

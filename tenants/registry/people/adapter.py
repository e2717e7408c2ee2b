"""Where django-allauth meets the house: its mail is queued like ours, its people have a name and a language."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone, translation

from tenants.registry.mail.actions import Recipient, post
from tenants.registry.mail.models import Letter
from tenants.registry.people.models import User


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        language = getattr(user, "language", None) or translation.get_language() or "pl"
        with translation.override(language):
            message = self.render_mail(template_prefix, email, context)
        post(
            Letter,
            template_prefix.removeprefix("account/email/")[:60],
            to=Recipient(email, getattr(user, "name", ""), language),
            subject=message.subject,
            text=str(message.body),
            at=timezone.now(),
        )

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        user.language = translation.get_language() or "pl"
        user.joined_at = timezone.now()
        return super().save_user(request, user, form, commit)

"""Where django-allauth meets the house: its mail is queued like ours, its people have a name and a language."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from tenants.registry.mail.actions import Recipient, post
from tenants.registry.mail.models import Letter
from tenants.registry.people.models import User

LANGUAGE_COOKIE = "language"
YEAR = 365 * 24 * 3600


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        language = getattr(user, "language", None) or translation.get_language() or "pl"
        with translation.override(language):
            message = self.render_mail(template_prefix, email, {**context, "user": user, "email": email})
        post(
            Letter,
            template_prefix.rpartition("/")[2][:60],
            to=Recipient(email, getattr(user, "name", ""), language),
            subject=str(message.subject),
            text=str(message.body),
            at=timezone.now(),
        )

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        user.language = translation.get_language() or "pl"
        user.joined_at = timezone.now()
        return super().save_user(request, user, form, commit)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Where the person was going travels with the link: they may open it in another browser."""
        url: str = super().get_email_confirmation_url(request, emailconfirmation)
        after = get_next_redirect_url(request)
        return f"{url}?{urlencode({'next': after})}" if after else url

    def post_login(self, request: HttpRequest, user: User, **said: Any) -> HttpResponse:
        """Speak the person's language from the first page on, unless they chose another one here."""
        response: HttpResponse = super().post_login(request, user, **said)
        if LANGUAGE_COOKIE not in request.COOKIES:
            response.set_cookie(
                LANGUAGE_COOKIE, user.language, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
            )
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """Nothing is limited by address, so a server behind a socket need not know one."""
        return request.META.get("REMOTE_ADDR") or "-"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failed tries are counted by account, not by account and host: another town gives no new tries."""
        return str(credentials.get("email", "")).lower()

"""What an invitation's page offers to a visitor: sign in, or an account whose e-mail needs no second proof."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.urls import reverse

from tenants.gates.access import signed_in


def offer_account(request: Any, email: str) -> dict[str, Any]:
    """Facts for platform/invitation.html. Who holds the link has read the mailbox it was sent to."""
    here = request.path
    if signed_in(request.actor):
        return {"email": email, "other_address": request.actor.email.lower() != email.lower()}
    get_adapter(request).stash_verified_email(request, email)
    return {
        "email": email,
        "login_url": f"{reverse('account_login')}?{urlencode({'next': here})}",
        "signup_url": f"{reverse('account_signup')}?{urlencode({'next': here, 'email': email})}",
    }

"""The operator's console, on the platform's host only: what all towns share. It looks into no town's schema."""

from typing import Any

import allauth.account.admin
import allauth.mfa.admin
import django.contrib.auth.admin
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tenants.registry.models import (
    Domain,
    Footprint,
    Letter,
    LocalGovernment,
    Membership,
    Organisation,
    StripeEvent,
    Subscription,
    User,
)

# These modules register at import; here one could confirm addresses and read secrets.
HIDDEN = {Group: django.contrib.auth.admin, Authenticator: allauth.mfa.admin, EmailAddress: allauth.account.admin}
for hidden in HIDDEN:
    if admin.site.is_registered(hidden):
        admin.site.unregister(hidden)

admin.site.site_header = _("Osnowa: operator")
admin.site.site_title = _("Operator")
admin.site.index_title = _("What all local governments share")
admin.site.enable_nav_sidebar = False


class ReadOnly(admin.ModelAdmin):
    """Rows to look at. What may be changed is named in `changeable`."""

    changeable: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field.name for field in self.model._meta.fields if field.name not in self.changeable]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class DomainInline(admin.TabularInline):
    model = Domain
    extra = 0
    can_delete = False
    max_num = 0
    readonly_fields = ("domain", "is_primary")


@admin.register(LocalGovernment)
class LocalGovernmentAdmin(ReadOnly):
    changeable = ("name", "executive_name", "office_name", "address", "email", "voivodeship", "county", "hue")
    list_display = ("name", "kind", "state", "requested_at", "ready_at", "schema_name")
    list_filter = ("state", "kind")
    search_fields = ("name", "schema_name", "first_email")
    ordering = ("name",)
    inlines = (DomainInline,)
    actions = ("retry_opening",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).exclude(schema_name="public")

    @admin.action(description=_("Take up the opening again"))
    def retry_opening(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        retried = [retry_opening(town) for town in queryset]
        self.message_user(
            request,
            _("Taken up again: %(count)s.") % {"count": sum(retried)},
            messages.SUCCESS if any(retried) else messages.WARNING,
        )


def retry_opening(town: LocalGovernment) -> bool:
    """Defer the opening of a town that failed; the job itself goes on from where it stopped."""
    from procrastinate.contrib.django import app as jobs

    if town.state != "failed":
        return False
    jobs.configure_task("tenants.office.tasks.open_government").defer(government=town.pk)
    return True


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnly):
    changeable = ("trial_ends_at",)
    list_display = ("government", "state", "plan", "trial_ends_at", "paid_until")
    list_filter = ("state", "plan")
    search_fields = ("government__name", "stripe_customer")
    list_select_related = ("government",)


@admin.register(User)
class UserAdmin(ReadOnly):
    changeable = ("is_active", "is_operator")
    list_display = ("email", "name", "language", "is_active", "is_operator", "joined_at")
    list_filter = ("is_operator", "is_active")
    search_fields = ("email", "name")
    exclude = ("password",)
    ordering = ("email",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [name for name in super().get_readonly_fields(request, obj) if name != "password"]


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    max_num = 0
    can_delete = False
    readonly_fields = ("user", "role", "since", "ended_at")


class FootprintInline(admin.TabularInline):
    model = Footprint
    extra = 0
    max_num = 0
    can_delete = False
    readonly_fields = ("government", "first_at")


@admin.register(Organisation)
class OrganisationAdmin(ReadOnly):
    list_display = ("name", "nip", "register_number", "city", "made_at", "closed_at")
    search_fields = ("name", "nip", "register_number")
    ordering = ("name",)
    inlines = (MembershipInline, FootprintInline)


@admin.register(Letter)
class LetterAdmin(ReadOnly):
    list_display = ("template", "to_email", "subject", "queued_at", "sent_at")
    list_filter = ("template",)
    search_fields = ("to_email",)
    ordering = ("-queued_at",)
    # Links in a letter open accounts: the console shows that it went, not what it says.
    exclude = ("text",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [name for name in super().get_readonly_fields(request, obj) if name != "text"]


@admin.register(StripeEvent)
class StripeEventAdmin(ReadOnly):
    list_display = ("kind", "stripe_id", "received_at")
    list_filter = ("kind",)
    ordering = ("-received_at",)

"""What a small grant is judged against, and which of its versions binds."""

from decimal import Decimal

from django.db.models import QuerySet, Sum

from grants.applications.budget import Budget
from grants.small_grants import content as shape
from grants.small_grants.models import SmallGrant, SmallGrantVersion
from grants.small_grants.rules import Sums
from grants.small_grants.states import PROMISED
from programmes.drafting.models import Programme
from tenants.office.money import ZERO


def latest_version(small_grant: SmallGrant) -> SmallGrantVersion | None:
    return SmallGrantVersion.objects.filter(small_grant=small_grant).order_by("-number").first()


def binding_version(small_grant: SmallGrant) -> SmallGrantVersion:
    """The version that was filed last. Raises: SmallGrantVersion.DoesNotExist."""
    return SmallGrantVersion.objects.filter(small_grant=small_grant).latest("number")


def budget_of(small_grant: SmallGrant) -> Budget:
    return shape.budget_of(binding_version(small_grant).content)


def sums_of(small_grant: SmallGrant, programme: Programme) -> Sums:
    """What is promised or passed in the programme's year, besides this offer.

    A grant of a budget year is passed within it (UFP art. 221(3)), so the programme's year is the calendar year too;
    what is really passed is checked once more at each payment.
    """
    promised = SmallGrant.objects.filter(programme=programme, state__in=PROMISED).exclude(pk=small_grant.pk)
    return Sums(
        to_organisation=_together(promised.filter(organisation_id=small_grant.organisation_id)),
        to_all=_together(promised),
        planned=programme.budget,
        pool=programme.small_grants,
    )


def _together(rows: QuerySet[SmallGrant]) -> Decimal:
    return rows.aggregate(sum=Sum("awarded"))["sum"] or ZERO

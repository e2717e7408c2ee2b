"""Calls, results and agreements, as the town's public pages show them."""

from typing import Any

from django.db.models import Prefetch
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import generics, serializers

from grants.agreements.models import Agreement
from grants.awards.models import Award, Outcome
from grants.calls.models import Call, Criterion, Lot
from grants.calls.states import ANNOUNCED, CallState
from tenants.gates.access import NOBODY, anyone
from tenants.gates.doors import open_to

PUBLIC_STATES = [(str(state), str(state)) for state in CallState if state in ANNOUNCED | {CallState.CANCELLED}]


class LotSerializer(serializers.ModelSerializer):
    sphere = serializers.CharField(source="task.sphere", help_text="Point of art. 4(1).")

    class Meta:
        model = Lot
        fields = [
            "number",
            "title",
            "sphere",
            "commissioning",
            "pool",
            "grant_min",
            "grant_max",
            "own_min_percent",
            "own_base",
        ]


class CriterionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Criterion
        fields = ["name", "help", "points_max", "statutory"]


class CallSerializer(serializers.ModelSerializer):
    year = serializers.IntegerField(source="programme.year")
    lots = LotSerializer(many=True)
    criteria = CriterionSerializer(many=True)

    class Meta:
        model = Call
        fields = [
            "ref",
            "title",
            "year",
            "state",
            "subject",
            "granting_rules",
            "conditions",
            "selection",
            "previous_tasks",
            "opens_at",
            "closes_at",
            "task_from",
            "task_to",
            "decision_by",
            "published_at",
            "lots",
            "criteria",
        ]


@extend_schema_field({"type": "integer", "minimum": 0, "maximum": 9999})
class YearFilter(filters.NumberFilter):
    """A year of a programme."""


class CallFilter(filters.FilterSet):
    year = YearFilter(field_name="programme__year", min_value=0, max_value=9999)
    state = filters.ChoiceFilter(choices=PUBLIC_STATES)

    class Meta:
        model = Call
        fields = ["year", "state"]


class Calls(generics.GenericAPIView):
    serializer_class = CallSerializer

    def get_queryset(self) -> Any:
        lots = Prefetch("lots", Lot.objects.visible_to(NOBODY).select_related("task").order_by("number"))
        criteria = Prefetch("criteria", Criterion.objects.visible_to(NOBODY).order_by("position", "pk"))
        return (
            Call.objects.visible_to(NOBODY)
            .select_related("programme")
            .prefetch_related(lots, criteria)
            .order_by("-published_at", "-pk")
        )


@open_to(anyone)
class CallList(Calls, generics.ListAPIView):
    """Announced calls, newest first."""

    filterset_class = CallFilter


@open_to(anyone)
class CallDetail(Calls, generics.RetrieveAPIView):
    """One call with its lots and criteria."""

    lookup_field = "ref"


class AwardSerializer(serializers.ModelSerializer):
    call = serializers.CharField(source="decision.call.ref")
    act_number = serializers.CharField(source="decision.act_number")
    signed_on = serializers.DateField(source="decision.signed_on")

    class Meta:
        model = Award
        fields = [
            "call",
            "act_number",
            "signed_on",
            "organisation_name",
            "title",
            "requested",
            "outcome",
            "amount",
            "mean",
        ]


class AwardFilter(filters.FilterSet):
    call = filters.CharFilter(field_name="decision__call__ref")
    outcome = filters.ChoiceFilter(choices=Outcome.choices)

    class Meta:
        model = Award
        fields = ["call", "outcome"]


@open_to(anyone)
class ResultList(generics.ListAPIView):
    """Published results: every assessed offer with the decision on it."""

    serializer_class = AwardSerializer
    filterset_class = AwardFilter

    def get_queryset(self) -> Any:
        return (
            Award.objects.visible_to(NOBODY)
            .in_force()
            .select_related("decision__call")
            .order_by("-decision__signed_on", "-mean", "pk")
        )


class AgreementSerializer(serializers.ModelSerializer):
    call = serializers.CharField(
        source="application.call.ref", allow_null=True, help_text="Null for a small grant (art. 19a): it has no call."
    )

    class Meta:
        model = Agreement
        fields = [
            "number",
            "call",
            "organisation_name",
            "title",
            "state",
            "grant",
            "total_cost",
            "task_from",
            "task_to",
            "signed_on",
        ]


@open_to(anyone)
class AgreementList(generics.ListAPIView):
    """Concluded agreements and their amounts."""

    serializer_class = AgreementSerializer

    def get_queryset(self) -> Any:
        return Agreement.objects.public().select_related("application__call").order_by("-signed_on", "-pk")

"""Adopted programmes, as their public page shows them."""

from typing import Any

from django.db.models import Prefetch
from rest_framework import generics, serializers

from programmes.drafting.models import PriorityTask, Programme
from tenants.gates.access import NOBODY, anyone
from tenants.gates.doors import open_to


class PriorityTaskSerializer(serializers.ModelSerializer):
    class Meta:
        model = PriorityTask
        fields = ["id", "sphere", "title", "description", "planned"]


class ProgrammeSerializer(serializers.ModelSerializer):
    tasks = PriorityTaskSerializer(many=True)
    headings = serializers.DictField(child=serializers.CharField(), help_text="Points 1-11 of art. 5a(4).")

    class Meta:
        model = Programme
        fields = ["year", "title", "state", "budget", "resolution_number", "adopted_on", "headings", "tasks"]


class Programmes(generics.GenericAPIView):
    serializer_class = ProgrammeSerializer

    def get_queryset(self) -> Any:
        tasks = Prefetch("tasks", PriorityTask.objects.visible_to(NOBODY).order_by("position", "pk"))
        return Programme.objects.visible_to(NOBODY).prefetch_related(tasks).order_by("-year")


@open_to(anyone)
class ProgrammeList(Programmes, generics.ListAPIView):
    """Programmes of this local government, newest first."""


@open_to(anyone)
class ProgrammeDetail(Programmes, generics.RetrieveAPIView):
    """One year's programme."""

    lookup_field = "year"

"""Towns, and open calls of all towns."""

from typing import Any

from django.utils import timezone
from rest_framework import generics, serializers

from tenants.gates.access import anyone
from tenants.gates.doors import open_to
from tenants.registry.governments import addresses
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.showcase.models import ListedCall


class TownSerializer(serializers.ModelSerializer):
    address = serializers.SerializerMethodField(help_text="Where the town's own pages and API are.")

    class Meta:
        model = LocalGovernment
        fields = ["name", "kind", "office_name", "address"]

    def get_address(self, town: LocalGovernment) -> str:
        town.domain_url = next((one.domain for one in town.domains.all()), None)
        return addresses.absolute(town)


@open_to(anyone)
class TownList(generics.ListAPIView):
    """Local governments on the platform."""

    serializer_class = TownSerializer

    def get_queryset(self) -> Any:
        return LocalGovernment.objects.routable().prefetch_related("domains").order_by("name")


class ListedCallSerializer(serializers.ModelSerializer):
    town = serializers.CharField(source="government.name")

    class Meta:
        model = ListedCall
        fields = ["town", "ref", "title", "spheres", "pool", "opens_at", "closes_at"]


@open_to(anyone)
class OpenCallList(generics.ListAPIView):
    """Calls that still accept offers, in all towns, the nearest deadline first."""

    serializer_class = ListedCallSerializer

    def get_queryset(self) -> Any:
        return ListedCall.objects.open_at(timezone.now()).select_related("government")

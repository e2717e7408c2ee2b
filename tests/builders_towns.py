"""More towns than the two every test has, each with a schema of its own: only for tests that really commit."""

from django.utils import timezone
from django_tenants.utils import schema_context

from tenants.office.opening.actions import make_schema
from tenants.registry.governments import addresses
from tenants.registry.governments.models import Domain, LocalGovernment, Opening


def a_town(number: int) -> LocalGovernment:
    schema = f"t_wioska_{number}"
    with schema_context("public"):
        made = LocalGovernment.objects.create(
            schema_name=schema,
            name=f"Gmina Wioska {number}",
            kind="rural_gmina",
            executive_name=f"Wójt Gminy Wioska {number}",
            office_name=f"Urząd Gminy Wioska {number}",
            state=Opening.READY,
            ready_at=timezone.now(),
        )
        Domain.objects.create(tenant=made, domain=f"{schema}.localhost", is_primary=True)
    make_schema(schema)
    addresses.forget()
    return made

"""A town hall's own pages: its people, its subscription, its record, its files."""

from django.urls import include, path

urlpatterns = [
    path("seats/", include("tenants.office.seats.urls")),
    path("record/", include("tenants.office.audit.urls")),
    path("files/", include("tenants.office.documents.urls")),
]

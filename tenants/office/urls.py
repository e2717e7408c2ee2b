"""A town hall's own pages: its people, its subscription, its files."""

from django.urls import include, path

urlpatterns = [
    path("seats/", include("tenants.office.seats.urls")),
    path("files/", include("tenants.office.documents.urls")),
]

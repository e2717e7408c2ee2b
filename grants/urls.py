"""Addresses of a grant's life; each room says its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("grants.desk.urls")),
    path("", include("grants.calls.urls")),
    path("", include("grants.applications.urls")),
    path("", include("grants.small_grants.urls")),
    path("", include("grants.initiatives.urls")),
    path("", include("grants.scoring.urls")),
    path("", include("grants.awards.urls")),
    path("", include("grants.agreements.urls")),
    path("", include("grants.monitoring.urls")),
]

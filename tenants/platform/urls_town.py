"""Platform's pages that only a town's host has: its subscription."""

from django.urls import include, path

urlpatterns = [path("subscription/", include("tenants.platform.subscription.urls"))]

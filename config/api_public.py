"""The platform's API: towns, and open calls of all towns."""

from django.urls import path

from config.api import Description
from tenants.platform import api

urlpatterns = [
    path("towns/", api.TownList.as_view()),
    path("calls/", api.OpenCallList.as_view()),
    path("", Description.as_view(urlconf="config.urls_public"), name="api-docs"),
]

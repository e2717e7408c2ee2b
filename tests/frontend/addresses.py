"""The one address the shell itself needs; the furniture knows no room."""

from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("language/", lambda _request: HttpResponse(), name="language")]

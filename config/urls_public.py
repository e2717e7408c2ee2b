"""The platform's own host."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config.mounts import mounted
from tenants.gates.access import anyone, operators
from tenants.gates.doors import guarded

handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.failing"

urlpatterns = [
    path("accounts/", include(mounted(anyone, "allauth.urls"))),
    path("", include("tenants.platform.urls_everywhere")),
    path("", include("tenants.platform.urls")),
    path("operator/", (guarded(operators, admin.site.urls[0]), "admin", "admin")),
    path("api/v1/", include("config.api_public")),
]
if settings.OUTBOX:
    urlpatterns.append(path("outbox/", include("config.outbox")))

"""A local government's host."""

from django.conf import settings
from django.urls import include, path

from config.mounts import mounted
from tenants.gates.access import anyone

handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.failing"

urlpatterns = [
    path("accounts/", include(mounted(anyone, "allauth.urls"))),
    path("", include("tenants.platform.urls_everywhere")),
    path("", include("tenants.platform.urls_town")),
    path("", include("tenants.office.urls")),
    path("programmes/", include("programmes.urls")),
    path("", include("grants.urls")),
    path("api/v1/", include("config.api")),
]
if settings.OUTBOX:
    urlpatterns.append(path("outbox/", include("config.outbox")))

"""Pages both on the platform's and on every town's host: accounts, organisations, letters about calls, language, the kept form."""

from django.urls import include, path

from tenants.platform import visits

urlpatterns = [
    path("language/", visits.language, name="language"),
    path("continue/", visits.kept, name="continue"),
    path("continue/discard/", visits.discard, name="continue-discard"),
    path("about/accessibility/", visits.accessibility, name="accessibility"),
    path("about/privacy/", visits.privacy, name="privacy"),
    path("", include("tenants.platform.organisations.urls")),
    path("", include("tenants.platform.alerts.urls")),
]

"""The platform's own pages."""

from django.urls import include, path

from tenants.platform.subscription import messages

urlpatterns = [
    path("", include("tenants.platform.front.urls")),
    path("", include("tenants.platform.desk.urls")),
    path("start/", include("tenants.platform.start.urls")),
    path("files/", include("tenants.office.documents.urls")),
    path("stripe/webhook/", messages.receive, name="stripe-webhook"),
]

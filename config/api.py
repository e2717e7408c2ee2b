"""A town's API: what its public pages show, as JSON. No key is needed for it."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from grants import api as grants
from programmes import api as programmes
from tenants.gates.access import anyone
from tenants.gates.doors import open_to


@open_to(anyone)
class Description(SpectacularAPIView):
    """The OpenAPI document of this host, made from the code."""


urlpatterns = [
    path("programmes/", programmes.ProgrammeList.as_view()),
    path("programmes/<int:year>/", programmes.ProgrammeDetail.as_view()),
    path("calls/", grants.CallList.as_view()),
    path("calls/<slug:ref>/", grants.CallDetail.as_view()),
    path("results/", grants.ResultList.as_view()),
    path("agreements/", grants.AgreementList.as_view()),
    path("", Description.as_view(urlconf="config.urls"), name="api-docs"),
]

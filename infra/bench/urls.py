from django.urls import include, path

from config.urls import handler403, handler404, handler500
from infra.bench.bare import one_select

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("bench/select/", one_select), path("", include("config.urls"))]

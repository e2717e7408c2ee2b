from django.urls import include, path

from config.urls import handler403, handler404, handler500
from infra.bench.bare import one_insert, one_select

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("bench/select/", one_select),
    path("bench/insert/", one_insert),
    path("", include("config.urls")),
]

"""A town's API: what its public pages show, as JSON."""

urlpatterns: list = []

"""The platform's API: towns, and open calls of all towns."""

urlpatterns: list = []

from django.urls import path

from tenants.platform.front import views

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("calls/", views.calls, name="calls"),
    path("calls/feed.atom", views.feed, name="feed"),
    path("towns/", views.towns, name="towns"),
]

from django.urls import path

from grants.calls import views

app_name = "calls"
urlpatterns = [
    path("calls/", views.index, name="index"),
    path("calls/<slug:ref>/", views.detail, name="detail"),
]

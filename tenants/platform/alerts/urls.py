from django.urls import path

from tenants.platform.alerts import views

app_name = "alerts"
urlpatterns = [
    path("alerts/", views.mine, name="mine"),
    path("alerts/off/", views.off, name="off"),
    path("alerts/stop/<str:token>/", views.stop, name="stop"),
]

from django.urls import path

from tenants.platform.start import views

app_name = "start"
urlpatterns = [
    path("", views.form, name="form"),
    path("names/", views.names, name="names"),
    path("sent/", views.sent, name="sent"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("<str:token>/", views.progress, name="progress"),
]

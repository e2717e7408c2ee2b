"""Mounted at /files/."""

from django.urls import path

from tenants.office.documents import views

app_name = "documents"
urlpatterns = [path("<str:token>/", views.file, name="file")]

from django.urls import path

from tenants.platform.subscription import views

app_name = "subscription"
urlpatterns = [
    path("", views.detail, name="detail"),
    path("choose/", views.choose, name="choose"),
    path("done/", views.done, name="done"),
    path("cancelled/", views.cancelled, name="cancelled"),
]

from django.urls import path

from tenants.platform.organisations import views

app_name = "organisations"
urlpatterns = [
    path("organisations/", views.mine, name="mine"),
    path("organisations/new/", views.enter, name="enter"),
    path("organisations/<int:pk>/", views.detail, name="detail"),
    path("organisations/<int:pk>/edit/", views.edit, name="edit"),
    path("organisations/<int:pk>/invite/", views.invite, name="invite"),
    path("organisations/<int:pk>/invitations/<int:invitation>/cancel/", views.cancel, name="cancel"),
    path("organisations/<int:pk>/people/<int:membership>/end/", views.end, name="end"),
    path("invitations/<str:token>/", views.accept, name="accept"),
]

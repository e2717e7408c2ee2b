from django.urls import path

from tenants.platform.organisations import views, views_papers

app_name = "organisations"
urlpatterns = [
    path("organisations/", views.mine, name="mine"),
    path("organisations/new/", views.enter, name="enter"),
    path("organisations/<int:pk>/", views.detail, name="detail"),
    path("organisations/<int:pk>/edit/", views.edit, name="edit"),
    path("organisations/<int:pk>/invite/", views.invite, name="invite"),
    path("organisations/<int:pk>/invitations/<int:invitation>/cancel/", views.cancel, name="cancel"),
    path("organisations/<int:pk>/people/<int:membership>/end/", views.end, name="end"),
    path("organisations/<int:pk>/people/<int:membership>/role/", views.role, name="role"),
    path("organisations/<int:pk>/documents/new/", views_papers.add, name="paper-new"),
    path("organisations/<int:pk>/documents/<int:paper>/", views_papers.read, name="paper"),
    path("organisations/<int:pk>/documents/<int:paper>/remove/", views_papers.remove, name="paper-remove"),
    path("invitations/<str:token>/", views.accept, name="accept"),
]

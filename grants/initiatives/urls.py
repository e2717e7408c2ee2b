from django.urls import path

from grants.initiatives import views

app_name = "initiatives"
urlpatterns = [
    path("initiatives/", views.index, name="index"),
    path("initiatives/new/", views.new, name="new"),
    path("initiatives/<slug:ref>/", views.detail, name="detail"),
    path("initiatives/<slug:ref>/edit/", views.edit, name="edit"),
    path("initiatives/<slug:ref>/file/", views.file, name="file"),
    path("initiatives/<slug:ref>/discard/", views.discard, name="discard"),
    path("initiatives/<slug:ref>/withdraw/", views.withdraw, name="withdraw"),
    path("initiatives/<slug:ref>/weigh/", views.weigh, name="weigh"),
    path("initiatives/<slug:ref>/purposeful/", views.find_purposeful, name="find-purposeful"),
    path("initiatives/<slug:ref>/decline/", views.decline, name="decline"),
    path("initiatives/<slug:ref>/call/", views.start_call, name="start-call"),
]

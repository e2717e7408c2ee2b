from django.urls import path

from tenants.office.seats import views

app_name = "seats"
urlpatterns = [
    path("", views.people, name="people"),
    path("invite/", views.invite, name="invite"),
    path("invitations/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("invitations/<str:token>/", views.accept, name="accept"),
    path("<int:pk>/end/", views.end, name="end"),
]

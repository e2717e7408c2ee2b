from django.urls import path

from grants.agreements import views

app_name = "agreements"
urlpatterns = [
    path("agreements/", views.index, name="index"),
    path("applications/<slug:ref>/agreement/", views.create, name="create"),
    path("small-grants/<slug:ref>/agreement/", views.create_of_small_grant, name="create-of-small-grant"),
    path("agreements/<slug:ref>/", views.detail, name="detail"),
    path("agreements/<slug:ref>/edit/", views.edit, name="edit"),
    path("agreements/<slug:ref>/prepare/", views.prepare, name="prepare"),
    path("agreements/<slug:ref>/return/", views.return_to_draft, name="return"),
    path("agreements/<slug:ref>/sign/", views.sign, name="sign"),
    path("agreements/<slug:ref>/abandon/", views.abandon, name="abandon"),
    path("agreements/<slug:ref>/pdf/", views.document, name="pdf"),
    path("agreements/<slug:ref>/tranches/<int:number>/pay/", views.pay, name="pay"),
]

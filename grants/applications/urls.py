"""Addresses of offers."""

from django.urls import path

from grants.applications import views

app_name = "applications"
urlpatterns = [
    path("applications/", views.index, name="index"),
    path("applications/export.csv", views.export, name="export"),
    path("applications/new/", views.new, name="new"),
    path("applications/<slug:ref>/", views.detail, name="detail"),
    path("applications/<slug:ref>/edit/<slug:section>/", views.edit, name="edit"),
    path("applications/<slug:ref>/edit/budget/sums/", views.sums, name="sums"),
    path("applications/<slug:ref>/summary/", views.summary, name="summary"),
    path("applications/<slug:ref>/file/", views.file, name="file"),
    path("applications/<slug:ref>/receipt/", views.receipt, name="receipt"),
    path("applications/<slug:ref>/pdf/", views.pdf, name="pdf"),
    path("applications/<slug:ref>/versions/<int:number>/pdf/", views.version_pdf, name="version_pdf"),
    path("applications/<slug:ref>/attachments/", views.attachments, name="attachments"),
    path("applications/<slug:ref>/attachments/<int:pk>/", views.attachment, name="attachment"),
    path("applications/<slug:ref>/attachments/<int:pk>/remove/", views.detach, name="detach"),
    path("applications/<slug:ref>/formal/", views.formal, name="formal"),
    path("applications/<slug:ref>/formal/recheck/", views.recheck, name="recheck"),
    path("applications/<slug:ref>/withdraw/", views.withdraw, name="withdraw"),
    path("applications/<slug:ref>/discard/", views.discard, name="discard"),
    path("applications/<slug:ref>/copy/", views.copy, name="copy"),
    path("applications/<slug:ref>/resign/", views.resign, name="resign"),
    path("applications/<slug:ref>/update/", views.update, name="update"),
    path("applications/<slug:ref>/update/budget/sums/", views.update_sums, name="update_sums"),
    path("applications/<slug:ref>/update/file/", views.file_update, name="file_update"),
    path("applications/<slug:ref>/update/approve/", views.approve_update, name="approve_update"),
    path("applications/<slug:ref>/update/return/", views.return_update, name="return_update"),
    path("applications/<slug:ref>/update/<slug:section>/", views.edit_update, name="edit_update"),
]

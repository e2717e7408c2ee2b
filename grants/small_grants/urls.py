from django.urls import path

from grants.small_grants import views, views_office, views_writing

app_name = "small_grants"
urlpatterns = [
    path("small-grants/", views.index, name="index"),
    path("programmes/<int:year>/small-grants/new/", views_writing.new, name="new"),
    path("small-grants/<slug:ref>/", views.detail, name="detail"),
    path("small-grants/<slug:ref>/edit/", views_writing.edit, name="edit"),
    path("small-grants/<slug:ref>/sums/", views_writing.sums, name="sums"),
    path("small-grants/<slug:ref>/file/", views_writing.file, name="file"),
    path("small-grants/<slug:ref>/changes/file/", views_writing.file_changes, name="file-changes"),
    path("small-grants/<slug:ref>/discard/", views_writing.discard, name="discard"),
    path("small-grants/<slug:ref>/withdraw/", views_writing.withdraw, name="withdraw"),
    path("small-grants/<slug:ref>/resign/", views_writing.resign, name="resign"),
    path("small-grants/<slug:ref>/receipt/", views.receipt, name="receipt"),
    path("small-grants/<slug:ref>/pdf/", views.pdf, name="pdf"),
    path("small-grants/<slug:ref>/versions/<int:number>/pdf/", views.version_pdf, name="version-pdf"),
    path("small-grants/<slug:ref>/published/", views.published, name="published"),
    path("small-grants/<slug:ref>/published/pdf/", views.copy_pdf, name="copy-pdf"),
    path("small-grants/<slug:ref>/publication/", views_office.publication, name="publication"),
    path("small-grants/<slug:ref>/publication/pdf/", views_office.publication_pdf, name="publication-pdf"),
    path("small-grants/<slug:ref>/hide/", views_office.hide, name="hide"),
    path("small-grants/<slug:ref>/accept/", views_office.accept, name="accept"),
    path("small-grants/<slug:ref>/changes/", views_office.ask_changes, name="ask-changes"),
    path("small-grants/<slug:ref>/changes/approve/", views_office.approve_changes, name="approve-changes"),
    path("small-grants/<slug:ref>/changes/return/", views_office.return_changes, name="return-changes"),
    path("small-grants/<slug:ref>/refuse/", views_office.refuse, name="refuse"),
]

"""Addresses of offers."""

from django.urls import path

from grants.applications import (
    views,
    views_changes,
    views_correcting,
    views_corrections,
    views_files,
    views_filing,
    views_office,
    views_papers,
    views_questions,
    views_update,
    views_verifying,
    views_writing,
)

app_name = "applications"
urlpatterns = [
    path("calls/<slug:ref>/questions-preview/", views_questions.preview, name="preview_questions"),
    path("verify/", views_verifying.verify, name="verify"),
    path("applications/", views.index, name="index"),
    path("applications/export.csv", views.export, name="export"),
    path("applications/new/", views_writing.new, name="new"),
    path("applications/<slug:ref>/", views.detail, name="detail"),
    path("applications/<slug:ref>/edit/<slug:section>/", views_writing.edit, name="edit"),
    path("applications/<slug:ref>/edit/budget/sums/", views_writing.budget_sums, name="sums"),
    path("applications/<slug:ref>/summary/", views_filing.summary, name="summary"),
    path("applications/<slug:ref>/file/", views_filing.file, name="file"),
    path("applications/<slug:ref>/receipt/", views_filing.receipt, name="receipt"),
    path("applications/<slug:ref>/pdf/", views_filing.pdf, name="pdf"),
    path("applications/<slug:ref>/versions/<int:number>/pdf/", views_filing.version_pdf, name="version_pdf"),
    path("applications/<slug:ref>/attachments/", views_files.attachments, name="attachments"),
    path("applications/<slug:ref>/attachments/choose/", views_papers.choose, name="choose_paper"),
    path("applications/<slug:ref>/changes/", views_changes.index, name="changes"),
    path("applications/<slug:ref>/attachments/<int:pk>/", views_files.attachment, name="attachment"),
    path("applications/<slug:ref>/attachments/<int:pk>/remove/", views_files.detach, name="detach"),
    path("applications/<slug:ref>/formal/", views_office.formal, name="formal"),
    path("applications/<slug:ref>/formal/recheck/", views_office.recheck, name="recheck"),
    path("applications/<slug:ref>/correction/", views_corrections.correction, name="correction"),
    path("applications/<slug:ref>/correction/new/", views_corrections.call, name="call_to_correct"),
    path("applications/<slug:ref>/correction/answer/", views_corrections.answer, name="answer_correction"),
    path("applications/<slug:ref>/correction/lapse/", views_corrections.lapse, name="lapse_correction"),
    path("applications/<slug:ref>/correction/files/", views_correcting.files, name="correction_files"),
    path(
        "applications/<slug:ref>/correction/attachments/<int:pk>/remove/", views_correcting.drop_file, name="drop_file"
    ),
    path("applications/<slug:ref>/correction/budget/sums/", views_correcting.correction_sums, name="correction_sums"),
    path("applications/<slug:ref>/correction/<slug:section>/", views_correcting.edit, name="edit_correction"),
    path("applications/<slug:ref>/withdraw/", views_filing.withdraw, name="withdraw"),
    path("applications/<slug:ref>/discard/", views_writing.discard, name="discard"),
    path("applications/<slug:ref>/copy/", views_writing.copy, name="copy"),
    path("applications/<slug:ref>/resign/", views_filing.resign, name="resign"),
    path("applications/<slug:ref>/update/", views_update.update, name="update"),
    path("applications/<slug:ref>/update/budget/sums/", views_update.update_sums, name="update_sums"),
    path("applications/<slug:ref>/update/file/", views_update.file_update, name="file_update"),
    path("applications/<slug:ref>/update/approve/", views_office.approve_update, name="approve_update"),
    path("applications/<slug:ref>/update/return/", views_office.return_update, name="return_update"),
    path("applications/<slug:ref>/update/<slug:section>/", views_update.edit_update, name="edit_update"),
]

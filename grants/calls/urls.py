from django.urls import path

from grants.calls import editing, views

app_name = "calls"
urlpatterns = [
    path("calls/", views.index, name="index"),
    path("calls/new/", editing.new, name="new"),
    path("calls/<slug:ref>/", views.detail, name="detail"),
    path("calls/<slug:ref>/deadline.ics", views.calendar, name="calendar"),
    path("calls/<slug:ref>/edit/", editing.edit, name="edit"),
    path("calls/<slug:ref>/publications/", editing.publications, name="publications"),
    path("calls/<slug:ref>/ask-approval/", views.ask_approval, name="ask_approval"),
    path("calls/<slug:ref>/approve/", views.approve, name="approve"),
    path("calls/<slug:ref>/return/", views.return_to_draft, name="return"),
    path("calls/<slug:ref>/publish/", views.publish, name="publish"),
    path("calls/<slug:ref>/start-assessment/", views.start_assessment, name="start_assessment"),
    path("calls/<slug:ref>/complete/", views.complete, name="complete"),
    path("calls/<slug:ref>/cancel/", views.cancel, name="cancel"),
    path("calls/<slug:ref>/delete/", views.delete, name="delete"),
]

from django.urls import path

from grants.calls import views, views_announcing, views_changing, views_editing, views_starting, views_steps
from grants.calls.enquiries import views as enquiries
from grants.calls.questions import views as questions

app_name = "calls"
urlpatterns = [
    path("calls/", views.index, name="index"),
    path("calls/feed.atom", views_announcing.feed, name="feed"),
    path("calls/new/", views_starting.new, name="new"),
    path("calls/<slug:ref>/", views.detail, name="detail"),
    path("calls/<slug:ref>/deadline.ics", views.calendar, name="calendar"),
    path("calls/<slug:ref>/announcement.pdf", views_announcing.pdf, name="pdf"),
    path("calls/<slug:ref>/plain/", views_announcing.plain, name="plain"),
    path("calls/<slug:ref>/cancellation/", views_announcing.cancellation, name="cancellation"),
    path("calls/<slug:ref>/edit/", views_editing.edit, name="edit"),
    path("calls/<slug:ref>/publications/", views_editing.publications, name="publications"),
    path("calls/<slug:ref>/legal-check/", views_starting.check, name="legal_check"),
    path("calls/<slug:ref>/previous-tasks/", views_starting.add_previous_tasks, name="add_previous_tasks"),
    path("calls/<slug:ref>/versions/", views_changing.versions, name="versions"),
    path("calls/<slug:ref>/change/", views_changing.change, name="change"),
    path("calls/<slug:ref>/change/review/", views_changing.review, name="review"),
    path("calls/<slug:ref>/change/make/", views_changing.make, name="make_change"),
    path("calls/<slug:ref>/change/drop/", views_changing.drop, name="drop_change"),
    path("calls/<slug:ref>/extend/", views_changing.extend, name="extend"),
    path("calls/<slug:ref>/republish/", views_changing.republish, name="republish"),
    path("calls/<slug:ref>/ask-approval/", views_steps.ask_approval, name="ask_approval"),
    path("calls/<slug:ref>/approve/", views_steps.approve, name="approve"),
    path("calls/<slug:ref>/return/", views_steps.return_to_draft, name="return"),
    path("calls/<slug:ref>/publish/", views_steps.publish, name="publish"),
    path("calls/<slug:ref>/start-assessment/", views_steps.start_assessment, name="start_assessment"),
    path("calls/<slug:ref>/complete/", views_steps.complete, name="complete"),
    path("calls/<slug:ref>/cancel/", views_steps.cancel, name="cancel"),
    path("calls/<slug:ref>/delete/", views_steps.delete, name="delete"),
    path("calls/<slug:ref>/enquiries/", enquiries.index, name="enquiries"),
    path("calls/<slug:ref>/enquiries/ask/", enquiries.ask, name="ask"),
    path("calls/<slug:ref>/enquiries/last-day/", enquiries.last_day, name="last_day"),
    path("calls/<slug:ref>/enquiries/<int:pk>/", enquiries.answer, name="answer"),
    path("calls/<slug:ref>/questions/", questions.index, name="questions"),
    path("calls/<slug:ref>/questions/new/", questions.new, name="new_question"),
    path("calls/<slug:ref>/questions/<slug:code>/", questions.edit, name="question"),
    path("calls/<slug:ref>/questions/<slug:code>/move/", questions.move, name="move_question"),
    path("calls/<slug:ref>/questions/<slug:code>/remove/", questions.remove, name="remove_question"),
]

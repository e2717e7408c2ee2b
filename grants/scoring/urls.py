from django.urls import path

from grants.scoring import (
    views,
    views_advising,
    views_assigning,
    views_conflicts,
    views_integrity,
    views_masked,
    views_members,
    views_nominating,
    views_scores,
)
from grants.scoring.meetings import views as meetings
from grants.scoring.meetings import views_striking as meetings_striking

app_name = "scoring"
urlpatterns = [
    path("calls/<slug:ref>/committee/", views.committee, name="committee"),
    path("calls/<slug:ref>/committee/edit/", views.edit_committee, name="edit_committee"),
    path("calls/<slug:ref>/committee/conflicts/", views_conflicts.conflicts, name="conflicts"),
    path("calls/<slug:ref>/committee/sharing/", views_assigning.sharing_page, name="sharing"),
    path("calls/<slug:ref>/committee/sharing/replace/", views_assigning.replace, name="replace"),
    path("calls/<slug:ref>/committee/remind/", views_assigning.remind, name="remind"),
    path("calls/<slug:ref>/committee/nominations/", views_nominating.nominations, name="nominations"),
    path("calls/<slug:ref>/committee/notice.pdf", views_nominating.notice, name="without_ngo_notice"),
    path("calls/<slug:ref>/committee/nominations/new/", views_nominating.receive, name="receive_nomination"),
    path("calls/<slug:ref>/committee/nominations/<int:pk>/refuse/", views_nominating.refuse, name="refuse_nomination"),
    path("calls/<slug:ref>/committee/members/<int:pk>/absence/", views.absence, name="absence"),
    path("calls/<slug:ref>/meetings/", meetings.meetings, name="meetings"),
    path("calls/<slug:ref>/meetings/new/", meetings.new, name="new_meeting"),
    path("calls/<slug:ref>/meetings/remark/", meetings.remark, name="own_remark"),
    path("calls/<slug:ref>/meetings/<int:number>/", meetings.edit, name="edit_meeting"),
    path("calls/<slug:ref>/meetings/<int:number>/vote/", meetings.vote, name="meeting_vote"),
    path("calls/<slug:ref>/meetings/<int:number>/strike/", meetings_striking.strike, name="strike_vote"),
    path("calls/<slug:ref>/meetings/ties/strike/", meetings_striking.strike_tie, name="strike_tie"),
    path("calls/<slug:ref>/ranking/", views.ranking, name="ranking"),
    path("calls/<slug:ref>/ranking/integrity/", views_integrity.page, name="integrity"),
    path("calls/<slug:ref>/ranking.csv", views.ranking_csv, name="ranking_csv"),
    path("calls/<slug:ref>/ranking/vote/", views_scores.vote, name="vote"),
    path("applications/<slug:ref>/scores/", views_scores.scores, name="scores"),
    path("applications/<slug:ref>/scores/reopen/", views_scores.reopen, name="reopen"),
    path("applications/<slug:ref>/scores/few/", views_scores.go_without, name="go_without"),
    path("applications/<slug:ref>/masked/", views_masked.masked, name="masked"),
    path("applications/<slug:ref>/score/opinion/", views_advising.advise, name="advise"),
    path("applications/<slug:ref>/scores/say/", views_scores.say, name="say"),
    path("calls/<slug:ref>/declarations/", views_members.declarations, name="declarations"),
    path("calls/<slug:ref>/declarations/tie/", views_members.find_tie, name="find_tie"),
    path("applications/<slug:ref>/score/", views_members.score, name="score"),
    path("applications/<slug:ref>/score/total/", views_members.total, name="score_total"),
]

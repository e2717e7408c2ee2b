from django.urls import path

from grants.scoring import views, views_integrity, views_members

app_name = "scoring"
urlpatterns = [
    path("calls/<slug:ref>/committee/", views.committee, name="committee"),
    path("calls/<slug:ref>/committee/edit/", views.edit_committee, name="edit_committee"),
    path("calls/<slug:ref>/committee/members/<int:pk>/absence/", views.absence, name="absence"),
    path("calls/<slug:ref>/ranking/", views.ranking, name="ranking"),
    path("calls/<slug:ref>/ranking/integrity/", views_integrity.page, name="integrity"),
    path("calls/<slug:ref>/ranking.csv", views.ranking_csv, name="ranking_csv"),
    path("applications/<slug:ref>/scores/", views.scores, name="scores"),
    path("applications/<slug:ref>/scores/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("calls/<slug:ref>/declarations/", views_members.declarations, name="declarations"),
    path("calls/<slug:ref>/declarations/tie/", views_members.find_tie, name="find_tie"),
    path("applications/<slug:ref>/score/", views_members.score, name="score"),
    path("applications/<slug:ref>/score/total/", views_members.total, name="score_total"),
]

from django.urls import path

from grants.awards import views, views_results

app_name = "awards"
urlpatterns = [
    path("calls/<slug:ref>/proposal/", views.proposal, name="proposal"),
    path("calls/<slug:ref>/proposal/sums/", views.proposal_sums, name="proposal_sums"),
    path("calls/<slug:ref>/proposal/sign/", views.sign, name="sign"),
    path("calls/<slug:ref>/proposal/reopen/", views.reopen, name="reopen"),
    path("calls/<slug:ref>/protocol/", views.protocol, name="protocol"),
    path("calls/<slug:ref>/protocol.docx", views.protocol_word, name="protocol_word"),
    path("calls/<slug:ref>/protocol/sign/", views.countersign, name="countersign"),
    path("calls/<slug:ref>/decision/", views.decision, name="decision"),
    path("calls/<slug:ref>/decision/sums/", views.decision_sums, name="decision_sums"),
    path("calls/<slug:ref>/results/", views_results.results, name="results"),
    path("calls/<slug:ref>/results.csv", views_results.results_csv, name="results_csv"),
    path("calls/<slug:ref>/results/publish/", views_results.publish, name="publish"),
    path("results/", views_results.index, name="index"),
]

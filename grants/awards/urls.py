from django.urls import path

from grants.awards import views, views_decision, views_publishing, views_results, views_template, views_whatif
from grants.awards.justifications import views as justifications

app_name = "awards"
urlpatterns = [
    path("calls/<slug:ref>/proposal/", views.proposal, name="proposal"),
    path("calls/<slug:ref>/proposal/sums/", views.proposal_sums, name="proposal_sums"),
    path("calls/<slug:ref>/proposal/what-if/", views_whatif.what_if, name="what_if"),
    path("calls/<slug:ref>/proposal/sign/", views.sign, name="sign"),
    path("calls/<slug:ref>/proposal/reopen/", views.reopen, name="reopen"),
    path("calls/<slug:ref>/protocol/", views.protocol, name="protocol"),
    path("calls/<slug:ref>/protocol.docx", views.protocol_word, name="protocol_word"),
    path("calls/<slug:ref>/protocol/sign/", views.countersign, name="countersign"),
    path("calls/<slug:ref>/decision/", views_decision.decision, name="decision"),
    path("calls/<slug:ref>/decision/sums/", views_decision.decision_sums, name="decision_sums"),
    path("calls/<slug:ref>/decision/change/", views_decision.change, name="change"),
    path("calls/<slug:ref>/decision/<int:pk>/sign/", views_decision.sign, name="sign_act"),
    path("calls/<slug:ref>/decision/<int:pk>/send-back/", views_decision.send_back, name="send_back"),
    path("calls/<slug:ref>/decision/<int:pk>/discard/", views_decision.discard, name="discard"),
    path("calls/<slug:ref>/decision/<int:pk>/act.pdf", views_decision.paper, {"kind": "pdf"}, name="act_pdf"),
    path("calls/<slug:ref>/decision/<int:pk>/act.docx", views_decision.paper, {"kind": "docx"}, name="act_docx"),
    path("calls/<slug:ref>/decision/<int:pk>/letters/", views_publishing.batch, name="letters"),
    path("calls/<slug:ref>/decision/<int:pk>/publish/", views_publishing.publish_change, name="publish_change"),
    path("calls/<slug:ref>/results/", views_results.results, name="results"),
    path("calls/<slug:ref>/results.csv", views_results.results_csv, name="results_csv"),
    path("calls/<slug:ref>/results/bip/", views_results.bip, name="bip"),
    path("calls/<slug:ref>/results/publish/", views_publishing.publish, name="publish"),
    path("calls/<slug:ref>/justification/", justifications.ask, name="ask_justification"),
    path("applications/<slug:ref>/points/", views_results.points, name="points"),
    path("justifications/", justifications.index, name="justifications"),
    path("justifications/<int:pk>/", justifications.answer, name="justification"),
    path("acts/template/", views_template.template, name="template"),
    path("acts/template/house/", views_template.house_again, name="house_template"),
    path("acts/template/house.docx", views_template.house_file, name="house_file"),
    path("acts/template/file.docx", views_template.template_file, name="template_file"),
    path("acts/template/sample.docx", views_template.sample_file, name="template_sample"),
    path("results/", views_results.index, name="index"),
]

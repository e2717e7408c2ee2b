from django.urls import path

from tenants.office.audit import views

app_name = "record"
urlpatterns = [
    path("", views.heads, name="heads"),
    path("heads.json", views.heads_file, name="heads-file"),
    path("check/", views.check, name="check"),
    path("entries/", views.entries, name="entries"),
    path("chain.jsonl", views.chain_file, name="chain-file"),
]

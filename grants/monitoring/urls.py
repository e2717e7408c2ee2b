from django.urls import path

from grants.monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("agreements/<slug:ref>/reports/final/", views.final, name="final"),
    path("agreements/<slug:ref>/reports/final/begin/", views.begin, name="begin"),
    path("agreements/<slug:ref>/reports/final/edit/", views.edit, name="edit"),
    path("agreements/<slug:ref>/reports/final/sums/", views.sums, name="sums"),
    path("agreements/<slug:ref>/reports/final/accept/", views.accept, name="accept"),
    path("agreements/<slug:ref>/reports/final/send-back/", views.send_back, name="send-back"),
    path("agreements/<slug:ref>/reports/final/pdf/", views.document, name="pdf"),
    path("agreements/<slug:ref>/returns/<int:pk>/received/", views.receive, name="receive"),
]

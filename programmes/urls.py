from django.urls import path

from programmes.adoption import views as adoption
from programmes.drafting import views as drafting
from programmes.reporting import views as reporting

app_name = "programmes"
urlpatterns = [
    path("", drafting.index, name="index"),
    path("new/", drafting.create, name="new"),
    path("<int:year>/", drafting.detail, name="detail"),
    path("<int:year>/edit/", drafting.edit, name="edit"),
    path("<int:year>/adopt/", adoption.adopt, name="adopt"),
    path("<int:year>/balance/", reporting.balance, name="balance"),
]

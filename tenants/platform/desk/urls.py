from django.urls import path

from tenants.platform.desk import views, views_calendar

app_name = "desk"
urlpatterns = [
    path("desk/", views.desk, name="mine"),
    path("calendar/", views_calendar.page, name="calendar"),
    path("calendar/address/", views_calendar.renew, name="calendar-renew"),
    path("calendar/address/close/", views_calendar.close, name="calendar-close"),
    path("calendar/<str:token>.ics", views_calendar.feed, name="feed"),
]

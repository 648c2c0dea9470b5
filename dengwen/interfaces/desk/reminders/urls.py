"""Pages of this part of the desk, and the calendar that programs ask for."""

from django.urls import URLPattern, path

from dengwen.interfaces.desk.reminders import calendar, views

urlpatterns: list[URLPattern] = [
    path("reminders/", views.reminders),
    path("reminders/read/", views.read),
    path("reminders/calendar/", views.calendar_key),
    path("calendar/<str:secret>.ics", calendar.feed),
]

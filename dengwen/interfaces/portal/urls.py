"""The site of the petitioners and of everybody else: nothing of the staff's desk can be reached from here."""

from django.urls import include, path

urlpatterns = [
    path("open/", include("dengwen.interfaces.portal.open.urls")),
    path("petition/", include("dengwen.interfaces.portal.mine.urls")),
]

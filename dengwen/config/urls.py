"""Which page lives where."""

from django.urls import include, path

urlpatterns = [
    path("", include("dengwen.interfaces.portal.urls")),
    path("", include("dengwen.interfaces.desk.urls")),
]

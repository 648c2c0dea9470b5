"""The desk as it is, and the yardstick beside it."""

from django.urls import include, path

from bench.minimal_view import minimal, minimal_write

urlpatterns = [
    path("bench/minimal/", minimal),
    path("bench/minimal-write/", minimal_write),
    path("", include("dengwen.config.urls")),
]

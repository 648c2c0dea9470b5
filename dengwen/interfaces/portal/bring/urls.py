"""Bringing a petition, page by page."""

from django.urls import URLPattern, path

from dengwen.interfaces.portal.bring import ending, views

urlpatterns: list[URLPattern] = [
    path("", views.start),
    path("files/", views.files),
    path("check/", ending.check),
    path("send/", ending.sending),
    path("receipt/", ending.receipt),
    path("receipt.json", ending.receipt_download),
    path("done/", ending.done),
    path("later/", ending.later),
    path("resume/", ending.resume),
    path("<slug:step>/", views.question),
]

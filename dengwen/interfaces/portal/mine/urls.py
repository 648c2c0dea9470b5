"""A petitioner's own case: the entrance, and what she finds behind it."""

from django.urls import URLPattern, path

from dengwen.interfaces.portal.mine import entering

urlpatterns: list[URLPattern] = [
    path("enter/", entering.enter),
    path("leave/", entering.leave),
    path("mine/", entering.mine),
]

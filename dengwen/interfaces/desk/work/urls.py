"""Pages of this part of the desk: coming in, my work, the case list."""

from django.urls import URLPattern, path

from dengwen.interfaces.desk.work import (
    bulk_view,
    home_view,
    leaders_view,
    list_view,
    password_view,
    readings_view,
    session_views,
)

urlpatterns: list[URLPattern] = [
    path("", home_view.home),
    path("review/", home_view.review),
    path("sign-in/", session_views.sign_in),
    path("sign-out/", session_views.sign_out),
    path("post/", session_views.posts),
    path("language/", session_views.language),
    path("password/", password_view.password),
    path("readings/", readings_view.readings),
    path("cases/", list_view.case_list),
    path("cases/export.xlsx", list_view.export),
    path("cases/columns/", list_view.keep_columns),
    path("cases/filters/", list_view.keep_filter),
    path("cases/assign/", bulk_view.assign),
    path("cases/leaders/", leaders_view.leaders),
]

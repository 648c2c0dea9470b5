"""Pages of this part of the desk: coming in, my work, the case list."""

from django.urls import URLPattern, path

from dengwen.interfaces.desk.work import home_view, session_views

urlpatterns: list[URLPattern] = [
    path("", home_view.home),
    path("sign-in/", session_views.sign_in),
    path("sign-out/", session_views.sign_out),
    path("post/", session_views.posts),
    path("language/", session_views.language),
]

"""Pages of the rules that this installation runs."""

from django.urls import URLPattern, path

from dengwen.interfaces.desk.rules import views

urlpatterns: list[URLPattern] = [
    path("", views.rules, name="rules"),
    path("<slug:code>/", views.rules_pack, name="rules_pack"),
]

"""Pages of the search."""

from django.urls import path

from dengwen.interfaces.desk.search import views

urlpatterns = [path("", views.search), path("suggest/", views.suggest)]

"""Pages of this part of the desk."""

from django.urls import path

from dengwen.interfaces.desk.figures import views

urlpatterns = [
    path("", views.figures_page),
    path("export.xlsx", views.export),
]

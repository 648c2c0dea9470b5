"""Pages of this part of the desk."""

from django.urls import path

from dengwen.interfaces.desk.figures import sign_views, views

urlpatterns = [
    path("", views.figures_page),
    path("export.xlsx", views.export),
    path("signs/", sign_views.signs_page),
    path("signs/cases/", sign_views.sign_cases),
]

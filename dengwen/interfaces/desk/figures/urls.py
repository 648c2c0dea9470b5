"""Pages of this part of the desk."""

from django.urls import path

from dengwen.interfaces.desk.figures import months, sign_views, views

urlpatterns = [
    path("", views.figures_page),
    path("export.xlsx", views.export),
    path("months/", months.months),
    path("months/<str:name>/", months.one_month),
    path("months/<str:name>/cases/", months.month_cases),
    path("months/<str:name>/export.xlsx", months.month_export),
    path("signs/", sign_views.signs_page),
    path("signs/cases/", sign_views.sign_cases),
]

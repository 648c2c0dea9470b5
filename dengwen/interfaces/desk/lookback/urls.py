"""Pages of the look-back."""

from django.urls import path

from dengwen.interfaces.desk.lookback import sheet_view, views

urlpatterns = [
    path("", views.rounds),
    path("<int:lookback>/", views.one_round),
    path("<int:lookback>/export.xlsx", views.export),
    path("<int:lookback>/population.txt", views.population),
    path("places/<int:seat>/", sheet_view.place),
]

"""Pages of linkage."""

from django.urls import path

from dengwen.interfaces.desk.linkage import pair_views, run_views

urlpatterns = [
    path("", run_views.home),
    path("runs/<int:run>/", run_views.show),
    path("runs/<int:run>/progress/", run_views.progress_of),
    path("runs/<int:run>/stop/", run_views.stop),
    path("runs/<int:run>/go-on/", run_views.resume),
    path("pairs/", pair_views.pairs),
    path("pairs/<int:pair>/", pair_views.one_pair),
]

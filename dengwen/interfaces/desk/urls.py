"""The staff web site: which page lives where."""

from django.urls import include, path

urlpatterns = [
    path("", include("dengwen.interfaces.desk.work.urls")),
    path("", include("dengwen.interfaces.desk.cases.urls")),
    path("", include("dengwen.interfaces.desk.reminders.urls")),
    path("cases/<int:case>/letters/", include("dengwen.interfaces.desk.letters.urls")),
    path("search/", include("dengwen.interfaces.desk.search.urls")),
    path("supervision/", include("dengwen.interfaces.desk.supervision.urls")),
    path("lookback/", include("dengwen.interfaces.desk.lookback.urls")),
    path("figures/", include("dengwen.interfaces.desk.figures.urls")),
    path("bulletins/", include("dengwen.interfaces.desk.bulletins.urls")),
    path("campaigns/", include("dengwen.interfaces.desk.campaigns.urls")),
    path("organs/", include("dengwen.interfaces.desk.organs.urls")),
    path("rules/", include("dengwen.interfaces.desk.rules.urls")),
    path("linkage/", include("dengwen.interfaces.desk.linkage.urls")),
    path("import/", include("dengwen.interfaces.sheets.urls")),
]

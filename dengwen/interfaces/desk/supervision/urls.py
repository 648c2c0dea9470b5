"""Pages of this part of the desk."""

from django.urls import URLPattern, path

from dengwen.interfaces.desk.supervision import (
    inspection_views,
    item_views,
    note_views,
    practice_views,
    problem_views,
    visit_views,
)

urlpatterns: list[URLPattern] = [
    path("", item_views.items),
    path("export.xlsx", item_views.export),
    path("<int:item>/", item_views.item),
    path("<int:item>/papers/<int:paper>/", item_views.paper),
    path("inspections/", inspection_views.inspections),
    path("inspections/<int:inspection>/", inspection_views.inspection),
    path("visits/", visit_views.visits),
    path("practice/", practice_views.practice),
    path("problems/", problem_views.problems),
    path("experience/", note_views.notes),
    path("experience/<int:note>/", note_views.note),
]

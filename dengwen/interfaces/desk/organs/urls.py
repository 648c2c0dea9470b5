"""Pages of this part of the desk: organs, their posts, and the administrator's accounts."""

from django.urls import URLPattern, path

from dengwen.interfaces.desk.organs import organ_views, staff_views

urlpatterns: list[URLPattern] = [
    path("", organ_views.tree),
    path("<int:pk>/", organ_views.organ),
    path("staff/", staff_views.staff),
    path("staff/new/", staff_views.new_account),
    path("staff/<int:pk>/", staff_views.account),
]

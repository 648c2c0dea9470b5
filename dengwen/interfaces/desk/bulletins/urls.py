"""Pages of publications: the list with what is owed, one of them, its papers."""

from django.urls import URLPattern, path

from dengwen.interfaces.desk.bulletins import list_view, one_view, papers

urlpatterns: list[URLPattern] = [
    path("", list_view.bulletins, name="bulletins"),
    path("<int:publication>/", one_view.bulletin, name="bulletin"),
    path("<int:publication>/pdf/", papers.pdf, name="bulletin-pdf"),
    path("<int:publication>/figures.xlsx", papers.xlsx, name="bulletin-xlsx"),
]

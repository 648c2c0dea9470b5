"""Pages about the letters of one case."""

from django.urls import URLPattern, path

from dengwen.interfaces.desk.letters import editing, listing, papers

urlpatterns: list[URLPattern] = [
    path("", listing.letters, name="case-letters"),
    path("<int:letter>/", editing.letter_page, name="case-letter"),
    path("<int:letter>/pdf/", papers.pdf, name="case-letter-pdf"),
    path("<int:letter>/docx/", papers.docx, name="case-letter-docx"),
]

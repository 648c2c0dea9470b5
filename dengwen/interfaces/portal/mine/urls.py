"""A petitioner's own case: the entrance, and what she finds behind it."""

from django.urls import URLPattern, path

from dengwen.interfaces.portal.mine import doing, entering, own_data, page, papers

urlpatterns: list[URLPattern] = [
    path("enter/", entering.enter),
    path("leave/", entering.leave),
    path("mine/", entering.mine),
    path("mine/<int:case>/", page.case_page),
    path("mine/<int:case>/receipt/", papers.receipt_page),
    path("mine/<int:case>/receipt.json", papers.receipt_file),
    path("mine/<int:case>/letter/<int:letter>/", papers.letter_file),
    path("mine/<int:case>/shown/<slug:kind>/<int:paper>/", papers.shown_page),
    path("mine/<int:case>/data/", own_data.data_page),
    path("mine/<int:case>/data.json", own_data.data_file),
    path("mine/<int:case>/ask/<slug:deed>/", doing.deed_page),
]

"""A petitioner's own case: the entrance, and what she finds behind it."""

from django.urls import URLPattern, path

from dengwen.interfaces.portal.kiosk import idle_in_kiosk
from dengwen.interfaces.portal.mine import doing, entering, own_data, page, papers, passkeys

_PAGES = (
    ("enter/", entering.enter),
    ("leave/", entering.leave),
    ("mine/", entering.mine),
    ("passkey/", passkeys.passkey_page),
    ("passkey/keep/", passkeys.keep),
    ("passkey/delete/", passkeys.delete),
    ("passkey/<slug:kind>/begin/", passkeys.begin),
    ("passkey/<slug:kind>/finish/", passkeys.finish),
    ("mine/<int:case>/", page.case_page),
    ("mine/<int:case>/receipt/", papers.receipt_page),
    ("mine/<int:case>/receipt.json", papers.receipt_file),
    ("mine/<int:case>/letter/<int:letter>/", papers.letter_file),
    ("mine/<int:case>/shown/<slug:kind>/<int:paper>/", papers.shown_page),
    ("mine/<int:case>/data/", own_data.data_page),
    ("mine/<int:case>/data.json", own_data.data_file),
    ("mine/<int:case>/data.zip", own_data.data_package),
    ("mine/<int:case>/ask/<slug:deed>/", doing.deed_page),
)
# What one visitor leaves on a screen of a reception hall the next one does not find.
urlpatterns: list[URLPattern] = [path(route, idle_in_kiosk(view)) for route, view in _PAGES]

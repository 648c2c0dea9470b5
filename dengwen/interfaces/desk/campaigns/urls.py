"""Pages about campaigns: the list, one of them, its scope decisions, what each organ owes."""

from django.urls import URLPattern, path

from dengwen.interfaces.desk.campaigns import (
    assignment_views,
    board_views,
    body_views,
    campaign_views,
    completeness_views,
    denominator_views,
    filing_views,
    organ_views,
    outside_views,
    scope_views,
)

# With a campaign, or without one.
OUTSIDE = (
    ("", outside_views.outside, "outside"),
    ("<int:register>/", outside_views.register, "outside-register"),
    ("letter/<slug:body>.pdf", outside_views.letter, "outside-letter"),
    ("report/<slug:body>.xlsx", outside_views.export, "outside-export"),
)
urlpatterns: list[URLPattern] = [
    *(path(f"outside/{part}", view, name=name) for part, view, name in OUTSIDE),
    *(path(f"<int:campaign>/outside/{part}", view, name=f"campaign-{name}") for part, view, name in OUTSIDE),
    path("", campaign_views.campaigns, name="campaigns"),
    path("<int:campaign>/", campaign_views.campaign_page, name="campaign"),
    path("<int:campaign>/board/", board_views.board_page, name="campaign-board"),
    path("<int:campaign>/forecast/", board_views.forecast_page, name="campaign-forecast"),
    path("<int:campaign>/denominator/", denominator_views.denominator, name="campaign-denominator"),
    path("<int:campaign>/bodies/", body_views.bodies, name="campaign-bodies"),
    path("<int:campaign>/scope/", scope_views.scope_queue, name="campaign-scope"),
    path("<int:campaign>/cases/<int:case>/", scope_views.case_page, name="campaign-case"),
    path("<int:campaign>/organs/", organ_views.organs, name="campaign-organs"),
    path("<int:campaign>/organs/<int:organ>/", organ_views.organ, name="campaign-organ"),
    path("<int:campaign>/assign/", assignment_views.assign, name="campaign-assign"),
    path("<int:campaign>/assign/<int:batch>/", assignment_views.batch, name="campaign-batch"),
    path(
        "<int:campaign>/assign/<int:batch>/letter.pdf", assignment_views.letter, name="campaign-batch-letter"
    ),
    path("<int:campaign>/complete/", completeness_views.to_be_completed, name="campaign-complete"),
    path("<int:campaign>/complete/export.xlsx", completeness_views.export, name="campaign-complete-export"),
    path("<int:campaign>/filings/", filing_views.filings, name="campaign-filings"),
    path(
        "<int:campaign>/filings/<int:filing>/package.zip",
        filing_views.package,
        name="campaign-filing-package",
    ),
]

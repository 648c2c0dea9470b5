"""Pages about campaigns: the list, one of them, its scope decisions, what each organ owes."""

from django.urls import URLPattern, path

from dengwen.interfaces.desk.campaigns import body_views, campaign_views, organ_views, scope_views

urlpatterns: list[URLPattern] = [
    path("", campaign_views.campaigns, name="campaigns"),
    path("<int:campaign>/", campaign_views.campaign_page, name="campaign"),
    path("<int:campaign>/bodies/", body_views.bodies, name="campaign-bodies"),
    path("<int:campaign>/scope/", scope_views.scope_queue, name="campaign-scope"),
    path("<int:campaign>/cases/<int:case>/", scope_views.case_page, name="campaign-case"),
    path("<int:campaign>/organs/", organ_views.organs, name="campaign-organs"),
    path("<int:campaign>/organs/<int:organ>/", organ_views.organ, name="campaign-organ"),
]

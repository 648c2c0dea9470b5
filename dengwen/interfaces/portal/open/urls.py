"""What everybody may see."""

from django.urls import URLPattern, path

from dengwen.interfaces.portal.open import figures_view, views

urlpatterns: list[URLPattern] = [
    path("", views.how_to_check_us),
    path("figures/", figures_view.figures),
    path("complain/", figures_view.complain),
    path("heads.json", views.heads_file),
    path("verify.html", views.verifier),
    path("proof/<slug:kind>/<int:subject>/<int:seq>/<slug:digest>.json", views.proof),
]

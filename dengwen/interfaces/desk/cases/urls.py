"""Pages about one case: registering it, looking at it, doing something with it."""

from django.urls import URLPattern, path

from dengwen.interfaces.desk.cases import (
    actions,
    appeals,
    cooperation_pages,
    dossier,
    files,
    hard_pages,
    identity,
    page,
    procedure_pages,
    receipt,
    register,
    watch_pages,
    why_days,
)

urlpatterns: list[URLPattern] = [
    path("register/", register.register, name="register"),
    path("register/draft/", register.draft, name="register-draft"),
    path("register/known/", register.known, name="register-known"),
    path("register/organs/", register.organs, name="register-organs"),
    path("cases/<int:case>/", page.case_page, name="case"),
    path("cases/<int:case>/receipt/", receipt.receipt, name="case-receipt"),
    path("cases/<int:case>/receipt.json", receipt.receipt_file, name="case-receipt-file"),
    path("cases/<int:case>/days/", why_days.why_page, name="case-days"),
    path("cases/<int:case>/do/<str:verb>/", actions.act, name="case-do"),
    path("cases/<int:case>/dossier/", dossier.dossier, name="case-dossier"),
    path("cases/<int:case>/appeals/", appeals.appeals_page, name="case-appeals"),
    path("cases/<int:case>/identity/", identity.open_party, name="case-identity"),
    path("cases/<int:case>/evidence/", procedure_pages.evidence_page, name="case-evidence"),
    path("cases/<int:case>/procedures/", procedure_pages.procedures_page, name="case-procedures"),
    path("cases/<int:case>/hard/", hard_pages.hard_page, name="case-hard"),
    path("cases/complex/", hard_pages.complex_page, name="cases-complex"),
    path("cases/<int:case>/watch/", watch_pages.watch_page, name="case-watch"),
    path("cases/watched/", watch_pages.watched_page, name="cases-watched"),
    path("cooperation/", cooperation_pages.cooperations, name="cooperations"),
    path("cooperation/<int:asked>/", cooperation_pages.cooperation, name="cooperation"),
    path("cooperation/<int:asked>/papers/<int:paper_id>/", cooperation_pages.paper, name="cooperation-paper"),
    path("cases/<int:case>/files/<int:attachment>/", files.download, name="case-file"),
]

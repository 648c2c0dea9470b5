"""A filed register, a register of an outside body and a letter that assigned a case: and what everybody types there."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dengwen.domains.campaigns.models import AssignmentBatch, Filing, OutsideRegister, OutsideRow
from dengwen.domains.campaigns.rules.outside import TheirRow
from dengwen.domains.campaigns.verbs.assign_batch import assign_batch
from dengwen.domains.campaigns.verbs.file_register import file_register
from dengwen.domains.campaigns.verbs.sweep_cases import take_into_campaign
from dengwen.domains.campaigns.verbs.take_outside import take_outside_register
from dengwen.foundation.permissions.acting import set_post
from tests.cast import DAY, MORNING, Cast
from tests.permissions.campaign_cases import campaign_of

OUTSIDE_TITLE = "Lin secret row of the bureau"
_AT = MORNING + timedelta(days=2)


def make_sorting(cast: Cast) -> None:
    """Let the city assign a case to Lin and file its register, and Lin take in registers with and without campaign."""
    campaign, city = campaign_of(cast), cast["city_registrar"]
    case = cast.registered("city_registrar", at=MORNING, title="A road of the city").pk
    take_into_campaign(case=case, campaign=campaign, actor=cast["campaign_office"], at=MORNING)
    assign_batch(
        campaign=campaign, cases=[case], to=cast.organ("lin"), reason="It lies there.", actor=city, at=_AT,
        report_by=DAY + timedelta(days=60),
    )  # fmt: skip
    file_register(campaign=campaign, kind="register", sheet_of=lambda _rows: b"sheet", actor=city, at=_AT)
    for about, digest in ((campaign, b"a"), (None, b"b")):
        row = TheirRow(1, digest * 32, {"a": "b"}, their_number="T1", received_on=DAY, title=OUTSIDE_TITLE)
        take_outside_register(
            body="PETITION_BUREAU", name="Bureau", file_name="a.csv", file_digest="0" * 64, rows=[row], campaign=about,
            actor=cast["registrar"], at=_AT,
        )  # fmt: skip


def sorting_ids(world: Any) -> dict[str, int]:
    """Return what stands in the addresses of these pages."""
    set_post(world.cast["minister"].post)
    inside = OutsideRegister.objects.exclude(campaign=None).first()
    alone = OutsideRegister.objects.filter(campaign=None).first()
    filing, batch = Filing.objects.first(), AssignmentBatch.objects.first()
    found = {"outside": inside, "alone": alone, "filing": filing, "batch": batch}
    return {name: row.pk if row is not None else 0 for name, row in found.items()}


def _filing(deed: str, **fields: object) -> Mapping[str, Any]:
    return {"deed": deed} | {f"{deed}-{name}": value for name, value in fields.items()}


def _answer(world: Any) -> Mapping[str, Any]:
    return _filing("answer", filing=sorting_ids(world)["filing"], received="received", reasons="")


def _row(name: str) -> Any:
    def form(world: Any) -> Mapping[str, Any]:
        register = sorting_ids(world)[name]
        row = OutsideRow.objects.get(register=register).pk
        return {"deed": "not_ours", "row": row, "words": "A pension."}

    return form


def _upload(_world: Any) -> Mapping[str, Any]:
    file = SimpleUploadedFile("b.csv", b"case no,received,title\nT9,2026-03-01,A lamp\n")
    return {"body": "GOVERNMENT", "name": "Government 2026", "file": file, "kept": ""}


def _assign(world: Any) -> Mapping[str, Any]:
    case = world.cases["in campaign"]
    return {"pick": [case], "to": world.cast.organ("lin"), "reason": "There.", "report_by": "2026-09-01"}


def _sign(world: Any) -> Mapping[str, Any]:
    set_post(world.cast["minister"].post)
    return {"pick": json.loads(AssignmentBatch.objects.get(pk=sorting_ids(world)["batch"]).cases)}


_HOME = "/campaigns/{campaign}/"
SORTING_PAGES: dict[str, Any] = {
    f"{_HOME}filings/?file": _filing("file", kind="register"),
    f"{_HOME}filings/?answer": _answer,
    f"{_HOME}outside/": _upload,
    f"{_HOME}outside/{{outside}}/": _row("outside"),
    "/campaigns/outside/": _upload,
    "/campaigns/outside/{alone}/": _row("alone"),
    f"{_HOME}assign/": _assign,
    f"{_HOME}assign/{{batch}}/": _sign,
    f"{_HOME}?count": _filing("count"),
}

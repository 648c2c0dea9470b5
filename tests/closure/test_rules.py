"""The rules of closure, row by row of tests/tables."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.closure.rules.dossier_contents import Item, dossier_items
from dengwen.domains.closure.rules.dossier_decision import check_accept, check_finding, check_return
from dengwen.domains.closure.rules.manifest import manifest_digest
from dengwen.domains.closure.rules.may_hand_in import Papers, check_hand_in
from dengwen.domains.handling.rules.remedies import ClaimResult, RemedyState
from dengwen.foundation.rulebook.loading import code_list, pack

TABLES = Path(__file__).parent.parent / "tables"
TODAY = date(2026, 3, 2)


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def remedy(text: str) -> RemedyState:
    claim, due, done = text.split(":")
    return RemedyState(
        None if claim == "*" else int(claim),
        date.fromisoformat(due),
        date.fromisoformat(done) if done else None,
    )


@pytest.mark.parametrize("case", rows("may_hand_in.csv"), ids=lambda case: case["note"])
def test_may_hand_in(case: dict[str, str]) -> None:
    results = case["results"].replace("-", "").split(" ")
    papers = Papers(
        method=case["method"],
        wanted=pack("cn-2022").dossier(case["method"]),
        served=case["served"] == "yes",
        claims=[ClaimResult(n, n, result) for n, result in enumerate(results, 1)],
        remedies=[remedy(text) for text in case["remedies"].split()],
        attached=case["attached"].split(),
    )
    told = ""
    try:
        check_hand_in(papers, report=case["report"], today=TODAY)
    except Refusal as refusal:
        told = refusal.code
    assert told == case["refused"]


@pytest.mark.parametrize("case", rows("dossier_decision.csv"), ids=lambda case: case["note"])
def test_dossier_decision(case: dict[str, str]) -> None:
    findings = [word.replace("-", "") for word in case["findings"].split()]
    told = ""
    try:
        if case["decision"] == "accept":
            check_accept(findings)
        else:
            known = case["reason_known"] == "yes"
            check_return(reason_known=known, findings=findings, remarks=case["remarks"])
    except Refusal as refusal:
        told = refusal.code
    assert told == case["refused"]


def test_a_finding_is_met_or_lacking_with_a_remark() -> None:
    assert check_finding(finding="met", remark="") == "met"
    assert check_finding(finding="lacking", remark="No record") == "lacking"
    with pytest.raises(Refusal, match="lacking_without_remark"):
        check_finding(finding="lacking", remark=" ")
    for forged in ("", "MET", "accepted"):
        with pytest.raises(Refusal, match="finding_unknown"):
            check_finding(finding=forged, remark="x")


def test_a_dossier_holds_every_claim_the_paper_and_what_is_always_due() -> None:
    always = (Item("SERVICE_RECORD"), Item("REMEDIES"), Item("CLOSING_REPORT"))
    claims = (Item("CLAIM_ANSWER", 7), Item("CLAIM_ANSWER", 8))
    assert dossier_items(claims=[7, 8], law=pack("cn-2022"), method="EXPLANATION") == claims + always
    assert dossier_items(claims=[7, 8], law=pack("cn-2022"), method="MEDIATED") == (
        *claims,
        Item("AGREEMENT"),
        *always,
    )


def test_every_item_and_paper_is_in_its_code_list_and_none_is_a_pledge() -> None:
    for method in code_list("resolution_methods").entries:
        law = pack("cn-2022")
        assert all(paper in code_list("file_kinds") for paper in law.dossier(method.code))
        items = dossier_items(claims=[1], law=law, method=method.code)
        assert all(item.kind in code_list("dossier_items") for item in items)
    for name in ("dossier_items", "file_kinds", "resolution_methods", "remedy_kinds"):
        words = " ".join(f"{entry.code} {entry.en} {entry.zh}" for entry in code_list(name).entries).lower()
        assert not [
            word for word in ("pledge", "undertaking", "承诺", "息诉", "罢访", "稳控") if word in words
        ]


def test_the_manifest_shows_every_change_and_not_the_order() -> None:
    whole = manifest_digest(attachments=["a", "b"], opinion="c", report="d")
    assert whole == manifest_digest(attachments=["b", "a"], opinion="c", report="d")
    assert whole != manifest_digest(attachments=["a"], opinion="c", report="d")
    assert whole != manifest_digest(attachments=["a", "b"], opinion="x", report="d")
    assert whole != manifest_digest(attachments=["a", "b"], opinion="c", report="x")

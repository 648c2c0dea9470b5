"""Links between matters: on both sides, reversible, and nobody sees more by them; asking an organ that may hold one."""

from typing import Any

import pytest

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter
from dengwen.domains.cases.reads.verify_rows import verify_everything
from dengwen.domains.matching.models import Link
from dengwen.domains.matching.reads.earlier import candidates_of, links_of, side_by_side
from dengwen.domains.matching.verbs.link_matters import link_matters, unlink_matters
from dengwen.foundation.ledger.models import Entry
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.rulebook.loading import code_list
from tests.cast import MORNING, Cast
from tests.desk.clients import at, client_of

WHY: dict[str, Any] = {"reason": "The same night.", "at": MORNING}


def shown(cast: Cast, part: str, case: int) -> list[tuple[int, str]]:
    set_post(cast[part].post)
    return [(one.case, one.kind) for one in links_of(actor=cast[part], case=case)]


def told(cast: Cast, case: int) -> list[str]:
    cast.matter(case, "city_registrar")
    rows = Entry.objects.filter(kind="case", subject=case, event__contains="link").order_by("seq")
    return list(rows.values_list("event", flat=True))


def test_a_link_stands_on_both_sides_and_is_undone_on_both(cast: Cast) -> None:
    one, two, by = cast.registered().pk, cast.registered().pk, cast["registrar"]
    due = cast.matter(one).due
    link_matters(case=one, other=two, kind="FOLLOWS", actor=by, **WHY)
    assert shown(cast, "registrar", one) == [(two, "FOLLOWS")]
    assert shown(cast, "registrar", two) == [(one, "FOLLOWED_BY")]
    with pytest.raises(Refusal, match=r"link\.known"):
        link_matters(case=two, other=one, kind="SAME_EVENT", actor=by, **WHY)
    back = Link.objects.get(matter=two).pk
    unlink_matters(case=two, link=back, actor=by, **WHY)
    assert shown(cast, "registrar", one) == shown(cast, "registrar", two) == []
    assert told(cast, one) == ["link_matters", "unlinked_here"]
    assert told(cast, two) == ["linked_here", "unlink_matters"]
    assert (cast.matter(one).due, cast.matter(one).state) == (due, "registered")
    link_matters(case=two, other=one, kind="SAME_EVENT", actor=by, **WHY)
    assert shown(cast, "registrar", one) == [(two, "SAME_EVENT")]
    assert list(verify_everything(using="default")) == []


def test_nobody_sees_more_by_a_link(cast: Cast) -> None:
    county, city = cast.registered().pk, cast.registered("city_registrar").pk
    link_matters(case=county, other=city, kind="SAME_EVENT", actor=cast["city_registrar"], **WHY)
    assert shown(cast, "city_registrar", county) == [(city, "SAME_EVENT")]
    assert shown(cast, "registrar", county) == []
    set_post(cast["registrar"].post)
    assert not Matter.objects.filter(pk=city).exists()
    with pytest.raises(Refusal, match=r"case\.not_found"):
        side_by_side(actor=cast["registrar"], case=county, other=city)
    with pytest.raises(Refusal, match=r"link\.other_not_found"):
        link_matters(case=county, other=city, kind="SAME_EVENT", actor=cast["registrar"], **WHY)


def test_what_linking_refuses(cast: Cast) -> None:
    one, two, by = cast.registered().pk, cast.registered().pk, cast["registrar"]
    for code, changes in (
        ("link.no_reason", {"reason": " "}), ("link.with_itself", {"other": one}),
        ("code.unknown", {"kind": "SAME_PERSON"}), ("link.other_not_found", {"other": 10**9}),
    ):  # fmt: skip
        asked: dict[str, Any] = {"case": one, "other": two, "kind": "SAME_EVENT", "actor": by} | WHY | changes
        with pytest.raises(Refusal, match=code.replace(".", r"\.")):
            link_matters(**asked)
    with pytest.raises(Refusal, match=r"link\.not_here"):
        unlink_matters(case=one, link=10**9, actor=by, **WHY)


def test_every_kind_has_its_other_side() -> None:
    kinds = code_list("link_kinds")
    for entry in kinds.entries:
        back = entry.extras.get("back", entry.code)
        assert kinds.entry(back).extras.get("back", back) == entry.code


def test_candidates_of_a_case_are_never_the_case_itself(cast: Cast) -> None:
    one, two = cast.registered().pk, cast.registered(text="Something else entirely.", title="Else").pk
    set_post(cast["registrar"].post)
    found = candidates_of(actor=cast["registrar"], case=one)
    assert [each.case for each in found.here] == [two]
    assert {reason.why for reason in found.here[0].reasons} >= {"phone", "name", "place"}


def test_the_pages_from_earlier_matters_to_the_merge(cast: Cast) -> None:
    one, two = cast.registered().pk, cast.registered()
    number = str(cast.matter(one).number)
    with at():
        client = client_of(cast, "registrar")
        said = client.get(f"/cases/{two.pk}/earlier/").content.decode()
        assert number in said and f"/cases/{two.pk}/earlier/{one}/" in said
        said = client.get(f"/cases/{two.pk}/earlier/{one}/").content.decode()
        assert "the other case: it stays" in said and f"/do/merge/?into={number}" in said
        assert "Wang Wu" not in said, "names stay sealed"
        assert f'value="{number}"' in client.get(f"/cases/{two.pk}/do/merge/?into={number}").content.decode()
        sent = {"into": number, "reason": "The same theft.", "version": two.version}
        assert client.post(f"/cases/{two.pk}/do/merge/", sent).status_code == 303
        said = client.get(f"/cases/{one}/").content.decode()
        assert "Merged into this case:" in said and str(two.number) in said
        assert client.get(f"/cases/{two.pk}/earlier/{two.pk}/").status_code == 404
        assert client_of(cast, "moss_registrar").get(f"/cases/{two.pk}/earlier/").status_code == 404


def test_an_organ_out_of_sight_is_asked_through_the_file(cast: Cast) -> None:
    cast.registered(people=())
    case = cast.registered("moss_registrar", people=())
    with at():
        client = client_of(cast, "moss_registrar")
        said = client.get(f"/cases/{case.pk}/earlier/").content.decode()
        assert "Lin County may hold this matter." in said and "991101-2026" not in said
        form = client.get(f"/cases/{case.pk}/do/ask_cooperation/?kind=KNOWN_CASE&asked=Lin+County")
        assert "Lin County" in form.content.decode()
        sent = {
            "kind": "KNOWN_CASE", "asked": "Lin County", "task": "Do you hold a matter about a theft?",
            "due": "2026-03-20", "version": case.version,
        }  # fmt: skip
        answer = client.post(f"/cases/{case.pk}/do/ask_cooperation/", sent)
        assert answer.status_code == 303, answer.content.decode()
        asked = client_of(cast, "registrar").get("/cooperation/").content.decode()
    assert "Say whether it holds this matter" in asked and str(case.number) not in asked
    cast.matter(case.pk, "moss_registrar")
    assert "ask_cooperation" in [entry.event for entry in Entry.objects.filter(subject=case.pk, kind="case")]

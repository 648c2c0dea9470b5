"""Bringing a petition through the portal: registered once, nothing lost, nothing demanded."""

from dengwen.domains.cases.models import Claim, Matter, Party
from dengwen.domains.cases.reads.by_query_code import opened_by
from dengwen.foundation.permissions.acting import set_post
from tests.cast import Cast
from tests.portal.bringing import Petitioner


def matter_of(cast: Cast, number: str, part: str = "registrar") -> Matter:
    set_post(cast[part].post)
    return Matter.objects.get(number=number)


def test_from_the_first_question_to_the_receipt(cast: Cast) -> None:
    visitor = Petitioner()
    asked = visitor.write()
    assert asked == [
        "purpose", "topic", "what", "where", "when", "ask", "who", "name", "reach", "files", "notice"
    ]  # fmt: skip
    check = visitor.get("check/").content.decode()
    assert "Nobody gave me a receipt." in check and "Lin County" in check and "19900001234" in check
    visitor.send()
    number, codes, page = visitor.receipt()
    assert len(codes) == 1 and "<svg" in page and "By <strong>" in page
    opened = opened_by(number=number, code=codes[0])
    matter = matter_of(cast, number)
    assert opened is not None and opened.case == matter.pk
    assert (matter.organ_id, matter.channel, matter.category) == (cast.organ("lin"), "WEB", "01")
    assert matter.place == "3 Willow Lane" and str(matter.occurred_on) == "2026-02-20"
    assert [claim.remedy_sought for claim in Claim.objects.filter(matter=matter)] == ["Give me the receipt."]
    assert Party.objects.get(matter=matter).mask == "W***"
    assert visitor.client.session["petitioner"]["openings"] == [[opened.case, opened.party]]
    file = visitor.get("receipt.json").json()
    assert file["promise"]["number"] == number

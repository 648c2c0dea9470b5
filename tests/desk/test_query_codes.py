"""Query codes at the counter: given out with the number, printed, given anew."""

import re
from typing import Any

from dengwen.domains.cases.models import Matter, Party
from dengwen.domains.cases.reads.by_query_code import opened_by
from dengwen.foundation.permissions.acting import set_post
from tests.cast import Cast
from tests.desk.clients import at, client_of
from tests.desk.test_register import LETTER

CODE = re.compile(r'query-code">([0-9A-Z-]{14})<')


def registered(cast: Cast, **changes: Any) -> tuple[Any, Matter, list[str]]:
    """Register a letter at the desk; return the browser, the matter and the codes on the next page."""
    client = client_of(cast, "registrar")
    page = client.get(client.post("/register/", LETTER | changes)["Location"]).content.decode()
    set_post(cast["registrar"].post)
    return client, Matter.objects.get(), CODE.findall(page)


def test_each_petitioner_gets_a_code_with_the_number_and_on_the_print(cast: Cast) -> None:
    with at():
        client, matter, codes = registered(cast, rep_name=["Zhao Liu", ""], rep_phone=["19900005678", ""])
        receipt = client.get(f"/cases/{matter.pk}/receipt/").content.decode()
        assert len(codes) == 2 and CODE.findall(receipt) == codes
        assert all(opened_by(number=matter.number or "", code=code) for code in codes)
        assert "<svg" in receipt, "the paper of a letter from the form bears the signed promise"
        assert codes[0] not in str(dict(client.session))
        assert (
            CODE.findall(client_of(cast, "handler").get(f"/cases/{matter.pk}/receipt/").content.decode())
            == []
        )


def test_the_same_form_sent_twice_keeps_the_codes_of_the_first(cast: Cast) -> None:
    with at():
        client, _matter, codes = registered(cast, token="once")
        again = client.post("/register/", LETTER | {"token": "once"})
        assert CODE.findall(client.get(again["Location"]).content.decode()) == codes


def test_who_lost_her_code_gets_a_new_one_and_the_old_one_ends(cast: Cast) -> None:
    with at():
        client, matter, codes = registered(cast)
        address = f"/cases/{matter.pk}/query-code/"
        party = Party.objects.get(matter=matter).pk
        assert client.get(address).status_code == 200
        page = client.get(client.post(address, {"party": party})["Location"]).content.decode()
        (new,) = CODE.findall(page)
        assert opened_by(number=matter.number or "", code=codes[0]) is None
        assert opened_by(number=matter.number or "", code=new) is not None
        refused = client.post(address, {"party": party + 1000})
        assert refused.status_code == 409 and "not a party to the case" in refused.content.decode()


def test_whoever_may_not_register_gives_no_code(cast: Cast) -> None:
    with at():
        _client, matter, _codes = registered(cast)
        address = f"/cases/{matter.pk}/query-code/"
        assert client_of(cast, "auditor").post(address, {}).status_code == 404
        assert client_of(cast, "moss_registrar").post(address, {}).status_code == 404

"""Somebody who brings a petition, page by page, without scripts."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

HERE = "/petition/bring/"
USUAL: dict[str, dict[str, Any]] = {
    "purpose": {"purpose": "APPEAL"},
    "topic": {"topic": "01"},
    "what": {"what": "I reported a theft.\nNobody gave me a receipt."},
    "where": {"place": "3 Willow Lane", "organ": "Lin County"},
    "officer": {"officer": ""},
    "when": {"occurred_on": "2026-2-20"},
    "ask": {"rows": "1", "ask_1": "Give me the receipt."},
    "who": {"who": "me"},
    "name": {"name": "Wang Wu"},
    "behalf": {"behalf_name": "Old Wang", "authority": "FAMILY"},
    "others": {"rows": "2", "other_name_1": "Zhao Liu", "other_phone_1": "19900005678", "other_name_2": ""},
    "reach": {"phone": "19900001234", "address": "", "email": ""},
    "files": {},
    "notice": {},
}


class Petitioner:
    """A browser, and the answers that it gives when it is asked."""

    def __init__(self, client: Client | None = None, **answers: dict[str, Any]) -> None:
        self.client = client or Client(headers={"accept-language": "en"})
        self.answers = USUAL | answers

    def get(self, page: str) -> HttpResponse:
        """Open a page under ``/petition/bring/``."""
        return self.client.get(f"{HERE}{page}")  # type: ignore[return-value]

    def post(self, page: str, **fields: Any) -> HttpResponse:
        """Send a form."""
        return self.client.post(f"{HERE}{page}", fields)  # type: ignore[return-value]

    def write(self) -> list[str]:
        """Answer every question until the check page; return which were asked."""
        asked, at = [], self.post("")["Location"]
        while not at.endswith("/check/"):
            step = at.removeprefix(HERE).strip("/")
            asked.append(step)
            answer = self.post(f"{step}/", **self.answers[step])
            if answer.status_code != 303:
                raise AssertionError(f"{step}: {answer.status_code} {answer.content.decode()}")
            at = answer["Location"]
        return asked

    def send(self, **fields: Any) -> HttpResponse:
        """Send it; the receipt is the next page."""
        answer = self.post("send/", **fields)
        if answer.status_code != 303:
            raise AssertionError(f"{answer.status_code} {answer.content.decode()}")
        return answer

    def receipt(self) -> tuple[str, list[str], str]:
        """Return number, codes, and the whole page of the receipt."""
        page = self.get("receipt/").content.decode()
        number = re.search(r'class="num">([^<]+)<', page)
        assert number is not None, page
        return number[1], re.findall(r'class="big-code">([^<]+)<', page), page

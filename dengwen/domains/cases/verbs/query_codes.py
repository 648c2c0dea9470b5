"""Give petitioners their query codes."""

from datetime import date, datetime

from dengwen.base.errors import Refusal
from dengwen.domains.cases.models import Matter, Party, QueryCode
from dengwen.domains.cases.reads.by_query_code import code_digest
from dengwen.domains.cases.rules.query_code import new_code
from dengwen.domains.cases.verbs.door import door
from dengwen.domains.cases.verbs.rows import new_row
from dengwen.foundation.permissions.actor import Actor

# Who gets one when the petition is registered; for whom somebody speaks may ask for one of her own.
_WITH_CODE = ("petitioner", "representative")


def issue_query_code(
    *, case: int, party: int | None, actor: Actor, at: datetime, version: int | None = None
) -> str:
    """Give ``party`` a new query code and return it: it is shown once, and kept by nobody here.

    The code that she had before ends. Without ``party`` it is for whoever brought a petition that names nobody.
    Raises ``query_code.party_not_here``.
    """
    with door(
        "issue_query_code", case=case, actor=actor, at=at, version=version, event="query_code_issued"
    ) as passage:
        parties = [row.pk for row in passage.rows(Party)]
        if (party is None and parties) or (party is not None and party not in parties):
            raise Refusal("query_code.party_not_here")
        for row in passage.rows(QueryCode, party_id=party, until=None):
            passage.watch(row)
            row.until = passage.today
        code = new_code()
        passage.create(code_row(passage.matter, party, code, passage.today))
        passage.facts["for_party"] = party
        return code


def code_row(matter: Matter, party: "Party | int | None", code: str, since: date) -> QueryCode:
    """Return the row of a new code, not yet stored."""
    whose = {"party_id": party} if party is None or isinstance(party, int) else {"party": party}
    return new_row(QueryCode, matter=matter, digest=code_digest(code), since=since, **whose)


def first_codes(matter: Matter, parties: list[Party], since: date) -> tuple[list[str], list[QueryCode]]:
    """Return the codes of a petition that is being registered, and their rows, in the order of the parties."""
    whose: list[Party | None] = [party for party in parties if party.role in _WITH_CODE]
    codes = [new_code() for _ in whose or [None]]
    return codes, [
        code_row(matter, party, code, since) for party, code in zip(whose or [None], codes, strict=True)
    ]

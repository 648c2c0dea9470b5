"""Cases have status, people do not: no code here lists petitioners, looks them up elsewhere or hands them on.

Who somebody is, is opened one party of one case at a time, on a ground that is written down (facts, part 7).
"""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from dengwen.domains.cases.transitions import TRANSITIONS
from dengwen.domains.records.verbs import exports
from dengwen.foundation.identity.verbs.open_identity import open_identity
from dengwen.interfaces.console.main import COMMANDS
from tests.house.source import parsed, python_files
from tests.permissions.table import routes

# Whoever asks another system needs one of these.
NETWORK = {
    "aiohttp", "asyncore", "ftplib", "grpc", "http.client", "httpx", "imaplib", "ldap", "ldap3", "nntplib", "paramiko",
    "poplib", "pycurl", "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request",
    "urllib3", "websocket", "websockets", "xmlrpc", "zeep",
}  # fmt: skip
# The mail server of the house is told what its own staff owes, never who a petitioner is; `serve` looks for a port.
MAY_SPEAK = {"dengwen/interfaces/desk/reminders/sending.py", "dengwen/interfaces/console/serve.py"}
# Who opens identities, one party of one case each. A new line needs a decision.
OPENS = {
    "dengwen/domains/campaigns/verbs/decide_outside.py": "the row of another body's register that becomes one case",
    "dengwen/domains/cases/reads/petitioner_self.py": "the petitioner's own, to herself",
    "dengwen/domains/cases/reads/portal_drafts.py": "the petitioner's own unfinished form",
    "dengwen/domains/cases/verbs/correct_own_data.py": "the petitioner's own, to seal what is right beside it",
    "dengwen/domains/cases/verbs/portal_accounts.py": "numbers of cases that she opened herself: nobody's name",
    "dengwen/domains/cases/reads/drafts.py": "the writer's own unfinished form",
    "dengwen/domains/closure/verbs/draw_lookback.py": "the sealed seed of a draw: nobody's name",
    "dengwen/domains/closure/verbs/register_wrong.py": "the petitioner of the case, who is asked what she says",
    "dengwen/domains/letters/reads/letters.py": "the petitioner of the case, on the letter to her",
    "dengwen/domains/letters/verbs/issue_letter.py": "the petitioner of the case, on the letter to her",
    "dengwen/domains/records/reads/parties.py": "the parties of the case whose file is given out",
    "dengwen/domains/registers/reads/runs.py": "the rows that a run could not read, for who sent them",
    "dengwen/domains/supervision/verbs/check_anonymous.py": "the petitioner of the case, so that a note names nobody",
    "dengwen/domains/campaigns/models/filing.py": "the hash of a sealed package",
    "dengwen/domains/campaigns/reads/filings.py": "a sealed package of case numbers, which holds nobody's name",
    "dengwen/interfaces/console/doctor.py": "a word of its own, to see whether the key works",
    "dengwen/interfaces/desk/cases/query_codes.py": "codes of one case, sealed until they are shown once",
    "dengwen/interfaces/desk/cases/identity.py": "one party of one case",
}
OPENING = {"open_identity", "open_person", "open_bytes"}
PEOPLE = re.compile(r"petitioners|persons|people|identities|parties|contacts_of", re.IGNORECASE)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _names(path: Path) -> set[str]:
    return {node.id for node in ast.walk(parsed(path)) if isinstance(node, ast.Name)}


def speakers(paths: list[Path]) -> set[str]:
    """Return the files that could ask another system."""
    return {path.as_posix() for path in paths if NETWORK.intersection(_imports(path))}


def test_nothing_can_ask_or_tell_another_system() -> None:
    assert speakers(python_files("dengwen")) == MAY_SPEAK


def test_identities_are_opened_where_it_was_decided_and_nowhere_else() -> None:
    found = {
        path.as_posix()
        for path in python_files("dengwen")
        if not path.as_posix().startswith("dengwen/foundation/identity/") and OPENING & _names(path)
    }
    assert found == set(OPENS)


def test_an_identity_is_opened_one_at_a_time() -> None:
    asked = inspect.signature(open_identity).parameters
    assert {"person_id", "case", "post", "ground", "at"} <= set(asked)
    assert all(asked[name].annotation in (int, "int") for name in ("person_id", "case", "post"))


def test_an_export_is_of_one_case() -> None:
    for verb in (exports.ask_export, exports.hand_out_export, exports.export_for_party):
        assert inspect.signature(verb).parameters["case"].annotation in (int, "int"), verb


def test_no_page_verb_or_command_is_about_people() -> None:
    named = [*routes(), *(line.verb for line in TRANSITIONS), *COMMANDS]
    assert [name for name in named if PEOPLE.search(name)] == []
    assert PEOPLE.search("petitioners/export/"), "the search finds nothing"


def test_what_writes_sheets_and_archives_of_many_cases_knows_no_identity() -> None:
    writers = {"csv", "xlsxwriter", "openpyxl", "docxtpl", "pyarrow", "duckdb"}
    wrong = {
        path.as_posix()
        for path in python_files("dengwen")
        if writers.intersection(_imports(path))
        and any("identity" in name or name.endswith((".Party", ".SealedPerson")) for name in _imports(path))
    }
    assert wrong == set()

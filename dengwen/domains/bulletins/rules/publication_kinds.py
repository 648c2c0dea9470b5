"""The kinds of publications as the rulebook's list holds them (``codes/publication_kinds.toml``)."""

from dataclasses import dataclass

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.lists import Code
from dengwen.foundation.rulebook.loading import code_list


@dataclass(frozen=True, slots=True)
class Kind:
    """What is published: for whom, for which period, with which sections (plan S42, S67-S71).

    ``outside``: it leaves the police, so small numbers are left out. ``named``: organs are praised and criticised in
    it, and have the right of reply.
    """

    entry: Code
    audience: str
    by_month: bool
    due_days: int
    after_stages: bool
    reply_days: int
    named: bool
    outside: bool
    sections: tuple[str, ...]
    recipients: tuple[str, ...]
    levels: tuple[str, ...]

    def called(self, use: str, lang: str) -> str:
        """Return its name in a ``title`` or as the ``mark`` of a number: the name of the kind, or one of its own."""
        return self.entry.extras.get(f"{use}_{lang}") or self.entry.label(lang)

    @property
    def code(self) -> str:
        """Return the code of the kind."""
        return self.entry.code


def check_level(kind: Kind, level: str) -> None:
    """Refuse a kind that organs of ``level`` do not publish; raises ``publication.other_level``."""
    if kind.levels and level not in kind.levels:
        raise Refusal("publication.other_level", level=level)


def kinds() -> tuple[Kind, ...]:
    """Return every kind, in the order of the list."""
    return tuple(_kind(each) for each in code_list("publication_kinds").entries)


def kind_of(code: str) -> Kind:
    """Return one kind; raises ``publication.kind_unknown``."""
    if code not in code_list("publication_kinds"):
        raise Refusal("publication.kind_unknown", kind=code)
    return _kind(code_list("publication_kinds").entry(code))


def _kind(entry: Code) -> Kind:
    said = entry.extras
    return Kind(
        entry, said["audience"], said["period"] == "month", int(said.get("due_days", "0")),
        said.get("after") == "stage", int(said["reply_days"]), said.get("named") == "yes",
        said.get("outside") == "yes", tuple(said["sections"].split()), tuple(said["recipients"].split()),
        tuple(said.get("levels", "").split()),
    )  # fmt: skip

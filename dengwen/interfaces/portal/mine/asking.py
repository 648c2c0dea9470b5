"""Questions, one a page, without a script: what was answered travels in the form until it is checked and sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dengwen.base.errors import Refusal
from dengwen.domains.letters.rules.file_types import check_file
from dengwen.domains.letters.verbs.store_file import store_file
from dengwen.interfaces.kit.sentences import refusal_sentence
from dengwen.interfaces.portal.mine.own import Own

Words = str | Promise
Answers = Mapping[str, tuple[str, ...]]
Options = Sequence[tuple[str, str]]
_LONGEST = 20_000
_SALT = "dengwen.portal.file"


def _always(_own: Own, _answers: Answers) -> bool:
    return True


def _none(_own: Own) -> Options:
    return ()


@dataclass(frozen=True)
class Question:
    """One question. ``kind``: text, line, choice, many (several of the options, or none), file.

    ``when`` says whether it is asked at all; ``reading``: a part of the page that must be read first.
    """

    name: str
    ask: Words
    kind: str = "text"
    help: Words = ""
    options: Callable[[Own], Options] = _none
    optional: bool = False
    when: Callable[[Own, Answers], bool] = _always
    reading: str = ""

    def problem(self, own: Own, given: tuple[str, ...]) -> str:
        """Return what is wrong with an answer; empty where it will do."""
        values = [value for value in given if value.strip()]
        if not values:
            return "" if self.optional or self.kind == "many" else _("Please answer this question.")
        if self.kind in ("choice", "many") and set(values) - {code for code, _words in self.options(own)}:
            return _("Please choose one of the answers.")
        if self.kind == "file" and opened_file(values[0], own) is None:
            return _("Please choose the file again.")
        return _("That is too long. Attach it as a file.") if len(values[0]) > _LONGEST else ""

    def words(self, own: Own, given: tuple[str, ...]) -> str:
        """Return an answer as the check page shows it."""
        if self.kind in ("choice", "many"):
            said = dict(self.options(own))
            return "\n".join(said.get(value, value) for value in given) or _("None of these")
        if self.kind == "file":
            found = opened_file(given[0], own) if given else None
            return found[1] if found else ""
        return given[0].strip() if given and given[0].strip() else _("Nothing said")


@dataclass(frozen=True)
class Done:
    """What came of a deed: words for her, and a new number and code where a matter of its own was registered."""

    words: Words = ""
    number: str = ""
    code: str = ""


@dataclass(frozen=True)
class Deed:
    """Something that she can do. ``what`` says it in a line; ``then`` what happens when it is sent."""

    slug: str
    title: Words
    what: Words
    questions: tuple[Question, ...]
    do: "Callable[[Own, Given], Done]"
    possible: Callable[[Own], bool]
    then: Words = ""
    after: Words = ""
    stop: "Callable[[Own, Answers], Words]" = field(default=lambda _own, _answers: "")


@dataclass(frozen=True)
class Given:
    """The answers to the questions of a deed."""

    answers: Answers

    def one(self, name: str) -> str:
        """Return a single answer, empty where none was given."""
        return next(iter(self.answers.get(name, ())), "").strip()

    def all(self, name: str) -> tuple[str, ...]:
        """Return every chosen answer."""
        return tuple(value for value in self.answers.get(name, ()) if value)


def read_answers(request: HttpRequest, deed: Deed, own: Own) -> tuple[dict[str, tuple[str, ...]], str]:
    """Return the answers that the form carries, and the problem of a file that was just chosen, if any."""
    seen = {name for name in request.POST.get("seen", "").split(",") if name} | {request.POST.get("q", "")}
    answers, problem = {}, ""
    for question in deed.questions:
        if question.name not in seen:
            continue
        values = tuple(request.POST.getlist(f"a-{question.name}"))
        sent = request.FILES.get(f"f-{question.name}") if question.kind == "file" else None
        if isinstance(sent, UploadedFile):
            try:
                values = (_kept(sent, own),)
            except Refusal as refusal:
                problem, values = refusal_sentence(refusal), ()
        answers[question.name] = values
    return answers, problem


def opened_file(token: str, own: Own) -> tuple[str, str] | None:
    """Return digest and name of a file that was handed in for this case, or None."""
    try:
        case, digest, name = signing.loads(token, salt=_SALT, max_age=24 * 3600)
    except (signing.BadSignature, ValueError):
        return None
    return (digest, name) if case == own.actor.case else None


def _kept(sent: "UploadedFile[Any]", own: Own) -> str:
    """Store the bytes, which nothing points to yet, and return a signed note of them for the form."""
    name = str(sent.name or "")
    if (sent.size or 0) > settings.ATTACHMENT_MAX_BYTES:
        raise Refusal("file.too_big", size=sent.size, most=settings.ATTACHMENT_MAX_BYTES)
    content = sent.read()
    check_file(name, content, most=settings.ATTACHMENT_MAX_BYTES)
    return signing.dumps([own.actor.case, store_file(content), name], salt=_SALT)

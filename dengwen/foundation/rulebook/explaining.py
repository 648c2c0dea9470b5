"""A pack as a page for people: the same content in the terminal, in Markdown and on the desk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dengwen.foundation.rulebook.digest import pack_digest
from dengwen.foundation.rulebook.lists import CodeList
from dengwen.foundation.rulebook.loading import code_list, code_lists, own_list, pack
from dengwen.foundation.rulebook.model import Checklist, Limit, Outcome, Pack, Procedure, Span
from dengwen.foundation.rulebook.overlays import SitePack
from dengwen.foundation.rulebook.shape import Status, Unit, in_lang


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; ``status`` says what it rests on."""

    cells: tuple[str, ...]
    status: Status | None


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a heading; ``note`` stands below it."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A pack in one language."""

    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]


class _Words:
    """The wording of the page in one language; the pack's own lists in the words of its family."""

    def __init__(self, law: Pack, lang: str) -> None:
        self.law, self.lang = law, lang

    def say(self, code: str, **facts: object) -> str:
        return code_list("rule_page", self.law.family).label(code, self.lang).format(**facts)

    def label(self, list_name: str, code: str) -> str:
        return code_list(list_name, self.law.family).label(code, self.lang)

    def joined(self, parts: Iterable[str]) -> str:
        return ("、" if self.lang.startswith("zh") else ", ").join(parts)

    def sentences(self, parts: Iterable[str]) -> str:
        return ("；" if self.lang.startswith("zh") else "; ").join(part for part in parts if part)

    def length(self, length: int, unit: Unit) -> str:
        return self.say(f"{unit.value}_1" if length == 1 else unit.value, n=length)

    def mark(self, status: Status | None) -> str:
        return self.say(status.value) if status else ""

    def heads(self, *codes: str) -> tuple[str, ...]:
        return tuple(self.say(code) for code in codes)


def page_of(law: Pack, lang: str) -> Page:
    """Return ``law`` as a page in ``lang``: every rule with its article, and whether anybody has checked it."""
    words = _Words(law, lang)
    return Page(
        f"{law.title(lang)} ({law.code})",
        tuple(_facts(law, words)),
        (_limits(law, words), _procedures(law, words), _checklists(law, words), _outcomes(law, words),
         _lists(law, words)),
    )  # fmt: skip


def period(law: Pack, lang: str) -> str:
    """Return from when to when a pack is in force."""
    code = "in_force" if law.in_force_to else "in_force_open"
    return _Words(law, lang).say(code, start=law.in_force_from, end=law.in_force_to)


def checked(law: Pack, lang: str) -> str:
    """Return how many rules of a pack nobody has checked against the law."""
    marks = [limit.status for limit in law.limits] + [each.status for each in law.procedures]
    marks += [each.status for each in law.checklists] + [each.status for each in law.outcomes]
    open_ones = marks.count(Status.UNVERIFIED)
    code = "unverified_count" if open_ones else "all_checked"
    return _Words(law, lang).say(code, n=open_ones, all=len(marks))


def _facts(law: Pack, words: _Words) -> Iterator[str]:
    if isinstance(law, SitePack):
        yield words.say("based_on", name=law.national)
    yield period(law, words.lang)
    yield words.say("family", name=law.family)
    yield words.say("calendar", name=law.calendar)
    yield checked(law, words.lang)
    yield words.say("digest", digest=pack_digest(law))


def _limits(law: Pack, words: _Words) -> Section:
    rows = tuple(
        Row(
            (
                limit.id, limit.action(words.lang), words.say(limit.bearer), words.label("triggers", limit.trigger),
                _length(law, limit, words), in_lang(words.lang, limit.article, limit.article_zh),
                words.mark(limit.status),
            ),
            limit.status,
        )
        for limit in law.limits
    )  # fmt: skip
    heads = words.heads("limit", "owed", "by", "starts", "length", "article", "mark")
    return Section("limits", words.say("limits"), heads, rows)


def _length(law: Pack, limit: Limit, words: _Words) -> str:
    change = law.change(limit) if isinstance(law, SitePack) else None
    parts = [_counted(limit, words)]
    if isinstance(law, SitePack) and change is not None:
        national = pack(law.national).limit(limit.id)
        rests_on = in_lang(words.lang, national.article, national.article_zh)
        parts = [
            words.say("site", site=parts[0]),
            words.say("national", national=f"{_counted(national, words)} ({rests_on})"),
        ]
    if limit.pauses:
        parts.append(
            words.say("pauses", names=words.joined(words.label("pauses", code) for code in limit.pauses))
        )
    if limit.waiting:
        parts.append(words.say("waiting"))
    return words.sentences([*parts, limit.note(words.lang)])


def _counted(limit: Limit, words: _Words) -> str:
    said = words.length(limit.length, limit.unit)
    if limit.extension is None:
        return said
    by = words.label("extension_roles", limit.extension.by)
    return words.joined([said, words.say("extension", n=limit.extension.max, by=by)])


def _procedures(law: Pack, words: _Words) -> Section:
    rows = tuple(
        Row(
            (
                words.label("procedures", each.key), words.sentences(_what_holds(each, words)),
                in_lang(words.lang, each.article, each.article_zh), words.mark(each.status),
            ),
            each.status,
        )
        for each in law.procedures
    )  # fmt: skip
    lost = [entry.label(words.lang) for entry in code_list("procedures").entries if not law.knows(entry.code)]
    note = words.say("not_known", names=words.joined(lost)) if lost else ""
    heads = words.heads("procedure", "what_holds", "article", "mark")
    return Section("procedures", words.say("procedures"), heads, rows, note)


def _what_holds(each: Procedure, words: _Words) -> Iterator[str]:
    if each.times is not None:
        yield words.say("once") if each.times == 1 else words.say("times", n=each.times)
    if each.decided_by:
        yield words.say("decided_by", name=words.label("deciders", each.decided_by))
    for name, span in (("notice", each.notice), ("admission", each.admission), ("reply", each.reply)):
        if span is not None:
            yield _span(name, span, words)
    if each.most is not None:
        yield words.say("most", n=each.most)
    if each.barred_categories:
        labels = (f"{code} {words.label('categories', code)}" for code in each.barred_categories)
        yield words.say("barred", names=words.joined(labels))
    yield each.note(words.lang)


def _span(name: str, span: Span, words: _Words) -> str:
    said = words.say(name, span=words.length(span.length, span.unit))
    if span.article:
        said += f" ({in_lang(words.lang, span.article, span.article_zh)})"
    return said


def _checklists(law: Pack, words: _Words) -> Section:
    def row(each: Checklist) -> Row:
        items = words.joined(words.label(each.list_name, item) for item in each.items)
        method = words.label("resolution_methods", each.method) if each.method else ""
        only = words.say("only_for", name=method) if method else ""
        cells = (
            words.label("stages", each.stage), words.sentences([items, only]),
            in_lang(words.lang, each.article, each.article_zh), words.mark(each.status),
        )  # fmt: skip
        return Row(cells, each.status)

    heads = words.heads("stage", "documents", "article", "mark")
    return Section("checklists", words.say("checklists"), heads, tuple(map(row, law.checklists)))


def _outcomes(law: Pack, words: _Words) -> Section:
    def row(each: Outcome) -> Row:
        differs = words.joined(words.label("review_grounds", code) for code in each.differs_after)
        grounds = words.joined(words.label("review_grounds", code) for code in each.grounds) or words.say(
            "none"
        )
        cells = (
            words.label("procedures", each.procedure), words.label("review_outcomes", each.code),
            words.sentences([grounds, words.say("differs", names=differs) if differs else ""]),
            in_lang(words.lang, each.article, each.article_zh), words.mark(each.status),
        )  # fmt: skip
        return Row(cells, each.status)

    heads = words.heads("procedure", "outcome", "grounds", "article", "mark")
    return Section("outcomes", words.say("outcomes"), heads, tuple(map(row, law.outcomes)))


def _lists(law: Pack, words: _Words) -> Section:
    own = [found for name in code_lists(law.family) if (found := own_list(name, law.family))]
    heads = words.heads("lists", "how_many", "article", "mark")
    return Section("lists", words.say("lists"), heads, tuple(_list_row(each, words) for each in own))


def _list_row(each: CodeList, words: _Words) -> Row:
    count = words.say("codes", n=len(each.entries))
    source = in_lang(words.lang, each.source, each.source_zh)
    return Row((each.title(words.lang), count, source, words.mark(each.status)), each.status)


def markdown(page: Page) -> str:
    """Return the page as Markdown, which reads well in a terminal too."""
    lines = [f"# {page.title}", "", *(f"- {fact}" for fact in page.facts)]
    for section in page.sections:
        if section.rows:
            lines += [
                "",
                f"## {section.title}",
                "",
                _table_line(section.heads),
                "|" + "---|" * len(section.heads),
            ]
            lines += [_table_line(row.cells) for row in section.rows]
        if section.note:
            lines += ["", section.note]
    return "\n".join(lines) + "\n"


def _table_line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

"""What a publication says of its figures: sentences, a table, bars, in its own language."""

from calendar import month_name
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dengwen.domains.bulletins.reads.publication_figures import Figures, percent
from dengwen.domains.bulletins.rules.indicators import signals
from dengwen.domains.bulletins.rules.publication_kinds import Kind
from dengwen.domains.bulletins.rules.small_cells import is_small, left_out, may_tell
from dengwen.foundation.rulebook.loading import code_list
from dengwen.foundation.rulebook.shape import in_lang

COLUMNS = ("verified_closing", "reopened_share", "timely_acceptance", "on_time_handling")
_TIMELY = ("timely_acceptance", "on_time_handling", "seven_day_answer", "overdue_share")
_QUALITY = ("verified_closing", "reopened_share")
_CHARTED = ("verified_closing", "timely_acceptance", "on_time_handling")
HIDDEN = "*"


@dataclass(frozen=True, slots=True)
class Teller:
    """The figures of one publication, told in one language; ``outside``: without small numbers."""

    figures: Figures
    lang: str
    outside: bool

    def say(self, code: str, **facts: object) -> str:
        """Return a sentence of the list ``publication_words``."""
        return code_list("publication_words").label(code, self.lang).format(**facts)

    def number(self, value: int) -> str:
        """Return a number, or that it is too small to be told."""
        return self.say("few") if self.outside and is_small(value) else str(value)

    def share(self, parts: Iterable[int], *, hidden: bool = False) -> str:
        """Return a share with its two numbers, never the percentage alone."""
        part, whole = parts
        if not whole:
            return self.say("of_none")
        if hidden or (self.outside and not may_tell((part, whole))):
            return self.say("few_of")
        return self.say("of", part=part, whole=whole, percent=percent(part, whole))

    def organ(self, pk: int) -> str:
        """Return the name of an organ as the frozen month has it."""
        known = (*self.figures["organs"], self.figures["organ"])
        found = next(
            (each for each in known if each["id"] == pk), None
        )  # one that is gone since has no name here
        return in_lang(self.lang, found["en"], found["zh"]) if found else str(pk)

    def measure(self, code: str) -> str:
        """Return the name of an indicator or a sign."""
        known = code_list("indicators") if code in code_list("indicators") else code_list("signals")
        return known.label(code, self.lang)

    def figure(self, path: str) -> str:
        """Return the name of the figure at a path of the figures; empty for what is no figure by itself."""
        parts = path.strip("/").split("/")
        if parts[0] == "organs" and parts[2:3] == ["shares"]:
            return f"{self.organ(int(parts[1]))}, {self.measure(parts[3])}"
        if parts[0] == "shares":
            return self.measure(parts[1])
        if parts[0] == "targets" and parts[2:] in (["denominator"], ["resolved"]):
            return f"{parts[1]}, {self.say(f'figure_{parts[2]}')}"
        return self.say(f"figure_{parts[1]}") if parts[0] in ("counts", "remedies") else ""

    def day(self, day: date) -> str:
        """Return a day in words."""
        return self.say("day", day=day.day, month=day.month, year=day.year, month_name=month_name[day.month])

    def sentences(self, section: str) -> list[str]:
        """Return the sentences of a section, made from the figures; none where there is nothing to say."""
        made: dict[str, Callable[[], list[str]]] = {
            "progress": self._progress, "quality": self._quality, "remedies": self._remedies,
            "comments": self._comments, "timeliness": lambda: self._shares(_TIMELY),
            "signs": lambda: self._shares(each.id for each in signals()),
        }  # fmt: skip
        return made[section]() if section in made else []

    def _shares(self, codes: Iterable[str]) -> list[str]:
        shares = self.figures["shares"]
        return [
            self.say("share", name=self.measure(code), share=self.share(shares.get(code, (0, 0))))
            for code in codes
        ]

    def _progress(self) -> list[str]:
        counts = self.figures["counts"]
        told = [
            self.say(
                "no_campaign", received=self.number(counts["received"]), open=self.number(counts["open"])
            )
        ]
        for target in self.figures["targets"]:
            parts = (target["resolved"], target["denominator"])
            if self.outside and not may_tell(parts):
                told.append(f"{in_lang(self.lang, target['en'], target['zh'])}: {self.say('few_of')}")
                continue
            told.append(
                self.say(
                    "target", by=self.day(date.fromisoformat(target["by"])), share=target["share"], resolved=parts[0],
                    denominator=parts[1], percent=percent(*parts), missing=target["missing"],
                )
            )  # fmt: skip
            if not target["fixed"]:
                told.append(self.say("target_open"))
        return told

    def _quality(self) -> list[str]:
        """Return what was verified, with the gap to what was decided beside it."""
        counts = self.figures["counts"]
        decided, verified = counts["decided"], counts["verified"]
        gap = decided - verified
        hides = self.outside and (is_small(decided) or is_small(verified) or is_small(abs(gap)))
        known = {
            "decided": self.number(decided), "verified": self.number(verified), "former": self.number(counts["former"]),
            "gap": self.say("few_of") if hides else str(gap),
        }  # fmt: skip
        return [self.say("gap", **known), *self._shares(_QUALITY)]

    def _remedies(self) -> list[str]:
        told = {name: self.number(value) for name, value in self.figures["remedies"].items()}
        return [self.say("remedies", **told)]

    def comments(self) -> list[dict[str, Any]]:
        """Return what is said of each organ that is named, with its numbers."""
        told = []
        for each in self.figures["comments"]:
            grounds = in_lang(self.lang, " ", "").join(
                self.say(
                    "ground", name=self.measure(ground["measure"]), bound=ground["bound"],
                    share=self.share((ground["part"], ground["whole"])),
                )
                for ground in each["grounds"]
            )  # fmt: skip
            code = "praised" if each["sense"] == "praise" else "criticised"
            said = self.say(code, organ=self.organ(each["organ"]), grounds=grounds)
            told.append({"organ": each["organ"], "sense": each["sense"], "text": said})
        return told

    def _comments(self) -> list[str]:
        return [*([each["text"] for each in self.comments()] or [self.say("nobody")]), self.say("order")]

    def table(self) -> dict[str, Any]:
        """Return head and lines of the table by organ, the total last; what is left out is a star."""
        organs, total = self.figures["organs"], self.figures["shares"]
        columns = [
            self._column([each["shares"].get(code, [0, 0]) for each in organs], total.get(code, [0, 0]))
            for code in COLUMNS
        ]
        names = [*(self.organ(each["id"]) for each in organs), self.say("total")]
        return {
            "head": [self.say("table_head"), *(self.measure(code) for code in COLUMNS)],
            "rows": [[name, *(column[line] for column in columns)] for line, name in enumerate(names)],
            "note": self.say("small") if self.outside else "",
        }

    def _column(self, shares: list[list[int]], total: list[int]) -> list[str]:
        pairs = [(part, whole) for part, whole in shares]
        whole = (total[0], total[1])
        hidden = left_out(pairs, whole) if self.outside else [False] * len(pairs)
        cells = [HIDDEN if gone else self._cell(pair) for pair, gone in zip(pairs, hidden, strict=True)]
        gone = self.outside and not may_tell(whole)
        return [*cells, HIDDEN if gone else self._cell(whole)]

    @staticmethod
    def _cell(parts: tuple[int, int]) -> str:
        return f"{parts[0]}/{parts[1]} ({percent(*parts)}%)" if parts[1] else "–"

    def chart(self) -> dict[str, Any]:
        """Return the bars as data: for each organ the shares in per cent, a star where one is left out."""
        organs = self.figures["organs"]
        values: list[list[float | str]] = [[] for _ in organs]
        for code in _CHARTED:
            pairs = [tuple(each["shares"].get(code, [0, 0])) for each in organs]
            total = self.figures["shares"].get(code, [0, 0])
            hidden = left_out(pairs, (total[0], total[1])) if self.outside else [False] * len(pairs)
            for line, (part, whole) in enumerate(pairs):
                values[line].append(
                    HIDDEN if hidden[line] else round(100 * part / whole, 1) if whole else "–"
                )
        rows = [
            {"label": self.organ(each["id"]), "values": line}
            for each, line in zip(organs, values, strict=True)
        ]
        return {"title": self.say("chart"), "names": [self.measure(code) for code in _CHARTED], "rows": rows}


def teller(figures: Figures, kind: Kind, lang: str) -> Teller:
    """Return who tells the figures of a publication of this kind."""
    return Teller(figures, lang, kind.outside)

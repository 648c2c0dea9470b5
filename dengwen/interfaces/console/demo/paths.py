"""How far a demo matter's life goes and how: draws its steps with day offsets."""

from random import Random

from dengwen.interfaces.console.demo.steps import WAITING, Case, Pace, Step, StepKind

_STATUTORY = frozenset(
    ("01.01", "01.04", "02.01", "02.02", "02.03", "04.01", "05.01", "06.02", "08.01", "11.01")
)
_MEDIABLE = frozenset(("04.02", "05.02", "05.03", "06.01", "12.01", "10.01"))
_LITIGATION = frozenset(
    ("01.01", "01.02", "01.04", "02.02", "04.01", "05.01", "06.01", "08.01", "09.01", "09.02")
)
_PLAIN = frozenset(("SUGGESTION", "INQUIRY", "THANKS", "OTHER"))
_RESULTS = ("SUPPORTED", "PARTLY", "EXPLAINED", "NOT_SUPPORTED")
_GIVING: dict[str, tuple[str, ...]] = {
    "01": ("CASE_FILED", "ACT_PERFORMED"),
    "04": ("PROPERTY_RETURNED", "DECISION_CORRECTED"),
    "08": ("PROPERTY_RETURNED", "ACT_PERFORMED"),
    "11": ("COMPENSATION",),
    "12": ("COMPENSATION", "ACT_PERFORMED"),
}
"""How supported appeals are resolved, by the first half of their category."""
_GIVING_ELSE = ("ACT_PERFORMED", "DECISION_CORRECTED")
_ANSWERED = frozenset(("INQUIRY", "THANKS", "OTHER"))
_RARE = frozenset(
    (
        StepKind.OBJECT, StepKind.DISPUTE, StepKind.HEARING, StepKind.MEDIATE, StepKind.SETTLE,
        StepKind.REVIEW_REQUEST, StepKind.REVIEW_START, StepKind.REVIEW_DECIDE, StepKind.REREVIEW_REQUEST,
        StepKind.REREVIEW_START, StepKind.REREVIEW_DECIDE, StepKind.REDO, StepKind.REASSIGN,
        StepKind.WITHDRAW, StepKind.WITHDRAWAL_CONFIRMED, StepKind.PROPOSE_TERMINATION,
        StepKind.REVIEW_TERMINATION, StepKind.TERMINATE, StepKind.REOPEN, StepKind.RETURN,
    )
)  # fmt: skip
"""Steps few matters come to; some of those stay there, so that the demo shows every state."""


class Walk:
    """Lays one step after the other; every gap is drawn from the story's own random source."""

    def __init__(self, random: Random, case: Case, *, late: bool) -> None:
        self.random, self.case, self.late = random, case, late
        self.day, self.steps = 0, list[Step]()

    def go(
        self, kind: StepKind, least: int, most: int, *, to: str | None = None,
        results: tuple[str, ...] = (), method: str | None = None,
    ) -> None:  # fmt: skip
        """Add a step some days after the last one; one that has no door yet only takes its time."""
        self.day += least + int(self.random.random() * (most - least + 1))
        if kind not in WAITING:
            self.steps.append(Step(kind, self.day, to, results, method))

    def chance(self, share: float, kind: StepKind | None = None) -> bool:
        """True in this share of stories; never where the way goes through ``kind`` and that has no door yet."""
        return self.random.random() < share and kind not in WAITING

    def whole_life(self) -> list[Step]:
        """Lay every step from registration to the archive."""
        self.go(StepKind.REGISTER, 0, 1)
        self.go(StepKind.SCREEN, 0, 4)
        if self.case.target is not None:
            self._hop(self.case.target)
        self._screened()
        return self.steps

    def _hop(self, target: str) -> None:
        kind = StepKind.ASSIGN if self.chance(0.25) else StepKind.TRANSFER
        self.go(kind, *((16, 30) if self.late else (1, 9)), to=target)
        if self.chance(0.09):
            self.go(StepKind.OBJECT, 1, 5)
            self.go(StepKind.SCREEN, 1, 4)
            self.go(StepKind.ASSIGN, 1, 3, to=target)
        self.go(StepKind.SCREEN, 1, 4)

    def _screened(self) -> None:
        draw, statutory = self.random.random(), self.case.category in _STATUTORY
        if draw < 0.04:
            self._refused(StepKind.NOT_ACCEPT)
        elif draw < 0.055 and StepKind.NO_LONGER_ACCEPT not in WAITING and self.case.purpose == "APPEAL":
            self._refused(StepKind.NO_LONGER_ACCEPT)
        elif draw < (0.36 if statutory else 0.09) and self.case.purpose not in _PLAIN:
            self._diverted()
        else:
            if self.chance(0.012, StepKind.DISPUTE):
                self.go(StepKind.DISPUTE, 1, 5)
            self.go(StepKind.ACCEPT, *((17, 40) if self.late else (1, 11)))
            self.go(StepKind.APPOINT_HANDLER, 0, 3)
            self._handled()

    def _refused(self, kind: StepKind) -> None:
        self.go(kind, 2, 12)
        if kind is StepKind.NOT_ACCEPT and self.chance(0.12, StepKind.REVIEW_REQUEST):
            self.go(StepKind.REVIEW_REQUEST, 3, 25)
            self._reviewed()
        elif self.chance(0.7):
            self.go(StepKind.ARCHIVE, 35, 70)

    def _diverted(self) -> None:
        self.go(StepKind.DIVERT, 1, 12, method="DIVERTED")
        self.go(StepKind.DIVERT_DONE, 10, 70)

    def _handled(self) -> None:
        self.go(StepKind.PLAN, 1, 6)
        self.go(StepKind.INVESTIGATE, 1, 5)
        if self.chance(0.02, StepKind.WITHDRAW):
            self.go(StepKind.WITHDRAW, 2, 20)
            self.go(StepKind.WITHDRAWAL_CONFIRMED, 8, 14, method="WITHDRAWN")
            self._closing()
        elif self.case.category in _MEDIABLE and self.chance(0.3):
            self._mediated()
        else:
            self._decided()

    def _mediated(self) -> None:
        self.go(StepKind.MEDIATE, 5, 20)
        if self.chance(0.3):
            self.go(StepKind.INVESTIGATE, 3, 15)
            self._decided()
            return
        method = "MEDIATED" if self.chance(0.7) else "SETTLED"
        self.go(StepKind.SETTLE, 3, 20, method=method)
        if (
            StepKind.SETTLE in WAITING
        ):  # until settling has a door, what was agreed is written into an opinion
            self.go(StepKind.DRAFT_OPINION, 1, 4)
            self.go(StepKind.OPINION, 1, 4, results=("PARTLY",) * self.case.claims, method=method)
            self.go(StepKind.SERVE, 1, 5)
        self.go(StepKind.EXECUTE, 1, 5)
        self.go(StepKind.REMEDIES, 5, 30)
        self._closing()

    def _decided(self) -> None:
        plain = self.case.purpose in _PLAIN
        if not plain and self.chance(0.02):
            self.go(StepKind.HEARING, 8, 20)
            self.go(StepKind.HEARING_DONE, 1, 2)
        if not plain and self.chance(0.12):
            self.go(StepKind.EXTEND, 20, 35)
        self.go(StepKind.DRAFT_OPINION, *((62, 110) if self.late else (3, 10) if plain else (10, 32)))
        if self.chance(0.15):
            self.go(StepKind.PROVISIONAL_VIEW, 1, 4)
            self.day += 5
        weights = (0, 0, 1, 0) if self.case.purpose in _ANSWERED else (34, 22, 26, 18)
        results = tuple(self.random.choices(_RESULTS, weights, k=self.case.claims))
        gives = results[0] in _RESULTS[:2]
        self.go(StepKind.OPINION, 1, 5, results=results, method=self._method(results[0]))
        self.go(StepKind.SERVE, 1, 5)
        self._after_service(gives=gives or "SUPPORTED" in results or "PARTLY" in results)

    def _method(self, result: str) -> str:
        if result == "NOT_SUPPORTED":
            return "NOT_SUPPORTED"
        if result == "EXPLAINED":
            return "EXPLANATION"
        if self.case.purpose == "SUGGESTION":
            return "SUGGESTION_ADOPTED" if self.chance(0.8) else "RULE_CHANGED"
        if self.case.purpose == "ACCUSATION":
            return "DISCIPLINE" if self.chance(0.4) else "APOLOGY"
        methods = _GIVING.get(self.case.category[:2], _GIVING_ELSE)
        return "RELIEF" if self.case.category == "11.02" else self.random.choice(methods)

    def _after_service(self, *, gives: bool) -> None:
        if self.case.purpose not in _PLAIN and self.chance(0.06 if gives else 0.2, StepKind.REVIEW_REQUEST):
            self.go(StepKind.REVIEW_REQUEST, 3, 28)
            self._reviewed()
        elif gives:
            self.go(StepKind.EXECUTE, 1, 6)
            self.go(StepKind.REMEDIES, 3, 45 if self.late else 25)
            self._closing()
        else:
            self.go(StepKind.FINAL, 31, 34)
            self._closing()

    def _reviewed(self) -> None:
        self.go(StepKind.REVIEW_START, 1, 5)
        upheld = self.chance(0.72)
        self.go(StepKind.REVIEW_DECIDE, 12, 28, results=("UPHELD" if upheld else "REVOKED",))
        if not upheld:
            self._redone()
            return
        self.go(StepKind.SERVE, 1, 5)
        if self.chance(0.5):
            self.go(StepKind.REREVIEW_REQUEST, 3, 28)
            self._rereviewed()
        else:
            self.go(StepKind.FINAL, 31, 34)
            self._closing()

    def _rereviewed(self) -> None:
        self.go(StepKind.REREVIEW_START, 1, 5)
        upheld = self.chance(0.85)
        self.go(StepKind.REREVIEW_DECIDE, 12, 28, results=("UPHELD" if upheld else "REVOKED",))
        if not upheld:
            self._redone()
            return
        self.go(StepKind.SERVE, 1, 5)
        self.go(StepKind.FINAL, 1, 5)
        if self.case.category in _LITIGATION and self.chance(0.6):
            self.go(StepKind.PROPOSE_TERMINATION, 5, 20)
            self.go(StepKind.REVIEW_TERMINATION, 5, 15)
            self.go(StepKind.TERMINATE, 15, 45, method="TERMINATED")
        self._closing()

    def _redone(self) -> None:
        self.go(StepKind.REDO if self.chance(0.6) else StepKind.REASSIGN, 1, 6)
        self._planned_anew()

    def _planned_anew(self) -> None:
        self.go(StepKind.APPOINT_HANDLER, 0, 2)
        self.go(StepKind.PLAN, 1, 5)
        self.go(StepKind.INVESTIGATE, 1, 5)
        self.go(StepKind.DRAFT_OPINION, 8, 25)
        results = ("PARTLY",) * self.case.claims
        self.go(StepKind.OPINION, 1, 5, results=results, method="DECISION_CORRECTED")
        self.go(StepKind.SERVE, 1, 5)
        self.go(StepKind.EXECUTE, 1, 5)
        self.go(StepKind.REMEDIES, 3, 25)
        self._closing()

    def _closing(self) -> None:
        self.go(StepKind.HAND_IN, 4, 20)
        for _ in range(self.random.choices((0, 1, 2, 3), (85, 11, 3, 1))[0]):
            if self.chance(0.15):
                self.go(StepKind.REDO, 2, 9)
                self._planned_anew()
                return
            self.go(StepKind.RETURN, 2, 9)
            self.go(StepKind.HAND_IN, 4, 15)
        self.go(StepKind.ACCEPT_CLOSING, 1, 9)
        self.go(StepKind.CLOSE, 0, 2)
        if self.chance(0.03):
            self.go(StepKind.REOPEN, 20, 120)
            self.go(StepKind.PLAN, 3, 15)
            self.go(StepKind.INVESTIGATE, 2, 8)
        elif self.chance(0.5):
            self.go(StepKind.ARCHIVE, 15, 60)


_HANDS = (StepKind.REGISTER, StepKind.TRANSFER, StepKind.ASSIGN, StepKind.ACCEPT)


def _cut(random: Random, steps: list[Step], pace: Pace) -> list[Step]:
    """Where a stuck matter stays, or one that nobody picked up."""
    if pace is Pace.STUCK:
        return steps[: random.randint(2, max(2, len(steps) - 3))]
    places = [0, *(index + 1 for index, step in enumerate(steps) if step.kind in _HANDS)]
    return steps[: random.choice(places)]


def draw_path(random: Random, case: Case, horizon: int) -> tuple[Pace, tuple[Step, ...]]:
    """Draw a life; keep the steps that lie within ``horizon`` days after receipt."""
    pace = random.choices(tuple(Pace), (81, 11, 6, 2))[0]
    if horizon < 6 and random.random() < 0.15:
        return pace, ()
    steps = Walk(random, case, late=pace is Pace.LATE).whole_life()
    rare = [index + 1 for index, step in enumerate(steps) if step.kind in _RARE]
    if pace in (Pace.STUCK, Pace.UNHELD):
        steps = _cut(random, steps, pace)
    elif rare and random.random() < 0.25:
        pace, steps = Pace.STUCK, steps[: rare[-1] if random.random() < 0.5 else random.choice(rare)]
    return pace, tuple(step for step in steps if step.day <= horizon)

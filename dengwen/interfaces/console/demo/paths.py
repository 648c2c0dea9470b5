"""How far a demo matter's life goes and how: draws its steps with day offsets."""

from random import Random

from dengwen.interfaces.console.demo.laying import PLAIN
from dengwen.interfaces.console.demo.steps import Case, Pace, Step, StepKind
from dengwen.interfaces.console.demo.upward_paths import Upward
from dengwen.interfaces.console.demo.words import word_list

_STATUTORY = frozenset(
    ("01.01", "01.04", "02.01", "02.02", "02.03", "04.01", "05.01", "06.02", "08.01", "11.01")
)
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
        StepKind.REREVIEW_START, StepKind.REREVIEW_DECIDE, StepKind.ORDER_REDO, StepKind.REDO, StepKind.WITHDRAW,
        StepKind.WITHDRAWAL_CONFIRMED, StepKind.PROPOSE_TERMINATION, StepKind.REVIEW_TERMINATION, StepKind.TERMINATE,
        StepKind.REOPEN, StepKind.RETURN,
    )
)  # fmt: skip
"""Steps few matters come to; some of those stay there."""


def _mediable() -> tuple[str, ...]:
    """Return the categories in which the sides of the demo come to an agreement."""
    return tuple(word_list("country")["mediable"])


class Walk(Upward):
    """The whole life of one matter, step by step."""

    promised: tuple[str, ...] = ()

    def whole_life(self) -> list[Step]:
        """Lay every step from registration to the archive."""
        self.go(StepKind.REGISTER, 0, 1)
        self.go(StepKind.SCREEN, 0, 4)
        if self.case.target is not None:
            self._hop(self.case.target)
        self._screened()
        return self.steps

    def _hop(self, target: str) -> None:
        kind = StepKind.ASSIGN if self.chance(0.25, StepKind.ASSIGN) else StepKind.TRANSFER
        self.go(kind, *((16, 30) if self.late else (1, 9)), to=target)
        if self.chance(0.09, StepKind.OBJECT):
            self.go(StepKind.OBJECT, 1, 5)
            self.go(StepKind.SCREEN, 1, 4)
            self.go(StepKind.ASSIGN, 1, 3, to=target)
        self.go(StepKind.SCREEN, 1, 4)

    def _screened(self) -> None:
        draw, statutory = self.random.random(), self.case.category in _STATUTORY
        if draw < 0.04:
            self._refused()
        elif draw < (0.36 if statutory else 0.09) and self.case.purpose not in PLAIN:
            self._diverted()
        else:
            if self.chance(0.012, StepKind.DISPUTE):
                self.go(StepKind.DISPUTE, 1, 5)
            self._accepted()

    def _accepted(self) -> None:
        self.go(StepKind.ACCEPT, *((17, 40) if self.late else (1, 11)))
        self.go(StepKind.APPOINT_HANDLER, 0, 3)
        if self.asks(0.02, StepKind.RECUSE):
            self.go(StepKind.RECUSE, 0, 3)
        self._handled()

    def _refused(self) -> None:
        self.go(StepKind.NOT_ACCEPT, 2, 12)
        if self.asks_above(0.12, StepKind.REVIEW_REQUEST):
            self.refusal_reviewed()
        if self.chance(0.7):
            self.go(StepKind.ARCHIVE, 35, 70)

    def _diverted(self) -> None:
        self.go(StepKind.DIVERT, 1, 12, method="DIVERTED")
        if self.chance(0.06, StepKind.DIVERT_RETURNED):
            self.go(StepKind.DIVERT_RETURNED, 8, 30)
            self._accepted()
        else:
            self.go(StepKind.DIVERT_DONE, 10, 70)

    def _handled(self) -> None:
        self.go(StepKind.PLAN, 1, 6)
        self.go(StepKind.INVESTIGATE, 1, 5)
        if self.asks(0.02, StepKind.WITHDRAW):
            self.withdrawn()
        elif self.case.category in _mediable() and self.asks(0.3, StepKind.MEDIATE):
            self._mediated()
        else:
            self._decided()

    def _mediated(self) -> None:
        self.go(StepKind.MEDIATE, 2, 12)
        if self.chance(0.3):
            self.go(StepKind.END_MEDIATION, 3, 15)
            self._decided()
            return
        self.go(StepKind.SETTLE, 3, 20, method="MEDIATED" if self.chance(0.7) else "SETTLED")
        self.go(StepKind.EXECUTE, 0, 4)
        self.go(StepKind.REMEDIES, 5, 30)
        self.closing()

    def _decided(self) -> None:
        plain = self.case.purpose in PLAIN
        if self.asks(0.12, StepKind.EXTEND):
            self.go(StepKind.EXTEND, 20, 35)
        self.go(StepKind.DRAFT_OPINION, *((62, 110) if self.late else (3, 10) if plain else (10, 32)))
        weights = (0, 0, 1, 0) if self.case.purpose in _ANSWERED else (34, 22, 26, 18)
        results = tuple(self.random.choices(_RESULTS, weights, k=self.case.claims))
        gives = results[0] in _RESULTS[:2]
        if self.asks(0.05, StepKind.PROVISIONAL_VIEW):
            self.go(StepKind.PROVISIONAL_VIEW, 1, 4, results=results)
            self.day += 20
        self.promised = results
        self.go(StepKind.OPINION, 1, 5, results=results, method=self._method(results[0]))
        self.go(StepKind.SERVE, 1, 5)
        self.after_service(gives=gives or "SUPPORTED" in results or "PARTLY" in results)

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

    def planned_anew(self) -> None:
        """Lay the way of an opinion that fell, or of a dossier that has to be made anew; it says something else."""
        self.go(StepKind.APPOINT_HANDLER, 0, 2)
        self.go(StepKind.PLAN, 1, 5)
        self.go(StepKind.INVESTIGATE, 1, 5)
        self.go(StepKind.DRAFT_OPINION, 8, 25)
        result = "SUPPORTED" if "PARTLY" in self.promised else "PARTLY"
        self.promised = (result,) * self.case.claims
        self.go(StepKind.OPINION, 1, 5, results=self.promised, method="DECISION_CORRECTED")
        self.go(StepKind.SERVE, 1, 5)
        self.go(StepKind.EXECUTE, 1, 5)
        self.go(StepKind.REMEDIES, 3, 25)
        self.closing()

    def closing(self) -> None:
        """Lay the way through the dossier to the end."""
        self.go(StepKind.HAND_IN, 4, 20)
        for _ in range(self.random.choices((0, 1, 2, 3), (85, 11, 3, 1))[0]):
            if self.chance(0.15):
                self.go(StepKind.REDO, 2, 9)
                self.planned_anew()
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


_TRIES, _LATELY = 30, 45
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


def draw_path_to(
    kind: StepKind, through: frozenset[StepKind], random: Random, case: Case, horizon: int
) -> tuple[Step, ...]:
    """Draw a life that came to ``kind`` not long ago, by way of ``through``, and stands there; empty where none did."""
    for _ in range(_TRIES):
        steps = Walk(random, case, late=False, wishes=through | {kind}).whole_life()
        kinds = [step.kind for step in steps]
        if kind not in kinds:
            continue
        at = kinds.index(kind)
        if through <= set(kinds[:at]) and horizon - _LATELY <= steps[at].day <= horizon:
            return tuple(steps[: at + 1])
    return ()

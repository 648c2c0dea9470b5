"""The ways up: review, re-review with a hearing, final, terminated, withdrawn."""

from dengwen.interfaces.console.demo.laying import Laying
from dengwen.interfaces.console.demo.steps import StepKind

_LITIGATION = frozenset(
    ("01.01", "01.02", "01.04", "02.02", "04.01", "05.01", "06.01", "08.01", "09.01", "09.02")
)


class Upward(Laying):
    """What may follow an opinion, beside carrying it out."""

    def closing(self) -> None:
        """Lay the way through the dossier; the path of the house knows it."""
        raise NotImplementedError

    def planned_anew(self) -> None:
        """Lay the way from a new plan on; the path of the house knows it."""
        raise NotImplementedError

    def after_service(self, *, gives: bool) -> None:
        """Go on after the opinion was served; ``gives`` says whether it promises anything."""
        if self.asks_above(0.05 if gives else 0.17, StepKind.REVIEW_REQUEST):
            self.go(StepKind.REVIEW_REQUEST, 3, 26)
            self._reviewed(gives=gives)
        elif gives:
            self._carried_out()
        elif self.chance(0.15, StepKind.FINAL):
            self._final()
        else:
            self.day += 31
            self.closing()

    def refusal_reviewed(self) -> None:
        """Lay the review of a refusal to accept, which stands."""
        self.go(StepKind.REVIEW_REQUEST, 3, 25)
        self.go(StepKind.REVIEW_START, 1, 4)
        self.go(StepKind.REVIEW_DECIDE, 8, 20, results=("UPHELD",))
        self.go(StepKind.SERVE_REFUSAL, 1, 4)

    def withdrawn(self) -> None:
        """Lay a withdrawal: thought over, called back, confirmed."""
        self.go(StepKind.WITHDRAW, 2, 20)
        self.go(StepKind.CALL_BACK, 2, 5)
        self.go(StepKind.WITHDRAWAL_CONFIRMED, 14, 20)
        self._ended()

    def _carried_out(self) -> None:
        self.go(StepKind.EXECUTE, 1, 6)
        self.go(StepKind.REMEDIES, 3, 45 if self.late else 25)
        self.closing()

    def _final(self) -> None:
        """Every period has run out; rest days may have made the last one longer."""
        self.go(StepKind.FINAL, 42, 50)
        self._ended()

    def _ended(self) -> None:
        self.go(StepKind.FOLLOW_FINAL, 3, 20)
        self.go(StepKind.CLOSE, 5, 30)
        if self.chance(0.4):
            self.go(StepKind.ARCHIVE, 15, 60)

    def _reviewed(self, *, gives: bool) -> None:
        self.go(StepKind.REVIEW_START, 1, 4)
        upheld = self.chance(0.72)
        self.go(StepKind.REVIEW_DECIDE, 8, 20, results=("UPHELD" if upheld else "REVOKED",))
        if not upheld:
            self._redone()
            return
        self.go(StepKind.SERVE_UPHELD, 1, 4)
        if self.asks_above(0.5, StepKind.REREVIEW_REQUEST):
            self.go(StepKind.REREVIEW_REQUEST, 3, 26)
            self._rereviewed(gives=gives)
        elif gives:
            self._carried_out()
        else:
            self._final()

    def _rereviewed(self, *, gives: bool) -> None:
        self.go(StepKind.REREVIEW_START, 1, 4)
        if self.chance(0.4, StepKind.HEARING):
            self.go(StepKind.ANNOUNCE, 0, 2)
            self.go(StepKind.HEARING, 17, 20)
            self.go(StepKind.HEARING_DONE, 0, 2)
        upheld = self.chance(0.8)
        self.go(StepKind.REREVIEW_DECIDE, 3, 7, results=("UPHELD" if upheld else "REVOKED",))
        if not upheld:
            self._redone()
            return
        self.go(StepKind.SERVE_UPHELD, 1, 4)
        if gives:
            self._carried_out()
            return
        self.go(StepKind.FINAL, 1, 5)
        if self.case.category in _LITIGATION and self.chance(0.5, StepKind.PROPOSE_TERMINATION):
            self.go(StepKind.PROPOSE_TERMINATION, 5, 20)
            self.go(StepKind.REVIEW_TERMINATION, 3, 12)
            self.go(StepKind.TERMINATE, 10, 40)
        self._ended()

    def _redone(self) -> None:
        self.go(StepKind.SERVE_REVOKED, 1, 4)
        self.go(StepKind.ORDER_REDO, 0, 3)
        self.planned_anew()

"""Walks a matter of the cast up to the organs above, so that a test begins where it wants to."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from dengwen.domains.appeals.rules.notices import Notice
from dengwen.domains.appeals.rules.terminations import Vote
from dengwen.domains.appeals.rules.verdicts import Reasoning, Verdict
from dengwen.domains.appeals.rules.withdrawals import CallBack
from dengwen.domains.appeals.verbs.admit_review import admit_rereview, admit_review, refuse_review
from dengwen.domains.appeals.verbs.ask_review import Asked, ask_rereview, ask_review
from dengwen.domains.appeals.verbs.ask_withdrawal import Signed, ask_withdrawal, take_back_withdrawal
from dengwen.domains.appeals.verbs.confirm_withdrawal import (
    call_back_withdrawal,
    confirm_withdrawal,
    go_on_despite_withdrawal,
)
from dengwen.domains.appeals.verbs.decide_review import Decided, decide_rereview, decide_review
from dengwen.domains.appeals.verbs.finalise import finalise, follow_up_final
from dengwen.domains.appeals.verbs.order_redo_on_review import order_redo_on_review
from dengwen.domains.appeals.verbs.propose_termination import Gates, propose_termination
from dengwen.domains.appeals.verbs.reexamine_termination import (
    Examined,
    ask_reexamination,
    revoke_termination,
    uphold_termination,
)
from dengwen.domains.appeals.verbs.serve_review import serve_rereview, serve_review
from dengwen.domains.appeals.verbs.terminate import (
    TerminationWords,
    examine_termination,
    refuse_termination,
    terminate,
)
from dengwen.domains.cases.verbs.assign_team import assign_team
from dengwen.domains.deadlines.models import Clock
from dengwen.domains.deadlines.rules.run_clocks import key_of
from dengwen.domains.letters.models import Attachment
from dengwen.domains.letters.verbs.attach_file import attach_file
from dengwen.foundation.permissions.acting import set_post
from dengwen.foundation.permissions.actor import Actor, load_actor
from dengwen.foundation.staff.models import Account, Post
from tests.cast import DAY, FOUNDED, Cast
from tests.handling.walk import Walk, Words

FURTHER = "You may ask Cloud Province for re-review within 30 days of service."
REASONING = Reasoning("The book has no entry.", "The station broke its duty.", "L22 Art.21", FURTHER)
EXAMINED = Examined("The vote was in order.", "The facts hold.", "Nothing new was shown.")
VOTE = Vote(("Deputy director", "Head of the legal unit", "Head of the petition office"), 2, 1, 0)
WORDS = TerminationWords(
    "Every remedy was used.", "Minutes of the meeting.", "New facts open it again.", "The county."
)


def running(way: Walk) -> list[str]:
    """Return the keys of the limits that run in the matter."""
    way.cast.matter(way.case)
    return [key_of(clock) for clock in Clock.objects.filter(matter=way.case, met_on=None, stopped=False)]


def post_at(cast: Cast, organ: str, role: str, name: str) -> Actor:
    """Give a new person a post, and return her under it."""
    account = Account.objects.create(username=name, name=name.title(), language="en")
    post = Post.objects.create(account=account, organ_id=cast.organ(organ), role=role, since=FOUNDED)
    return load_actor(post.pk, DAY)


class Upward(Walk):
    """A matter on its way up; every step is ``pace`` days later."""

    pace = 1

    def next(self, days: int | None = None) -> dict[str, Any]:
        """Go on by ``days`` and return what every verb is called with."""
        days = self.pace if days is None else days
        self.at += timedelta(days=days)
        self.day += timedelta(days=days)
        return {"case": self.case, "at": self.at}

    @property
    def notice(self) -> Notice:
        return Notice(self.day, "POST")

    def someone(self, organ: str, role: str) -> Actor:
        """Return the first holder of a role that the cast lacks at this organ."""
        name = f"{organ}.{role}"
        account = Account.objects.filter(username=name).first()
        if account is None:
            return post_at(self.cast, organ, role, name)
        return load_actor(Post.objects.get(account=account).pk, DAY)

    def ask(self, part: str = "registrar", days: int | None = None, **words: Any) -> None:
        call = self.next(days)
        asked = Asked("The answer misses the point.", words.pop("asked_on", self.day), **words)
        ask_review(asked=asked, actor=self.cast[part], **call)

    def ask_again(self, part: str = "registrar", days: int | None = None, **words: Any) -> None:
        call = self.next(days)
        asked = Asked("The review misses it too.", words.pop("asked_on", self.day), **words)
        ask_rereview(asked=asked, actor=self.cast[part], **call)

    def admit(self, note: str = "") -> None:
        admit_review(actor=self.cast["reviewer"], note=note, **self.next())

    def admit_again(self, note: str = "") -> None:
        admit_rereview(actor=self.cast["province_reviewer"], note=note, **self.next())

    def refuse(self, reason: str = "NOT_CONCERNED") -> None:
        call = self.next()
        refuse_review(
            reason=reason, explanation="You are not concerned.", objection_told="Ask Cloud Province.",
            notice=self.notice, actor=self.cast["reviewer"], **call,
        )  # fmt: skip

    def verdicts(self, first: str, ground: str = "", result: str = "") -> tuple[Verdict, ...]:
        """Decide the first claim so, and let the others stand."""
        one, *others = self.claims()
        words = "" if first == "UPHELD" else "The book was not read."
        return (
            Verdict(one.pk, first, ground, words, result),
            *(Verdict(claim.pk, "UPHELD") for claim in others),
        )

    def decided(self, first: str = "UPHELD", ground: str = "", result: str = "") -> Decided:
        return Decided(REASONING, self.verdicts(first, ground, result))

    def decide(self, first: str = "UPHELD", ground: str = "", result: str = "") -> None:
        decide_review(decided=self.decided(first, ground, result), actor=self.cast["reviewer"], **self.next())

    def decide_again(self, first: str = "UPHELD", ground: str = "", result: str = "") -> None:
        decided = self.decided(first, ground, result)
        decide_rereview(decided=decided, actor=self.cast["province_reviewer"], **self.next())

    def give(self) -> None:
        call = self.next()
        serve_review(
            method="POST", served_on=self.day, received_by="Wang Wu", actor=self.cast["city_registrar"], **call
        )  # fmt: skip

    def give_again(self) -> None:
        call, actor = self.next(), self.someone("province", "registrar")
        serve_rereview(method="POST", served_on=self.day, received_by="Wang Wu", actor=actor, **call)

    def redo(self, part: str = "reviewer") -> None:
        order_redo_on_review(order="Read the book first.", actor=self.cast[part], **self.next())
        self.other_team()

    def other_team(self) -> None:
        """Give the matter to people who did not handle it: the earlier decision fell (plan S52)."""
        people = {"leader": self.someone("lin", "leader"), "handler": self.cast["unit_head"]}
        team: Words = {part: actor.post for part, actor in people.items()}
        assign_team(actor=self.cast["registrar"], unit=self.cast.organ("lin_unit"), **team, **self.next(0))
        self.cast = Cast(self.cast.organs, self.cast.actors | people)

    def reviewed(self, first: str = "UPHELD", ground: str = "", result: str = "") -> "Upward":
        """Ask, admit, decide and serve the review."""
        self.ask()
        self.admit()
        self.decide(first, ground, result)
        self.give()
        return self

    def rereviewed(self, first: str = "UPHELD", ground: str = "", result: str = "") -> "Upward":
        """Ask, admit, decide and serve the re-review."""
        self.ask_again()
        self.admit_again()
        self.decide_again(first, ground, result)
        self.give_again()
        return self

    def finish(self, days: int | None = None) -> "Upward":
        """Mark the matter as final."""
        call = self.next(days)
        words: Words = {"told": "It is final.", "care": "The county goes on."}
        finalise(notice=self.notice, actor=self.cast["registrar"], **words, **call)
        return self

    def follow_up(self) -> None:
        follow_up_final(actor=self.cast["handler"], **self.next())

    def propose(self, hearing: str = "DECLINED", text: str = "I want none.") -> None:
        call = self.next()
        gates = Gates(hearing, self.day, "Relief was offered and paid.", text)
        propose_termination(reason="All is used.", gates=gates, actor=self.cast["leader"], **call)

    def examine(self) -> None:
        actor = self.someone("province", "reviewer")
        examine_termination(findings="Each gate is met.", actor=actor, **self.next())

    def terminate(self, vote: Vote = VOTE) -> None:
        call, actor = self.next(), self.someone("province", "reviewer")
        terminate(vote=vote, words=WORDS, notice=self.notice, actor=actor, **call)

    def refuse_to_terminate(self) -> None:
        refuse_termination(
            reason="A claim is open.", actor=self.someone("province", "reviewer"), **self.next()
        )

    def ask_reexamination(self) -> None:
        call = self.next()
        words: dict[str, Any] = {"text": "It was not fair.", "asked_on": self.day, "orally": True}
        ask_reexamination(actor=self.cast["registrar"], **words, **call)

    def uphold(self) -> None:
        call, actor = self.next(), self.someone("ministry", "reviewer")
        uphold_termination(examined=EXAMINED, notice=self.notice, actor=actor, **call)

    def revoke(self) -> None:
        call, actor = self.next(), self.someone("ministry", "reviewer")
        revoke_termination(flaws=["FACTS_WRONG"], examined=EXAMINED, notice=self.notice, actor=actor, **call)

    def paper(self) -> int:
        """Attach a signed paper."""
        file = SimpleUploadedFile("withdrawal.txt", f"I withdraw. {self.at}".encode())
        attach_file(
            name=str(file.name), content=file.read(), kind="OTHER", actor=self.cast["registrar"], **self.next(0)
        )  # fmt: skip
        set_post(self.cast["registrar"].post)
        return Attachment.objects.filter(matter=self.case).latest("pk").pk

    def withdraw(self, signed_on: date | None = None, *, custody: bool = False) -> None:
        paper, call = self.paper(), self.next()
        signed = Signed(
            signed_on or self.day, "PETITIONER", paper, "It is free and may be taken back.", custody
        )
        ask_withdrawal(signed=signed, actor=self.cast["registrar"], **call)

    def call_back(self, *, pressed: bool = False, promised: bool = False, custody: bool = False) -> None:
        call = CallBack(pressed, promised, custody)
        call_back_withdrawal(call=call, answers="Said so.", actor=self.cast["reviewer"], **self.next())

    def confirm(self, days: int | None = None) -> None:
        call = self.next(days)
        words: Words = {"public_interest": "Nobody else is concerned."}
        confirm_withdrawal(notice=self.notice, actor=self.cast["reviewer"], **words, **call)

    def go_on(self) -> None:
        call = self.next()
        go_on_despite_withdrawal(
            reason="Others are concerned.", notice=self.notice, actor=self.cast["reviewer"], **call
        )

    def take_back(self) -> None:
        take_back_withdrawal(actor=self.cast["registrar"], **self.next())


def upward(cast: Cast, last: str = "serve", **changes: object) -> Upward:
    """Register a petition and walk it until ``last``."""
    words: Words = {name: changes.pop(name) for name in ("category", "claims") if name in changes}
    way = Upward(cast, cast.registered(**words).pk)
    for name, value in changes.items():
        setattr(way, name, value)
    way.until(last)
    return way

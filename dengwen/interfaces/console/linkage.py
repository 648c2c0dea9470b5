"""``dengwen linkage run|status``: compare the registers that a post sees, or say how the last runs stand."""

import argparse
import sys

from django.conf import settings

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.linkage.reads.runs import Standing, progress, runs_of, standing
from dengwen.domains.linkage.rules.estimate import Share
from dengwen.domains.linkage.states import RunState, Stage
from dengwen.domains.linkage.verbs.carry_out import carry_out
from dengwen.domains.linkage.verbs.plan_run import go_on, plan_run
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import Actor, actor_of, load_actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.staff.reads.posts import posts_in_force
from dengwen.interfaces.console.failing import CommandError
from dengwen.interfaces.kit.sentences import label, refusal_sentence

STOPPED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command understands."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    run_it = deeds.add_parser(
        "run", help="compare all matters that a post sees; a run that was stopped goes on"
    )
    run_it.add_argument("--learn", action="store_true", help="learn the weights anew")
    for deed in (
        run_it,
        deeds.add_parser("status", help="say how the last runs stand, and how good the threshold is"),
    ):
        deed.add_argument(
            "--as",
            dest="post",
            required=True,
            metavar="USERNAME",
            help="who acts: a user name or a post's id",
        )


def run(args: argparse.Namespace) -> int:
    """Return 0 when it is done, 1 when it is refused, 130 when it was stopped."""
    actor = _actor(args.post)
    try:
        return _run(actor, learn=args.learn) if args.deed == "run" else _status(actor)
    except Refusal as refusal:
        print(f"dengwen linkage: {refusal_sentence(refusal)}", file=sys.stderr)
        return 1


def _run(actor: Actor, *, learn: bool) -> int:
    with acting(actor.post):
        left = next(
            (run for run in runs_of(actor) if run.organ_id == actor.bureau and run.state != RunState.DONE),
            None,
        )
    if left is not None and left.state == RunState.WAITING:
        number = left.id
    elif left is not None and left.can_go_on and not learn:
        number = left.id
        go_on(run=number, actor=actor, at=now())
    else:
        number = plan_run(learn=learn, actor=actor, at=now())
    state = carry_out(run=number, actor=actor, report=_report)
    print(f"Run {number}: {label('linkage_words', f'state.{state.value}')}.")
    _status(actor)
    return 0 if state is RunState.DONE else STOPPED


def _report(stage: Stage, done: int, total: int) -> None:
    print(
        f"{label('linkage_words', f'stage.{stage.value}')}: {done:,} of {total:,}",
        file=sys.stderr,
        flush=True,
    )


def _status(actor: Actor) -> int:
    actor.require(Right.LINK)
    with acting(actor.post):
        runs, found, far = runs_of(actor), standing(actor), progress(actor)
    for run_seen in runs[:5]:
        state = label("linkage_words", f"state.{run_seen.state}")
        print(f"Run {run_seen.id}: {state}; {run_seen.matters:,} matters, {run_seen.fresh:,} new pairs.")
    if not runs:
        print("No run yet.")
    print(f"{far.decided:,} of {far.total:,} pairs decided.")
    if found is not None:
        _print_quality(found)
    return 0


def _print_quality(found: Standing) -> None:
    print(f"Precision {_share(found.quality.precision)}, recall {_share(found.quality.recall)}.")


def _share(share: Share | None) -> str:
    if share is None:
        return "not known yet"
    return f"{share.value:.1%} ({share.low:.1%} to {share.high:.1%})"


def _actor(wanted: str) -> Actor:
    today = local_day(now(), settings.TIME_ZONE)
    if wanted.isdigit():
        try:
            return load_actor(int(wanted), today)
        except Refusal as refusal:
            raise CommandError(
                f"Post {wanted} is not in force; look at the posts in the desk under Staff."
            ) from refusal
    posts = [actor_of(post) for post in posts_in_force(today).filter(account__username=wanted)]
    fit = [actor for actor in posts if actor.has(Right.LINK)]
    if len(fit) != 1:
        raise CommandError(
            f"{wanted} holds {len(fit)} posts that may link registers (reviewer, campaign office); name the post's id."
        )
    return fit[0]

"""The worker's part of linkage."""

from django.conf import settings
from procrastinate.contrib.django import app

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.linkage.reads.runs import run_of
from dengwen.domains.linkage.states import RunState
from dengwen.domains.linkage.verbs.carry_out import carry_out
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import load_actor


@app.task(name="dengwen.carry_out_linkage")
def carry_out_linkage(run: int, post: int) -> None:
    """Carry out a run that waits, acting as the post that asked for it; how it ended stands in the run itself."""
    actor = load_actor(post, local_day(now(), settings.TIME_ZONE))
    with acting(actor.post):
        seen = run_of(actor, run)
    if seen is None or seen.state != RunState.WAITING:
        return
    try:
        carry_out(run=run, actor=actor)
    except Refusal:
        return

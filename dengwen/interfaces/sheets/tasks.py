"""What the worker does: carry out the run that was started on the desk. Procrastinate finds this module by itself."""

from django.conf import settings
from procrastinate.contrib.django import app

from dengwen.base.clock import local_day, now
from dengwen.base.errors import Refusal
from dengwen.domains.registers.reads.runs import run_of
from dengwen.domains.registers.states import RunState
from dengwen.domains.registers.verbs.forget_file import forget_file
from dengwen.foundation.permissions.acting import acting
from dengwen.foundation.permissions.actor import load_actor
from dengwen.interfaces.sheets.mapping_file import parse_mapping
from dengwen.interfaces.sheets.problems import SheetError
from dengwen.interfaces.sheets.running import carry_out
from dengwen.interfaces.sheets.source import Source
from dengwen.interfaces.sheets.storing import stored_path, throw_away


@app.task(name="dengwen.carry_out_import")
def carry_out_import(run: int, post: int) -> None:
    """Carry out a run that waits, acting as the post that started it; how it ended stands in the run itself."""
    today = local_day(now(), settings.TIME_ZONE)
    actor = load_actor(post, today)
    with acting(actor.post):
        seen = run_of(actor, run)
    if seen is None or seen.state != RunState.WAITING:
        return
    source = Source(stored_path(seen.stored), parse_mapping(seen.mapping), actor, today)
    try:
        state = carry_out(run, source, dry=seen.is_dry_run)
    except (SheetError, Refusal):
        return
    if state is RunState.DONE and not seen.is_dry_run:
        throw_away(forget_file(run=run, actor=actor, at=now()))

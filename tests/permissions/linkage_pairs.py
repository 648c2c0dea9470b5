"""A run of linkage that waits, and a pair of two of Lin County's matters, for the permission matrix."""

from typing import Any

from dengwen.domains.linkage.models import LinkageRun, MatterPair
from dengwen.domains.linkage.verbs.plan_run import plan_run
from dengwen.foundation.permissions.acting import set_post
from tests.cast import MORNING, Cast

LINKAGE_PAGES: dict[str, dict[str, Any]] = {
    "/linkage/pairs/{linked_pair}/": {"answer": "same", "seen": "0"},
}


def make_pair(cast: Cast, one: int, other: int) -> None:
    """Let River City's run wait, and put two matters side by side."""
    run = plan_run(learn=False, actor=cast["reviewer"], at=MORNING)
    one, other = sorted((one, other))
    MatterPair.objects.create(
        run_id=run, one_id=one, other_id=other, weight=9.0, prior=-13.0, offered=True, sampled=True,
        agreements={"text": ["most", 11.4, 0.0], "place": ["same", 11.2, 0.0], "mark": ["missing", 0.0, 0.0]},
    )  # fmt: skip


def linkage_ids(cast: Cast) -> dict[str, int]:
    """Return the ids of the run and of the pair."""
    set_post(cast["reviewer"].post)
    run, pair = LinkageRun.objects.first(), MatterPair.objects.first()
    return {"linkage_run": run.pk if run else 0, "linked_pair": pair.pk if pair else 0}

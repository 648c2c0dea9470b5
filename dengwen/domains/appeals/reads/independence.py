"""Whether who examines had a part in the case."""

from dengwen.domains.appeals.rules.independence import check_took_no_part
from dengwen.domains.cases.access import posts_of
from dengwen.domains.cases.verbs.door import Passage

REVIEWING = frozenset({"admit_review", "refuse_review", "decide_review", "order_redo_on_review"})
REREVIEWING = frozenset({"admit_rereview", "refuse_rereview", "decide_rereview", "order_redo_on_review"})
TERMINATING = frozenset({"examine_termination", "refuse_termination", "terminate"})
REEXAMINING = frozenset({"uphold_termination", "revoke_termination"})
CALLING_BACK = frozenset(
    {"call_back_withdrawal", "withdrawal_pressed", "withdrawal_refused", "confirm_withdrawal",
     "go_on_despite_withdrawal"}
)  # fmt: skip


def check_independent(passage: Passage, own: frozenset[str]) -> None:
    """Refuse an actor who did anything in the case but the steps ``own``; raises ``review.acted_in_case``."""
    actor = passage.actor
    posts = passage.look_up(("posts", actor.account), lambda: posts_of(actor.account))
    matter = passage.matter
    team = [("team", post) for post in (matter.handler_id, matter.leader_id)]
    check_took_no_part([*passage.deeds(), *team], posts=posts, own=own, name=actor.name)

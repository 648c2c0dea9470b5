"""What the procedures of a matter left behind; asked by verbs, of the passage that they work in."""

from datetime import date
from functools import partial

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import EXAMINING
from dengwen.domains.cases.models import Claim, Party
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.handling.models import (
    ClaimReasons,
    Hearing,
    Mediation,
    Meeting,
    ProvisionalView,
    ViewComment,
)
from dengwen.domains.handling.reads.rounds import current_round, issued_opinion
from dengwen.domains.letters.models import Attachment
from dengwen.foundation.organs.models import Organ
from dengwen.foundation.staff.models import Post


def knows_petitioner(passage: Passage) -> bool:
    """Say whether anybody is known who brought the matter; an anonymous petition has nobody to meet or to serve."""
    return any(party.person_id is not None for party in passage.rows(Party))


def meetings_of_round(passage: Passage) -> list[Meeting]:
    """Return the meetings that count for the plan of this round."""
    return passage.rows(Meeting, round=current_round(passage))


def attached_file(passage: Passage, attachment: int | None) -> Attachment | None:
    """Return a file of this case; None for none. Raises ``file.not_here``."""
    if attachment is None:
        return None
    found = next(iter(passage.rows(Attachment, pk=attachment)), None)
    if found is None:
        raise Refusal("file.not_here", attachment=attachment)
    return found


def claim_named(passage: Passage, claim: int | None) -> Claim | None:
    """Return a claim of this case; None for the whole of it. Raises ``claim.not_here``."""
    if claim is None:
        return None
    found = next(iter(passage.rows(Claim, pk=claim)), None)
    if found is None:
        raise Refusal("claim.not_here", claim=claim)
    return found


def announced_hearing(passage: Passage) -> Hearing | None:
    """Return the hearing that was announced and not yet held."""
    return next(iter(passage.rows(Hearing, opened_on=None, called_off_on=None)), None)


def running_hearing(passage: Passage) -> Hearing | None:
    """Return the hearing that is being held."""
    return next((each for each in passage.rows(Hearing, closed_on=None) if each.opened_on is not None), None)


def running_mediation(passage: Passage) -> Mediation | None:
    """Return the mediation that goes on."""
    return next(iter(passage.rows(Mediation, ended_on=None)), None)


def agreement(passage: Passage) -> Mediation | None:
    """Return the mediation whose agreement is the last answer to the matter; None where that is an opinion."""
    reached = [each for each in passage.rows(Mediation) if each.method]
    last, opinion = max(reached, key=lambda each: each.round, default=None), issued_opinion(passage)
    return last if last is not None and (opinion is None or opinion.round < last.round) else None


def last_view(passage: Passage) -> ProvisionalView | None:
    """Return the provisional view that was shown last in this round."""
    views = passage.rows(ProvisionalView, round=current_round(passage))
    return max(views, key=lambda view: view.number, default=None)


def comments_on(passage: Passage, view: ProvisionalView) -> list[ViewComment]:
    """Return what was said to a provisional view."""
    return passage.rows(ViewComment, view_id=view.pk)


def reasons_of_round(passage: Passage) -> dict[int, ClaimReasons]:
    """Return the reasons of this round by claim."""
    return {row.claim_id: row for row in passage.rows(ClaimReasons, round=current_round(passage))}


def open_organ(passage: Passage, organ: int) -> Organ | None:
    """Return an organ that is there today and no unit, or None."""
    found = passage.look_up(("organ", organ), lambda: Organ.objects.filter(pk=organ).first())
    return None if found is None or found.closed_on is not None or found.level == "unit" else found


def post_in_force(passage: Passage, post: int, day: date) -> Post | None:
    """Return a post with account and organ, if it holds on ``day``."""
    posts = Post.objects.select_related("organ", "account")
    found = passage.look_up(("post", post), lambda: posts.filter(pk=post).first())
    if found is None or found.since > day or (found.until is not None and found.until < day):
        return None
    return found


def handled_it(passage: Passage, account: int) -> bool:
    """Say whether a person, under any of her posts, leads or handles the matter or did anything in it.

    Examining it, and holding its hearings, is not handling it.
    """
    done = {post for event, post in passage.deeds() if event not in EXAMINING}
    named = {passage.matter.leader_id, passage.matter.handler_id}
    return any(account_of(passage, post) == account for post in done | named if post is not None)


def account_of(passage: Passage, post: int) -> int:
    """Return whose post it is."""
    return passage.look_up(("account of", post), partial(_account, post))


def _account(post: int) -> int:
    return Post.objects.values_list("account_id", flat=True).get(pk=post)

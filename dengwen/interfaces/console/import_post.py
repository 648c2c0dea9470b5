"""Which post an import acts as."""

from datetime import date

from dengwen.base.errors import Refusal
from dengwen.foundation.organs.reads.superiors import higher_organs, is_below, organ_row, organs_by_code
from dengwen.foundation.permissions.actor import Actor, actor_of, load_actor
from dengwen.foundation.permissions.rights import Right
from dengwen.foundation.staff.reads.posts import posts_in_force, posts_of_organ
from dengwen.interfaces.sheets.mapping import Mapping
from dengwen.interfaces.sheets.organ_list import codes_named

_ROLES = ("campaign_office", "registrar")


class NoPostError(Exception):
    """No post, or more than one, fits; the message says what to do."""


def choose_post(wanted: str, mapping: Mapping, today: date) -> Actor:
    """Return the actor named by ``wanted`` (user name or post id), else the only one that the mapping suggests."""
    if wanted.isdigit():
        try:
            return load_actor(int(wanted), today)
        except Refusal as refusal:
            raise NoPostError(
                f"post {wanted} is not in force; look at the posts in the desk under Staff."
            ) from refusal
    if wanted:
        return _of_person(wanted, today)
    return _of_organs(codes_named(mapping), today)


def _of_person(username: str, today: date) -> Actor:
    posts = [actor_of(post) for post in posts_in_force(today).filter(account__username=username)]
    fit = [actor for actor in posts if actor.has(Right.IMPORT)]
    if len(fit) == 1:
        return fit[0]
    if fit:
        raise NoPostError(f"{username} holds several posts that may import; choose one: {_listed(fit)}")
    if posts:
        raise NoPostError(f"{username} may not import: that is for registrars and campaign offices.")
    raise NoPostError(
        f"nobody in force signs in as {username!r}; look at the accounts in the desk under Staff."
    )


def _of_organs(codes: list[str], today: date) -> Actor:
    """Look at the highest organ that the mapping names, then at those above it."""
    ids = organs_by_code(codes)
    if lost := [code for code in codes if code not in ids]:
        raise NoPostError(
            f"there are no organs with the codes {', '.join(lost)}. Found them in the desk under Organs, "
            "or hand in their list: --organs LIST.csv"
        )
    top = next((pk for pk in ids.values() if all(is_below(other, pk) for other in ids.values())), None)
    if top is None:
        raise NoPostError(
            "the mapping names no organ that all others stand below; name a post: --as USERNAME"
        )
    looked_at = [organ_row(top), *higher_organs(top)]
    for organ in looked_at:
        for role in _ROLES:
            found = [actor_of(post) for post in posts_of_organ(organ.pk, today, [role])]
            if len(found) == 1:
                return found[0]
            if found:
                raise NoPostError(f"several posts may import for {organ.name}; choose one: {_listed(found)}")
    raise NoPostError(
        f"nobody may import for {looked_at[0].name}. In the desk, under Staff, appoint a registrar or a campaign "
        "office there (or above it), or name another post: --as USERNAME"
    )


def _listed(actors: list[Actor]) -> str:
    return "; ".join(
        f"--as {actor.post} ({actor.name}, {actor.role}, {actor.organ_name})" for actor in actors
    )

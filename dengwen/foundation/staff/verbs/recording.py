"""What the verbs about accounts and posts tell the ledger: no name, no address, no password."""

from datetime import datetime

from dengwen.base.canonical import plain
from dengwen.base.errors import Refusal
from dengwen.foundation.ledger.chain import NewEntry
from dengwen.foundation.ledger.verbs.append_entries import append_entries
from dengwen.foundation.staff.models import Account, Post

_POST_COLUMNS = ("account_id", "organ_id", "role", "since", "until")


def locked_account(account: int) -> Account:
    """Return the account, locked; raises ``account.not_found``."""
    row = Account.objects.select_for_update().filter(pk=account).first()
    if row is None:
        raise Refusal("account.not_found", account=account)
    return row


def locked_post(post: int) -> Post:
    """Return the post, locked; raises ``post.not_found``."""
    row = Post.objects.select_for_update().filter(pk=post).first()
    if row is None:
        raise Refusal("post.not_found", post=post)
    return row


def account_entry(
    account: Account, event: str, *columns: str, actor_post: int | None, at: datetime, fresh: bool = False
) -> NewEntry:
    """Return the entry for an account; ``columns`` are those that may be told."""
    told = {name: plain(getattr(account, name)) for name in columns}
    return NewEntry(
        kind="account", subject=account.pk, event=event, actor_post=actor_post, at=at,
        payload={"set": {f"staff.account/{account.pk}": told}}, fresh=fresh,
    )  # fmt: skip


def record_account(account: Account, event: str, *columns: str, actor_post: int | None, at: datetime) -> None:
    """Chain one entry to the account's stream."""
    append_entries([account_entry(account, event, *columns, actor_post=actor_post, at=at)])


def post_entry(
    post: Post, event: str, *, actor_post: int | None, at: datetime, fresh: bool = False
) -> NewEntry:
    """Return the entry for a post: all of it when it begins, its last day when it ends."""
    columns = _POST_COLUMNS if fresh else ("until",)
    told = {name: plain(getattr(post, name)) for name in columns}
    return NewEntry(
        kind="post", subject=post.pk, event=event, actor_post=actor_post, at=at,
        payload={"set": {f"staff.post/{post.pk}": told}}, fresh=fresh,
    )  # fmt: skip

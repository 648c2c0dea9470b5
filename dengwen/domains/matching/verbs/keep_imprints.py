"""Keep the keys of whatever words come into a matter, so that it is found when the same is brought again."""

from collections.abc import Sequence

from dengwen.domains.cases.models import Claim, Contact, Matter
from dengwen.domains.cases.verbs.door import Passage
from dengwen.domains.cases.verbs.rows import new_row
from dengwen.domains.matching.models import Imprint
from dengwen.domains.matching.rules.keys import keys_of


def keep_imprints(passages: Sequence[Passage]) -> None:
    """Add the keys of the words of each passage; a reaction, in the transaction in which the words came."""
    for passage in passages:
        texts = [row.text for row in passage.created if isinstance(row, Contact | Claim)]
        heads = passage.is_new or passage.event == "corrected"
        add_imprint(passage, texts, with_heads=heads)


def add_imprint(passage: Passage, texts: Sequence[str], *, with_heads: bool) -> None:
    """Add the keys of ``texts``, and of title and place where these are new; nothing where there are none."""
    row = imprint_of(passage.matter, texts, with_heads=with_heads)
    if row is not None:
        passage.create(row)


def imprint_of(matter: Matter, texts: Sequence[str], *, with_heads: bool) -> Imprint | None:
    """Return the row that holds the keys, not yet written; None where the words have no key."""
    heads = (matter.title, matter.place) if with_heads else ("", "")
    keys = keys_of(title=heads[0], texts=texts, place=heads[1])
    return new_row(Imprint, matter=matter, keys=" ".join(keys)) if keys else None


def forget_imprints(passages: Sequence[Passage]) -> None:
    """Delete the keys of a file that is disposed of: they go with the words that they were made of."""
    Imprint.objects.filter(matter__in=[passage.matter.pk for passage in passages]).delete()

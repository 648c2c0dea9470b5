"""The files of a case, and the bytes of one."""

from dataclasses import dataclass

from dengwen.base.errors import Refusal
from dengwen.domains.cases.access import alive
from dengwen.domains.letters.access import visible_to
from dengwen.domains.letters.models import Attachment
from dengwen.domains.letters.reads.stored_file import fetch
from dengwen.foundation.permissions.actor import Actor


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it was attached: its bytes were compared with their digest a moment ago."""

    name: str
    media_type: str
    content: bytes


def attachments_of(*, actor: Actor, case: int) -> list[Attachment]:
    """Return the files of a matter in the order in which they came; empty where the matter is not visible."""
    return list(visible_to(actor).filter(matter=case).select_related("claim").order_by("pk"))


def open_attachment(*, actor: Actor, attachment: int) -> OpenedFile:
    """Return a file; raises ``file.not_found``, ``file.lost``, ``file.altered``, ``case.disposed``."""
    found = visible_to(actor).select_related("matter").filter(pk=attachment).first()
    if found is None:
        raise Refusal("file.not_found", attachment=attachment)
    alive(found.matter)
    return OpenedFile(found.name, found.media_type, fetch(found.sha256))

"""A letter as the petitioner herself may have it."""

from dengwen.domains.cases.models import Party
from dengwen.domains.letters.models import Letter
from dengwen.domains.letters.reads.letters import Paper, docx_of, issued_pdf, pdf_of
from dengwen.foundation.permissions.actor import Actor


def letter_for_petitioner(letter: Letter, *, actor: Actor) -> Paper:
    """Return the PDF of a letter issued to the petitioner; with another petitioner's name in it, the text without.

    Raises ``letter.altered``, ``file.lost``, ``file.altered``.
    """
    if not letter.named:
        return pdf_of(letter)
    named = Party.objects.filter(matter=letter.matter_id, role="petitioner").order_by("pk").first()
    return issued_pdf(letter) if named is not None and named.pk == actor.party else docx_of(letter)

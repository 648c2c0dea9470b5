"""The answer to "may I?": yes, or no with the reason and what would make it possible."""

from dataclasses import dataclass

from dengwen.base.errors import Refusal


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed when ``refusal`` is None."""

    refusal: Refusal | None = None

    @property
    def allowed(self) -> bool:
        """Say whether the deed may be done."""
        return self.refusal is None


ALLOWED = Decision()

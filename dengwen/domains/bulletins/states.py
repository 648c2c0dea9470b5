"""Where a publication stands. Plain Python."""

from enum import StrEnum


class PublicationState(StrEnum):
    """From the draft to what is issued; what was issued stays readable when it is withdrawn."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"

"""Ways of service that need something first (facts 1.2; service record)."""

from dengwen.base.errors import Refusal

ENTRUSTED = "ENTRUSTED"
PUBLIC_NOTICE = "PUBLIC_NOTICE"


def check_way(*, method: str, through: int | None, tried: bool, known_petitioner: bool) -> None:
    """Refuse a service through nobody, and a public notice before anything else was tried.

    A public notice starts the petitioner's period without her knowing: only where another way failed (``tried``)
    or nobody is known. Raises ``service.no_organ``, ``service.organ_not_asked``, ``service.not_tried``.
    """
    if method == ENTRUSTED and through is None:
        raise Refusal("service.no_organ")
    if method != ENTRUSTED and through is not None:
        raise Refusal("service.organ_not_asked")
    if method == PUBLIC_NOTICE and known_petitioner and not tried:
        raise Refusal("service.not_tried")

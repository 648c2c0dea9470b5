"""How a document number is written (facts, 3.8). Plain Python."""


def short_name(organ: str, endings: dict[str, str]) -> str:
    """Return the short name of an organ: the first of ``endings`` that its name ends in is replaced by its value."""
    for ending, short in endings.items():
        if organ.endswith(ending) and organ != ending:
            return organ.removesuffix(ending) + short
    return organ


def number_words(form: str, *, organ: str, year: int, serial: int, endings: str) -> str:
    """Return the number: short name, year in full in six-angle brackets, number without leading zeros.

    ``endings``: what names end in and what stands for it, as ``Bureau=B;Department=D``.
    """
    known = dict(pair.split("=") for pair in endings.split(";"))
    return form.format(organ=short_name(organ, known), year=year, n=serial)

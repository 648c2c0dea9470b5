"""How a rule or a verb says no."""


class Refusal(Exception):
    """A named no, with what the sentence about it needs.

    ``code`` names the sentence in the code list ``refusals`` (both languages: what is refused and what would
    make it possible); ``facts`` fill its places. Nothing was written when a verb raises it.
    """

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({inside})"

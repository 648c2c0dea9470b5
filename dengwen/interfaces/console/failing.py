"""How a command fails: with a sentence that says what to do, and an exit code."""


class CommandError(Exception):
    """The command cannot go on; the message is for the person at the keyboard."""

    def __init__(self, sentence: str, *, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code

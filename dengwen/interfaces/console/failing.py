"""How a command fails: with a sentence that says what to do, and an exit code."""

import os


class CommandError(Exception):
    """The command cannot go on; the message is for the person at the keyboard."""

    def __init__(self, sentence: str, *, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def console_lang() -> str:
    """Return the language of the person at the keyboard, ``zh`` or ``en``, as the terminal's own settings say."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"

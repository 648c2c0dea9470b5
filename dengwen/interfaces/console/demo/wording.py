"""What the invented staff write into forms, in the language of the petition."""

from random import Random

from dengwen.interfaces.console.demo.words import word_list


class Pen:
    """Writes for one matter; what it draws depends on the matter's own random source alone."""

    def __init__(self, random: Random, language: str, **places: str) -> None:
        self.random, self.places = random, places
        self.lists: dict[str, list[str]] = word_list("deeds")[language]

    def write(self, name: str, **more: str) -> str:
        """Return one of the sentences called ``name`` with its places filled."""
        sentences = self.lists[name]
        chosen = sentences[int(self.random.random() * len(sentences))]
        return chosen.format(**self.places, **more) if "{" in chosen else chosen

    def nth(self, name: str, number: int) -> str:
        """Return the sentence called ``name`` at a place of its list."""
        return self.lists[name][number]

"""From the wording of a kind and the places of a case to the content of a draft. Plain Python."""

from collections.abc import Mapping, Sequence

from dengwen.domains.letters.rules.letter_content import BLANK, Content, Section, clean

_HEAD = "# "


def fill(
    *, title: str, wording: str, plain: Sequence[tuple[str, str]], places: Mapping[str, str], to: str = ""
) -> Content:
    """Return the draft: each ``# heading`` of ``wording`` begins a section, each ``{place}`` takes its value.

    ``plain`` are headings and sentences of the plain-language part. A place without a value stays a blank for the
    hand. Values are put in once and never read again as wording.
    """
    known = _Places({name: clean(value) for name, value in places.items()})
    body = tuple(Section(head, text.format_map(known).strip("\n")) for head, text in sections(wording))
    in_plain = tuple(Section(head, text.format_map(known)) for head, text in plain)
    return Content(title=title, to=to, body=body, plain=in_plain)


def sections(wording: str) -> list[tuple[str, str]]:
    """Return (heading, text) of a wording; text before the first heading has none."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in wording.strip().split("\n"):
        if line.startswith(_HEAD):
            found.append((line.removeprefix(_HEAD).strip(), []))
        else:
            found[-1][1].append(line)
    return [(head, "\n".join(lines)) for head, lines in found if head or any(line.strip() for line in lines)]


class _Places(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return BLANK

    def __getitem__(self, key: str) -> str:
        return super().__getitem__(key) or BLANK

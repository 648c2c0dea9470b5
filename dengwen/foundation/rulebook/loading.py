"""Reads the packs and code lists that lie beside this file, once; the family is that of the installation."""

import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from dengwen.foundation.rulebook.families import HOME, family, overlay_file
from dengwen.foundation.rulebook.findings import Finding, RulebookError
from dengwen.foundation.rulebook.lists import CodeList
from dengwen.foundation.rulebook.model import Pack
from dengwen.foundation.rulebook.overlays import OverlayFile, SitePack, laid_over, overlay_mistakes
from dengwen.foundation.rulebook.pack_file import fixed_mistakes, is_fixed, read_pack
from dengwen.foundation.rulebook.reading import Lines, read
from dengwen.foundation.rulebook.shape import NoPackInForceError, UnknownCodeError

__all__ = [
    "HOME", "all_packs", "check_pack", "code_list", "code_lists", "families", "own_list", "pack", "pack_in_force",
    "packs", "read", "site_packs",
]  # fmt: skip


@cache
def all_packs() -> tuple[Pack, ...]:
    """Return the national packs of every family, oldest first."""
    found = [_pack_at(path) for path in sorted((HOME / "packs").glob("*.toml"))]
    return tuple(sorted(found, key=lambda each: each.in_force_from))


def families() -> tuple[str, ...]:
    """Return the families that there are packs of."""
    return tuple(sorted({each.family for each in all_packs()}))


def packs(of: str | None = None) -> tuple[Pack, ...]:
    """Return the national packs of a family, oldest first; without a name those of the installation's."""
    return _packs(of or family())


@cache
def _packs(of: str) -> tuple[Pack, ...]:
    mine = tuple(each for each in all_packs() if each.family == of)
    for earlier, later in pairwise(mine):
        if earlier.in_force(later.in_force_from):
            facts = {"later": later.code, "day": later.in_force_from}
            raise RulebookError([Finding(f"{earlier.code}.toml", "in_force_to", "in_force_overlap", facts)])
    return mine


@cache
def _pack_at(path: Path) -> Pack:
    return check_pack(path)


def check_pack(path: Path) -> Pack:
    """Read a pack and check what only other files know: its name, calendar, code lists."""
    return read_pack(path, code_list)


def pack(code: str) -> Pack:
    """Return the pack with this code, national or a site's own, whatever the family."""
    if found := _national(code):
        return found
    for each in site_packs():
        if each.code == code:
            return each
    known = ", ".join(sorted(each.code for each in (*all_packs(), *site_packs())))
    raise UnknownCodeError(f"no pack {code!r}; there are: {known}")


@cache
def _national(code: str) -> Pack | None:
    path = HOME / "packs" / f"{code}.toml"
    return _pack_at(path) if re.fullmatch(r"[a-z0-9-]+", code) and path.is_file() else None


def pack_in_force(day: date, of: str | None = None, *, nearest: bool = False) -> Pack:
    """Return the pack in force on ``day``: of the installation's family, as its site changed it, or of ``of``.

    ``nearest`` gives the first pack for a day before all of them, as old registers need it.
    """
    known = packs(of)
    found = next((each for each in known if each.in_force(day)), None)
    if found is None and nearest and known and day < known[0].in_force_from:
        found = known[0]
    if found is None:
        raise NoPackInForceError(
            f"no pack of {of or family()!r} was in force on {day}; add one to rulebook/packs"
        )
    sites = [each for each in site_packs() if each.national == found.code and each.in_force_from <= day]
    return sites[-1] if sites else found


def site_packs() -> tuple[SitePack, ...]:
    """Return the national packs as the site changed them, oldest first; raises ``RulebookError`` if it may not."""
    path = overlay_file()
    return _site_packs(path) if path else ()


@cache
def _site_packs(path: Path) -> tuple[SitePack, ...]:
    return read_overlays(path)


def read_overlays(path: Path) -> tuple[SitePack, ...]:
    """Read and check a file of overlays."""
    if not path.is_file():
        raise RulebookError([Finding(str(path), "DENGWEN_RULES_OVERLAY", "not_a_file", {"known": "–"})])
    found, places = read(path, OverlayFile), Lines(path.read_text(encoding="utf-8"))
    national, laws = {each.code: each for each in all_packs()}, list[SitePack]()
    wrong: list[Finding] = []
    for number, overlay in enumerate(found.overlays):
        here, taken = ("overlays", number), {*national, *(each.code for each in laws)}
        place = f"overlays.{number}"
        if overlay.code in taken:
            wrong.append(_wrong(path, f"{place}.code", "overlay_code_taken", name=overlay.code))
        if overlay.of not in national:
            known = ", ".join(national)
            wrong.append(_wrong(path, f"{place}.of", "overlay_no_pack", name=overlay.of, known=known))
            continue
        if any((each.national, each.in_force_from) == (overlay.of, overlay.in_force_from) for each in laws):
            facts = {"name": overlay.of, "day": overlay.in_force_from}
            wrong.append(_wrong(path, f"{place}.in_force_from", "overlay_same_day", **facts))
        mistaken = list(overlay_mistakes(overlay, here, national[overlay.of], path.name))
        wrong += mistaken
        if not mistaken:
            laws.append(laid_over(national[overlay.of], overlay))
    if wrong:
        raise RulebookError([places.placed(finding) for finding in wrong])
    return tuple(sorted(laws, key=lambda each: each.in_force_from))


def _wrong(path: Path, field: str, code: str, **facts: object) -> Finding:
    return Finding(path.name, field, code, facts)


def code_list(name: str, of: str | None = None) -> CodeList:
    """Return the code list with this name, in the words of the installation's family or of ``of``."""
    return _code_list(name, of or family())


@cache
def _code_list(name: str, of: str) -> CodeList:
    own = own_list(name, of)
    path = HOME / "codes" / f"{name}.toml"
    if not re.fullmatch(r"[a-z_-]+", name) or not (own or path.is_file()):
        raise UnknownCodeError(f"no code list {name!r}; there are: {', '.join(_code_lists(of))}")
    if own and not (is_fixed(name) and path.is_file()):
        return own
    shared = _list_at(path)
    if own is None:
        return shared
    if wrong := fixed_mistakes(own, shared, f"{of}/{name}.toml"):
        raise RulebookError(wrong)
    words = {entry.code: entry for entry in own.entries}
    entries = tuple(words.get(entry.code, entry) for entry in shared.entries)
    return CodeList(code=name, title_en=own.title_en, title_zh=own.title_zh, entries=entries)


def own_list(name: str, of: str | None = None) -> CodeList | None:
    """Return what a family itself says in a list, without what it takes over from the shared one."""
    path = HOME / "codes" / (of or family()) / f"{name}.toml"
    return _list_at(path) if re.fullmatch(r"[a-z_-]+", name) and path.is_file() else None


@cache
def _list_at(path: Path) -> CodeList:
    found = read(path, CodeList)
    if found.code != path.stem:
        raise RulebookError(
            [Finding(path.name, "code", "name_differs", {"code": found.code, "name": path.stem})]
        )
    return found


def code_lists(of: str | None = None) -> tuple[str, ...]:
    """Return the names of all code lists."""
    return _code_lists(of or family())


@cache
def _code_lists(of: str) -> tuple[str, ...]:
    folders = (HOME / "codes", HOME / "codes" / of)
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.toml")}))

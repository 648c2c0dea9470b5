"""``dengwen rules``: list, check and explain the rule packs."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from dengwen.domains.deadlines.rules.when_clocks_run import WORK
from dengwen.foundation.rulebook.campaign_file import FOLDER, campaign_packs, check_campaign, is_campaign_file
from dengwen.foundation.rulebook.explaining import checked, markdown, page_of, period
from dengwen.foundation.rulebook.families import HOME, family, overlay_file
from dengwen.foundation.rulebook.findings import Finding, RulebookError
from dengwen.foundation.rulebook.loading import (
    all_packs,
    check_pack,
    code_list,
    code_lists,
    families,
    pack,
    packs,
    read_overlays,
    site_packs,
)
from dengwen.foundation.rulebook.model import Pack
from dengwen.foundation.rulebook.pack_file import doubts, order_findings
from dengwen.foundation.rulebook.reading import Lines, is_overlay_file
from dengwen.foundation.rulebook.shape import UnknownCodeError
from dengwen.interfaces.console.failing import CommandError, console_lang

STARTED = frozenset(key for work in WORK.values() for key in work.starts)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the deeds of the rule packs."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    deeds.add_parser("list", help="every pack: its days, its family, what nobody has checked")
    check = deeds.add_parser("check", help="say what is wrong with packs or overlays, with line and remedy")
    check.add_argument(
        "packs", nargs="*", metavar="PACK|FILE", help="codes or paths; without any, all that ship"
    )
    explain = deeds.add_parser("explain", help="print a pack as a page, each rule with its article")
    explain.add_argument("pack", nargs="?", metavar="PACK|FILE", help="without one, the pack in force")
    for deed in deeds.choices.values():
        deed.add_argument("--lang", choices=("en", "zh"), help="language (default: that of the terminal)")


def run(args: argparse.Namespace) -> int:
    """Do the deed; ``check`` returns 1 when anything is wrong, 0 when there are doubts at most."""
    lang = args.lang or console_lang()
    try:
        if args.deed == "list":
            return _list(lang)
        if args.deed == "explain":
            print(markdown(page_of(_wanted(args.pack), lang)), end="")
            return 0
    except RulebookError as error:
        raise CommandError(error.say(lang)) from error
    return _check(args.packs, lang)


def _list(lang: str) -> int:
    for law in (*all_packs(), *site_packs()):
        here = "*" if law.family == family() else " "
        print(f"{here} {law.code:<16} {law.title(lang)}; {period(law, lang)}; {checked(law, lang)}")
    for of in families():
        for each in campaign_packs(of):
            here = "+" if each.family == family() else " "  # a campaign
            print(f"{here} {each.code:<24} {each.title(lang)}; {each.starts} – {each.ends}")
    return 0


def _wanted(name: str | None) -> Pack:
    if name is None:
        return (*packs(), *site_packs())[-1]
    path = Path(name)
    if path.is_file():
        return read_overlays(path)[-1] if is_overlay_file(path) else check_pack(path)
    try:
        return pack(name)
    except UnknownCodeError as error:
        raise RulebookError([_no_such(name)]) from error


def _no_such(name: str) -> Finding:
    known = ", ".join(path.stem for path in sorted((HOME / "packs").glob("*.toml")))
    return Finding(name, "", "not_a_file", {"known": known})


def _check(names: list[str], lang: str) -> int:
    found = list(_findings(names) if names else _everything())
    for finding in found:
        mark = "error  " if finding.severe else "warning"
        print(f"{mark}  {finding.say(lang)}")
    wrong = sum(finding.severe for finding in found)
    said = ("{} errors, {} warnings.", "{}处错误，{}处提示。")[lang == "zh"]
    print(said.format(wrong, len(found) - wrong))
    return 1 if wrong else 0


def _findings(names: list[str]) -> Iterator[Finding]:
    laws: dict[Path, Pack] = {}
    for name in names:
        path = Path(name) if Path(name).is_file() else HOME / "packs" / f"{name}.toml"
        if not path.is_file():
            path = FOLDER / f"{name}.toml"
        if not path.is_file():
            yield _no_such(name)
            continue
        try:
            if is_overlay_file(path):
                read_overlays(path)
                continue
            if is_campaign_file(path):
                check_campaign(path)
                continue
            laws[path] = check_pack(path)
        except RulebookError as error:
            yield from error.findings
    yield from _in_order(laws)


def _in_order(laws: dict[Path, Pack]) -> Iterator[Finding]:
    """Yield the doubts about packs, and how those of one family follow each other with those that ship."""
    found: list[Finding] = []
    for law in laws.values():
        found += doubts(law, started=STARTED)
    for name in sorted({law.family for law in laws.values()}):
        mine = {law.code: law for law in (*_shipped(), *laws.values()) if law.family == name}
        found += order_findings(mine.values())
    places = {path.name: Lines(path.read_text(encoding="utf-8")) for path in laws}
    for finding in found:
        yield places[finding.file].placed(finding) if finding.file in places else finding


def _shipped() -> tuple[Pack, ...]:
    try:
        return all_packs()
    except RulebookError:
        return ()


def _everything() -> Iterator[Finding]:
    ship = [*sorted((HOME / "packs").glob("*.toml")), *sorted(FOLDER.glob("*.toml"))]
    yield from _findings([path.stem for path in ship])
    try:
        for each in families():
            for name in code_lists(each):
                code_list(name, each)
        if overlay_file():
            site_packs()
    except RulebookError as error:
        yield from error.findings

"""No tracked file says where a package was downloaded or where the source once lay on someone's disk."""

import re

from tests.house.source import ROOT, tracked_files

# Put together from halves, so that this file does not find itself.
HOSTS = (
    "pypi" + ".org",
    "files.python" + "hosted.org",
    "registry.npm" + "js.org",
    "registry.yarn" + "pkg.com",
)
FORBIDDEN = re.compile(
    "|".join([*map(re.escape, HOSTS), r"(?<![\w.])/wor" + r"k/\w", r"\bfile:///", r"/ro" + r"ot/"])
)
WHAT_IT_IS = "a registry's address or a path of one machine"


def addresses(text: str) -> list[str]:
    """Return the lines of ``text`` that name a registry or a path of one machine."""
    return [line.strip()[:120] for line in text.splitlines() if FORBIDDEN.search(line)]


def test_no_tracked_file_names_a_registry_or_a_machine() -> None:
    found = {}
    for path in tracked_files():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content[:4096] and (lines := addresses(content.decode("utf-8", errors="replace"))):
            found[path.as_posix()] = lines[:3]
    assert found == {}, WHAT_IT_IS


def test_an_address_is_found() -> None:
    assert addresses(f"resolved https://{HOSTS[2]}/echarts") != []
    assert addresses("see /wor" + "k/shared/data") != []
    assert addresses("../shared/data and homework/more") == []

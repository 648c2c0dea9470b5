"""``dengwen rules`` and its pages: the same content, in the language of whoever asks."""

from html import escape
from pathlib import Path

import pytest

from dengwen.domains.deadlines.rules.when_clocks_run import LAST_RESORT
from dengwen.foundation.rulebook.explaining import page_of
from dengwen.foundation.rulebook.loading import HOME, all_packs, pack
from dengwen.foundation.rulebook.model import Pack
from dengwen.foundation.rulebook.pack_file import ALWAYS_THERE
from dengwen.interfaces.console.main import main
from tests.cast import Cast
from tests.desk.clients import at, client_of

CN_2022 = (HOME / "packs" / "cn-2022.toml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def test_what_ships_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    """There may be doubts, each with its line; there are no errors."""
    assert main(["rules", "check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("0 errors, ")
    assert all(line.startswith("warning  ") and ", line " in line for line in lines[:-1])


def test_check_of_a_file_anywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cn-2022.toml"
    path.write_text(
        CN_2022.replace("length = 15", "length = 'x'", 1).replace('"source"', '"sure"', 1), "utf-8"
    )
    assert main(["rules", "check", str(path)]) == 1
    said = capsys.readouterr().out
    assert said.count("error    cn-2022.toml, line ") == 2 and said.endswith("2 errors, 0 warnings.\n")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert main(["rules", "check", str(path)]) == 1
    assert (
        "cn-2022.toml第19行：limits.0.length (CN22-REG-15)：此处应为整数；请写数字，不加引号"
        in capsys.readouterr().out
    )
    assert main(["rules", "check", "cn-1999", "--lang", "en"]) == 1
    assert "name a file, or one of the packs: cn-2005, cn-2022, ew-police-2020" in capsys.readouterr().out


def test_a_new_pack_is_compared_with_those_that_ship(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pack of 2030 overlaps with that of 2022, which has no end yet."""
    path = tmp_path / "cn-2030.toml"
    path.write_text(CN_2022.replace('"cn-2022"', '"cn-2030"').replace("2022-05-01", "2030-01-01"), "utf-8")
    assert main(["rules", "check", str(path)]) == 1
    assert (
        "cn-2022.toml: in_force_to: still in force when cn-2030 begins; end it on the day before 2030-01-01"
        in (capsys.readouterr().out)
    )


def test_check_of_an_overlay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "site.toml"
    path.write_text('[[overlays]]\ncode = "s"\nof = "cn-2022"\n', encoding="utf-8")
    assert main(["rules", "check", str(path)]) == 1
    assert (
        "site.toml, line 1: overlays.0.title_en (s): this field is required; add it"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize("law", all_packs(), ids=lambda law: law.code)
def test_explain_says_every_rule_with_its_article(law: Pack, capsys: pytest.CaptureFixture[str]) -> None:
    found = pack(law.code)
    assert main(["rules", "explain", found.code]) == 0
    page = capsys.readouterr().out
    for limit in found.limits:
        (line,) = [line for line in page.splitlines() if line.startswith(f"| {limit.id} |")]
        assert limit.article in line
        assert ("unverified: nobody has checked this against the law" in line) == (
            limit.status == "unverified"
        )
    assert main(["rules", "explain", found.code, "--lang", "zh"]) == 0
    page = capsys.readouterr().out
    assert all(limit.article_zh in page for limit in found.limits)
    assert "{" not in page


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines if line.startswith("*")] == [
        ["*", "cn-2005"],
        ["*", "cn-2022"],
    ]
    assert any("ew-police-2020" in line and "rules unverified" in line for line in lines)


def test_the_code_and_the_check_ask_for_the_same_limit() -> None:
    assert ALWAYS_THERE == LAST_RESORT


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("part", ["registrar", "administrator", "auditor"])
def test_the_pages_say_the_same(cast: Cast, part: str, language: str) -> None:
    client = client_of(cast, part, language)
    with at():
        listed = client.get("/rules/").content.decode()
        assert client.get("/rules/cn-1999/").status_code == 404
        page = client.get("/rules/cn-2022/").content.decode()
    assert '<a href="/rules/cn-2022/">' in listed and "cn-2005" in listed and "ew-police" not in listed
    for section in page_of(pack("cn-2022"), language).sections:
        for row in section.rows:
            assert all(escape(cell).replace("&#x27;", "&#39;") in page or cell in page for cell in row.cells)
    assert page.count('class="rule-unverified"') == 3

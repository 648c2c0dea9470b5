"""The glossary names things of the code as the code has them, and the two languages of the field."""

import re
from pathlib import Path

from django.apps import apps

from dengwen.domains.cases.transitions import TRANSITIONS

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()[6:]
    if line.startswith("| ") and not line.startswith("| term |")
]
MODELS = {f"{model._meta.app_label}.{model.__name__}": model for model in apps.get_models()}
# States and facts that the glossary names beside the verbs.
OTHER = {"dossier_review", "raised_to", "close_basis"}


def test_every_term_has_both_languages() -> None:
    assert len(ROWS) > 50
    for term, chinese, *_ in ROWS:
        assert re.search("[a-z]", term), term
        assert re.search("[一-鿿]", chinese), term


def test_every_model_that_is_named_exists() -> None:
    named = {name for row in ROWS for name in re.findall(r"`([a-z]+\.[A-Z]\w+)`", row[2])}
    assert len(named) > 25
    assert named <= MODELS.keys()


def test_every_noun_of_a_case_is_in_the_glossary_or_part_of_one_that_is() -> None:
    words = " ".join(row[2] for row in ROWS)
    parts = {"Statement", "Involvement", "NumberSeries", "OpinionSeries", "DecisionSeries", "ClaimReasons"}
    nouns = {
        model.__name__
        for model in MODELS.values()
        if model._meta.app_label in {"handling", "appeals"} and model.__name__ not in parts
    }
    assert {noun for noun in nouns if noun not in words} == {"DecisionService", "MediationConsent"}


def test_every_verb_that_is_named_is_in_the_table_or_a_file() -> None:
    verbs = {line.verb for line in TRANSITIONS}
    files = {path.stem for path in (ROOT / "dengwen").rglob("verbs/*.py")}
    doors = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "dengwen").rglob("verbs/*.py"))
    for row in ROWS:
        for name in re.findall(r"`([a-z]+_[a-z_]+)`", row[2]):
            assert name in verbs or name in files or f"def {name}(" in doors or name in OTHER, name

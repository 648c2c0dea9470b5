"""The settings of linkage, read from data: what is compared, how pairs are found, how weights are learned.

One file (``matter.toml``) serves DuckDB and Spark: conditions are said in it by what they mean, and
:func:`splink_settings` writes them in the words of either.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("matter.toml")
_FIRST = Path(__file__).with_name("first_weights.json")
# How many two lists have in common, and how long a list is, in the words of each engine.
COMMON = {"duckdb": "len(list_intersect({0}, {1}))", "spark": "size(array_intersect({0}, {1}))"}
LENGTH = {"duckdb": "len({0})", "spark": "size({0})"}
_LEAST_MATTERS = 500  # with few matters, as many of them are one as if there were so many
ELSE = "else"
MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Level:
    """One way to agree. Exactly one of same, shared, days, overlap, named is the column that it looks at.

    ``named``: a value of the list ``own`` of either stands in this list of the other.
    """

    key: str
    same: str = ""
    shared: str = ""
    days: str = ""
    overlap: str = ""
    named: str = ""
    least: float = 1
    most: int = 0
    shared_least: int = 1
    by_frequency: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared; ``about_the_matter``: to agree in it says something of the matter, not of people alone."""

    key: str
    column: str
    levels: tuple[Level, ...]
    about_the_matter: bool = False

    def level_of(self, gamma: int) -> str:
        """Return the key of the level that Splink numbers: -1 missing, 0 else, the first level highest."""
        return MISSING if gamma < 0 else ELSE if gamma == 0 else self.levels[len(self.levels) - gamma].key


@dataclass(frozen=True, slots=True)
class Blocking:
    """Pairs that agree in ``same`` (lists in ``explode``: in one value of them), at most ``most`` days apart."""

    key: str
    same: tuple[str, ...]
    explode: tuple[str, ...] = ()
    days: str = ""
    most: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it; ``digest`` names this very text, and weights learned under it."""

    version: int
    digest: str
    text: Mapping[str, int]
    share: int
    blocking: tuple[Blocking, ...]
    comparisons: tuple[Comparison, ...]
    about_always: tuple[str, ...]
    training: Mapping[str, Any]
    offer: float
    sample: float
    sample_of_band: int
    bands: tuple[float, ...]


@cache
def settings(path: Path = _FILE) -> Settings:
    """Read the settings of a file; raises ``KeyError`` or ``TypeError`` where it says something unknown."""
    raw = path.read_bytes()
    said = tomllib.loads(raw.decode())
    limits = said["thresholds"]
    return Settings(
        version=said["version"],
        digest=hashlib.sha256(raw).hexdigest(),
        text=said["text"],
        share=said["found_by"]["share"],
        blocking=tuple(_blocking(each) for each in said["blocking"]),
        comparisons=tuple(_comparison(each) for each in said["comparisons"]),
        about_always=tuple(said["about_the_matter"]["always"]),
        training=said["training"],
        offer=limits["offer"], sample=limits["sample"], sample_of_band=limits["sample_of_band"],
        bands=tuple(limits["bands"]),
    )  # fmt: skip


def _blocking(said: Mapping[str, Any]) -> Blocking:
    days = said.get("days", {"column": "", "most": 0})
    return Blocking(
        said["key"], tuple(said["same"]), tuple(said.get("explode", ())), days["column"], days["most"]
    )


def _comparison(said: Mapping[str, Any]) -> Comparison:
    levels = tuple(Level(**level) for level in said["levels"])
    return Comparison(said["key"], said["column"], levels, said.get("about_the_matter", False))


def blocking_of(known: Settings, key: str, engine: str) -> dict[str, Any]:
    """Return one way of finding pairs as Splink takes it."""
    rule = next(each for each in known.blocking if each.key == key)
    parts = [f"l.{column} = r.{column}" for column in rule.same]
    if rule.days:
        parts.append(f"abs(l.{rule.days} - r.{rule.days}) <= {rule.most}")
    made: dict[str, Any] = {"blocking_rule": " AND ".join(parts), "sql_dialect": engine}
    return made | ({"arrays_to_explode": list(rule.explode)} if rule.explode else {})


def certain_pairs(known: Settings, engine: str) -> list[dict[str, Any]]:
    """Return the ways of finding pairs that are one matter without doubt, as Splink takes them."""
    made = []
    for said in known.training["certain"]:
        rule = blocking_of(known, said["block"], engine)
        if more := said.get("and"):
            rule["blocking_rule"] += f" AND ({condition(Level(**more), engine, 'l.{0}', 'r.{0}')})"
        made.append(rule)
    return made


def with_weights(made: dict[str, Any], weights: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings for an engine with learned weights in them (:func:`learned` reads them out again)."""
    for comparison in made["comparisons"]:
        told = weights["levels"][comparison["output_column_name"]]
        for level in comparison["comparison_levels"]:
            if level["label_for_charts"] != MISSING:
                level["m_probability"], level["u_probability"] = told[level["label_for_charts"]]
    return made | {"probability_two_random_records_match": weights["prior"]}


def learned(model: Mapping[str, Any]) -> dict[str, Any]:
    """Return the weights that Splink learned: of each level, how often the same and how often others agree so."""
    return {
        "prior": model["probability_two_random_records_match"],
        "levels": {
            comparison["output_column_name"]: {
                level["label_for_charts"]: [level.get("m_probability"), level.get("u_probability")]
                for level in comparison["comparison_levels"]
                if level["label_for_charts"] != MISSING
            }
            for comparison in model["comparisons"]
        },
    }


def learned_from(way: Mapping[str, Any], engine: str) -> dict[str, str]:
    """Return over which pairs weights are learned: those whose lists begin alike, or that have the same values."""
    first = {"duckdb": 1, "spark": 0}[engine]
    parts = [f"l.{column}[{first}] = r.{column}[{first}]" for column in way.get("first", ())]
    parts += [f"l.{column} = r.{column}" for column in way.get("same", ())]
    return {"blocking_rule": " AND ".join(parts), "sql_dialect": engine}


def condition(level: Level, engine: str, left: str = "{0}_l", right: str = "{0}_r") -> str:
    """Return a level as a condition of SQL; ``left`` and ``right`` say how a column of either row is called."""

    def both(column: str) -> tuple[str, str]:
        return left.format(column), right.format(column)

    if level.same:
        return "{} = {}".format(*both(level.same))
    if level.days:
        return "abs({} - {}) <= {}".format(*both(level.days), level.most)
    if level.named:
        (one, other), (first, second) = both("own"), both(level.named)
        named = (COMMON[engine].format(one, second), COMMON[engine].format(first, other))
        return "{} >= 1 OR {} >= 1".format(*named)
    if level.shared:
        return f"{COMMON[engine].format(*both(level.shared))} >= {level.least:g}"
    one, other = both(level.overlap)
    common = COMMON[engine].format(one, other)
    lengths = f"{LENGTH[engine].format(one)}, {LENGTH[engine].format(other)}"
    return f"{common} >= {level.shared_least} AND {common} >= {level.least:g} * least({lengths})"


def splink_settings(known: Settings, engine: str) -> dict[str, Any]:
    """Return the settings as Splink takes them, for ``duckdb`` or ``spark``."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "comparisons": [_splink_comparison(each, engine) for each in known.comparisons],
        "blocking_rules_to_generate_predictions": [
            blocking_of(known, each.key, engine) for each in known.blocking
        ],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "max_iterations": 20,
        "em_convergence": 0.001,
    }


def _splink_comparison(said: Comparison, engine: str) -> dict[str, Any]:
    column = said.column
    levels: list[dict[str, Any]] = [
        {
            "sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL",
            "label_for_charts": MISSING,
            "is_null_level": True,
        }
    ]
    for level in said.levels:
        made: dict[str, Any] = {"sql_condition": condition(level, engine), "label_for_charts": level.key}
        if level.by_frequency:
            made |= {"tf_adjustment_column": level.same, "tf_adjustment_weight": 1.0}
        levels.append(made)
    levels.append({"sql_condition": "ELSE", "label_for_charts": ELSE})
    return {"output_column_name": said.key, "comparison_levels": levels}


def first_weights() -> dict[str, Any]:
    """Return the weights that come with Dengwen, learned on made-up registers (``bench/retold.py``)."""
    found: dict[str, Any] = json.loads(_FIRST.read_text(encoding="utf-8"))
    return found


def completed(found: dict[str, Any], matters: int) -> dict[str, Any]:
    """Return learned weights with what these ``matters`` did not teach filled in from those that ship."""
    first, taught = shipped_weights(matters), found["levels"]

    def rates(key: str, level: str, others: list[float]) -> list[float]:
        told = taught.get(key, {}).get(level, (None, None))  # a column that is empty is not in it at all
        return [one if _is_rate(one) else other for one, other in zip(told, others, strict=True)]

    levels = {
        key: {level: rates(key, level, others) for level, others in of.items()}
        for key, of in first["levels"].items()
    }
    return {"prior": found["prior"] if _is_rate(found["prior"]) else first["prior"], "levels": levels}


def shipped_weights(matters: int) -> dict[str, Any]:
    """Return the weights that ship for so many ``matters``: as many pairs for each as where they were learned."""
    first = first_weights()
    prior = first["prior"] * first["matters"] / max(matters, _LEAST_MATTERS)
    return {"prior": prior, "levels": first["levels"]}


def _is_rate(value: object) -> bool:
    return isinstance(value, float | int) and 0 < value <= 1


def about_keys(known: Settings) -> tuple[str, ...]:
    """Return the comparisons of which one at least must agree: a pair alike in its people alone is never offered."""
    return tuple(
        each.key for each in known.comparisons if each.about_the_matter or each.key in known.about_always
    )


def digest_of(parameters: Mapping[str, Any]) -> str:
    """Return the digest of learned weights."""
    return hashlib.sha256(json.dumps(parameters, sort_keys=True).encode()).hexdigest()

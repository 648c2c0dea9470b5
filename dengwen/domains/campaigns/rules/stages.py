"""Stages follow each other; each is entered and left only with everything proven (plan S9)."""

from collections.abc import Collection, Mapping

from dengwen.base.errors import Refusal
from dengwen.foundation.rulebook.campaign import CampaignPack, Stage


def next_stage(pack: CampaignPack, *, left: Collection[str], stage: str) -> Stage | None:
    """Return the stage to enter next; None while one runs or after the last. ``left``: those that are over."""
    if stage:
        return None
    return next((each for each in pack.stages if each.key not in left), None)


def lacking(stage: Stage, kind: str, proven: Collection[str]) -> list[str]:
    """Return the items of the stage's list ``entry`` or ``exit`` that nobody has proven yet."""
    wanted = stage.entry if kind == "entry" else stage.exit
    return [key for key in wanted if key not in proven]


def check_enter(pack: CampaignPack, *, left: Collection[str], now_in: str, proven: Collection[str]) -> Stage:
    """Return the stage to enter; raises ``stage.runs``, ``stage.none_left``, ``stage.lacking``."""
    if now_in:
        raise Refusal("stage.runs", stage=named(pack, now_in))
    stage = next_stage(pack, left=left, stage="")
    if stage is None:
        raise Refusal("stage.none_left")
    _check(pack, lacking(stage, "entry", proven))
    return stage


def check_leave(pack: CampaignPack, *, now_in: str, proven: Collection[str]) -> Stage:
    """Return the stage that is left; raises ``stage.none_runs``, ``stage.lacking``."""
    stage = pack.stage(now_in) if now_in else None
    if stage is None:
        raise Refusal("stage.none_runs")
    _check(pack, lacking(stage, "exit", proven))
    return stage


def _check(pack: CampaignPack, missing: list[str]) -> None:
    if missing:
        words = [Words(each.zh, each.en) for key in missing if (each := pack.item(key)) is not None]
        raise Refusal("stage.lacking", items=words[0], count=len(missing))


class Words:
    """Words in both languages, as sentences of refusals take them (``name`` and ``name_en``)."""

    def __init__(self, zh: str, en: str) -> None:
        self.name, self.name_en = zh, en


def named(pack: CampaignPack, stage: str) -> Words:
    """Return the words of a stage."""
    found = pack.stage(stage)
    return Words(found.zh, found.en) if found else Words(stage, stage)


def standing(*, denominator: int, resolved: int, share: int) -> Mapping[str, int]:
    """Return how many are wanted for a target, how many are still missing, and the share reached in tenths of 1 %.

    The denominator is the fixed one of the stage: what was left outside afterwards stays in it.
    """
    wanted = -(-denominator * share // 100)
    return {
        "wanted": wanted, "missing": max(0, wanted - resolved),
        "reached": resolved * 1000 // denominator if denominator else 0,
    }  # fmt: skip

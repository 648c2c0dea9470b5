"""What is counted, in which words. Plain Python, data only; how, is ``reads/conditions.py`` and nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One column of the figures.

    ``of`` names the measure that this one is a part of: both are always shown, then the percentage. ``stock``:
    counted as things stand at the end of the month, not as they happened in it. ``source``: where the
    definition comes from.
    """

    id: str
    name_en: str
    name_zh: str
    short_en: str
    short_zh: str
    definition_en: str
    definition_zh: str
    source: str
    of: str = ""
    stock: bool = False


_LATE_STAYS_EN = (
    "A limit that ended earlier and is still not met when the month begins is counted again in every month until "
    "it is met: whoever is late stays in the denominator."
)
_LATE_STAYS_ZH = "此前已到期、本月月初仍未完成的，逐月继续计入，直至完成为止：逾期件始终留在分母中。"
_RUNNING_EN = "In the running month only limits that ended before today are counted."
_RUNNING_ZH = "当月只计今天之前已到期的。"
_NOT_ACCEPTANCE_EN = (
    "Left out: matters merged into another before the limit ended, and matters of a former register that knew no "
    "such limit."
)
_NOT_ACCEPTANCE_ZH = "不计入：期限届满前已并案的；原登记簿移入、当时无此期限的。"

MEASURES: tuple[Measure, ...] = (
    Measure(
        "received", "Received", "收到", "Received", "收到",
        "Matters whose first letter, visit or call came in within the month, whatever became of them since; merged and "
        "diverted matters too. Further contacts on a known matter are not new matters.",
        "首次来信、来访、来电在本月内的信访事项，不论后来如何处理；已并案、已导入法定程序的也计入。同一事项的再次来信来访不另计。",
        "L22 Art.21",
    ),
    Measure(
        "accept_due", "Acceptance decision due", "应作出受理决定", "Acceptance due", "应受理",
        "Matters whose limit for saying in writing whether they are accepted ended within the month. " + _LATE_STAYS_EN
        + f" {_NOT_ACCEPTANCE_EN} {_RUNNING_EN}",
        "受理告知期限在本月内届满的事项。" + _LATE_STAYS_ZH + _NOT_ACCEPTANCE_ZH + _RUNNING_ZH,
        "facts 2.1, 2.4; L22 Art.22, 23",
    ),
    Measure(
        "accept_in_time", "Acceptance decided in time", "按期作出受理决定", "in time", "按期",
        "Of these: accepted, not accepted with reasons, or led into the statutory channel on or before the last day of "
        "the limit.",
        "其中：在期限届满当日或之前已受理、已说明理由不予受理或已导入法定程序的。",
        "facts 2.1; L22 Art.23", of="accept_due",
    ),
    Measure(
        "decide_due", "Handling opinion due", "应作出处理意见", "Opinion due", "应办结意见",
        "Matters whose limit for the handling opinion ended within the month. " + _LATE_STAYS_EN
        + f" A reopened matter has lost its opinion: it counts anew. {_RUNNING_EN}",
        "处理意见期限在本月内届满的事项。" + _LATE_STAYS_ZH
        + f"重新办理的，原处理意见不再计入，重新计算。{_RUNNING_ZH}",
        "facts 2.1, 2.4; L22 Art.34",
    ),
    Measure(
        "decide_in_time", "Handling opinion in time", "按期作出处理意见", "in time", "按期",
        "Of these: the opinion was issued, or the matter was led into the statutory channel, on or before the last day "
        "of the limit.",
        "其中：在期限届满当日或之前已作出处理意见或已导入法定程序的。",
        "facts 2.1; L22 Art.34", of="decide_due",
    ),
    Measure(
        "open", "Open", "未办结", "Open", "未办结",
        "Matters received by the end of the month in which an organ still owed the next step at that time: not closed, "
        "refused, diverted or merged. In the running month: today. A reopened matter counts as open from its "
        "beginning on.",
        "截至月末（当月为今天）已收到、仍由机关承担下一步工作的事项：尚未办结、未作出不予受理、未导入法定程序、未并案。重新办理的，视为始终未办结。",
        "facts 8c", stock=True,
    ),
    Measure(
        "overdue", "Overdue", "逾期", "Overdue", "逾期",
        "Of the open: the limit for the acceptance decision or for the handling opinion had ended and was not met. "
        "At the end of the month; in the running month: limits that ended before today. Other steps that are late (a "
        "report, a dossier, a remedy) show in the queues, not here.",
        "未办结中：受理告知期限或处理意见期限已届满而仍未完成的。按月末计；当月按今天之前已到期的计。其他环节逾期（报告、报结材料、落实）见工作列表，不计入此处。",
        "facts 2.1; L22 Art.22, 23, 34", of="open", stock=True,
    ),
    Measure(
        "closed", "Closed, verified by a higher organ", "经上级核查办结", "Closed, verified", "核查办结",
        "Closed within the month on a dossier that a higher organ accepted, and not reopened since.",
        "本月内经上级机关核查通过后办结、此后未重新办理的。",
        "plan S25, S27",
    ),
    Measure(
        "closed_former", "Closed in a former register", "原登记簿办结", "Closed, former register", "原登记簿办结",
        "Closed within the month according to the register that the matter was taken over from. Nobody verified "
        "it here; it is never added to the verified ones.",
        "依移入前的原登记簿，本月内办结的。未经本系统核查，绝不与核查办结合并计算。",
        "facts 2.3",
    ),
    Measure(
        "returned", "Dossiers returned", "报结退回", "Returned", "退回",
        "Matters whose dossier the higher organ returned, or ordered to be handled anew, within the month; a matter "
        "counts once a month.",
        "本月内报结材料被上级机关退回或责令重新办理的事项；同一事项每月只计一次。",
        "plan S27, S52",
    ),
)  # fmt: skip

BY_ID = {measure.id: measure for measure in MEASURES}
# The ways to split the figures of one organ. ``month`` shows the twelve months up to the chosen one.
DIMENSIONS = ("category", "channel", "source")
SPLITS = ("organ", *DIMENSIONS, "month")


def percentages() -> Iterator[tuple[Measure, Measure]]:
    """Yield each part with its whole: what can be said in per cent, always beside both numbers."""
    for measure in MEASURES:
        if measure.of:
            yield measure, BY_ID[measure.of]

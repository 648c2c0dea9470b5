"""docs/reference/indicators.md: what the snapshots measure."""

from dengwen.domains.bulletins.rules.indicators import Indicator, indicators, signals

_HEAD = """# Indicators and signs
\nThis page is written by `make reference` from the code; a test compares them.

Of each indicator a snapshot gives numerator, denominator and share, by organ, and the cases behind both as they stood.
Conditions are those of `rulebook/codes/indicators.toml` and `signals.toml` on the columns of a frozen matter;
`$start` and `$last` are the first and last day of the month. No visits, places or persons are counted.
"""
_SIGNS = """
## Signs
\nA sign is a reason to look at how an organ handles cases, never a finding; it says nothing about those who petition.
"""


def indicators_page() -> str:
    """Return the page, from the data."""
    return (
        _HEAD + "".join(_section(each) for each in indicators()) + _SIGNS + "".join(map(_section, signals()))
    )


def _section(each: Indicator) -> str:
    lines = [f"\n### `{each.id}` {each.code.label('en')} · {each.code.label('zh')}\n"]
    for lang in ("en", "zh"):
        lines.append(f"- {each.words('definition', lang)}")
        if without := each.words("exclusions", lang):
            lines.append(f"- {'Left out' if lang == 'en' else '不计入'}: {without}")
    if source := each.code.extras.get("source"):
        lines.append(f"- Source: {source} ({each.code.extras['kind']})")
    lines += [f"- Denominator ({each.table}): `{each.denominator}`", f"- Numerator: `{each.numerator}`"]
    return "\n".join(lines) + "\n"

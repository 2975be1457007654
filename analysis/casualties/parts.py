"""Figures of one sentence that count some of the people of another: "five children: two boys, two girls and a baby"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.casualties.figures import Figure

CONDITION = re.compile(r"in [\w ]*condition|(?:critically|seriously) \w+", re.IGNORECASE)


def mark_parts(figures: Sequence[Figure], text: str) -> None:
    """Mark the figures of a sentence that lie inside one before them as ``part``."""
    for i, whole in enumerate(figures):
        listed = whole.victims is None and any(f.joined == whole.joined for f in figures[:i])  # "21 in Avel, 36 in Orm"
        if not listed:
            _mark_summands(whole, figures[i + 1 :])
        for some in figures[i + 1 :]:
            some.part |= _is_condition(some, whole, text)


def _is_condition(some: Figure, whole: Figure, text: str) -> bool:
    """Whether a bare number tells how bad it is with some of those before: "four shot, one in critical condition"."""
    if some.low is None or whole.low is None or some.low >= whole.low or some.victims or not some.number or whole.part:
        return False
    return some.outcome == whole.outcome == "wounded" and CONDITION.fullmatch(text, *some.cue) is not None


def _mark_summands(whole: Figure, following: Sequence[Figure]) -> None:
    """Mark figures that add up to the one before them: "five children: two boys, two girls and a baby"."""
    told = [f for f in following if (f.joined, f.outcome) == (whole.joined, whole.outcome)]
    alike = all(
        f.victim_group == whole.victim_group
        or "unknown" in (f.victim_group, whole.victim_group)
        or f.victim_group == "child"
        for f in told
    )
    if whole.part or whole.low is None or whole.low < 2 or len(told) < 2 or not alike:
        return
    if sum(f.low or 0 for f in told) == whole.low:
        for f in told:
            f.part = True

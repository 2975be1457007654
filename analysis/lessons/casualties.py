"""What lesson 2, counting casualties, calls: figures of a sentence, conventions side by side, and the checks."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.casualties.tolls import CONVENTIONS, tolls, vague_table
from analysis.documents import read_text
from analysis.lessons.verdicts import Verdict, judge_choice, judge_number, unanswered
from analysis.pipeline import analyse
from analysis.tables import POLICIES, table

PHRASES = ("at least 12", "more than 40", "up to seven", "between 10 and 15")
SHOWN = ["text", "outcome", "low", "high", "approximate", "vague"]


def figures_in(sentence: str) -> pd.DataFrame:
    """The casualty figures that are read in a sentence: text, outcome, low, high, approximate, vague.

    >>> figures_in("The mayor said that at least 12 people were killed.")[["text", "low"]].to_dict("records")
    [{'text': 'at least 12 people', 'low': 12}]
    """
    return table("casualties", analyse(read_text(sentence))["casualties"])[SHOWN]


def conventions() -> pd.DataFrame:
    """What words without a number count for: a row a word, a column a convention, as "low" or "low to high"."""
    counted = {name: vague_table(name) for name in CONVENTIONS}
    words = dict.fromkeys(word for held in counted.values() for word in held if word != "*")
    return pd.DataFrame(
        {name: [_written(held.get(word)) for word in words] for name, held in counted.items()},
        index=pd.Index(words, name="word"),
    )


def _written(bounds: tuple[int, int] | None) -> str:
    if bounds is None:
        return "no number"
    return f"{bounds[0]:,}" if bounds[0] == bounds[1] else f"{bounds[0]:,} to {bounds[1]:,}"


def totals(casualties: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """The sum of the articles' tolls under each convention for vague words and each policy, a row a convention.

    No number of people: articles tell of the same events.
    """
    rows = {}
    for vague in ("none", *CONVENTIONS):
        made = {policy: tolls(casualties, policy, vague) for policy in POLICIES}
        rows[vague] = {policy: held.loc[held["outcome"] == outcome, "best"].sum() for policy, held in made.items()}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("vague words")


def bounds(*answers: Any) -> Verdict:
    """The pairs of low and high for ``PHRASES``, in their order; None where a side is open.

    >>> bounds((12, 12), (41, None), (None, 7), (10, 15))
    ✗ Not yet. “at least 12”: look at the higher bound again.
    """
    if (open_ := unanswered(*answers)) is not None:
        return open_
    for phrase, answer in zip(PHRASES, answers, strict=True):
        if not isinstance(answer, tuple | list) or len(answer) != 2:
            return Verdict(
                False, f"“{phrase}”: write a pair in brackets, such as (3, 5), with None where a side is open."
            )
        right = figures_in(f"The mayor said that {phrase} people were killed.").iloc[0]
        for name, given in zip(("low", "high"), answer, strict=True):
            expected = None if pd.isna(right[name]) else int(right[name])
            if given != expected:
                side = "lower" if name == "low" else "higher"
                return Verdict(False, f"“{phrase}”: look at the {side} bound again.")
    return Verdict(True, "")


def vague_total(convention: str, words: list[str], answer: Any) -> Verdict:
    """The least that some vague words count for together under a convention."""
    held = vague_table(convention)
    right = sum(held[word][0] for word in words)
    slips: dict[str, float] = {
        f"That is by the convention of {other}.": sum(vague_table(other)[word][0] for word in words)
        for other in CONVENTIONS
    }
    slips = {says: slip for says, slip in slips.items() if slip != right}
    return judge_number(answer, right, slips | {"Take the lower end of each.": sum(held[word][1] for word in words)})


def one_sided(casualties: pd.DataFrame, answer: Any) -> Verdict:
    """How many figures are open at one end and at one only."""
    low, high = casualties["low"].isna(), casualties["high"].isna()
    return judge_number(answer, int((low ^ high).sum()), {
        "You counted those without any number too.": int((low | high).sum()),
        "You counted those that have no number at all.": int((low & high).sum()),
        "You counted those without an upper end; some have no lower end.": int((high & ~low).sum()),
        "You counted those with both ends.": int((~low & ~high).sum()),
    })  # fmt: skip


def times_too_large(casualties: pd.DataFrame, events: pd.DataFrame, outcome: str, answer: Any) -> Verdict:
    """How many times the sum of all figures is that of the events, by their lower ends."""
    figures = casualties.loc[casualties["outcome"] == outcome]
    reported = events[(events["outcome"] == outcome) & ~events["background"]]
    naive, counted = float(figures["low"].sum()), float(reported["latest_low"].sum())
    if not counted:
        return Verdict(False, f"No event here has a number of {outcome}; choose another outcome in the parameters.")
    return judge_number(answer, naive / counted, {
        "That is the sum of all figures; divide it by the sum of the events.": naive,
        "That is the sum of the events; by how much is the sum of all figures larger?": counted,
        "You divided the wrong way round.": counted / naive if naive else -1,
        "You took the higher ends.": float(figures["high"].sum()) / counted,
    })  # fmt: skip


def widest(events: pd.DataFrame, outcome: str, answer: Any) -> Verdict:
    """Which reported event has the widest gap between its lowest and highest number; where several have, any of them."""
    reported = events[(events["outcome"] == outcome) & ~events["background"]]
    gap = (reported["latest_high"] - reported["latest_low"]).astype(float)
    if not len(gap):
        return Verdict(False, f"No event here has a number of {outcome}; choose another outcome in the parameters.")
    largest = set(reported.loc[reported["latest_high"] == reported["latest_high"].max(), "event_id"])
    hint = "Another event has a wider gap: subtract latest_low from latest_high."
    if answer in largest:
        hint = "That event has the largest number; its gap is not the widest."
    return judge_choice(answer, set(reported.loc[gap == gap.max(), "event_id"]), reported["event_id"].tolist(), hint)

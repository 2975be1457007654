"""Is an answer right? What every check of an exercise is made of."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any

import pandas as pd

CLOSE = 0.006  # of the right number, where it is no whole number: rounded to two places is right


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right, and what is wrong with it; a notebook shows it as one line."""

    right: bool
    says: str

    def __repr__(self) -> str:
        return f"{'✓ Right.' if self.right else '✗ Not yet.'} {self.says}".strip()


def unanswered(*answers: object) -> Verdict | None:
    """The verdict on an exercise that nobody has worked on; None where there is an answer."""
    if any(answer is ... for answer in answers):
        return Verdict(False, "Put your answer in place of the three dots, and run both cells again.")
    return None


def judge_number(answer: Any, right: float, slips: Mapping[str, float] | None = None) -> Verdict:
    """Whether a number is the right one.

    Parameters
    ----------
    answer : what the student has
    right : a whole number must be met, any other to within 0.6 %
    slips : what a known mistake says of itself -> the number that it leads to

    >>> judge_number(5, 7, {"You counted articles, not figures.": 5})
    ✗ Not yet. You counted articles, not figures.
    >>> judge_number(7.0, 7)
    ✓ Right.
    """
    if (open_ := unanswered(answer)) is not None:
        return open_
    if isinstance(answer, pd.Series) and len(answer) == 1:
        answer = answer.iloc[0]
    if isinstance(answer, bool) or not isinstance(answer, Real) or pd.isna(answer):  # type: ignore[call-overload]
        return Verdict(False, f"The answer is one number; yours is {_described(answer)}.")
    given = float(answer)
    if _same(given, right):
        return Verdict(True, "")
    for says, slip in (slips or {}).items():
        if _same(given, slip):
            return Verdict(False, says)
    return Verdict(False, f"Your number is too {'high' if given > right else 'low'}.")


def _same(given: float, right: float) -> bool:
    if float(right).is_integer():
        return given == right
    return math.isclose(given, right, rel_tol=CLOSE)


def judge_choice(answer: Any, right: Collection[str], options: Collection[str], hint: str) -> Verdict:
    """Whether a name is one of the right ones; ``hint`` is what to think of where it is another of the options.

    >>> judge_choice("Lantern", {"Courier"}, ["Courier", "Lantern"], "Divide by the words.")
    ✗ Not yet. Divide by the words.
    """
    if (open_ := unanswered(answer)) is not None:
        return open_
    if answer not in options:
        some = ", ".join(f"“{option}”" for option in list(options)[:8])
        return Verdict(False, f"Your answer is {_described(answer)}; the names to choose from are {some}.")
    return Verdict(True, "") if answer in right else Verdict(False, hint)


def _described(answer: Any) -> str:
    if isinstance(answer, str):
        return f"the text “{answer[:40]}”"
    return "missing" if answer is None else f"a {type(answer).__name__}"

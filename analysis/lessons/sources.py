"""What lesson 3, who says so, calls: a statement to take apart, and the checks."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from analysis.charts.claim_charts import NEUTRAL
from analysis.charts.summaries import effective_number, statements_by_voice
from analysis.charts.wording import verbs
from analysis.evaluation import covered
from analysis.lessons.verdicts import Verdict, judge_number, unanswered
from analysis.tables import Tables

ROLES = ("source", "cue", "content")
LONG = 260  # characters of a statement that can be taken apart at a glance
ENOUGH = 0.5  # of the joint letters of two stretches that count as the same one
ASKED = 3  # verbs


def example(tables: Tables) -> str:
    """The claim that the reader is surest of among short ones with a source, a cue and one content; its claim_id.

    Raises ValueError where no claim is such.
    """
    spans = tables.spans[tables.spans["role"].isin(ROLES)]
    whole = spans.groupby("record_id")["role"].agg(lambda roles: sorted(map(str, roles)) == sorted(ROLES))
    claims = tables.claims
    fit = claims["claim_id"].map(whole).fillna(False).astype(bool) & (claims["end"] - claims["start"] < LONG)
    named = fit & claims["source"].fillna("").str.contains(r"\s", regex=True) & (claims["act"] == "speech")
    for kept in (named, fit):
        if kept.any():
            return str(claims[kept].nlargest(1, "confidence")["claim_id"].iloc[0])
    raise ValueError("these articles have no short statement with a source and a cue; take others")


def passage(tables: Tables, claim_id: str) -> str:
    """The sentence or sentences that a claim stands in."""
    start, end = _reach(tables, claim_id)
    return " ".join(_text(tables, claim_id)[start:end].split())


def _reach(tables: Tables, claim_id: str) -> tuple[int, int]:
    claim = tables.claims.set_index("claim_id").loc[claim_id]
    own = tables.sentences[tables.sentences["article_id"] == claim["article_id"]]
    met = own[(own["start"] < claim["end"]) & (own["end"] > claim["start"])]
    return int(met["start"].min()), int(met["end"].max())


def _text(tables: Tables, claim_id: str) -> str:
    article = tables.claims.set_index("claim_id").loc[claim_id, "article_id"]
    return str(tables.articles.set_index("article_id").loc[str(article), "text"])


def parts(tables: Tables, claim_id: str, **answers: Any) -> Verdict:
    """The words of source, cue and content of a claim, where half of the letters agree with what the reader marked."""
    if (open_ := unanswered(*answers.values())) is not None:
        return open_
    text, (start, end) = _text(tables, claim_id), _reach(tables, claim_id)
    for role, answer in answers.items():
        if not isinstance(answer, str) or not answer.strip():
            return Verdict(False, f"The {role} is some words in quotation marks.")
        places = _places(text, start, end, answer)
        if not places:
            return Verdict(False, f"“{answer[:40]}” does not stand in the sentence: copy the {role} letter by letter.")
        spans = tables.spans[(tables.spans["record_id"] == claim_id) & (tables.spans["role"] == role)]
        right = covered(text, zip(spans["start"], spans["end"], strict=True))
        given = max((covered(text, [place]) for place in places), key=lambda marks: len(marks & right))
        if len(given & right) < ENOUGH * len(given | right):
            return Verdict(False, f"The {role}: {_difference(given, right)}")
    return Verdict(True, "")


def _places(text: str, start: int, end: int, words: str) -> list[tuple[int, int]]:
    """Where words stand between two places of a text, white space being all alike."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [(start + found.start(), start + found.end()) for found in re.finditer(pattern, text[start:end])]


def _difference(given: set[int], right: set[int]) -> str:
    if not given & right:
        return "these are other words; ask who speaks, which word hands over, and what is said."
    return "you have too few of the words." if given < right or len(given) < len(right) else "you have too many words."


def quoted(claims: pd.DataFrame, answer: Any) -> Verdict:
    """Which share of the statements hold words in quotation marks, all or some."""
    form = claims["form"].astype(str)
    direct, mixed = float((form == "direct").mean()), float((form == "mixed").mean())
    return judge_number(answer, direct + mixed, {
        "That is how many; which share of all are they?": (direct + mixed) * len(claims),
        "That is in per cent; write a share between 0 and 1.": (direct + mixed) * 100,
        "You left out those that are quoted in part.": direct,
        "You took only those that are quoted in part.": mixed,
        "That is the share without quotation marks.": 1 - direct - mixed,
    })  # fmt: skip


def telling_verbs(claims: pd.DataFrame, answer: Any) -> Verdict:
    """Verbs of the collection that do more than say; three of them, or all where there are fewer."""
    if (open_ := unanswered(answer)) is not None:
        return open_
    if (
        isinstance(answer, str)
        or not isinstance(answer, list | tuple | set)
        or not all(isinstance(w, str) for w in answer)
    ):
        return Verdict(False, 'Write a list of words in quotation marks, such as ["one", "two", "three"].')
    there = set(verbs(claims["cue"].dropna()))
    given = dict(zip(answer, verbs(pd.Series(list(answer), dtype="str")), strict=True))
    for word, verb in given.items():
        if verb in NEUTRAL:
            return Verdict(False, f"“{word}” only says that somebody spoke.")
        if verb not in there:
            return Verdict(False, f"“{word}” introduces no statement here.")
    wanted = min(ASKED, len(there - set(NEUTRAL)))
    if len(set(given.values())) < wanted:
        return Verdict(False, f"That is {len(set(given.values()))} different verbs; {wanted} are asked for.")
    return Verdict(True, "")


def anonymous(claims: pd.DataFrame, sources: pd.DataFrame, answer: Any) -> Verdict:
    """Which share of the statements with a source come from an anonymous one."""
    withheld = claims["source_id"].map(sources.set_index("source_id")["anonymous"]).dropna().astype(bool)
    right = float(withheld.mean()) if len(withheld) else 0.0
    return judge_number(answer, right, {
        "That is the share of sources; how many statements do they make?": float(sources["anonymous"].mean()),
        "That is how many; which share are they?": float(withheld.sum()),
        "That is in per cent; write a share between 0 and 1.": right * 100,
        "You divided by all statements; some have no source.": float(withheld.sum() / max(len(claims), 1)),
        "That is the share whose source is not anonymous.": 1 - right,
    })  # fmt: skip


def effective(claims: pd.DataFrame, sources: pd.DataFrame, answer: Any) -> Verdict:
    """How many equally heard voices would be as diverse as those of the collection."""
    counts = statements_by_voice(claims, sources)["statements"]
    right = effective_number(counts)
    return judge_number(answer, right, {
        "That is how many voices there are; some are heard more than others.": len(counts),
        "That is the sum of the squares; divide 1 by it.": 1 / right,
        "Square the shares, not the numbers of statements.": 1 / float((counts**2).sum()),
        "Shares add up to 1: square each of them before you add.": 1.0,
        "That is the share of the loudest voice.": float(counts.max() / counts.sum()),
    })  # fmt: skip

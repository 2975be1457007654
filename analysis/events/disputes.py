"""Contested claims: pairs of figures and of statements that cannot both hold, with both sentences and the reason."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pandas as pd

from analysis.events.accounts import Row, event_figures, grouped
from analysis.events.agreement import conflicting, event_details, with_scopes, written
from analysis.events.contradictions import find_answers
from analysis.tables import Tables, table


def find_disputes(tables: Tables, figures: pd.DataFrame | None = None) -> pd.DataFrame:
    """What sources contradict each other about.

    Parameters
    ----------
    tables : of one collection
    figures : what ``event_figures`` makes of them, where it is at hand

    Returns
    -------
    The disputes table of ``tables.SCHEMAS_ACROSS``: a row for each two sources and matter. ``kind`` is

    - figures: two sources stand by numbers that do not meet, for one event, outcome and kind of victims;
    - denial: a source denies what another accuses it of, or says in the same words;
    - contradiction: a source says with "not" or "no" what another says without, in the same words.

    ``record_a`` and ``record_b`` are the casualty_id or claim_id of the pair that shows it best, with its sentences;
    ``records_a`` and ``records_b`` list all of the dispute, joined by "; ". ``why`` says why they were paired and
    ``weight`` (0 to 1) orders them, the surest first. A number that a source has replaced, or that only rises with time,
    is none; neither is a figure in an article's own words: nobody stands up for it.
    """
    figures = event_figures(tables) if figures is None else figures
    found = [*_of_figures(tables, figures), *_of_claims(tables, figures)]
    found.sort(
        key=lambda row: (
            -row["weight"],
            row["published_a"] if pd.notna(row["published_a"]) else pd.Timestamp.max,
            row["record_a"],
        )
    )
    return table("disputes", [{"dispute_id": f"d{n}", **row} for n, row in enumerate(found, start=1)])


def _of_figures(tables: Tables, figures: pd.DataFrame) -> list[Row]:
    held = figures[figures["whole"] & figures["sourced"]]
    rows = with_scopes(tables, held, event_details(tables, figures))
    told = _Sentences(tables, "casualties", "casualty_id")
    made = []
    for (event, outcome, victims), group in grouped(rows, "event_id", "outcome", "victims").items():
        for one, other in combinations(grouped(group, "voice").values(), 2):
            pairs = conflicting(one, other)
            if pairs:
                a, b = min(
                    pairs,
                    key=lambda pair: (
                        pair[0]["article_id"] != pair[1]["article_id"],
                        told.apart(*pair),
                        pair[0]["casualty_id"],
                    ),
                )
                together = a["article_id"] == b["article_id"]
                made.append({
                    "kind": "figures", "event_id": event, "outcome": outcome, "victims": victims,
                    **told.side("a", a["casualty_id"], a["voice"]), **told.side("b", b["casualty_id"], b["voice"]),
                    "why": f"{outcome}: {written(a)} against {written(b)}, {'in one article' if together else 'at one time'}",
                    "weight": 0.95 if together else 0.6,
                    "records_a": _listed(a for a, _ in pairs), "records_b": _listed(b for _, b in pairs),
                })  # fmt: skip
    return made


def _listed(rows: Any) -> str:
    return "; ".join(sorted({row["casualty_id"] for row in rows}))


def _of_claims(tables: Tables, figures: pd.DataFrame) -> list[Row]:
    told = _Sentences(tables, "claims", "claim_id")
    of_article = figures.groupby("article_id")["event_id"].agg(lambda events: events.mode().iloc[0])
    answers: dict[tuple, list[Any]] = {}
    for answer in find_answers(tables):
        answers.setdefault((answer.story, answer.claim.voice, answer.answer.voice), []).append(answer)
    made = []
    for (_, voice, other), held in answers.items():
        best = max(held, key=lambda answer: (answer.weight, answer.claim.claim_id))
        made.append({
            "kind": best.kind, "event_id": of_article.get(best.answer.article_id), "outcome": None, "victims": None,
            **told.side("a", best.claim.claim_id, voice), **told.side("b", best.answer.claim_id, other),
            "why": best.why, "weight": best.weight,
            "records_a": "; ".join(sorted({answer.claim.claim_id for answer in held})),
            "records_b": "; ".join(sorted({answer.answer.claim_id for answer in held})),
        })  # fmt: skip
    return made


class _Sentences:
    """The sentence, article and day of each record of a table."""

    def __init__(self, tables: Tables, name: str, identity: str):
        self.records = getattr(tables, name).set_index(identity)[["article_id", "sentence"]].to_dict("index")
        self.articles = tables.articles.set_index("article_id")[["text", "published"]].to_dict("index")
        sentences = tables.sentences
        keys = zip(sentences["article_id"].astype(str), sentences["sentence"], strict=True)
        self.bounds = dict(zip(keys, zip(sentences["start"], sentences["end"], strict=True), strict=True))

    def side(self, letter: str, record: str, voice: str) -> Row:
        """The columns of one side of a dispute."""
        article, sentence = self.records[record]["article_id"], self.records[record]["sentence"]
        start, end = self.bounds[article, sentence]
        return {
            f"source_{letter}": voice, f"article_{letter}": article, f"record_{letter}": record,
            f"sentence_{letter}": " ".join(self.articles[article]["text"][start:end].split()),
            f"published_{letter}": self.articles[article]["published"],
        }  # fmt: skip

    def apart(self, one: Row, other: Row) -> int:
        """How many sentences lie between two figures of an article."""
        return abs(self.records[one["casualty_id"]]["sentence"] - self.records[other["casualty_id"]]["sentence"])

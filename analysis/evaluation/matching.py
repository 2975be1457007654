"""Which stretches of text are the same to two readers, and which records of theirs belong together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.quotations import Span
from analysis.tables import IDS, Tables, how_many

HALF = 0.5  # of the joint characters: from here on two contents are of one claim (Jaccard, Pareti 2016)
FIELDS = {
    "casualties": ("outcome", "number", "victim_group", "background", "superseded", "speaker", "date", "place"),
    "claims": ("form", "stance", "hedged", "negated", "speaker", "kind", "sector", "anonymous"),
}  # fmt: skip
OF_SOURCE = {"speaker": "name", "kind": "kind", "sector": "sector", "anonymous": "anonymous"}
SMALL = frozenset(["the", "a", "an", "of", "and", "for", "in", "on", "at", "to", "s"])
MAIN = {"claims": "content", "casualties": "figure"}  # the role by which records are matched


def meets(one: set[int], other: set[int]) -> bool:
    """Whether two stretches overlap, or neither is there."""
    return bool(one & other) or not (one or other)


def covered(text: str, spans: Iterable[Span]) -> set[int]:
    """The places of the letters and signs in spans, without white space.

    >>> covered("a b", [(0, 3)])
    {0, 2}
    """
    return {start + mark.start() for start, end in spans for mark in re.finditer(r"\S", text[start:end])}


def matches(
    mine: list[set[int]],
    theirs: list[set[int]],
    least: float = HALF,
    first: Collection[tuple[int, int]] = (),
) -> list[tuple[int, int]]:
    """Pairs of stretches that share ``least`` of their joint characters, the most alike first, each used once.

    Pairs in ``first`` go before others: their records agree in more than their place.

    >>> matches([{1, 2}, {5}], [{5, 6}, {1, 2, 3}])
    [(0, 1), (1, 0)]
    """
    pairs = sorted(
        (
            ((i, j) in first, len(a & b) / len(a | b), i, j)
            for i, a in enumerate(mine)
            for j, b in enumerate(theirs)
            if a & b and len(a & b) >= least * len(a | b)
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for _, _, i, j in pairs:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((i, j))
    return found


@dataclass(frozen=True)
class Matched:
    """Two readers' records of one table, and pairs of row numbers that are of one thing."""

    one: pd.DataFrame
    other: pd.DataFrame
    pairs: list[tuple[int, int]]

    def paired(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The matched rows of both: row n of the one belongs to row n of the other."""
        first, second = [i for i, _ in self.pairs], [j for _, j in self.pairs]
        return self.one.iloc[first].reset_index(drop=True), self.other.iloc[second].reset_index(drop=True)

    def alone(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The rows of each that have no partner."""
        return self.one.drop(index=[i for i, _ in self.pairs]), self.other.drop(index=[j for _, j in self.pairs])


def match_records(one: Tables, other: Tables, name: str) -> Matched:
    """Match two readers' claims by what is said (half of the joint characters), their figures by any overlap.

    Parameters
    ----------
    one, other : tables of the same articles
    name : claims or casualties

    Returns
    -------
    Matched. Records of one article are matched one to one, the most alike first; of figures over the same words those
    that agree in outcome and number.
    """
    frames = [getattr(tables, name).reset_index(drop=True) for tables in (one, other)]
    texts = dict(zip(one.articles["article_id"], one.articles["text"], strict=True))
    rows = [frame.groupby("article_id").indices for frame in frames]
    places = [_places(tables, frame, name, texts) for tables, frame in zip((one, other), frames, strict=True)]
    values = [figure_values(frame) if name == "casualties" else [None] * len(frame) for frame in frames]
    pairs = []
    for article in rows[0].keys() & rows[1].keys():
        mine, theirs = rows[0][article], rows[1][article]
        same = {(i, j) for i, m in enumerate(mine) for j, t in enumerate(theirs) if values[0][m] == values[1][t]}
        covers = [places[0][i] for i in mine], [places[1][j] for j in theirs]
        found = matches(*covers, HALF if name == "claims" else 0.0, same)
        pairs += [(int(mine[i]), int(theirs[j])) for i, j in found]
    return Matched(frames[0], frames[1], sorted(pairs))


def figure_values(figures: pd.DataFrame) -> list[tuple]:
    """What makes two figures over the same words the same: outcome, low and high (both missing: vague)."""
    numbers = figures[["low", "high"]].astype("Int64").astype(object)
    bounds = numbers.where(numbers.notna(), None)
    return list(zip(figures["outcome"].astype(object), bounds["low"], bounds["high"], strict=True))


def with_source(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Figures or claims with the name, kind, sector and anonymity of their source, and figures with a number in words."""
    sources = tables.sources.set_index("source_id")
    held = rows.assign(**{label: rows["source_id"].map(sources[column]) for label, column in OF_SOURCE.items()})
    if "low" in held:
        held["number"] = [how_many(row) for row in held.to_dict("records")]
    return held


def spans_by_record(tables: Tables, role: str) -> dict[str, list[Span]]:
    """The stretches of one role by the record that they belong to."""
    held: dict[str, list[Span]] = defaultdict(list)
    of_role = tables.spans[tables.spans["role"] == role]
    for record, start, end in zip(of_role["record_id"], of_role["start"], of_role["end"], strict=True):
        held[record].append((int(start), int(end)))
    return held


def _places(tables: Tables, frame: pd.DataFrame, name: str, texts: dict[str, str]) -> list[set[int]]:
    """The places that each record covers: those of its main role, or all of it where that was not marked."""
    main = spans_by_record(tables, MAIN[name])
    columns = (frame[column] for column in ("article_id", IDS[name], "start", "end"))
    return [
        covered(texts[article], main.get(record) or [(start, end)])
        for article, record, start, end in zip(*columns, strict=True)
    ]


def same_name(right: Any, read: Any) -> bool:
    """Whether a name stands for another: half of the annotated one's words are in the one that was read.

    >>> same_name("Observatory for Human Rights", "the Observatory for Rights"), same_name("a doctor", "the mayor")
    (True, False)
    """
    want, have = (_words(name) for name in (right, read))
    return bool(want) and 2 * sum(word in have for word in want) >= len(want)


def _words(name: Any) -> list[str]:
    return [] if name is None or pd.isna(name) else [w for w in re.findall(r"\w+", str(name).lower()) if w not in SMALL]

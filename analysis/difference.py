"""What differs between two runs' tables: articles, figures, tolls and claims that were added, are gone, or have moved.

A record that says the same of the same article is the same, wherever it stands. Of the others, two that stand in the same
place or are of the same words are one record that has moved; what is left was added or is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from analysis.tables import Tables, how_many

CHANGES = ("added", "gone", "moved")
Row = dict[Any, Any]
Pair = tuple[Row | None, Row | None]


@dataclass(frozen=True)
class Difference:
    """One table for each kind of record.

    ``change`` is added, gone or moved, ``before`` and ``after`` what the record says; records that are the same in both
    runs are in none. ``articles`` has the title, ``figures`` the casualty_id of the later run (of the earlier one, where
    it is gone), ``claims`` the claim_id likewise.
    """

    articles: pd.DataFrame
    figures: pd.DataFrame
    tolls: pd.DataFrame
    claims: pd.DataFrame

    def __iter__(self) -> Iterator[tuple[str, pd.DataFrame]]:
        return ((field.name, getattr(self, field.name)) for field in fields(self))

    def counts(self) -> dict[str, dict[str, int]]:
        """How many records of each kind were added, are gone, have moved."""
        return {name: {change: int((frame["change"] == change).sum()) for change in CHANGES} for name, frame in self}

    def __bool__(self) -> bool:
        return any(len(frame) for _, frame in self)


def difference(earlier: Tables, later: Tables) -> Difference:
    """Compare the tables of two runs, for example before and after an article was corrected.

    >>> from analysis.tables import SCHEMAS, table
    >>> def run(best):
    ...     tolls = [{"article_id": "a", "outcome": "killed", "low": best, "best": best, "high": best}]
    ...     return Tables(**{name: table(name, tolls if name == "tolls" else ()) for name in SCHEMAS})
    >>> difference(run(12), run(13)).tolls[["change", "outcome", "before", "after"]]
      change outcome before after
    0  moved  killed     12    13
    """
    return Difference(
        articles=_compared(
            *_rows(earlier, later, "articles"), ["article_id", "title", "sha256"], [["article_id"]],
            {"article_id": None, "title": None}, lambda row: f"{row['words']:,} words, SHA-256 {row['sha256'][:8]}",
        ),
        figures=_compared(
            *_rows(earlier, later, "casualties"),
            ["article_id", "text", "outcome", "low", "high", "approximate", "vague", "victims", "background", "superseded",
             "reported_by"],
            [["article_id", "outcome", "start"], ["article_id", "start"], ["article_id", "text"],
             ["article_id", "outcome", "victims"]],
            {"article_id": None, "casualty_id": None, "text": None}, _figure,
        ),
        tolls=_compared(
            *_rows(earlier, later, "tolls"), ["article_id", "outcome", "low", "best", "high"],
            [["article_id", "outcome"]], {"article_id": None, "outcome": None}, _toll,
        ),
        claims=_compared(
            *_rows(_with_names(earlier), _with_names(later), "claims"),
            ["article_id", "name", "source", "cue", "content", "form", "act", "stance", "hedged", "negated"],
            [["article_id", "content"], ["article_id", "cue", "start"]],
            {"article_id": None, "claim_id": None, "content": None}, _claim,
        ),
    )  # fmt: skip


def _with_names(tables: Tables) -> Tables:
    names = tables.sources.set_index("source_id")["name"]
    claims = tables.claims.assign(name=tables.claims["source_id"].map(names))
    return Tables(**{**dict(iter(tables)), "claims": claims})


def _rows(earlier: Tables, later: Tables, name: str) -> tuple[list[Row], list[Row]]:
    first, second = (getattr(tables, name) for tables in (earlier, later))
    return tuple(frame.astype("object").where(frame.notna(), None).to_dict("records") for frame in (first, second))  # type: ignore[return-value]


def _figure(row: Row) -> str:
    left_out = "".join(f", {reason}" for reason in ("background", "superseded") if row[reason])
    return f"{row['outcome']}: {how_many(row)}{left_out}"


def _toll(row: Row) -> str:
    low, best, high = (row[bound] for bound in ("low", "best", "high"))
    if low == best == high:
        return "not in numbers" if best is None else f"{best:,}"
    said = "none" if best is None else f"{best:,}"
    return f"{said} ({how_many({'low': low, 'high': high, 'approximate': False})})"


def _claim(row: Row) -> str:
    who = row["name"] or row["source"] or "nobody named"
    return ", ".join(str(value) for value in (who, row["stance"], row["form"]) if value)


def _compared(
    earlier: list[Row],
    later: list[Row],
    same: list[str],
    alike: Sequence[list[str]],
    shown: dict[str, None],
    told: Callable[[Row], str],
) -> pd.DataFrame:
    """Rows of two runs paired by ever looser keys, and those that differ told as a table."""
    _, earlier, later = _paired(earlier, later, same)
    moved: list[Pair] = []
    for key in alike:
        pairs, earlier, later = _paired(earlier, later, key)
        moved += pairs
    changes: list[Pair] = [*moved, *((None, row) for row in later), *((row, None) for row in earlier)]
    rows = []
    for before, after in changes:
        known = after or before or {}
        rows.append({
            "change": "added" if before is None else "gone" if after is None else "moved",
            **{column: known[column] for column in shown},
            "before": before and told(before), "after": after and told(after),
        })  # fmt: skip
    made = pd.DataFrame(rows, columns=["change", *shown, "before", "after"], dtype="str")
    return made.sort_values(["article_id"], kind="stable", ignore_index=True)


def _paired(earlier: list[Row], later: list[Row], key: list[str]) -> tuple[list[Pair], list[Row], list[Row]]:
    """Rows with like values in ``key``, each used once in the order of its table, and those left in both runs."""
    waiting: dict[tuple, list[Row]] = defaultdict(list)
    for row in earlier:
        waiting[tuple(row[column] for column in key)].append(row)
    pairs: list[Pair] = []
    left = []
    for row in later:
        found = waiting.get(tuple(row[column] for column in key))
        if found:
            pairs.append((found.pop(0), row))
        else:
            left.append(row)
    used = {id(before) for before, _ in pairs}
    return pairs, [row for row in earlier if id(row) not in used], left

"""The rows of tables as plain values, article by article, and back: what corrections and annotation files work on.

What a row says again of its spans (the words of a claim's source, the text of a figure) is not kept beside them, so that
a span moved by an annotator moves the words too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analysis.casualties.tolls import tolls
from analysis.tables import FLAG, IDS, OFFSET, SCHEMAS, TIME, Tables, table

RECORDS = ("claims", "casualties")  # tables whose rows have spans
ROWS = (*RECORDS, "sources", "spans")
LETTERS = {"claims": "c", "casualties": "f", "sources": "s"}  # in ids
BETWEEN_PARTS = " … "  # of a content in several parts
PLACE = ("article_id", "start", "end")
Row = dict[str, Any]


@dataclass
class Annotated:
    """An article and what is marked in it: rows of the tables, as plain values, in their order."""

    article: Row
    text: str
    claims: list[Row] = field(default_factory=list)
    casualties: list[Row] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    spans: list[Row] = field(default_factory=list)

    def spans_of(self) -> dict[str | None, list[Row]]:
        """The rows of ``spans`` by the record that they belong to."""
        held: dict[str | None, list[Row]] = defaultdict(list)
        for span in self.spans:
            held[span["record_id"]].append(span)
        return held


def plain_rows(frame: pd.DataFrame) -> list[Row]:
    """Rows as JSON takes them: text, whole numbers, true and false; times in ISO 8601, None where missing."""
    return [
        {str(column): plain(value) for column, value in row.items()}
        for row in frame.astype("object").to_dict("records")
    ]


def plain(value: Any) -> Any:
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    return value.item() if isinstance(value, np.generic) else value


def by_article(tables: Tables) -> list[Annotated]:
    """The articles in their order, each with its rows."""
    held = {row["article_id"]: Annotated(row, row.pop("text")) for row in plain_rows(tables.articles)}
    for name in ROWS:
        for row in plain_rows(getattr(tables, name)):
            getattr(held[row["article_id"]], name).append(row)
    return list(held.values())


def joined(articles: Iterable[Annotated]) -> Tables:
    """Tables of articles, their records and spans; tolls are made of the figures, sentences and tokens are empty."""
    held = list(articles)
    rows: dict[str, list[Row]] = {name: [row for article in held for row in getattr(article, name)] for name in ROWS}
    rows["articles"] = [{**article.article, "text": article.text} for article in held]
    frames = {name: typed(name, rows.get(name, [])) for name in SCHEMAS}
    frames["tolls"] = tolls(frames["casualties"].dropna(subset="outcome"))  # an annotator may have left it open
    return Tables(**frames)


def typed(name: str, rows: list[Row]) -> pd.DataFrame:
    """Plain rows as a table of the contract; flags that a row leaves out are false, offsets 0."""
    frame = pd.DataFrame(rows, dtype=object)  # so that large numbers beside missing ones stay whole
    for column in frame:
        kind = SCHEMAS[name].get(str(column))
        if kind is None:
            frame[column] = frame[column].infer_objects()
        elif kind == TIME:
            frame[column] = pd.to_datetime(frame[column], format="ISO8601")
        elif kind in (FLAG, OFFSET):
            frame[column] = frame[column].where(frame[column].notna(), 0)
    return table(name, frame)


def derived(name: str, text: str, start: int, end: int, spans: list[Row]) -> Row:
    """What a claim or a figure says of its spans.

    >>> derived("claims", "Two died, he said.", 0, 17, [{"role": "cue", "start": 13, "end": 17}])
    {'source': None, 'cue': 'said', 'content': None}
    """
    words: dict[str, list[str]] = defaultdict(list)
    for span in spans:
        words[span["role"]].append(text[span["start"] : span["end"]])
    first = {role: held[0] for role, held in words.items()}
    if name == "claims":
        content = BETWEEN_PARTS.join(words["content"]) or None
        return {"source": first.get("source"), "cue": first.get("cue"), "content": content}
    return {"text": text[start:end], "victims": first.get("victims")}


def beyond_spans(name: str, row: Row, text: str, spans: list[Row]) -> Row:
    """What a claim or a figure holds that cannot be read from its spans; ``restored`` is the way back."""
    seen = derived(name, text, row["start"], row["end"], spans)
    return {column: value for column, value in row.items() if column not in PLACE and value != seen.get(column)}


def restored(name: str, held: Row, article: Annotated, start: int, end: int, spans: list[Row]) -> Row:
    """The row of a claim or a figure from what was kept of it, its place and its spans."""
    place = {"article_id": article.article["article_id"], "start": start, "end": end}
    return {**derived(name, article.text, start, end, spans), **held, **place}


def free_id(name: str, article_id: str, rows: Iterable[Row]) -> str:
    """The next id for a record of an article.

    >>> free_id("claims", "a", [{"claim_id": "a:c7"}])
    'a:c8'
    """
    numbers = [str(row.get(IDS[name])).rpartition(f":{LETTERS[name]}")[2] for row in rows]
    return f"{article_id}:{LETTERS[name]}{max((int(n) for n in numbers if n.isdecimal()), default=0) + 1}"

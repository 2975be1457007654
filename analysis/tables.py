"""The table contract: which tables there are, their columns and types, and how they are kept on disk.

Every span is ``[start, end)`` in Unicode code points of ``articles.text``; where a table has ``start``, ``end`` and
``text``, ``article.text[start:end] == row.text`` holds. Offsets therefore point into the user's own file.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

PARTS = ("title", "standfirst", "dateline", "caption", "body", "boilerplate")
OUTCOMES = ("killed", "wounded", "missing", "captured", "displaced", "casualties")
VICTIM_GROUPS = ("civilian", "combatant", "security forces", "aid or medical", "journalist", "child", "unknown")
FORMS = ("direct", "mixed", "indirect")
ACTS = ("speech", "belief", "other")
STANCES = (
    "asserts", "denies", "accuses", "claims responsibility", "condemns", "warns", "promises", "calls for",
    "questions", "confirms", "other",
)  # fmt: skip
KINDS = ("named person", "unnamed person", "named organization", "unnamed group", "document")
SECTORS = (
    "government", "military", "police", "armed group", "rescue or medical", "international organization", "ngo",
    "media", "expert", "witness or resident", "political party", "business", "other",
)  # fmt: skip
ROLES = ("source", "cue", "content", "figure", "victims")
POLICIES = ("best", "conservative", "latest")
PUBLISHED_FROM = ("metadata", "text", "file name", "none")

TEXT, OFFSET, COUNT, FLAG, TIME, SHARE = "str", "int32", "Int64", "bool", "datetime64[us]", "float64"
LABEL = "category"  # many rows, few values; which ones, the articles decide


def one_of(values: Iterable[str]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(list(values))


SCHEMAS: dict[str, dict[str, Any]] = {
    "articles": {
        "article_id": TEXT, "collection": TEXT, "path": TEXT, "title": TEXT, "text": TEXT, "publisher": TEXT,
        "author": TEXT, "agency": TEXT, "place": TEXT, "published": TIME, "published_from": one_of(PUBLISHED_FROM),
        "weekday": TEXT, "url": TEXT, "language": TEXT, "words": OFFSET, "sentences": OFFSET, "sha256": TEXT,
    },
    "skipped": {"path": TEXT, "reason": TEXT, "detail": TEXT},
    "sentences": {
        "article_id": LABEL, "sentence": OFFSET, "paragraph": OFFSET, "part": one_of(PARTS), "start": OFFSET,
        "end": OFFSET,
    },
    "tokens": {
        "article_id": LABEL, "sentence": OFFSET, "token": OFFSET, "start": OFFSET, "end": OFFSET,
        "word": LABEL, "pos": LABEL, "lemma": LABEL,
    },
    "casualties": {
        "casualty_id": TEXT, "article_id": TEXT, "sentence": OFFSET, "start": OFFSET, "end": OFFSET, "text": TEXT,
        "outcome": one_of(OUTCOMES), "low": COUNT, "high": COUNT, "approximate": FLAG, "vague": FLAG, "victims": TEXT,
        "victim_group": one_of(VICTIM_GROUPS), "actor": TEXT, "place": TEXT, "date_text": TEXT, "date": TIME,
        "background": FLAG, "reported_by": TEXT, "claim_id": TEXT, "source_id": TEXT,
        "cue": TEXT, "number": TEXT, "part": FLAG, "total": FLAG, "cumulative": FLAG, "including_killed": FLAG,
        "fatal": FLAG, "added": FLAG, "joined": OFFSET,
    },
    "tolls": {
        "article_id": TEXT, "outcome": one_of(OUTCOMES), "low": COUNT, "best": COUNT, "high": COUNT, "figures": OFFSET,
        "policy": one_of(POLICIES),
    },
    "claims": {
        "claim_id": TEXT, "article_id": TEXT, "sentence": OFFSET, "start": OFFSET, "end": OFFSET, "source": TEXT,
        "cue": TEXT, "content": TEXT, "form": one_of(FORMS), "act": one_of(ACTS), "stance": one_of(STANCES),
        "hedged": FLAG, "negated": FLAG, "channel": TEXT, "source_id": TEXT, "confidence": SHARE,
    },
    "sources": {
        "source_id": TEXT, "article_id": TEXT, "name": TEXT, "title": TEXT, "kind": one_of(KINDS),
        "sector": one_of(SECTORS), "anonymous": FLAG, "anonymity_reason": TEXT, "claims": OFFSET, "figures": OFFSET,
    },
    "spans": {
        "article_id": TEXT, "record_id": TEXT, "role": one_of(ROLES), "start": OFFSET, "end": OFFSET, "text": TEXT,
    },
}  # fmt: skip

# What is made of all articles together, from the tables above (``analysis.events``)
AGREEMENTS = ("single", "agree", "overlap", "update", "conflict")
DISPUTES = ("figures", "denial", "contradiction")
SCHEMAS_ACROSS: dict[str, dict[str, Any]] = {
    "events": {
        "event_id": TEXT, "place": TEXT, "date": TIME, "outcome": one_of(OUTCOMES), "victims": TEXT, "low": COUNT,
        "high": COUNT, "latest_low": COUNT, "latest_high": COUNT, "agreement": one_of(AGREEMENTS), "said": TEXT,
        "articles": OFFSET, "publishers": OFFSET, "sources": OFFSET, "first": TIME, "last": TIME, "background": FLAG,
    },
    "event_figures": {
        "casualty_id": TEXT, "article_id": TEXT, "event_id": TEXT, "outcome": one_of(OUTCOMES), "victims": TEXT,
        "low": COUNT, "high": COUNT, "voice": TEXT, "sourced": FLAG, "sector": one_of(SECTORS), "anonymous": FLAG,
        "publisher": TEXT, "published": TIME, "whole": FLAG, "earlier": FLAG, "superseded_by": TEXT,
    },
    "disputes": {
        "dispute_id": TEXT, "kind": one_of(DISPUTES), "event_id": TEXT, "outcome": one_of(OUTCOMES), "victims": TEXT,
        "source_a": TEXT, "article_a": TEXT, "record_a": TEXT, "sentence_a": TEXT, "published_a": TIME,
        "source_b": TEXT, "article_b": TEXT, "record_b": TEXT, "sentence_b": TEXT, "published_b": TIME,
        "why": TEXT, "weight": SHARE, "records_a": TEXT, "records_b": TEXT,
    },
}  # fmt: skip

# child table, column -> parent table, column: every value that is there must be found in the parent
KEYS = [
    *((child, "article_id", "articles", "article_id") for child in SCHEMAS if child not in ("articles", "skipped")),
    ("casualties", "claim_id", "claims", "claim_id"),
    ("casualties", "source_id", "sources", "source_id"),
    ("claims", "source_id", "sources", "source_id"),
]
IDS = {"articles": "article_id", "casualties": "casualty_id", "claims": "claim_id", "sources": "source_id"}


def table(name: str, rows: Iterable[Mapping[str, Any]] | pd.DataFrame = ()) -> pd.DataFrame:
    """Make a table of the contract.

    Parameters
    ----------
    name : a key of ``SCHEMAS`` or ``SCHEMAS_ACROSS``
    rows : mappings or a DataFrame; columns not given are missing, further columns are kept behind the contract's

    Returns
    -------
    DataFrame with the columns of the schema in their order and types.

    >>> table("tolls", [{"article_id": "a", "outcome": "killed", "best": 27}])[["best", "high"]]
       best  high
    0    27  <NA>
    """
    if not isinstance(rows, pd.DataFrame):
        rows = list(rows)
        return _typed(name, pd.DataFrame(rows)) if rows else _empty(name).copy()
    return _typed(name, rows)


@cache
def _empty(name: str) -> pd.DataFrame:
    return _typed(name, pd.DataFrame())


def _typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    schema = SCHEMAS[name] if name in SCHEMAS else SCHEMAS_ACROSS[name]
    if [*frame.columns[: len(schema)]] == [*schema] and all(map(_is, frame.dtypes, schema.values())):
        return frame.reset_index(drop=True)
    empty = {TEXT: None, LABEL: None, OFFSET: 0, FLAG: False, TIME: pd.NaT, SHARE: float("nan")}
    data = {}
    for column, dtype in schema.items():
        values = frame[column] if column in frame else pd.Series([empty.get(dtype)] * len(frame), index=frame.index)
        data[column] = values.astype(dtype)
    extra = {column: frame[column] for column in frame.columns if column not in schema}
    return pd.DataFrame({**data, **extra}).reset_index(drop=True)


def _is(held: Any, dtype: Any) -> bool:
    """Whether a column's type is that of a schema; categories stand in the schema's order."""
    return held == dtype and (
        dtype == LABEL or not hasattr(dtype, "categories") or held.categories.equals(dtype.categories)
    )


class ContractError(ValueError):
    """A table does not keep the contract; the message names table, row and column."""


@dataclass
class Tables:
    """All tables of one collection, as attributes; see ``SCHEMAS`` for their columns."""

    articles: pd.DataFrame
    skipped: pd.DataFrame
    sentences: pd.DataFrame
    tokens: pd.DataFrame
    casualties: pd.DataFrame
    tolls: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    spans: pd.DataFrame

    def __iter__(self):
        return ((field.name, getattr(self, field.name)) for field in fields(self))

    def __repr__(self) -> str:
        return "Tables(" + ", ".join(f"{name}={len(frame):,}" for name, frame in self) + ")"

    def of(self, articles: Iterable[str]) -> Tables:
        """The rows of some articles, by their ids, in all tables; ``skipped`` stays whole."""
        ids = list(articles)
        return Tables(**{
            name: frame[frame["article_id"].isin(ids)].reset_index(drop=True) if "article_id" in frame else frame
            for name, frame in self
        })  # fmt: skip

    def save(self, folder: str | Path) -> Path:
        """Write one Parquet file a table into ``folder``; the folder is replaced only when all are written.

        Only Parquet files named after tables are replaced; other files in the folder stay.
        """
        folder = Path(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for name, frame in self:
                frame.to_parquet(beside / f"{name}.parquet", compression="zstd", index=False)
            folder.mkdir(exist_ok=True)
            for name, _ in self:
                (beside / f"{name}.parquet").replace(folder / f"{name}.parquet")
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        return folder

    @classmethod
    def load(cls, folder: str | Path) -> Tables:
        """Read what ``save`` wrote. Raises FileNotFoundError naming the first table that is not there."""
        folder = Path(folder)
        frames = {}
        for name in SCHEMAS:
            path = folder / f"{name}.parquet"
            if not path.exists():
                raise FileNotFoundError(
                    f"{path} is not there: make the tables with `python -m analysis tabulate PATH -o {folder}`"
                )
            frames[name] = table(name, pd.read_parquet(path))
        return cls(**frames)

    def validate(self) -> Tables:
        """Check the contract and return the tables: types, unique ids, keys that join, spans that hold their text.

        Raises ContractError with the first breach found.
        """
        for name, frame in self:
            _check_types(name, frame)
        for name, column in IDS.items():
            ids = getattr(self, name)[column]
            if not ids.is_unique or ids.isna().any():
                raise ContractError(
                    f"{name}.{column}: {ids[ids.duplicated() | ids.isna()].iloc[0]!r} is missing or stands twice"
                )
        for child, column, parent, key in KEYS:
            values = getattr(self, child)[column].dropna().astype(str)
            stray = values[~values.isin(set(getattr(self, parent)[key]))]
            if len(stray):
                raise ContractError(
                    f"{child}.{column}: row {stray.index[0]} names {stray.iloc[0]!r}, which {parent} does not hold"
                )
        texts = dict(zip(self.articles.article_id, self.articles.text, strict=True))
        for name, frame in self:
            if {"start", "end"} <= set(frame.columns):
                _check_spans(name, frame, texts)
        return self


def _check_types(name: str, frame: pd.DataFrame) -> None:
    for column, dtype in SCHEMAS[name].items():
        if column not in frame:
            raise ContractError(f"{name}: column {column} is missing")
        if dtype != LABEL and frame[column].dtype != dtype:
            raise ContractError(f"{name}.{column}: type {frame[column].dtype}, not {dtype}")


def _check_spans(name: str, frame: pd.DataFrame, texts: dict[str, str]) -> None:
    column = "text" if "text" in frame else "word" if "word" in frame else None
    held = frame[column] if column else [None] * len(frame)
    for row, (article, start, end, expected) in enumerate(
        zip(frame.article_id.astype(str), frame.start, frame.end, held, strict=True)
    ):
        text = texts[article]
        if not 0 <= start < end <= len(text):
            raise ContractError(
                f"{name}: row {row} spans {start} to {end} in article {article!r} of {len(text)} characters"
            )
        if column and text[start:end] != expected:
            raise ContractError(
                f"{name}: row {row} holds {expected!r}, article {article!r} has {text[start:end]!r} there"
            )


def how_many(figure: Mapping[Any, Any]) -> str:
    """A figure's number in words for a reader.

    >>> how_many({"low": 10, "high": 12, "approximate": False}), how_many({"low": 12, "high": None, "approximate": True})
    ('10 to 12', 'about 12 or more')
    """
    low, high = (None if pd.isna(figure[bound]) else int(figure[bound]) for bound in ("low", "high"))
    about = "about " if figure["approximate"] else ""
    if low is None and high is None:
        return "not in numbers"
    if high is None:
        return f"{about}{low:,} or more"
    if low is None:
        return f"{about}{high:,} or fewer"
    return f"{about}{low:,}" if low == high else f"{about}{low:,} to {high:,}"

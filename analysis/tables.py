"""The table contract (``schemas``) kept: tables are made by it, checked, and kept on disk."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.schemas import (  # noqa: F401  # whoever has the tables has what they hold
    ACTS,
    AGREEMENTS,
    COUNT,
    DISPUTES,
    FLAG,
    FORMS,
    IDS,
    KEYS,
    KINDS,
    LABEL,
    OFFSET,
    OUTCOMES,
    PARTS,
    POLICIES,
    PUBLISHED_FROM,
    ROLES,
    SCHEMAS,
    SCHEMAS_ACROSS,
    SECTORS,
    SHARE,
    STANCES,
    TEXT,
    TIME,
    VICTIM_GROUPS,
    one_of,
)  # fmt: skip


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


def write_frames(frames: Iterable[tuple[str, pd.DataFrame]], folder: Path) -> Path:
    """Write one Parquet file a table into a folder, which is changed only when all are written."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, frame in frames:
            frame.to_parquet(beside / f"{name}.parquet", compression="zstd", index=False)
        folder.mkdir(exist_ok=True)
        for path in sorted(beside.iterdir()):
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


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
        return write_frames(self, Path(folder))

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

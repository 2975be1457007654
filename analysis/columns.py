"""The columns that people's files have, under the names of the contract, and their values as plain ones."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from analysis.tables import SCHEMAS

# What a column may be called, the surest name first; capitals, blanks and signs in a name do not count.
ALIASES = {
    "article_id": ("articleid", "id", "docid", "documentid", "uid", "uuid", "guid"),
    "title": ("title", "headline", "articletitle", "heading", "head"),
    "text": (
        "text", "maintext", "body", "content", "articletext", "fulltext", "articlebody", "bodytext", "articlecontent",
        "article", "story",
    ),
    "publisher": (
        "publisher", "outlet", "outlets", "mediaoutlet", "sitename", "medianame", "newspaper", "source", "sourcename",
        "site", "publication",
    ),
    "author": ("author", "authors", "byline", "by", "writer", "creator", "journalist"),
    "agency": ("agency", "newsagency", "wire"),
    "place": ("place", "dateline"),
    "published": (
        "published", "publisheddate", "publishdate", "datepublish", "datepublished", "publicationdate", "pubdate",
        "publishedat", "publishedon", "articledate", "date", "datetime", "dct", "created", "createdat", "timestamp",
    ),
    "url": ("url", "link", "articleurl", "weburl", "permalink", "sourceurl", "href"),
}  # fmt: skip
METADATA_ALIASES = {"file": ("file", "filename", "path"), **ALIASES}
PLAIN = (str, bool, int, float, date, type(None))
_NOTHING = {"", "nan", "none", "null", "nat", "n/a", "#n/a"}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def named(fields: Mapping[str, Any], aliases: Mapping[str, tuple[str, ...]] = ALIASES) -> dict[str, Any]:
    """A row under the names of the contract; of several columns for one thing the surest that holds something is taken.

    Columns that are not known, or not taken, keep their names.

    >>> named({"Headline": "Bridge falls", "byline": "Jo Doe", "ward": 3})
    {'title': 'Bridge falls', 'author': 'Jo Doe', 'ward': 3}
    """
    plain = {re.sub(r"[\W_]+", "", column).casefold(): column for column in reversed(list(fields))}
    held, taken = {}, set()
    for name, others in aliases.items():
        columns = [plain[other] for other in others if other in plain]
        column = next((column for column in columns if not is_missing(fields[column])), columns[0] if columns else None)
        if column is not None:
            held[name] = fields[column]
            taken.add(column)
    return held | {column: value for column, value in fields.items() if column not in taken and column not in held}


def is_missing(value: Any) -> bool:
    """Whether a cell holds nothing: blank, NaN, or a word for it such as "None"."""
    if isinstance(value, str):
        return len(value) < 10 and value.strip().casefold() in _NOTHING
    return value is None or (isinstance(value, float) and math.isnan(value)) or value != value


def label(value: Any) -> str | None:
    """A value as one line of text; lists joined with "; ", of an object its name; None where it holds nothing.

    >>> label(["Jo Doe", "Al Roe"]), label(12.0), label({"id": None, "name": "Gazette"}), label(" NaN ")
    ('Jo Doe; Al Roe', '12', 'Gazette', None)
    """
    if isinstance(value, list | tuple):
        value = "; ".join(filter(None, (label(item) for item in value)))
    if isinstance(value, dict):
        value = value.get("name")
    if is_missing(value):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(value if isinstance(value, str) else _written(value)) or None


def _written(value: Any) -> str:
    """A number as text, also one of more digits than Python writes out."""
    try:
        return str(value)
    except ValueError:
        return f"{value:x}"


def clean(text: str) -> str:
    """Text without what no name, title or path should hold: line ends, control characters, halves of characters."""
    return _CONTROLS.sub(" ", text).strip()


def further(fields: Mapping[str, Any], computed: Mapping[str, Any]) -> dict[str, Any]:
    """The columns the contract does not know: plain values as they are, lists joined with "; ", nested values left out.

    A column with the name of one that is ``computed`` gets ``_given`` behind it.

    >>> further({"ward": 3, "words": 250, "tags": ["fire", "flood"], "gold": {"killed": 1}}, {"words": "int32"})
    {'ward': 3, 'words_given': 250, 'tags': 'fire; flood'}
    """
    held = {f"{column}_given" if column in computed else clean(column): value for column, value in fields.items()}
    return {
        column: label(value) if isinstance(value, str | list | tuple) else value
        for column, value in held.items()
        if not _is_nested(value)
    }


def _is_nested(value: Any) -> bool:
    return not all(isinstance(item, PLAIN) for item in (value if isinstance(value, list | tuple) else [value]))


def frame_of(rows: list[dict[str, Any]], keep_empty: bool = False) -> pd.DataFrame:
    """Rows as a frame whose further columns have one type each, as Parquet needs it, and hold something.

    ``keep_empty`` leaves columns that hold nothing, without a type: another batch of the collection may fill them.
    """
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: pd.Series([row.get(name) for row in rows], dtype=object) for name in names}
    further_columns = {name: _of_one_type(held) for name, held in columns.items() if name not in SCHEMAS["articles"]}
    filled = {name: held for name, held in further_columns.items() if keep_empty or held.notna().any()}
    return pd.DataFrame(columns | filled)[[name for name in names if name in SCHEMAS["articles"] or name in filled]]


def joined(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Articles of several batches as one frame: further columns get the type that all values ask for together."""
    held = [frame for frame in frames if len(frame)]
    if not held:
        return pd.DataFrame()
    names = dict.fromkeys(name for frame in held for name in frame)
    columns = {}
    for name in names:
        parts = [frame[name] if name in frame else pd.Series([None] * len(frame), dtype=object) for frame in held]
        kinds = {part.dtype for frame, part in zip(held, parts, strict=True) if name in frame and part.dtype != object}
        if name in SCHEMAS["articles"] or len(kinds) == 1:
            typed = [part.astype(kind) for kind in kinds for part in parts] if len(kinds) == 1 else parts
            columns[name] = pd.concat(typed, ignore_index=True)
        elif kinds:
            columns[name] = _of_one_type(pd.concat([part.astype(object) for part in parts], ignore_index=True))
    return pd.DataFrame(columns)


def _of_one_type(values: pd.Series) -> pd.Series:
    """One type for all values of a column; object where there is none."""
    values = values.where(values.notna(), None)
    known = [value for value in values if not is_missing(value)]
    kinds = {type(value) for value in known}
    if not known:
        return pd.Series([None] * len(values), dtype=object)
    numbers = values.map(lambda value: None if is_missing(value) else value)
    if kinds == {bool}:
        return numbers.astype("boolean")
    if kinds <= {int, float} and all(abs(value) < 2**63 for value in known):
        return numbers.astype("Int64" if kinds == {int} else "float64")
    return values.map(label).astype("str")

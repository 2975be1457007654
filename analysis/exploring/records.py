"""The record behind a mark or a row, for a reader: its values in words, and how a correction of it is written."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from analysis.correction_cells import FIXED, OPEN, written
from analysis.records import Row, plain
from analysis.tables import FLAG, IDS, SCHEMAS, Tables, how_many

TABLES = {"c": "claims", "f": "casualties", "s": "sources"}
SHOWN = {
    "casualties": (
        "outcome", "number", "victims", "victim_group", "actor", "place", "date", "background", "superseded", "speaker",
    ),
    "claims": ("speaker", "source", "cue", "content", "form", "act", "stance", "hedged", "negated", "confidence"),
    "sources": ("name", "title", "kind", "sector", "anonymous", "anonymity_reason", "claims", "figures"),
}  # fmt: skip


def record(tables: Tables, record_id: str) -> tuple[str, Row]:
    """The table that a record stands in, and its row. Raises KeyError for one that is not there.

    >>> from analysis.tables import table
    >>> claims = table("claims", [{"claim_id": "a:c1", "article_id": "a", "cue": "said"}])
    >>> empty = {name: table(name) for name in SCHEMAS}
    >>> name, row = record(Tables(**empty | {"claims": claims}), "a:c1")
    >>> name, row["cue"]
    ('claims', 'said')
    """
    name = TABLES.get(record_id.rpartition(":")[2][:1])
    if name is None:
        raise KeyError(record_id)
    frame = getattr(tables, name)
    found = frame[frame[IDS[name]] == record_id]
    if found.empty:
        raise KeyError(record_id)
    return name, found.iloc[0].to_dict()


def card(tables: Tables, record_id: str) -> str:
    """A record as a small table in HTML; what is missing is left out."""
    name, row = record(tables, record_id)
    told: dict[str, Any] = {column: row.get(column) for column in SHOWN[name]}
    if name == "casualties":
        told["number"] = how_many(row)
    if name != "sources" and not pd.isna(row["source_id"]):
        told["speaker"] = record(tables, row["source_id"])[1]["name"]
    lines = "".join(
        f"<tr><th scope=row>{escape(column.replace('_', ' '))}</th><td>{escape(_told(value))}</td></tr>"
        for column, value in told.items()
        if not (value is None or pd.isna(value) or value is False)
    )
    return f'<table class="record"><caption>{escape(record_id.rpartition(":")[2])}</caption>{lines}</table>'


def _told(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return "yes" if value is True else written(plain(value))


def correctable(name: str) -> list[str]:
    """The fields of a table that people may correct."""
    return [
        field
        for field, kind in SCHEMAS[name].items()
        if field not in FIXED[name] and (kind in OPEN or isinstance(kind, pd.CategoricalDtype))
    ]


def choices(name: str, field: str) -> list[str] | None:
    """The values that a field may have, None where it is free."""
    kind = SCHEMAS[name][field]
    if kind == FLAG:
        return ["true", "false"]
    return list(kind.categories) if isinstance(kind, pd.CategoricalDtype) else None


def line(tables: Tables, record_id: str, **said: str) -> dict[str, str]:
    """A line of corrections.csv about a record: where it stands, and what is ``said`` (field, new, action, who, note ...)."""
    name, row = record(tables, record_id)
    texts = tables.articles.set_index("article_id")["text"]
    place = {"table": name, "article_id": row["article_id"]}
    if name == "sources":
        place["quote"] = row["name"]
    else:
        place |= {"start": str(row["start"]), "end": str(row["end"])}
        place["quote"] = texts[row["article_id"]][row["start"] : row["end"]]
    field = said.get("field")
    if field:
        place["old"] = written(plain(row[field]))
        if field == "source_id" and place["old"]:
            place["old"] = record(tables, row[field])[1]["name"]
    return place | said

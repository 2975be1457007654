"""Cells of corrections.csv as values of a field of the tables, and back."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pandas as pd

from analysis.tables import COUNT, FLAG, SCHEMAS, TEXT, TIME

OPEN = (TEXT, COUNT, FLAG, TIME)  # kinds of fields that people correct; places and counts of rows are the program's
FIXED = {  # what tells rows apart, and the words by which the program found a figure
    "claims": ("claim_id", "article_id"), "sources": ("source_id", "article_id"),
    "casualties": ("casualty_id", "article_id", "claim_id", "cue", "number"),
}  # fmt: skip
TRUE, FALSE = ("true", "yes", "1"), ("false", "no", "0", "")
LONGEST_SHOWN = 60


class NotApplied(ValueError):
    """Why a line cannot be carried out; the message is for the person who wrote it."""


def check_field(name: str, field: str | None) -> None:
    """Raise NotApplied for a field that a table does not have, or that is not for people to correct."""
    kind = SCHEMAS[name].get(field or "")
    if kind is None or field in FIXED[name] or not (kind in OPEN or isinstance(kind, pd.CategoricalDtype)):
        raise NotApplied(f"{field!r} is no field of {name} that can be corrected")


def value(name: str, field: str, said: str | None) -> Any:
    """What a cell means as a value of a field."""
    kind = SCHEMAS[name][field]
    if kind == FLAG:
        if (said or "").casefold() not in (*TRUE, *FALSE):
            raise NotApplied(f"{field} is true or false, not {shown(said)}")
        return (said or "").casefold() in TRUE
    if said is None or kind == TEXT:
        return said
    if kind == COUNT:
        if not re.fullmatch(r"\d{1,15}(\.0)?", said):
            raise NotApplied(f"{field} is a whole number, not {shown(said)}")
        return int(float(said))
    if kind == TIME:
        try:
            return f"{date.fromisoformat(said)}T00:00:00"
        except ValueError:
            raise NotApplied(f"{field} is a day such as 2015-06-04, not {shown(said)}") from None
    if said not in kind.categories:
        raise NotApplied(f"{field} is one of {', '.join(kind.categories)}, not {shown(said)}")
    return said


def written(value: Any) -> str:
    """A value as a cell of corrections.csv holds it.

    >>> written(True), written(None), written("2031-03-10T00:00:00"), written(12)
    ('true', '', '2031-03-10', '12')
    """
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return re.sub(r"^(\d{4}-\d\d-\d\d)T00:00:00$", r"\1", str(value))


def as_written(cell: str | None) -> str:
    """A cell as ``written`` writes the same value, whatever a spreadsheet has made of it: "TRUE", "12.0"."""
    cell = cell or ""
    return {**dict.fromkeys(TRUE[:2], "true"), **dict.fromkeys(FALSE[:2], "false")}.get(
        cell.casefold(), re.sub(r"^(\d+)\.0$", r"\1", cell)
    )


def squeezed(text: str) -> str:
    """A text with its line ends and blanks as single blanks: editors and spreadsheets change them."""
    return " ".join(text.split())


def shown(value: Any) -> str:
    """A value as a message quotes it, cut where it is long."""
    text = written(value)
    return repr(text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…") if text else "nothing"

"""Why a figure stands in the table as it does: the words that gave its number, bound, outcome, source and day."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.tables import how_many


def explain_figure(row: Any) -> str:
    """What gave a figure its values, a line each, in plain words.

    Parameters
    ----------
    row : a row of the casualties table (``tables.casualties.iloc[0]``, or one of ``itertuples``)

    Returns
    -------
    Lines of text; the words in quotation marks stand in the article.

    >>> from analysis.casualties import find_figures
    >>> from analysis.documents import read_text
    >>> from analysis.pipeline import analyse
    >>> row, = analyse(read_text("The mayor said at least 12 people were killed."))["casualties"]
    >>> print(explain_figure(pd.Series(row)))
    killed, because of the words "killed"
    12 or more, because of the words "at least 12"
    told by "The mayor"
    no day is named
    """
    bounds = {"low": row.low, "high": row.high, "approximate": row.approximate}
    lines = [
        f'{row.outcome}, because of the words "{row.cue}"',
        f"{how_many(bounds)}, {_number(row)}",
        f'told by "{row.reported_by}"' if _given(row.reported_by) else "told in the article's own voice",
        _day(row),
        *(reason for column, reason in NOT_ADDED.items() if getattr(row, column)),
    ]
    return "\n".join(lines)


NOT_ADDED = {
    "background": "of another event than the one reported, of several, or of none (a natural death): not in the toll",
    "superseded": "replaced by another number in the text: not in the toll",
    "part": "part of a figure beside it: not added to it",
}


def _given(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _number(row: Any) -> str:
    return (
        f'because of the words "{row.number}"'
        if _given(row.number)
        else f'because "{row.text}" stands without a number'
    )


def _day(row: Any) -> str:
    if not _given(row.date_text):
        return "no day is named"
    day = "which is no single day" if pd.isna(row.date) else f"which is {row.date:%d %B %Y}"
    return f'on "{row.date_text}", {day}'

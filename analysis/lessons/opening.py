"""What a lesson works on: the tables of a collection whose articles carry a group to compare."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analysis.charts.wording import groups_of_articles
from analysis.selection import open_tables
from analysis.tables import Tables


def open_lesson(
    collection: str | Path, tables: str | Path | None = None, by: str | None = None, outcome: str | None = None
) -> Tables:
    """The tables of a collection for a lesson.

    Parameters
    ----------
    collection, tables : as in ``open_tables``
    by : the column of the articles that makes groups; None takes the publisher where there are several, else a period, else
        the title
    outcome : what the lesson counts; None where it counts nothing

    Returns
    -------
    Tables whose articles have one column more, ``group``. Raises ValueError for a column that is not there, and where no
    figure of the outcome was read.
    """
    opened = open_tables(collection, tables)
    articles = opened.articles
    if by is not None and by not in articles:
        raise ValueError(f"by: the articles have no column {by!r}; they have {', '.join(articles.columns)}")
    if outcome is not None and not (opened.casualties["outcome"] == outcome).any():
        told = ", ".join(opened.casualties["outcome"].astype(str).unique()) or "no outcome at all"
        raise ValueError(f"outcome: no figure of {outcome!r} was read in these articles; they tell of {told}")
    groups = groups_of_articles(articles)[0] if by is None else articles[by].astype("str")
    return replace(opened, articles=articles.assign(group=groups))

"""The rows of a whole folder of parts counted or added up, with little more memory than one part takes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.partitions.reading import Partitions

PERIODS = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}
OF_ARTICLES = ("publisher", *PERIODS)
WAITING = 20  # sums of parts before they are made one: a few for speed, not all for memory


def count_rows(parts: Partitions, name: str, by: Sequence[str], of: str | None = None) -> pd.DataFrame:
    """How many rows a table has for each value of some columns, or what a column of numbers adds up to.

    Parameters
    ----------
    name : of a table
    by : columns of the table; or ``publisher``, and ``year``, ``month`` or ``day`` of publication, of a row's article
    of : the column to add up; None counts rows

    Returns
    -------
    The columns of ``by``, with missing values among theirs, and ``rows`` or ``of``; the largest first.

    Raises KeyError for a column that the table does not have.
    """
    number, own = of or "rows", [column for column in by if column not in OF_ARTICLES]
    articles = _told(parts.articles, [column for column in by if column in OF_ARTICLES])
    sums: list[pd.DataFrame] = []
    for rows in parts.batches(name, ["article_id", *own, *([of] if of else [])]):
        beside = articles.reindex(rows["article_id"].astype("str")).set_axis(rows.index)
        rows = pd.concat([rows, beside], axis=1)
        sums.append(_added(rows if of else rows.assign(rows=1), by, number))
        if len(sums) > WAITING:
            sums = [_added(pd.concat(sums), by, number)]
    whole = _added(pd.concat(sums), by, number) if sums else pd.DataFrame(columns=[*by, number])
    return whole.sort_values([number, *by], ascending=[False, *[True] * len(by)], ignore_index=True)


def _added(rows: pd.DataFrame, by: Sequence[str], number: str) -> pd.DataFrame:
    return rows.groupby(list(by), observed=True, dropna=False, sort=False)[number].sum().reset_index()


def _told(articles: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """What is asked of articles, by their ids."""
    held = {
        column: articles["published"].dt.strftime(PERIODS[column]) if column in PERIODS else articles[column]
        for column in columns
    }
    return pd.DataFrame(held, index=articles.index).set_axis(articles["article_id"])

"""Which articles a person asks for: by day and publisher."""

from __future__ import annotations

import pandas as pd


def chosen(
    articles: pd.DataFrame, *, since: str | None = None, until: str | None = None, publisher: str | None = None
) -> pd.Series:
    """Whether each article is asked for.

    Parameters
    ----------
    articles : a table with the columns ``published`` and ``publisher``
    since, until : first and last day ("2015-06-04"), both included. Articles without a date are then left out
    publisher : a publisher's name, capitals apart

    Raises ValueError for a day that is none.
    """
    kept = pd.Series(data=True, index=articles.index)
    if since is not None:
        kept &= articles["published"] >= _day(since)
    if until is not None:
        kept &= articles["published"] < _day(until) + pd.Timedelta(days=1)
    if publisher is not None:
        kept &= (articles["publisher"].str.casefold() == publisher.casefold()).fillna(value=False).astype(bool)
    return kept


def _day(text: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(text).normalize()
    except ValueError:
        raise ValueError(f"{text!r} is not a day; write it like 2015-06-04") from None

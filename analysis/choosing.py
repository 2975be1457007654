"""Which articles a person asks for: by day and publisher."""

from __future__ import annotations

import pandas as pd

NAMED = 8  # publishers that a message tells


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


def why_none(
    articles: pd.DataFrame, *, since: str | None = None, until: str | None = None, publisher: str | None = None
) -> str | None:
    """Why no article is chosen, and what there is to choose from; None where some are, or nothing was asked for.

    The parameters are those of ``chosen``.

    >>> held = pd.DataFrame({"publisher": ["The Avel Courier"], "published": [pd.Timestamp("2021-03-05")]})
    >>> why_none(held, publisher="courier")
    'no article is chosen by publisher courier (publishers: The Avel Courier)'
    >>> why_none(held, since="2021-04-01", until="2021-04-30")
    'no article is chosen by since 2021-04-01 and until 2021-04-30 (days: 2021-03-05 to 2021-03-05)'
    """
    asked = {name: value for name, value in (("since", since), ("until", until), ("publisher", publisher)) if value}
    if not asked or chosen(articles, **asked).any():
        return None
    there = []
    if publisher and len(articles):
        names = articles["publisher"].value_counts()
        more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
        there.append(f"publishers: {', '.join(names.index[:NAMED]) or 'no article names one'}{more}")
    if (since or until) and len(articles):
        days = articles["published"].dropna()
        there.append(f"days: {days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "no article has a date")
    told = " and ".join(f"{name} {value}" for name, value in asked.items())
    return f"no article is chosen by {told}" + (f" ({'; '.join(there)})" if there else "")


def _day(text: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(text).normalize()
    except ValueError:
        raise ValueError(f"{text!r} is not a day; write it like 2015-06-04") from None

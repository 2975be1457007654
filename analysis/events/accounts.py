"""Figures across articles: of which event, by whose voice, whether for the whole of it, and what has replaced them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.events.passages import events_of_figures
from analysis.events.scope import FORCES, scopes
from analysis.events.voices import publishers, voices
from analysis.tables import SCHEMAS_ACROSS, Tables, table

ABOUT = 0.1  # what "about" leaves open, on either side
Range = tuple[float, float]
Row = dict[Any, Any]


def event_figures(tables: Tables) -> pd.DataFrame:
    """Every figure of the casualties table as a row across articles, in its order.

    Returns
    -------
    The table event_figures of ``tables.SCHEMAS_ACROSS``. ``victims`` is combatant, security forces or people (everybody
    else): these are never compared. ``voice`` is the source's name across articles; a figure in the article's own words
    has the voice of the source that the article gives the same number to, else of its publisher, and then ``sourced``
    is false. ``publisher`` is whose text it is: copies have that of the first. ``whole``: a count of the event rather
    than of some of its people. ``earlier``: the text itself says that it is out of date. ``superseded_by``: the
    casualty_id of the figure that the same voice gives later.
    """
    figures = tables.casualties
    if figures.empty:
        return table("event_figures")
    articles = tables.articles.set_index("article_id")
    sources = tables.sources.set_index("source_id")
    said_by = figures["source_id"].map(voices(tables))
    newsrooms = {name for column in ("publisher", "agency") for name in tables.articles[column].dropna()}
    said_by = said_by.where(
        ~said_by.isin(newsrooms)
    )  # "Lantern reported": it carries a figure, and is no witness to it
    rows = pd.DataFrame({
        "casualty_id": figures["casualty_id"], "article_id": figures["article_id"],
        "event": figures["casualty_id"].map(events_of_figures(tables)),
        "outcome": figures["outcome"].astype(str),
        "victims": figures["victim_group"].astype(str).where(figures["victim_group"].isin(FORCES), "people"),
        "low": figures["low"], "high": figures["high"], "approximate": figures["approximate"],
        "sourced": said_by.notna(), "voice": said_by,
        "sector": figures["source_id"].map(sources["sector"].astype("str")),
        "anonymous": figures["source_id"].map(sources["anonymous"].astype(bool)).eq(True),
        "publisher": figures["article_id"].map(publishers(tables.articles)),
        "published": figures["article_id"].map(articles["published"]),
        "background": figures["background"].astype(bool),
    })  # fmt: skip
    rows["event_id"] = _ids(rows)
    scope = scopes(tables).reset_index(drop=True)
    columns = ["one", "earlier", "counted", "described"]
    rows[columns] = scope[columns]
    rows["whole"] = ~scope["part"] & ~figures["vague"].astype(bool) & rows[["low", "high"]].notna().any(axis=1)
    held = rows.to_dict("records")
    _lend_voices(held)
    _leave_out_parts(held)
    _keep_largest(held)
    _supersede(held)
    return table("event_figures", pd.DataFrame(held, columns=list(SCHEMAS_ACROSS["event_figures"])))


def extent(figure: Row) -> Range:
    """The bounds of a figure, open ones included; "about" leaves a tenth open.

    >>> extent({"low": 12, "high": None, "approximate": False}), extent({"low": 300, "high": 300, "approximate": True})
    ((12.0, inf), (270.0, 330.0))
    """
    leeway = ABOUT if figure.get("approximate") else 0
    low: float = 0.0 if pd.isna(figure["low"]) else float(figure["low"])
    high: float = float("inf") if pd.isna(figure["high"]) else float(figure["high"])
    return low * (1 - leeway), high * (1 + leeway)


def meet(one: Range, other: Range) -> bool:
    """Whether two figures can both be right.

    >>> meet((12, 12), (9, float("inf"))), meet((11, 11), (48, 48))
    (True, False)
    """
    return max(one[0], other[0]) <= min(one[1], other[1])


def grouped(rows: Iterable[Row], *columns: str) -> dict[tuple, list[Row]]:
    """Rows by their values in some columns."""
    held: dict[tuple, list[Row]] = defaultdict(list)
    for row in rows:
        held[tuple(row[column] for column in columns)].append(row)
    return held


def _ids(rows: pd.DataFrame) -> pd.Series:
    """Events numbered in the order in which they were first published."""
    order = rows.sort_values(["published", "casualty_id"], kind="stable")["event"].drop_duplicates()
    return rows["event"].map(dict(zip(order, (f"e{n + 1}" for n in range(len(order))), strict=True)))


def _lend_voices(rows: list[Row]) -> None:
    """Figures in an article's own words: the voice of the source it gives the same number to, else of its publisher."""
    for told in grouped(rows, "article_id", "event_id", "outcome", "victims").values():
        sourced = [row for row in told if row["sourced"]]
        for row in told:
            if not row["sourced"]:
                same = [other for other in sourced if pd.notna(row["low"]) and other["low"] == row["low"]]
                if same:
                    row.update({column: same[0][column] for column in ("voice", "sector", "anonymous", "sourced")})
                else:
                    row.update(voice=row["publisher"], anonymous=False)


def _leave_out_parts(rows: list[Row]) -> None:
    """Mark what only some of the people are: somebody single where others count more, and in one article those whom
    the text names, singles out ("six tourists") or counts in its own words, where a larger number stands beside them."""
    for told in grouped((row for row in rows if row["whole"]), "event_id", "outcome", "victims").values():
        if not all(row["one"] for row in told):
            for row in told:
                row["whole"] = not row["one"]
    whole = [row for row in rows if row["whole"]]
    for told in grouped(whole, "article_id", "event_id", "outcome", "victims").values():
        largest = max((_size(row) for row in told if not row["earlier"]), default=0)
        for row in told:
            some = not row["sourced"] or not row["counted"] or row["described"]
            row["whole"] = row["earlier"] or not some or _size(row) == largest


def _keep_largest(rows: list[Row]) -> None:
    """Of several figures that a voice gives in one article, the largest that is not out of date is for the whole."""
    whole = [row for row in rows if row["whole"]]
    for told in grouped(whole, "article_id", "event_id", "outcome", "victims", "voice").values():
        current = [row for row in told if not row["earlier"]] or told
        largest = max(_size(row) for row in current)
        for row in told:
            row["whole"] = row["earlier"] or _size(row) == largest


def _size(row: Row) -> float:
    return float(row["high"] if pd.isna(row["low"]) else row["low"])


def _supersede(rows: list[Row]) -> None:
    """Mark the figures for which the same voice later gives another number."""
    whole = [row for row in rows if row["whole"]]
    for told in grouped(whole, "event_id", "outcome", "victims", "voice").values():
        told.sort(
            key=lambda row: (pd.Timestamp.min if pd.isna(row["published"]) else row["published"], not row["earlier"])
        )
        for i, row in enumerate(told):
            later = [
                other
                for other in told[i + 1 :]
                if not other["earlier"] and (other["article_id"] != row["article_id"] or row["earlier"])
            ]
            if later and (later[-1]["low"], later[-1]["high"]) != (row["low"], row["high"]):
                row["superseded_by"] = later[-1]["casualty_id"]

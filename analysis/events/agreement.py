"""Events: how many, by whose account, since when, and whether the accounts agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations, permutations
from typing import Any

import pandas as pd

from analysis.events.accounts import Range, Row, event_figures, extent, grouped, meet
from analysis.events.scope import comparable, scopes
from analysis.tables import Tables, table

CHANCE = 10  # up to here one source may well count as many in one place as in another


def find_events(tables: Tables, figures: pd.DataFrame | None = None) -> pd.DataFrame:
    """What is said of each event and outcome, across articles.

    Parameters
    ----------
    tables : of one collection
    figures : what ``event_figures`` makes of them, where it is at hand

    Returns
    -------
    The events table of ``tables.SCHEMAS_ACROSS``: a row for each event, outcome and kind of victims (combatant, security
    forces, people). ``low`` and ``high`` are the lowest and highest count ever given for the whole, ``latest_low`` and
    ``latest_high`` without those that their own source has replaced; nothing is added. ``said`` is who says which, in
    the order in which they first did. ``sources`` are independent ones: one name counts once however many carry it, and
    so do all anonymous ones that give one number. ``agreement`` is

    - single: one voice;
    - agree: all give the same number;
    - overlap: the numbers differ, but all can be right ("at least 9", 14);
    - update: some cannot all be right, but the later replace the earlier;
    - conflict: two sources stand by numbers that do not meet at one time.

    The most disputed events come first, then those with most articles.
    """
    figures = event_figures(tables) if figures is None else figures
    details = event_details(tables, figures)
    rows = with_scopes(tables, figures, details)
    found = []
    for (event, outcome, victims), told in grouped(rows, "event_id", "outcome", "victims").items():
        whole = [row for row in told if row["whole"]]
        if whole:
            found.append(
                {**details[event], "event_id": event, "outcome": outcome, "victims": victims, **_summary(whole)}
            )
    events = table("events", pd.DataFrame(found))
    order = events.assign(rank=events["agreement"].eq("conflict"), number=events["event_id"].str[1:].astype("int64"))
    return events.loc[
        order.sort_values(["rank", "articles", "number"], ascending=[False, False, True], kind="stable").index
    ].reset_index(drop=True)


def event_details(tables: Tables, figures: pd.DataFrame) -> dict[str, Row]:
    """Place, day and whether it is background, of each event: as its figures say most often, else as its articles do."""
    datelines = dict(zip(tables.articles["article_id"], tables.articles["place"], strict=True))
    told = tables.casualties[["article_id", "place", "date", "background"]].assign(
        event=figures["event_id"].to_numpy(), published=figures["published"].dt.normalize().to_numpy()
    )
    details = {}
    for (event,), rows in grouped(told.to_dict("records"), "event").items():
        background = all(row["background"] for row in rows)
        published = min((row["published"] for row in rows if pd.notna(row["published"])), default=None)
        details[event] = {
            "place": _commonest(row["place"] for row in rows)
            or _commonest(datelines[row["article_id"]] for row in rows),
            "date": _commonest(row["date"] for row in rows) or (None if background else published),
            "background": background,
        }
    return details


def with_scopes(tables: Tables, figures: pd.DataFrame, details: dict[str, Row]) -> list[Row]:
    """The rows of event_figures with what each counts (``scope.scopes``) and the place of its event."""
    places = figures["event_id"].map({event: held["place"] for event, held in details.items()})
    rows = figures.drop(columns="earlier").merge(scopes(tables), on="casualty_id")
    held = rows.assign(event_place=places.to_numpy()).to_dict("records")
    _join_places(held)
    return held


def _join_places(rows: list[Row]) -> None:
    """Give each row the ``same_places`` as its own: those for which one source gives one number of the same event.

    "300 missing in the town" and "300 missing in the valley" count the same people; small numbers may be alike by chance.
    """
    for told in grouped(rows, "event_id", "outcome", "victims").values():
        same: dict[str, set[str]] = {}
        large = (
            row
            for row in told
            if row["whole"] and row["sourced"] and pd.notna(row["place"]) and bounds([row])[0] > CHANCE
        )
        for alike in grouped(large, "voice", "low", "high").values():
            for one, other in permutations(alike, 2):
                if one["said"] != other["said"]:  # "30 in the town and 30 in the valley" are 60
                    same.setdefault(one["place"], set()).add(other["place"])
        for row in told:
            row["same_places"] = same.get(row["place"], set())


def _commonest(values: Iterable[Any]) -> Any:
    counts = Counter(value for value in values if pd.notna(value))
    return counts.most_common(1)[0][0] if counts else None


def _summary(whole: list[Row]) -> Row:
    latest = [row for row in whole if pd.isna(row["superseded_by"]) and not row["earlier"]] or whole
    return {
        **dict(zip(("low", "high"), bounds(whole), strict=True)),
        **dict(zip(("latest_low", "latest_high"), bounds(latest), strict=True)),
        "agreement": agreement(whole),
        "said": _said(whole),
        "articles": len({row["article_id"] for row in whole}),
        "publishers": len({row["publisher"] for row in whole}),
        "sources": len(independent(whole)),
        "first": min((row["published"] for row in whole), default=None),
        "last": max((row["published"] for row in whole), default=None),
    }


def bounds(rows: list[Row]) -> tuple[int, int]:
    """The lowest and the highest number that figures name."""
    numbers = [int(row[bound]) for row in rows for bound in ("low", "high") if pd.notna(row[bound])]
    return min(numbers), max(numbers)


def independent(rows: list[Row]) -> set[tuple]:
    """The sources behind figures, each once; anonymous ones with one number cannot be told apart and are one."""
    return {
        ("anonymous", row["low"], row["high"]) if row["anonymous"] else ("named", row["voice"])
        for row in rows if row["sourced"]
    }  # fmt: skip


def agreement(whole: list[Row]) -> str:
    """How the figures for one event, outcome and kind of victims agree, see ``find_events``."""
    if len({row["voice"] for row in whole}) == 1 and len({row["article_id"] for row in whole}) == 1:
        return "single"
    if any(conflicting(*pair) for pair in combinations(_by_voice(whole), 2)):
        return "conflict"
    extents = [extent(row) for row in whole]
    if (
        len({(row["low"], row["high"]) for row in whole}) == 1
        or len({bound for pair in extents for bound in pair}) == 1
    ):
        return "single" if len({row["voice"] for row in whole}) == 1 else "agree"
    return "overlap" if meet(_common(extents), _common(extents)) else "update"


def _common(extents: list[Range]) -> Range:
    return max(low for low, _ in extents), min(high for _, high in extents)


def _by_voice(whole: list[Row]) -> list[list[Row]]:
    return list(grouped((row for row in whole if row["sourced"]), "voice").values())


def conflicting(one: list[Row], other: list[Row]) -> list[tuple[Row, Row]]:
    """The figures of two sources that do not meet although both stand by them at one time.

    A source stands by a number from the first article that gives it to the last. A number that the other source has
    given too, at some time, is no rival but older or newer.
    """
    ones, others = _standing(one), _standing(other)
    return [
        (a, b)
        for a, since_a, until_a in ones for b, since_b, until_b in others
        if not meet(extent(a), extent(b)) and comparable(a, b)
        and not (a["anonymous"] and b["anonymous"])
        and (a["article_id"] == b["article_id"] or (since_a <= until_b and since_b <= until_a))
        and not any(extent(a) == extent(c) for c in other) and not any(extent(b) == extent(c) for c in one)
    ]  # fmt: skip


def _standing(rows: list[Row]) -> list[tuple[Row, pd.Timestamp, pd.Timestamp]]:
    """Each current figure with the time for which its source stands by that number."""
    made = []
    for told in grouped(rows, "low", "high").values():
        current = [row for row in told if not row["earlier"]]
        times = [row["published"] for row in current if pd.notna(row["published"])]
        made += [(row, min(times, default=pd.Timestamp.max), max(times, default=pd.Timestamp.min)) for row in current]
    return made


def _said(whole: list[Row]) -> str:
    """Who says which, in the order in which they first did: "Port authority: 4, then 6; Dockers' union: 11"."""
    order = sorted(whole, key=lambda row: (pd.isna(row["published"]), row["published"], not row["earlier"]))
    told: dict[str, list[str]] = {}
    for row in order:
        numbers = told.setdefault(f"{row['voice']}{'' if row['sourced'] else ' (no source named)'}", [])
        number = written(row)
        if number not in numbers:
            numbers.append(number)
    return "; ".join(f"{voice}: {', then '.join(numbers)}" for voice, numbers in told.items())


def written(row: Row) -> str:
    """A figure in short.

    >>> [written({"low": low, "high": high}) for low, high in ((4, 4), (9, None), (None, 30), (4, 6))]
    ['4', '9 or more', '30 or fewer', '4 to 6']
    """
    if pd.isna(row["high"]):
        return f"{row['low']:,} or more"
    if pd.isna(row["low"]):
        return f"{row['high']:,} or fewer"
    return f"{row['low']:,}" if row["low"] == row["high"] else f"{row['low']:,} to {row['high']:,}"

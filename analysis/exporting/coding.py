"""Events as drafts in the columns of the two large conflict data sets, for people to code from.

What the reports do not say stays empty: who fought whom, of which conflict, in which country, how exact place and day
are. No number is added to another. Behind the columns of the convention stand ``event_id``, ``article_ids``, ``said``
(who gives which number) and ``status``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.events import event_figures, find_events
from analysis.exporting.files import filled_beside
from analysis.exports import to_csv
from analysis.tables import Tables

UCDP_GED = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high",
    "low", "gwnoa", "gwnob",
)  # fmt: skip
ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
OURS = ("event_id", "article_ids", "said", "status")
STATUS = "draft for human coding"
Row = dict[str, Any]


def ucdp_rows(tables: Tables) -> pd.DataFrame:
    """Events with deaths in the columns of the UCDP Georeferenced Event Dataset.

    The columns are those of the UCDP GED Codebook, version 23.1 (Högbladh 2023; Sundberg and Melander 2013). ``low`` and
    ``high`` are the lowest and highest number of dead that a source still stands by, ``best`` only where these are one;
    all three are empty where several groups (soldiers, rebels) are counted apart: ``said`` has each. An event without a
    death, which GED does not hold, and one told as background have no row.
    """
    return pd.DataFrame(
        [_ucdp(row) for row in _events(tables) if row["dead"]], columns=[*UCDP_GED, *OURS], dtype=object
    )


def acled_rows(tables: Tables) -> pd.DataFrame:
    """Events in the columns of the Armed Conflict Location & Event Data.

    The columns are those of the ACLED Codebook (2023, after the column changes of 20 March 2023). ``fatalities`` is, as
    ACLED has it where reports differ, the lowest number that a source still stands by; it is empty where no number is
    given, and where several groups (soldiers, rebels) are counted apart: ``notes`` has each. An event told as background
    has no row.
    """
    return pd.DataFrame([_acled(row) for row in _events(tables)], columns=[*ACLED, *OURS], dtype=object)


def write_ucdp(tables: Tables, folder: Path) -> None:
    """``ucdp-ged-draft.csv`` in ``folder``, see ``ucdp_rows``."""
    _write(ucdp_rows(tables), folder / "ucdp-ged-draft.csv")


def write_acled(tables: Tables, folder: Path) -> None:
    """``acled-draft.csv`` in ``folder``, see ``acled_rows``."""
    _write(acled_rows(tables), folder / "acled-draft.csv")


def _write(frame: pd.DataFrame, path: Path) -> None:
    with filled_beside(path.parent) as place:
        (place / path.name).write_bytes(to_csv(frame))


def _events(tables: Tables) -> list[Row]:
    """What is known of each event that the articles report, in the order in which they were first told."""
    figures = event_figures(tables)
    of_event = dict(iter(figures.assign(date=tables.casualties["date"].to_numpy()).groupby("event_id")))
    by_id = tables.articles.set_index("article_id", drop=False).rename_axis(None)
    found: list[Row] = []
    for event, told in find_events(tables, figures).groupby("event_id", sort=False):
        if told["background"].all():
            continue
        own = of_event[event]
        killed = told[told["outcome"] == "killed"]
        dead = killed[killed["latest_high"] > 0]
        date = told["date"].iloc[0]
        found.append({
            "event_id": event, "place": told["place"].iloc[0], "dead": len(dead) > 0,
            "killed": dead if len(dead) else killed,
            "date": date if date in set(own["date"]) else pd.NaT,  # not the day of publication
            "articles": by_id.loc[own["article_id"].unique()].sort_values(["published", "article_id"]),
            "voices": list(dict.fromkeys(own.loc[own["sourced"], "voice"])),
            "said": "; ".join(f"{row.outcome} ({row.victims}): {row.said}" for row in told.itertuples()),
        })  # fmt: skip
    return sorted(found, key=lambda row: int(row["event_id"][1:]))


def _ucdp(row: Row) -> Row:
    articles, one = row["articles"], row["killed"].iloc[0] if len(row["killed"]) == 1 else None
    published = articles["published"].dt.strftime("%Y-%m-%d").fillna("")
    offices, titles = (articles[column].fillna("") for column in ("publisher", "title"))
    day: str | None = None if pd.isna(row["date"]) else row["date"].strftime("%Y-%m-%d")
    counted = {} if one is None else {"low": one["latest_low"], "high": one["latest_high"]}
    return {
        "year": day and int(day[:4]), "number_of_sources": len(articles),
        "source_article": ";".join(f'"{o},{p},{t}"' for o, p, t in zip(offices, published, titles, strict=True)),
        "source_office": ";".join(offices), "source_date": ";".join(published), "source_headline": ";".join(titles),
        "source_original": "; ".join(row["voices"]), "where_description": row["place"],
        "date_start": day, "date_end": day, **counted,
        "best": counted["low"] if counted and counted["low"] == counted["high"] else None, **_ours(row),
    }  # fmt: skip


def _acled(row: Row) -> Row:
    day: str | None = None if pd.isna(row["date"]) else row["date"].strftime("%d %B %Y")
    return {
        "event_date": day, "year": day and int(day[-4:]), "location": row["place"],
        "source": "; ".join(row["articles"]["publisher"].dropna().unique()), "notes": row["said"],
        "fatalities": row["killed"]["latest_low"].iloc[0] if len(row["killed"]) == 1 else None, **_ours(row),
    }  # fmt: skip


def _ours(row: Row) -> Row:
    return {
        "event_id": row["event_id"], "article_ids": "; ".join(row["articles"]["article_id"]), "said": row["said"],
        "status": STATUS,
    }  # fmt: skip

"""Tables of the contract into the small tables that charts draw: counted, grouped, cut to the longest rows."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

SECTOR_GROUPS = {
    "government": "state", "military": "state", "police": "state", "armed group": "armed group",
    "rescue or medical": "rescue or medical", "international organization": "NGO or international",
    "ngo": "NGO or international", "media": "media", "witness or resident": "witness or resident",
    "expert": "other", "political party": "other", "business": "other", "other": "other",
}  # fmt: skip
STANCE_GROUPS = {
    "asserts": "asserts or confirms", "confirms": "asserts or confirms", "denies": "denies or questions",
    "questions": "denies or questions", "accuses": "accuses or condemns", "condemns": "accuses or condemns",
    "warns": "warns", "promises": "promises or calls for", "calls for": "promises or calls for",
    "claims responsibility": "claims responsibility", "other": "other",
}  # fmt: skip
NO_SOURCE = "no source"
STANDINGS = ("named", "unnamed", "anonymous")


def of_source(rows: pd.DataFrame, sources: pd.DataFrame, values: pd.Series) -> pd.Series:
    """For each row of casualties or claims the value that belongs to its source; missing where there is none."""
    known = dict(zip(sources["source_id"], values, strict=True))
    return rows["source_id"].map(known).astype("str")


def sectors_of(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """The group of sectors that stands behind each row of casualties or claims; "no source" where there is none."""
    return of_source(rows, sources, sources["sector"].astype(str).map(SECTOR_GROUPS)).fillna(NO_SOURCE)


def standing(sources: pd.DataFrame) -> pd.Series:
    """How far a reader can tell who speaks: "named" (documents too), "unnamed", or "anonymous" (identity withheld)."""
    named = sources["kind"].astype(str).isin(("named person", "named organization", "document"))
    held = named.map({True: "named", False: "unnamed"})
    return held.mask(sources["anonymous"].astype(bool), "anonymous").astype(str)


def voices(sources: pd.DataFrame) -> pd.Series:
    """Who is one voice across articles: a named source by its name, an unnamed one in each article for itself.

    "Officials" of two articles are hardly the same people, so they are not counted as one.
    """
    name = sources["name"].fillna("(not named)").astype(str)
    return name.str.casefold() + (" / " + sources["article_id"].astype(str)).where(standing(sources) != "named", "")


def effective_number(counts: pd.Series) -> float:
    """How many equally loud sources would give the same concentration: the inverse Herfindahl index (Laakso and
    Taagepera 1979).

    >>> effective_number(pd.Series([5, 5])), round(effective_number(pd.Series([9, 1])), 2)
    (2.0, 1.22)
    """
    shares = counts / counts.sum()
    return float(1 / (shares**2).sum())


def cross(rows: Iterable, columns: Iterable, order: list[str] | None = None) -> pd.DataFrame:
    """How often each value of ``rows`` meets each of ``columns``, in ``order``, the fullest row first.

    >>> cross(pd.Series(["b", "a", "a"]), pd.Series(["y", "x", "y"]), ["x", "y", "z"]).to_dict("index")
    {'a': {'x': 1, 'y': 1}, 'b': {'x': 0, 'y': 1}}
    """
    counts = pd.crosstab(pd.Series(list(rows)), pd.Series(list(columns)))
    held = [column for column in order or counts.columns if column in counts]
    counts = counts[held].rename_axis(index=None, columns=None)
    return counts.iloc[(-counts.sum(axis=1)).argsort(kind="stable")]


def statements_by_voice(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Statements of each voice, the most heard first: name, standing, sector, articles, statements, and one column a
    group of stances. Statements without a source are left out; unnamed voices of one name carry their article's id."""
    known = sources.assign(voice=voices(sources), standing=standing(sources))
    joined = claims.drop(columns="article_id").merge(known, on="source_id")
    joined["stance"] = joined["stance"].astype(str).map(STANCE_GROUPS)
    about = joined.groupby("voice", sort=False).agg(
        name=("name", "first"), standing=("standing", "first"), sector=("sector", "first"),
        articles=("article_id", "nunique"), article=("article_id", "first"), statements=("claim_id", "size"),
    )  # fmt: skip
    alike = about["name"].duplicated(keep=False) & (about["standing"] != "named")
    about["name"] = about["name"].mask(alike, about["name"] + " (" + about["article"] + ")")
    stances = cross(joined["voice"], joined["stance"], list(dict.fromkeys(STANCE_GROUPS.values())))
    return (
        about.drop(columns="article")
        .join(stances)
        .sort_values("statements", ascending=False, kind="stable")
        .reset_index(drop=True)
    )


def figures_with_sectors(casualties: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Every figure with the name, group of sectors and standing of the source that reports it."""
    columns = ["casualty_id", "article_id", "text", "victims", "outcome", "low", "high", "approximate", "vague"]
    unresolved = casualties["reported_by"].notna().map({True: "unnamed", False: NO_SOURCE}).astype("str")
    return casualties[columns].assign(
        source=of_source(casualties, sources, sources["name"]).fillna(casualties["reported_by"]),
        sector=sectors_of(casualties, sources),
        standing=of_source(casualties, sources, standing(sources)).fillna(unresolved),
    )


def titled_tolls(tolls: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Tolls with the title of their article, the highest best figure first; those without a number last."""
    titles = articles.set_index("article_id")["title"].fillna("(no title)")
    named = tolls.assign(title=tolls["article_id"].map(titles))
    return named.sort_values("best", ascending=False, kind="stable", na_position="last").reset_index(drop=True)


def articles_by_period(articles: pd.DataFrame, publishers: int = 5) -> tuple[pd.DataFrame, str]:
    """Articles a period and publisher, and the period: day, week, month or year, the finest that makes at most 40.

    The busiest publishers have a column each, the others share one; articles without a date stand in a last row.
    """
    busiest = articles["publisher"].value_counts().index[:publishers]
    who = articles["publisher"].astype("str").fillna("no publisher named")
    who = who.where(who.isin(busiest) | articles["publisher"].isna(), "other publishers")
    dated = articles["published"].dropna()
    unit, code = next(
        (name, code)
        for name, code in (("day", "D"), ("week", "W-SUN"), ("month", "M"), ("year", "Y"))
        if code == "Y" or dated.empty or len(pd.period_range(dated.min(), dated.max(), freq=code)) <= 40
    )
    order = [*busiest, "other publishers", "no publisher named"]
    counts = pd.DataFrame()
    if len(dated):
        periods = pd.period_range(dated.min(), dated.max(), freq=code)
        found = cross(dated.dt.to_period(code), who[dated.index], order).reindex(periods, fill_value=0)
        written = {"D": "%Y-%m-%d", "W-SUN": "%Y-%m-%d", "M": "%Y-%m", "Y": "%Y"}[code]
        counts = found.set_axis(periods.start_time.strftime(written))  # a week is named by the day it begins on
    undated = who[articles["published"].isna()].value_counts()
    if len(undated):
        counts = pd.concat([counts, undated.to_frame("no date").T])
    held = [column for column in order if column in counts]
    return counts[held].fillna(0).astype(int), unit

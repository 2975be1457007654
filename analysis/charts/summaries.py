"""Tables of the contract into the small tables that charts draw: counted, grouped, cut to the longest rows."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.tables import OUTCOMES

SECTOR_GROUPS = {
    "government": "state", "military": "state", "police": "state", "armed group": "armed group",
    "rescue or medical": "rescue or medical", "international organization": "NGO or international",
    "ngo": "NGO or international", "media": "media", "witness or resident": "witness or resident",
    "expert": "other", "political party": "other", "business": "other", "other": "other",
}  # fmt: skip
SPEAKERS = {  # sectors that a finding can name
    "state": "state sources", "armed group": "armed groups", "rescue or medical": "rescuers and medics",
    "NGO or international": "NGOs and international bodies", "media": "media", "witness or resident": "witnesses",
}  # fmt: skip
STANCE_GROUPS = {
    "asserts": "asserts or confirms", "confirms": "asserts or confirms", "denies": "denies or questions",
    "questions": "denies or questions", "accuses": "accuses or condemns", "condemns": "accuses or condemns",
    "warns": "warns", "promises": "promises or calls for", "calls for": "promises or calls for",
    "claims responsibility": "claims responsibility", "other": "other",
}  # fmt: skip
NO_SOURCE, NOT_KNOWN, NOT_TOLD = "no source", "sector not known", "not told"
STANDINGS = ("named", "unnamed", "anonymous")


def of_source(rows: pd.DataFrame, sources: pd.DataFrame, values: pd.Series) -> pd.Series:
    """For each row of casualties or claims the value that belongs to its source; missing where there is none."""
    known = dict(zip(sources["source_id"], values, strict=True))
    return rows["source_id"].map(known).astype("str")


def sector_groups(sources: pd.DataFrame) -> pd.Series:
    """The group of sectors that each source is of; "sector not known" where no word tells."""
    return sources["sector"].astype("str").map(SECTOR_GROUPS).fillna(NOT_KNOWN)


def sectors_of(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """The group of sectors that stands behind each row of casualties or claims: "no source" where there is none, "sector
    not known" where no word tells the sector of the source, or the words that stand for it (of a figure) led nowhere."""
    found = of_source(rows, sources, sector_groups(sources))
    named = rows["source" if "source" in rows else "reported_by"].notna()
    return found.fillna(named.map({True: NOT_KNOWN, False: NO_SOURCE}).astype("str"))


def standing(sources: pd.DataFrame) -> pd.Series:
    """How far a reader can tell who speaks: "named" (documents too), "unnamed", or "anonymous" (identity withheld)."""
    named = sources["kind"].astype(str).isin(("named person", "named organization", "document"))
    held = named.map({True: "named", False: "unnamed"})
    return held.mask(sources["anonymous"].astype(bool), "anonymous").astype(str)


def standings_of(casualties: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """How far the source of each figure is named; "unnamed" where the words that stand for it led nowhere."""
    unresolved = casualties["reported_by"].notna().map({True: "unnamed", False: NO_SOURCE}).astype("str")
    return of_source(casualties, sources, standing(sources)).fillna(unresolved)


def voices(sources: pd.DataFrame) -> pd.Series:
    """Who is one voice across articles: a named source by its name, an unnamed one in each article for itself.

    "Officials" of two articles are hardly the same people, so they are not counted as one.
    """
    name = sources["name"].fillna("(not named)").astype(str)
    return name.str.casefold() + (" / " + sources["article_id"].astype(str)).where(standing(sources) != "named", "")


def effective_number(counts: pd.Series, times: pd.Series | int = 1) -> float:
    """How many equally loud sources would give the same concentration: the inverse Herfindahl index (Laakso and
    Taagepera 1979). ``times`` is how many sources each count is of.

    >>> effective_number(pd.Series([5, 5])), round(effective_number(pd.Series([9, 1])), 2)
    (2.0, 1.22)
    """
    shares = counts / (counts * times).sum()
    return float(1 / (shares**2 * times).sum())


def cross(
    rows: Iterable, columns: Iterable, order: list[str] | None = None, numbers: pd.Series | None = None
) -> pd.DataFrame:
    """How often each value of ``rows`` meets each of ``columns``, in ``order``, the fullest row first; or what ``numbers``
    add up to where they meet.

    >>> cross(pd.Series(["b", "a", "a"]), pd.Series(["y", "x", "y"]), ["x", "y", "z"]).to_dict("index")
    {'a': {'x': 1, 'y': 1}, 'b': {'x': 0, 'y': 1}}
    """
    met = pd.DataFrame({"row": list(rows), "column": list(columns), "number": 1 if numbers is None else list(numbers)})
    counts = met.groupby(["row", "column"])["number"].sum().unstack(fill_value=0)
    held = [column for column in order or counts.columns if column in counts]
    counts = counts[held].rename_axis(index=None, columns=None)
    return counts.iloc[(-counts.sum(axis=1)).argsort(kind="stable")]


def statements_by_voice(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Statements of each voice, the most heard first: name, standing, sector, articles, statements, and one column a
    group of stances. Statements without a source are left out; unnamed voices of one name carry their article's id."""
    return _heard(claims, sources).reset_index(drop=True)


def _heard(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    known = sources.assign(voice=voices(sources), standing=standing(sources))
    joined = claims.drop(columns="article_id").merge(known, on="source_id")
    joined["stance"] = joined["stance"].astype(str).map(STANCE_GROUPS)
    about = joined.groupby("voice", sort=False).agg(
        name=("name", "first"), standing=("standing", "first"), sector=("sector", "first"),
        articles=("article_id", "nunique"), article=("article_id", "first"), statements=("claim_id", "size"),
    )  # fmt: skip
    about["name"] = about["name"].fillna("(not named)")
    alike = about["name"].duplicated(keep=False) & (about["standing"] != "named")
    about["name"] = about["name"].mask(alike, about["name"] + " (" + about["article"] + ")")
    stances = cross(joined["voice"], joined["stance"], list(dict.fromkeys(STANCE_GROUPS.values())))
    return about.drop(columns="article").join(stances).sort_values("statements", ascending=False, kind="stable")


def names_of_voices(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """The name under which ``statements_by_voice`` counts each statement; missing where there is no source."""
    names = voices(sources).map(_heard(claims, sources)["name"])
    return claims["source_id"].map(dict(zip(sources["source_id"], names, strict=True))).astype("str")


def figures_with_sectors(casualties: pd.DataFrame, sources: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Every figure in order of time, with the name, group of sectors and standing of the source that reports it."""
    told = casualties.assign(
        published=published(casualties, articles),
        source=of_source(casualties, sources, sources["name"]).fillna(casualties["reported_by"]),
        sector=sectors_of(casualties, sources),
        standing=standings_of(casualties, sources),
    )
    columns = [
        "text", "victims", "victim_group", "outcome", "low", "high", "approximate", "vague", "published", "source",
        "sector", "standing", "article_id", "casualty_id",
    ]  # fmt: skip
    return told[columns].sort_values("published", kind="stable").reset_index(drop=True)


def published(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """When the article of each row was published; missing where that is not known."""
    known = articles.set_index("article_id")["published"]
    return known.reindex(rows["article_id"].astype("str")).set_axis(rows.index)


def titled_tolls(tolls: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Tolls with title and date of their article, the highest best figure first; those without a number last."""
    titles = articles.set_index("article_id")["title"].fillna("(no title)")
    named = tolls.assign(title=tolls["article_id"].map(titles), published=published(tolls, articles))
    columns = ["title", "published", "outcome", "low", "best", "high", "figures", "policy", "article_id"]
    return named[columns].sort_values("best", ascending=False, kind="stable", na_position="last", ignore_index=True)


def victim_groups(casualties: pd.DataFrame) -> pd.Series:
    """The group of people that each figure is about; "not told" where no word describes them."""
    return casualties["victim_group"].astype("str").fillna("unknown").replace("unknown", NOT_TOLD)


def victims(casualties: pd.DataFrame) -> pd.DataFrame:
    """Mentions of figures by victim group and outcome; the groups most told of first; "not told" are
    people whom no word describes."""
    counts = cross(victim_groups(casualties), casualties["outcome"].astype(str), list(OUTCOMES))
    return counts.iloc[(counts.index == NOT_TOLD).argsort(kind="stable")]


def denied(claims: pd.DataFrame) -> pd.Series:
    """Whether each statement denies something or is denied."""
    return claims["negated"] | (claims["stance"].astype("str") == "denies")


def hedged_and_denied(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Statements of each sector, how many of them are hedged ("may", "reportedly") and how many deny or are denied."""
    flags = pd.DataFrame({
        "sector": sectors_of(claims, sources), "statements": 1, "hedged": claims["hedged"].astype(int),
        "denied": denied(claims).astype(int),
    })  # fmt: skip
    return flags.groupby("sector").sum().sort_values("statements", ascending=False, kind="stable").reset_index()


def positions(claims: pd.DataFrame, sources: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Each statement with the sector that makes it, and which percentage of its article's text stands before it."""
    lengths = articles.set_index("article_id")["text"].str.len()
    before = 100 * claims["start"] / claims["article_id"].map(lengths).astype(float)
    told = claims.assign(sector=sectors_of(claims, sources), position=before.round(1))
    return told[["sector", "position", "source", "cue", "article_id", "claim_id"]]


def voices_in_articles(claims: pd.DataFrame, sources: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Statements of each voice in each article: name, articles (in how many that voice is heard), article_id, title,
    published, statements. The voice of most articles comes first, each voice in order of time."""
    pairs = claims.assign(name=names_of_voices(claims, sources)).dropna(subset="name")
    rows = pairs.groupby(["name", "article_id"], sort=False, as_index=False).agg(statements=("claim_id", "size"))
    rows = rows.merge(articles[["article_id", "title", "published"]], on="article_id")
    heard = rows.groupby("name")["statements"]
    rows = rows.assign(articles=heard.transform("size"), in_all=heard.transform("sum")).sort_values(
        ["articles", "in_all", "name", "published"], ascending=[False, False, True, True], kind="stable"
    )
    return rows[["name", "articles", "article_id", "title", "published", "statements"]].reset_index(drop=True)


def by_period(
    dates: pd.Series, groups: pd.Series, order: list[str], numbers: pd.Series | None = None
) -> tuple[pd.DataFrame, str]:
    """How many rows there are a period and group (or what ``numbers`` add up to), and the period: day, week, month or year,
    the finest of which there are at most 40. Rows without a date stand in a last row, groups in ``order``."""
    numbers = pd.Series(1, index=dates.index) if numbers is None else numbers
    dated = dates.dropna()
    unit, code = next(
        (name, code)
        for name, code in (("day", "D"), ("week", "W-SUN"), ("month", "M"), ("year", "Y"))
        if code == "Y" or dated.empty or len(pd.period_range(dated.min(), dated.max(), freq=code)) <= 40
    )
    counts = pd.DataFrame()
    if len(dated):
        periods = pd.period_range(dated.min(), dated.max(), freq=code)
        found = cross(dated.dt.to_period(code), groups[dated.index], order, numbers[dated.index])
        found = found.reindex(periods, fill_value=0)
        written = {"D": "%Y-%m-%d", "W-SUN": "%Y-%m-%d", "M": "%Y-%m", "Y": "%Y"}[code]
        counts = found.set_axis(periods.start_time.strftime(written))  # a week is named by the day it begins on
    undated = numbers[dates.isna()].groupby(groups[dates.isna()], observed=True).sum()
    if len(undated):
        counts = pd.concat([counts, undated.to_frame("no date").T])
    held = [column for column in order if column in counts]
    return counts[held].fillna(0).astype(int), unit


def articles_by_period(articles: pd.DataFrame, publishers: int = 5) -> tuple[pd.DataFrame, str]:
    """Articles a period and publisher, see ``by_period``; the busiest publishers have a column each, others share one."""
    busiest = articles["publisher"].value_counts().index[:publishers]
    who = articles["publisher"].astype("str").fillna("no publisher named")
    who = who.where(who.isin(busiest) | articles["publisher"].isna(), "other publishers")
    return by_period(articles["published"], who, [*busiest, "other publishers", "no publisher named"])

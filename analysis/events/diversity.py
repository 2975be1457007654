"""How many voices an article, a publisher or a collection lets speak, and how evenly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.events.voices import voices
from analysis.tables import Tables

OFFICIAL = ("government", "military", "police")
UNNAMED = ("unnamed person", "unnamed group")
BY = {"article": "article_id", "publisher": "publisher", "collection": "collection"}
LEVEL = 0.95  # of the intervals
SEED = 2031
Measure = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]

# Each measure from the claims that each source has (rows: samples), and which sources are anonymous and official
MEASURES: dict[str, Measure] = {
    "sources": lambda claims, anonymous, official: (claims > 0).sum(axis=1),
    "largest": lambda claims, anonymous, official: claims.max(axis=1) / claims.sum(axis=1),
    "effective": lambda claims, anonymous, official: claims.sum(axis=1) ** 2 / (claims**2).sum(axis=1),
    "anonymous": lambda claims, anonymous, official: claims @ anonymous / claims.sum(axis=1),
    "official": lambda claims, anonymous, official: claims @ official / claims.sum(axis=1),
}
SHARES = ("largest", "anonymous", "official")


def diversity(tables: Tables, by: str = "article", *, resamples: int = 1000, seed: int = SEED) -> pd.DataFrame:
    """The diversity of sources of each article, each publisher, or the collection.

    Parameters
    ----------
    tables : of one collection
    by : article, publisher or collection
    resamples, seed : of the bootstrap (Efron 1979)

    Returns
    -------
    A row for each, with ``claims`` (those that have a source: n) and ``articles``, and these measures, each with its 95 %
    interval in ``<measure>_low`` and ``<measure>_high``:

    - sources: how many there are; unnamed ones of two articles are two;
    - largest: the share of the claims that the one with most has;
    - effective: how many sources with equal shares would be as diverse, 1 / sum of squared shares (inverse Herfindahl
      index; Laakso and Taagepera 1979);
    - anonymous, official: the share of the claims whose source is anonymous; is of government, military or police.

    Claims of an article are resampled, or the articles of a publisher or collection, since the claims of an article
    belong together; with one of them there is no interval. A resample never has more sources than the sample, so its
    measures lean to one side: the intervals are moved so that they lie around the observed value.

    Raises
    ------
    ValueError for an unknown ``by``.
    """
    if by not in BY:
        raise ValueError(f"by {by!r} is none of {', '.join(BY)}")
    claims = _claims(tables, BY[by])
    rng = np.random.default_rng(seed)
    rows = []
    for unit, held in claims.groupby("unit", sort=False, dropna=False):
        block = held["claim_id"] if by == "article" else held["article_id"]
        found = _measured(held, block, resamples, rng)
        rows.append({BY[by]: unit, "claims": len(held), "articles": held["article_id"].nunique(), **found})
    bounds = [f"{name}{end}" for name in MEASURES for end in ("", "_low", "_high")]
    made = pd.DataFrame(rows, columns=[BY[by], "claims", "articles", *bounds])
    return made.astype({"sources": "int64"} if len(made) else {})


def _claims(tables: Tables, column: str) -> pd.DataFrame:
    """The claims that have a source: unit, source across articles, and what is known of it."""
    claims = tables.claims[tables.claims["source_id"].notna()]
    sources = tables.sources.assign(voice=tables.sources["source_id"].map(voices(tables)))
    local = sources["kind"].isin(UNNAMED)
    sources["voice"] = sources["voice"].where(~local, sources["voice"] + " in " + sources["article_id"].astype(str))
    known = sources.set_index("source_id")
    articles = tables.articles.set_index("article_id", drop=False)
    return pd.DataFrame({
        "claim_id": claims["claim_id"], "article_id": claims["article_id"].astype(str),
        "unit": claims["article_id"].map(articles[column]),
        "voice": claims["source_id"].map(known["voice"]),
        "anonymous": claims["source_id"].map(known["anonymous"].astype(bool)).astype(float),
        "official": claims["source_id"].map(known["sector"].isin(OFFICIAL)).astype(float),
    })  # fmt: skip


def _measured(claims: pd.DataFrame, block: pd.Series, resamples: int, rng: np.random.Generator) -> dict[str, float]:
    blocks, names = pd.factorize(block)
    voice, who = pd.factorize(claims["voice"])
    table = csr_array((np.ones(len(claims)), (blocks, voice)), shape=(len(names), len(who)))
    each = np.asarray(table.sum(axis=0)).ravel()
    anonymous, official = (np.bincount(voice, claims[name], len(who)) / each for name in ("anonymous", "official"))
    observed = each[None, :]
    drawn = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=resamples) @ table
    found = {}
    for name, measure in MEASURES.items():
        value = measure(observed, anonymous, official)[0]
        found[name] = value
        most = 1.0 if name in SHARES else float(len(claims))
        least = 0.0 if name in ("anonymous", "official") else 1.0 / len(claims) if name == "largest" else 1.0
        low, high = _interval(measure(drawn, anonymous, official), value) if len(names) > 1 else (np.nan, np.nan)
        found[f"{name}_low"], found[f"{name}_high"] = np.clip([low, high], least, most)
    return found


def _interval(resampled: np.ndarray, value: float) -> tuple[float, float]:
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(resampled, [tail, 1 - tail]) - resampled.mean() + value
    return float(low), float(high)

"""Some rows of a collection's tables: those that a source, a sector, an outcome or words point at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from analysis.tables import Tables


def narrowed(tables: Tables, source: str | None, sector: str | None, outcome: str | None, words: str | None) -> Tables:
    """The rows that are of a source, sector or outcome or hold some words, see ``selection.select``; None leaves all."""
    claims, figures, sources, tolls = tables.claims, tables.casualties, tables.sources, tables.tolls
    if words:
        texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
        claims = claims[[_holds(texts[a], s, e, words) for a, s, e in _places(claims)]]
        around = tables.sentences.astype({"article_id": "str"}).merge(figures[["article_id", "sentence"]].reset_index())
        there = [_holds(texts[a], s, e, words) for a, s, e in _places(around)]
        figures = figures.loc[around.loc[there, "index"].unique()]
    if outcome:
        figures, tolls = figures[figures["outcome"] == outcome], tolls[tolls["outcome"] == outcome]
        claims = claims[claims["claim_id"].isin(figures["claim_id"].dropna())]
    if source or sector:
        named = hold(sources["name"], source) if source else pd.Series(data=True, index=sources.index)
        ids = sources.loc[named & (sources["sector"] == sector if sector else True), "source_id"]
        claims, figures = claims[claims["source_id"].isin(ids)], figures[figures["source_id"].isin(ids)]
    sources = sources[sources["source_id"].isin({*claims["source_id"], *figures["source_id"]})]
    frames = {"claims": claims, "casualties": figures, "tolls": tolls, "sources": sources}
    left = replace(tables, **{name: frame.reset_index(drop=True) for name, frame in frames.items()})
    if source or sector or outcome:
        left = left.of({*claims["article_id"], *figures["article_id"]})
    return left


def hold(texts: pd.Series, words: str) -> pd.Series:
    """Which texts hold some words, capitals apart; a missing text holds none."""
    return texts.str.contains(words, case=False, regex=False).fillna(value=False).astype(bool)


def _places(rows: pd.DataFrame) -> Iterable[tuple[str, int, int]]:
    return zip(rows["article_id"], rows["start"], rows["end"], strict=True)


def _holds(text: str, start: int, end: int, words: str) -> bool:
    return words.casefold() in text[start:end].casefold()

"""The figures of a collection that stand on its pages, of its tables or of what was counted of all its articles."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.sums import Sums
from analysis.tables import Tables


def describe(tables: Tables | Sums) -> dict[str, Any]:
    """The figures in values that JSON can hold; of sums also ``saved``, how many rows each of them has."""
    if isinstance(tables, Sums):
        return _inputs(tables.articles, tables.skipped) | _of_sums(tables)
    return _inputs(tables.articles, tables.skipped) | {
        "words": int(tables.articles["words"].sum()),
        "rows": {name: len(frame) for name, frame in tables},
        "statements": int((tables.claims["act"] == "speech").sum()),
        "anonymous": int(tables.sources["anonymous"].sum()),
    }


def _of_sums(sums: Sums) -> dict[str, Any]:
    sources = sums.sources
    return {
        "words": int(sums.publishers["words"].sum()),
        "rows": {"casualties": int(sums.figures["figures"].sum()), "sources": int(sources["sources"].sum())},
        "statements": int(sums.statements["statements"].sum()),
        "anonymous": int(sources.loc[sources["standing"] == "anonymous", "sources"].sum()),
        "saved": {name: len(frame) for name, frame in sums},
    }


def _inputs(articles: pd.DataFrame, skipped: pd.DataFrame) -> dict[str, Any]:
    reasons = skipped.groupby("reason", sort=False)["path"].agg(["size", "first"])
    dated = articles["published"].dropna().dt.strftime("%Y-%m-%d")
    return {
        "found": len(articles) + len(skipped),
        "read": len(articles),
        "skipped": {str(reason): int(n) for reason, n in reasons["size"].items()},
        "examples": {str(reason): str(path) for reason, path in reasons["first"].items()},
        "period": sorted({dated.min(), dated.max()}) if len(dated) else [],
    }

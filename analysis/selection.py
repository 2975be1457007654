"""What a notebook works on: the tables of a collection, a selection of its articles, and a table cut to a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.choosing import chosen
from analysis.findings import are_findings, load_findings
from analysis.narrowing import hold, narrowed
from analysis.tables import ACTS, Tables, table

NOTED = ("approximate", "vague", "background", "superseded", "hedged", "negated")


def open_tables(
    collection: str | Path,
    tables: str | Path | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    publisher: str | None = None,
    act: str | None = None,
    policy: str | None = None,
    vague: str | None = None,
) -> Tables:
    """The tables of a collection, made and corrected, or loaded, of the articles selected.

    Parameters
    ----------
    collection : folder or file of articles; read and tabulated where ``tables`` is None
    tables : folder with saved tables, whole or in parts, or with findings (of ``analysis.findings``)
    since, until, publisher, act : see ``select``
    policy, vague : how tolls are chosen, see ``analysis.casualties.tolls``; None keeps the tolls as they were saved

    Raises FileNotFoundError where there are no tables or articles at that place, ValueError for a day, policy or
    convention that is none.
    """
    opened = _loaded(Path(tables)) if tables is not None else _corrected(make_tables(collection), Path(collection))
    if policy is not None or vague is not None:
        from analysis.casualties.tolls import tolls

        opened = replace(opened, tolls=tolls(opened.casualties, policy=policy or "best", vague=vague or "none"))
    return select(opened, since=since, until=until, publisher=publisher, act=act)


def _loaded(tables: Path) -> Tables:
    """Saved tables; those that are whole need none of the engines that parts of tables bring."""
    if (tables / "articles.parquet").is_file():
        return Tables.load(tables)
    if are_findings(tables):
        return load_findings(tables)
    from analysis.partitions import load_tables

    return load_tables(tables)


def _corrected(made: Tables, collection: Path) -> Tables:
    from analysis.corrections import apply_corrections, read_corrections

    corrections = read_corrections(collection if collection.is_dir() else collection.parent)
    return apply_corrections(made, corrections)[0]


def make_tables(collection: str | Path, policy: str = "best", vague: str = "none", **options: Any) -> Tables:
    """Read and tabulate a collection; ``options`` are those of ``tabulate``.

    Raises FileNotFoundError where there is nothing, ValueError for a collection without articles or a policy or
    convention for vague words that is none; the latter at once and not after the long work.
    """
    from analysis import read_articles, tabulate  # the engines, which tables that were made before do without
    from analysis.casualties.tolls import tolls

    tolls(table("casualties"), policy=policy, vague=vague)
    return tabulate(read_articles(collection), policy=policy, vague=vague, **options)


def select(
    tables: Tables,
    *,
    since: str | None = None,
    until: str | None = None,
    publisher: str | None = None,
    act: str | None = None,
    source: str | None = None,
    sector: str | None = None,
    outcome: str | None = None,
    words: str | None = None,
) -> Tables:
    """The rows of some articles in all tables; ``skipped`` stays whole.

    Parameters
    ----------
    since, until, publisher : see ``chosen``
    act : speech, belief or other: only claims of that act, and the sources of these or of figures
    source, sector : only claims and figures of sources whose name holds this, capitals apart, or that are of this sector
    outcome : only figures and tolls of this outcome, and the claims that such figures are from
    words : only claims that hold these words, figures in whose sentence they stand, articles in which they stand

    With source, sector or outcome, articles and sources without a row that is left are left out too; ``spans``,
    ``sentences`` and ``tokens`` of an article stay whole.

    Raises ValueError for a day or an act that is none.
    """
    if act is not None:
        tables = _of_act(tables, act)
    articles = tables.articles
    kept = chosen(articles, since=since, until=until, publisher=publisher)
    if words:
        kept &= hold(articles["text"], words) | hold(articles["title"], words)
    if not kept.all():
        tables = tables.of(articles.loc[kept, "article_id"])
    return narrowed(tables, source, sector, outcome, words) if source or sector or outcome or words else tables


def _of_act(tables: Tables, act: str) -> Tables:
    if act not in ACTS:
        raise ValueError(f"act {act!r} is none of {', '.join(ACTS)}")
    claims = tables.claims[tables.claims["act"] == act].reset_index(drop=True)
    heard = tables.sources["source_id"].isin({*claims["source_id"], *tables.casualties["source_id"]})
    counted = claims["source_id"].value_counts()
    sources = tables.sources[heard].reset_index(drop=True)
    sources["claims"] = sources["source_id"].map(counted).fillna(0).astype("int32")
    return replace(tables, claims=claims, sources=sources)


def in_context(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Rows of a table with what a reader needs beside them.

    Parameters
    ----------
    rows : of casualties, tolls, claims or sources
    tables : of the same articles

    Returns
    -------
    The rows with ``published``, ``publisher`` and ``article`` (the title, or the id) of their article; where a row has a
    source, ``who`` it turned out to be, or else the words that stand for it; and ``note``, which of approximate, vague,
    background, superseded, hedged and negated the row is.
    """
    ids = rows["article_id"].astype(str)
    named = tables.articles.set_index("article_id")[["published", "publisher", "title"]]  # not the text, once a row
    article = named.reindex(ids).set_index(rows.index)  # keeps its types without rows
    told = rows.assign(
        published=article["published"], publisher=article["publisher"], article=article["title"].fillna(ids)
    )
    if "source_id" in rows and "name" not in rows:
        words = rows["source" if "source" in rows else "reported_by"]
        told["who"] = rows["source_id"].map(tables.sources.set_index("source_id")["name"]).fillna(words)
    flags = [name for name in NOTED if name in rows]
    if flags:
        notes = [
            ", ".join(name for name, holds in zip(flags, row, strict=True) if holds) for row in rows[flags].to_numpy()
        ]
        told["note"] = pd.Series(notes, rows.index, dtype="str").replace("", None)
    return told


def funnel(everything: Tables, selected: Tables) -> pd.DataFrame:
    """How many inputs remain after each step: found, read, selected, with a figure, with a statement."""
    ids = selected.articles["article_id"]
    steps = {
        "found": len(everything.articles) + len(everything.skipped),
        "read": len(everything.articles),
        "in this selection": len(ids),
        "… of these with a casualty figure": int(ids.isin(selected.casualties["article_id"]).sum()),
        "… of these with a statement": int(
            ids.isin(selected.claims.loc[selected.claims["act"] == "speech", "article_id"]).sum()
        ),
    }
    return pd.DataFrame({"step": steps.keys(), "articles": steps.values()})

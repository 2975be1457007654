"""Tables made again from those of the last run: only articles that are new or have changed are analysed.

Those of a folder of parts are taken as they are, all or some.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis import reports
from analysis.articles import Reading, read_articles
from analysis.casualties.tolls import tolls
from analysis.choosing import chosen
from analysis.partitions import Partitions
from analysis.partitions.reading import is_parted
from analysis.pipeline import MADE, tabulate
from analysis.progress import Progress
from analysis.tables import Tables, table

ANALYSED = ("words", "sentences")  # columns of articles that the analysis fills in


def tabulate_changed(
    collection: Path,
    held: Tables | None,
    *,
    policy: str,
    vague: str,
    choosing: Mapping[str, str],
    jobs: int,
    progress: Progress | None = None,
) -> Tables:
    """The tables of a collection, the same as ``tabulate(read_articles(collection))`` gives.

    Parameters
    ----------
    collection : articles, or a folder of parts
    held : tables of an earlier run of the same library; None where there are none
    policy, vague, jobs, progress : those of ``tabulate``
    choosing : since, until or publisher, see ``analysis.choosing.chosen``: the articles of a folder of parts that holds
        more than ``HELD``

    Raises what ``read_articles`` and ``tolls`` raise, before any long work, and ValueError where more than ``HELD`` articles
    in parts are asked for.
    """
    tolls(table("casualties"), policy=policy, vague=vague)
    if is_parted(collection):
        tables = _of_parts(Partitions(collection), choosing)
        return replace(tables, tolls=tolls(tables.casualties.dropna(subset="outcome"), policy=policy, vague=vague))
    read = read_articles(collection)
    if held is None:
        return tabulate(read, policy=policy, vague=vague, jobs=jobs, progress=progress)
    kept = _unchanged(read.articles, held.articles)
    new = tabulate(
        Reading(read.articles[~read.articles["article_id"].isin(kept)], read.skipped),
        policy=policy, vague=vague, jobs=jobs, progress=progress,
    )  # fmt: skip
    order = {article_id: i for i, article_id in enumerate(read.articles["article_id"])}
    joined = {name: _joined(name, getattr(held, name), getattr(new, name), kept, order) for name in ("articles", *MADE)}
    return Tables(**joined, skipped=new.skipped, tolls=tolls(joined["casualties"], policy=policy, vague=vague))


def _of_parts(parts: Partitions, choosing: Mapping[str, str]) -> Tables:
    """All tables where memory holds them, or else those of the articles chosen."""
    choosing = choosing if len(parts.articles) > reports.HELD else {}
    number = int(chosen(parts.articles, **choosing).sum())
    if number > reports.HELD:
        raise ValueError(
            f"{parts.folder} holds {number:,} {'such ' if choosing else ''}articles, and a report {reports.HELD:,}: choose "
            "some with -p since, -p until or -p publisher, see docs/scale.md"
        )
    return parts.load(**choosing)


def without(tables: Tables, article_ids: Iterable[str]) -> Tables:
    """Tables of an earlier run in which some articles are as good as new, since people have corrected their rows."""
    return replace(tables, articles=tables.articles[~tables.articles["article_id"].isin(list(article_ids))])


def _unchanged(read: pd.DataFrame, held: pd.DataFrame) -> set[str]:
    """The articles of which the last run read the same: text, title, date and every other column that was read."""
    if set(read.columns) != set(held.columns):
        return set()
    columns = [name for name in read.columns if name not in ANALYSED]
    before, now = (frame[columns].set_index("article_id", drop=False) for frame in (held, read))
    both = now.index.intersection(before.index)
    before, now = before.loc[both], now.loc[both]
    same = pd.Series(data=True, index=both)
    for name in columns:
        one, other = before[name].astype("object"), now[name].astype("object")
        same &= (one == other).fillna(False).astype(bool) | (one.isna() & other.isna())
    return set(both[same])


def _joined(name: str, held: pd.DataFrame, new: pd.DataFrame, kept: set[str], order: dict[str, int]) -> pd.DataFrame:
    """The held rows of the articles kept and the new rows of the others, in the order of the articles."""
    parts = [frame for frame in (held[held["article_id"].isin(kept)], new) if len(frame)]
    if not parts:
        return table(name)
    rows = pd.concat(parts, ignore_index=True)
    at = rows["article_id"].astype("str").map(order)
    return table(name, rows.loc[at.argsort(kind="stable")])

"""Articles into tables: every room of the house once, article by article, in this process or in several."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import overload

import pandas as pd
from pandas.api.types import union_categoricals
from threadpoolctl import threadpool_limits

from analysis.allocation import keep_memory
from analysis.articles import Reading, Stream
from analysis.batches import FAILED, carry_out, cut, lost_rows, number_of_workers
from analysis.casualties.tolls import tolls, vague_table
from analysis.columns import joined
from analysis.documents import read_document
from analysis.fingerprints import digest
from analysis.partitions import Partitions
from analysis.partitions.filling import fill
from analysis.progress import Progress, Step
from analysis.rows import Rows, analyse, sentences_of, tokens_of, words_of
from analysis.tables import LABEL, SCHEMAS, Tables, table

BATCH = 50  # articles a task: large enough that handing over costs nothing, small enough to keep all cores busy
PART = 250  # articles of a part on disk: files are neither so many that opening them takes long, nor so large to lose
READ = ("articles", "skipped")  # the tables that exist before an article is analysed, and "tolls" is made of the others
MADE = tuple(name for name in SCHEMAS if name not in (*READ, "tolls"))
COLUMNS = ("sentences", "tokens")  # tables of many rows are made column by column
Articles = Reading | pd.DataFrame | Iterable[Reading | pd.DataFrame]


@overload
def tabulate(
    articles: Articles, *, into: None = ..., policy: str = ..., vague: str = ..., jobs: int = ...,
    executor: Executor | None = ..., batch: int | None = ..., progress: Progress | None = ...,
) -> Tables: ...  # fmt: skip
@overload
def tabulate(
    articles: Articles, *, into: str | Path, policy: str = ..., vague: str = ..., jobs: int = ...,
    executor: Executor | None = ..., batch: int | None = ..., progress: Progress | None = ...,
) -> Partitions: ...  # fmt: skip
def tabulate(
    articles: Articles,
    *,
    into: str | Path | None = None,
    policy: str = "best",
    vague: str = "none",
    jobs: int = 1,
    executor: Executor | None = None,
    batch: int | None = None,
    progress: Progress | None = None,
) -> Tables | Partitions:
    """Analyse articles into all tables of the contract.

    Parameters
    ----------
    articles : what ``read_articles`` or ``stream_articles`` gives, an articles table, or several of these one by one
    into : a folder for the tables where they are more than memory holds. It is filled part by part; what is there already
        is not made again, so that a run that was killed goes on, and only articles that are new or changed are analysed
    policy, vague : how tolls are chosen and what vague words count for, see ``tolls``
    jobs : processes; 1 stays in this one. The tables are the same whatever the number
    executor : any of ``concurrent.futures``, or a Dask client's ``get_executor()``, instead of processes of our own; ``jobs``
        then says how many workers it has
    batch : articles that are analysed together (50), and with ``into`` make a part (250)
    progress : called now and then with how far it is, a ``Step``

    Returns
    -------
    Tables; with ``into`` the folder as ``Partitions``, whose ``load`` gives the same tables. An article whose analysis
    fails is not in ``articles`` but in ``skipped`` with reason "analysis failed".

    Raises ValueError for an unknown policy or convention; with ``into`` what ``analysis.partitions.filling.fill`` raises.
    """
    choose = partial(tolls, policy=policy, vague=vague)
    if into is not None:
        choose(table("casualties"))  # a wrong policy or convention is told at once and not after long work
        choice = digest(policy, vague_table(vague))
        fill(
            Path(into), _readings(articles), analyse_batch, choose, choice,
            batch=batch or PART, jobs=jobs, executor=executor, progress=progress,
        )  # fmt: skip
        return Partitions(into)
    read = _whole(articles)
    rows = read.articles.reset_index(drop=True)  # joined tables may hold a row's label twice
    done: list[dict[str, pd.DataFrame]] = []
    gone = left = 0
    jobs = jobs if len(rows) > (batch or BATCH) else 1
    batches = cut(rows, batch or BATCH, number_of_workers(jobs, executor))
    with closing(carry_out(analyse_batch, batches, jobs=jobs, executor=executor)) as results:
        for result in results:
            done.append(result.made or {"skipped": table("skipped", lost_rows(result))})
            left += len(done[-1]["skipped"])
            gone += len(result.batch)
            if progress is not None:
                progress(Step(gone - left, 0, len(read.skipped) + left, len(rows)))
    frames = {name: _joined(name, [part[name] for part in done if name in part]) for name in (*READ, *MADE)}
    frames["skipped"] = _joined("skipped", [read.skipped, frames["skipped"]])
    return Tables(**frames, tolls=choose(frames["casualties"]))


def _readings(articles: Articles) -> Iterable[Reading]:
    """Articles as readings: a stream stays what it is, and tells how far it is."""
    if isinstance(articles, Reading | pd.DataFrame):
        articles = [articles]
    return articles if isinstance(articles, Stream) else map(_reading, articles)


def _reading(articles: Reading | pd.DataFrame) -> Reading:
    if isinstance(articles, Reading):
        return articles
    for name in ("article_id", "text"):
        if name not in articles:
            raise ValueError(f"the articles have no column {name}: they need article_id and text")
    return Reading(table("articles", articles), table("skipped"))


def _whole(articles: Articles) -> Reading:
    if isinstance(articles, Reading | pd.DataFrame):
        return _reading(articles)
    held = list(_readings(articles))
    articles = table("articles", joined(reading.articles for reading in held))
    return Reading(articles, _joined("skipped", [reading.skipped for reading in held]))


def analyse_batch(articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Some rows of the articles table into all tables but ``tolls``, by name."""
    keep_memory()
    with threadpool_limits(1), collecting_later():  # the reader's matrices are small: threads would only wait
        return _analyse_batch(articles)


@contextmanager
def collecting_later() -> Iterator[None]:
    """No search for cycles of garbage meanwhile: a batch makes a great many small objects, and no cycles of them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _analyse_batch(articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    rows: Rows = {name: [] for name in MADE if name not in COLUMNS}
    columns: dict[str, dict[str, list]] = {name: {column: [] for column in SCHEMAS[name]} for name in COLUMNS}
    counts, skipped = [], []
    for article in articles.itertuples():
        try:
            document = read_document(article)
            made = analyse(document)
            many = {"sentences": sentences_of(document), "tokens": tokens_of(document)}
        except Exception as error:  # one article never stops the run: it is told in ``skipped``
            skipped.append({"path": article.path, "reason": FAILED, "detail": f"{type(error).__name__}: {error}"})
            continue
        for name, part in made.items():
            rows[name].extend(part)
        for name, parts in many.items():
            for column, values in parts.items():
                columns[name][column].extend(values)
        counts.append((article.Index, words_of(document), len(document.sentences)))
    kept = articles.loc[[index for index, _, _ in counts]].assign(
        words=[words for _, words, _ in counts], sentences=[sentences for _, _, sentences in counts]
    )
    frames = {name: pd.DataFrame(columns[name]) if name in COLUMNS else rows[name] for name in MADE}
    return {"articles": table("articles", kept), "skipped": table("skipped", skipped)} | {
        name: table(name, frames[name]) for name in MADE
    }


def _joined(name: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    if len(filled) < 2:
        return table(name, *filled)
    labels = [column for column, kind in SCHEMAS[name].items() if kind is LABEL]
    held = {label: union_categoricals([frame[label] for frame in filled], sort_categories=True) for label in labels}
    return table(name, pd.concat([frame.drop(columns=labels) for frame in filled], ignore_index=True).assign(**held))

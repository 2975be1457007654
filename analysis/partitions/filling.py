"""A folder of parts filled, and filled further: what an earlier run, finished or killed, has made is not made again."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path

import pandas as pd

from analysis.articles import Reading
from analysis.articles.refusals import DUPLICATE_ID
from analysis.batches import Done, Work, carry_out, lost_rows
from analysis.columns import joined
from analysis.fingerprints import digest_engines
from analysis.locking import locked
from analysis.partitions.parts import Tolls, article_keys, read_parts, rewritten, write_part
from analysis.partitions.reading import CORRECTED, INDEX, PARTS, SKIPPED, indexed, placed, rows_of
from analysis.progress import Progress, Step
from analysis.tables import SCHEMAS, table

INDEXED = ["article_id", "path", "publisher", "published"]


def fill(
    folder: Path,
    readings: Iterable[Reading],
    work: Work,
    tolls: Tolls,
    choice: str,
    *,
    batch: int,
    jobs: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> None:
    """Make the tables of articles into parts of a folder.

    When it is done the folder holds the articles of this collection and no others. Broken off before, it holds what the
    last whole run made, and the parts that the next one need not make.

    Parameters
    ----------
    readings : the collection, as ``stream_articles`` gives it; an id that comes again is skipped
    work : articles into all tables but tolls
    tolls, choice : casualties into tolls, and a fingerprint of how
    batch : articles of a part
    jobs, executor : those of ``carry_out``
    progress : called after each part and each reading

    Raises InUse, and OSError where the disk is full or the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        filling = _Filling(folder, readings, choice, progress)
        with closing(carry_out(work, filling.batches(batch), jobs=jobs, executor=executor)) as results:
            for done in results:
                filling.keep(done, tolls)
        filling.finish(tolls)


class _Filling:
    """One run: what is held, what is in hand, and in which order articles came."""

    def __init__(self, folder: Path, readings: Iterable[Reading], choice: str, progress: Progress | None) -> None:
        self.folder, self.readings, self.choice, self.progress = folder, readings, choice, progress
        self.engines = digest_engines()
        self.parts_folder = folder / PARTS
        self.parts_folder.mkdir(exist_ok=True)
        self.parts = read_parts(self.parts_folder)
        self.part_of = {key: number for number, part in enumerate(self.parts) for key in part.keys}
        self.entries: list[pd.DataFrame] = []  # of the index, in the order of the collection
        self.skipped: list[pd.DataFrame] = []
        self.in_hand: dict[str, str] = {}  # the keys of articles on their way, by id
        self.ids: set[str] = set()
        self.read = self.kept = self.made = self.left = 0

    def batches(self, size: int) -> Iterator[pd.DataFrame]:
        """The articles that no part holds, ``size`` at a time."""
        waiting: list[pd.DataFrame] = []
        for reading in self.readings:
            waiting.append(self._new(reading))
            self._tell()
            while sum(map(len, waiting)) >= size:
                whole = table("articles", joined(waiting))
                yield whole.head(size)
                waiting = [whole.iloc[size:]]
        if sum(map(len, waiting)):
            yield table("articles", joined(waiting))

    def _new(self, reading: Reading) -> pd.DataFrame:
        """Take note of some articles, and give those that are still to be analysed."""
        ids = reading.articles["article_id"]
        again = ids.duplicated() | ids.map(self.ids.__contains__).astype(bool)  # ``isin`` would hash all of them anew
        refused = [
            {
                "path": path,
                "reason": DUPLICATE_ID,
                "detail": f"another article is called {article_id!r}: give each its own",
            }
            for path, article_id in reading.articles.loc[again, ["path", "article_id"]].itertuples(index=False)
        ]
        self._skip(pd.concat([reading.skipped, table("skipped", refused)]))
        articles = reading.articles[~again]
        keys = article_keys(articles, self.engines)
        held = [key in self.part_of for key in keys]
        self.entries.append(articles[INDEXED].assign(key=keys))
        self.ids.update(articles["article_id"])
        self.read, self.kept = self.read + len(articles), self.kept + sum(held)
        new = ~pd.Series(held, index=articles.index, dtype=bool)
        self.in_hand.update(zip(articles["article_id"][new], pd.Series(keys, index=articles.index)[new], strict=True))
        return articles[new]

    def keep(self, done: Done, tolls: Tolls) -> None:
        """Write what became of a batch. One that was lost is in no part, so that the next run tries it again."""
        keys = {article_id: self.in_hand.pop(article_id) for article_id in done.batch["article_id"]}
        if done.made is None:
            self._skip(table("skipped", lost_rows(done)))
            return
        failed = done.batch["article_id"][~done.batch["article_id"].isin(done.made["articles"]["article_id"])]
        frames = done.made | {"skipped": done.made["skipped"].assign(article_id=failed.array)}
        part = write_part(self.parts_folder, frames | {"tolls": tolls(frames["casualties"])}, keys, self.choice)
        self.part_of.update(dict.fromkeys(part.keys, len(self.parts)))
        self.parts.append(part)
        self.made, self.left = self.made + len(keys) - len(failed), self.left + len(failed)
        self._tell()

    def _skip(self, rows: pd.DataFrame) -> None:
        if len(rows):
            self.skipped.append(rows)
            self.left += len(rows)

    def finish(self, tolls: Tolls) -> None:
        """Bring the parts to the state of the collection, and write the index, which says that the run came to its end."""
        index = pd.concat(self.entries, ignore_index=True) if self.entries else indexed()
        index = index[index["key"].isin(self.part_of)]
        number = index["key"].map(self.part_of)
        (self.folder / INDEX).unlink(missing_ok=True)
        shutil.rmtree(self.folder / CORRECTED, ignore_errors=True)  # of articles that may be others by now
        of_part = {i: set(keys) for i, keys in index["key"].groupby(number)}
        for i, part in enumerate(self.parts):
            wanted = of_part.get(i, set())
            if len(wanted) < len(part.keys) or part.tolls != self.choice:
                self.parts[i] = rewritten(part, wanted, tolls, self.choice)
        self._write(SKIPPED, table("skipped", pd.concat([*self.skipped, self._failed(index, number)])))
        names = [part.folder.name for part in self.parts]
        self._write(INDEX, indexed(index.assign(part=[names[i] for i in number])))

    def _failed(self, index: pd.DataFrame, number: pd.Series) -> pd.DataFrame:
        """The articles of all parts whose analysis failed."""
        files = [self.parts[i].folder / SKIPPED for i in number.unique()]
        return placed(rows_of("skipped", files, None), index)[[*SCHEMAS["skipped"]]]

    def _write(self, name: str, frame: pd.DataFrame) -> None:
        beside = self.folder / f".{name}"
        frame.to_parquet(beside, compression="zstd", index=False)
        beside.replace(self.folder / name)

    def _tell(self) -> None:
        if self.progress is not None:
            share = getattr(self.readings, "share", 0)
            total = round(self.read / share) if share else None
            self.progress(Step(self.kept + self.made, self.kept, self.left, total))

"""A folder of parts read back: whole, the rows of some articles, or part after part with little memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.choosing import chosen
from analysis.columns import joined
from analysis.tables import LABEL, SCHEMAS, TEXT, TIME, Tables, table

PARTS, INDEX, SKIPPED, CORRECTED = "parts", "index.parquet", "skipped.parquet", "corrected"
CORRECTABLE = ("casualties", "tolls", "claims", "sources", "spans")
COLUMNS = {"article_id": TEXT, "path": TEXT, "publisher": TEXT, "published": TIME, "key": TEXT, "part": LABEL}


def indexed(rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """The index of a folder of parts: a row an article, in the order of the collection."""
    frame = pd.DataFrame(columns=list(COLUMNS)) if rows is None else rows
    return frame[list(COLUMNS)].astype(COLUMNS).reset_index(drop=True)


def is_parted(folder: str | Path) -> bool:
    """Whether a folder holds tables in parts, of a run that came to its end."""
    return (Path(folder) / PARTS).is_dir() and (Path(folder) / INDEX).is_file()


class Partitions:
    """Tables on disk, in parts. ``articles`` is their index: article_id, publisher, published, and the part of each.

    Raises FileNotFoundError where no run into the folder came to its end.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        path = self.folder / INDEX
        if not path.is_file():
            begun = (self.folder / PARTS).is_dir()
            what = (
                "its run did not come to its end: start it again, it goes on where it was"
                if begun
                else "it has no parts"
            )
            raise FileNotFoundError(f"{path} is not there: {what}")
        self.articles = pd.read_parquet(path)

    def __repr__(self) -> str:
        parts = self.articles["part"].nunique()
        return f"Partitions({str(self.folder)!r}: {len(self.articles):,} articles in {parts:,} parts)"

    def load(
        self,
        articles: Iterable[str] | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        publisher: str | None = None,
    ) -> Tables:
        """All tables, or the rows in them of some articles; ``skipped`` is always whole.

        Parameters
        ----------
        articles : ids; None for all
        since, until, publisher : see ``analysis.choosing.chosen``

        The tables are those that ``tabulate`` gives of the same articles in memory, row for row, with the corrections that
        ``correct`` was given last.
        """
        wanted = self._wanted(articles, since=since, until=until, publisher=publisher)
        frames = {name: self._read(name, wanted) for name in SCHEMAS if name != "skipped"}
        return Tables(**frames | {"skipped": self.skipped()})

    def read(
        self,
        name: str,
        articles: Iterable[str] | None = None,
        *,
        columns: Sequence[str] | None = None,
        **chosen_by: str | None,
    ) -> pd.DataFrame:
        """One table, or some columns of it; ``articles`` and ``chosen_by`` as in ``load``."""
        return self._read(name, self._wanted(articles, **chosen_by), columns)

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        files = {name: [self._path(part, name) for part in self.articles["part"].unique()] for name in SCHEMAS}
        rows = {name: sum(pq.read_metadata(file).num_rows for file in held) for name, held in files.items()}
        for name in CORRECTABLE if self._corrected else ():
            before, after = (self._read(name, self._wanted(self._corrected), corrected=c) for c in (False, True))
            rows[name] += len(after) - len(before)
        return rows | {"skipped": len(self.skipped())}

    def correct(self, corrections: pd.DataFrame, *, policy: str | None = None, vague: str = "none") -> pd.DataFrame:
        """Apply corrections to what is read from the folder from now on, and from it alone: those before are forgotten.

        The parts stay as they are; the tables of the articles that are corrected stand beside them, until the folder is
        filled again. Parameters, what is returned and what is raised are those of ``apply_corrections``, which gives the
        tables too.
        """
        from analysis.corrections import apply_corrections  # the engines, which reading does without

        shutil.rmtree(self.folder / CORRECTED, ignore_errors=True)
        self.__dict__.pop("_corrected", None)
        named = self.load(corrections["article_id"].dropna())
        tables, report = apply_corrections(named, corrections, policy=policy, vague=vague)
        changed = report.loc[report["applied"].astype(bool) & (report["action"] != "confirm"), "article_id"]
        if len(changed):
            tables.of(changed.unique()).save(self.folder / CORRECTED)
            self.__dict__.pop("_corrected", None)
        return report

    @cached_property
    def _corrected(self) -> set[str]:
        """The articles whose tables stand beside the parts."""
        path = self.folder / CORRECTED / "articles.parquet"
        return set(pd.read_parquet(path, columns=["article_id"])["article_id"]) if path.is_file() else set()

    def skipped(self) -> pd.DataFrame:
        """The inputs that were not read, and the articles whose analysis failed."""
        return table("skipped", pd.read_parquet(self.folder / SKIPPED))

    def batches(self, name: str, columns: list[str] | None = None, **chosen_by: str | None) -> Iterator[pd.DataFrame]:
        """A table part after part, for sums over more rows than memory holds; ``chosen_by`` as in ``load``."""
        for _, held in self._wanted(None, **chosen_by).groupby("part", sort=False, observed=True):
            yield self._read(name, held, columns)

    def _wanted(self, articles: Iterable[str] | None, **chosen_by: str | None) -> pd.DataFrame:
        kept = chosen(self.articles, **chosen_by)
        if articles is not None:
            kept &= self.articles["article_id"].isin(set(articles))
        return self.articles[kept]

    def _path(self, part: str, name: str) -> Path:
        return self.folder / PARTS / part / f"{name}.parquet"

    def _read(
        self, name: str, wanted: pd.DataFrame, columns: Sequence[str] | None = None, *, corrected: bool = True
    ) -> pd.DataFrame:
        """The rows of the wanted articles in the order of the index."""
        parts, ids = wanted["part"].unique(), wanted["article_id"].to_list()
        whole = self.articles["part"].isin(parts).sum() == len(ids)
        needed = None if columns is None else list(dict.fromkeys(["article_id", *columns]))
        rows = rows_of(name, [self._path(part, name) for part in parts], None if whole else ids, needed)
        changed = self._corrected.intersection(ids) if corrected and name in CORRECTABLE else ()
        if changed:
            beside = rows_of(name, [self.folder / CORRECTED / f"{name}.parquet"], list(changed), needed)
            rows = pd.concat([frame for frame in (rows[~rows["article_id"].isin(changed)], beside) if len(frame)])
        held = table(name, placed(rows, wanted))
        for label in (column for column, kind in SCHEMAS[name].items() if kind is LABEL and column in rows):
            held[label] = _sorted(held[label])
        return held if columns is None else held[list(columns)]


def rows_of(name: str, files: Sequence[Path], ids: list[str] | None, columns: list[str] | None = None) -> pd.DataFrame:
    """The rows of a table in several files, of some articles or of all."""
    if not files:
        return table(name, pd.DataFrame(columns=["article_id"]))
    held = (_held(file, ids, columns) for file in files)
    if name == "articles":  # whose further columns may be of another type in every part
        alike = groupby(held, attrgetter("schema"))
        return joined(pa.concat_tables(rows).to_pandas() for _, rows in alike)
    return pa.concat_tables(held, promote_options="permissive").to_pandas()


def _held(file: Path, ids: list[str] | None, columns: list[str] | None) -> pa.Table:
    """A file is one row group, read whole anyhow: a dataset that filters, and threads, would only add to that."""
    try:
        with pq.ParquetFile(file) as opened:
            rows = opened.read(columns=columns, use_threads=False)
    except pa.ArrowInvalid as error:
        raise ValueError(f"{file} is damaged ({error}): remove {file.parent} and tabulate again") from error
    return rows if ids is None else rows.filter(pc.is_in(rows["article_id"].cast(pa.string()), pa.array(ids)))


def placed(rows: pd.DataFrame, index: pd.DataFrame) -> pd.DataFrame:
    """Rows of articles in the order of an index, with the path it gives: files may have been moved since."""
    if "path" in rows:
        rows["path"] = rows["article_id"].map(index.set_index("article_id")["path"])
    order = pd.Index(index["article_id"]).get_indexer(pd.Index(rows["article_id"].astype("str")))
    at = pd.Series(order)
    return rows if at.is_monotonic_increasing else rows.iloc[at.argsort(kind="stable")]


def _sorted(labels: pd.Series) -> pd.Series:
    """Labels in the order of the alphabet, as they are where a table was made at once."""
    held = labels.cat.remove_unused_categories().cat
    return held.set_categories(sorted(held.categories))


def load_tables(folder: str | Path) -> Tables:
    """The tables in a folder, be they whole or in parts. Raises FileNotFoundError where there are none."""
    return Partitions(folder).load() if (Path(folder) / PARTS).is_dir() else Tables.load(folder)

"""A folder of parts read back: whole, the rows of some articles, or part after part with little memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from analysis.choosing import chosen
from analysis.columns import joined
from analysis.tables import LABEL, SCHEMAS, TEXT, TIME, Tables, table

PARTS, INDEX, SKIPPED = "parts", "index.parquet", "skipped.parquet"
COLUMNS = {"article_id": TEXT, "path": TEXT, "publisher": TEXT, "published": TIME, "key": TEXT, "part": LABEL}


def indexed(rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """The index of a folder of parts: a row an article, in the order of the collection."""
    frame = pd.DataFrame(columns=list(COLUMNS)) if rows is None else rows
    return frame[list(COLUMNS)].astype(COLUMNS).reset_index(drop=True)


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

        The tables are those that ``tabulate`` gives of the same articles in memory, row for row.
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
        return rows | {"skipped": len(self.skipped())}

    def skipped(self) -> pd.DataFrame:
        """The inputs that were not read, and the articles whose analysis failed."""
        unread = pd.read_parquet(self.folder / SKIPPED)
        return table("skipped", pd.concat([unread, self._read("skipped", self.articles)[unread.columns]]))

    def batches(self, name: str, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
        """A table part after part, for sums over more rows than memory holds."""
        for part in self.articles["part"].unique():
            yield pd.read_parquet(self._path(part, name), columns=columns)

    def _wanted(self, articles: Iterable[str] | None, **chosen_by: str | None) -> pd.DataFrame:
        kept = chosen(self.articles, **chosen_by)
        if articles is not None:
            kept &= self.articles["article_id"].isin(set(articles))
        return self.articles[kept]

    def _path(self, part: str, name: str) -> Path:
        return self.folder / PARTS / part / f"{name}.parquet"

    def _read(self, name: str, wanted: pd.DataFrame, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows of the wanted articles in the order of the index."""
        files = [self._path(part, name) for part in wanted["part"].unique()]
        if not files:
            frame = table(name)
            return frame[list(columns)] if columns is not None else frame
        ids = wanted["article_id"].to_list()
        only = None if len(ids) == len(self.articles) else ids
        needed = None if columns is None else list(dict.fromkeys(["article_id", *columns]))
        if name == "articles":  # whose further columns may be of another type in every part
            filters = None if only is None else [("article_id", "in", only)]
            rows = joined(pd.read_parquet(file, columns=needed, filters=filters) for file in files)
        else:
            filter = None if only is None else ds.field("article_id").isin(only)
            rows = ds.dataset(files, format="parquet").to_table(columns=needed, filter=filter).to_pandas()
        if "path" in rows:  # it may have been moved since the part was written
            rows["path"] = rows["article_id"].map(wanted.set_index("article_id")["path"])
        held = table(name, _in_order(rows, ids))
        for label in (column for column, kind in SCHEMAS[name].items() if kind is LABEL and column in rows):
            held[label] = _sorted(held[label])
        return held if columns is None else held[list(columns)]


def _in_order(rows: pd.DataFrame, ids: list[str]) -> pd.DataFrame:
    order = pd.Index(ids).get_indexer(pd.Index(rows["article_id"].astype("str")))
    at = pd.Series(order)
    return rows if at.is_monotonic_increasing else rows.iloc[at.argsort(kind="stable")]


def _sorted(labels: pd.Series) -> pd.Series:
    """Labels in the order of the alphabet, as they are where a table was made at once."""
    held = labels.cat.remove_unused_categories().cat
    return held.set_categories(sorted(held.categories))


def load_tables(folder: str | Path) -> Tables:
    """The tables in a folder, be they whole or in parts. Raises FileNotFoundError where there are none."""
    return Partitions(folder).load() if (Path(folder) / PARTS).is_dir() else Tables.load(folder)

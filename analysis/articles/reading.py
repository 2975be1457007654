"""A folder of news articles, or one file of any supported kind, into the articles table and the skipped table."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from analysis.articles import formats, refusals
from analysis.articles.formats import Record
from analysis.articles.ledger import Ledger, Reading, stem
from analysis.articles.metadata import Metadata
from analysis.articles.refusals import Unread
from analysis.columns import clean

LONGEST_TEXT = 1_000_000  # characters of one article; more is a book, or many articles run together
STREAMED_BYTES = 10**12  # of a file that is read as it goes
# left without a word
NOT_ARTICLES = re.compile(r"(?i)metadata\.csv|corrections\.csv|collection\.yml|readme.*|licen[cs]e.*|\..*|~\$.*")


def read_articles(
    path: str | Path,
    *,
    collection: str | None = None,
    longest: int = LONGEST_TEXT,
    file_bytes: int = formats.FILE_BYTES,
    table_bytes: int = formats.TABLE_BYTES,
) -> Reading:
    """Read the articles of a folder and the folders in it, or of one file.

    Every file is accounted for: its articles are read, or a row of ``skipped`` says why not. Left without a word are
    hidden files, ~$ lock files, README*, LICENSE*, metadata.csv, corrections.csv, folders named gold and folders of tables.

    Parameters
    ----------
    path : a folder, or a file (formats.py lists the kinds); ``metadata.csv`` beside the files is joined on the name
    collection : the name of the collection; by default that of the folder or file
    longest : characters of one article
    file_bytes, table_bytes : the size of a file that is one article, and of a file that holds many

    Returns
    -------
    ``articles``, a row an article. Columns the files have beyond the contract's stand behind them; one that bears the
    name of a column that is computed, such as ``words``, is called ``words_given``; lists are joined with "; ", objects
    left out. The same text under two ids is two articles: that two outlets print one dispatch is a finding.
    ``skipped``, a row an input that was not read; ``reason`` is one of ``refusals.REASONS``.

    Raises
    ------
    FileNotFoundError : there is nothing at ``path``
    ValueError : the folder holds no files that could be articles, or tables that were made of such
    """
    stream = Stream(path, collection, longest, file_bytes, table_bytes, table_bytes)
    for _ in stream.fill():
        pass
    return stream.ledger.take()


def stream_articles(
    path: str | Path,
    *,
    batch: int = 250,
    collection: str | None = None,
    longest: int = LONGEST_TEXT,
    file_bytes: int = formats.FILE_BYTES,
    table_bytes: int = formats.TABLE_BYTES,
) -> Stream:
    """Read a collection that memory does not hold: the articles of ``read_articles``, a batch at a time.

    Parameters
    ----------
    batch : articles of each part of the reading
    table_bytes : the size of a table that is read whole. Tables in UTF-8 (.csv, .tsv, .jsonl, with .gz too) and .parquet
        are read as they go and may be of any size
    path, collection, longest, file_bytes : those of ``read_articles``, which raises the same errors

    Returns
    -------
    Stream, to be gone through once: each step a ``Reading`` of articles and of what was skipped on the way to them.
    Columns beyond the contract's have the type that the batch's own values ask for.
    """
    return Stream(path, collection, longest, file_bytes, table_bytes, STREAMED_BYTES, batch)


class Stream:
    """The articles of a collection as they are read; ``share`` of its bytes has been read so far, from 0 to 1."""

    def __init__(
        self,
        path: str | Path,
        collection: str | None,
        longest: int,
        file_bytes: int,
        table_bytes: int,
        streamed_bytes: int,
        batch: int = 0,
    ) -> None:
        self.path = path = Path(path)
        if not path.exists():
            raise FileNotFoundError(f"{path} is not there: give a folder of articles, or a .txt, .csv or .jsonl file")
        if _holds_tables(path):
            raise ValueError(
                f"{path} holds tables that were made of articles: give the articles themselves; where they are gone, "
                f"`python -m analysis export {path} -o FOLDER --as text` writes them out"
            )
        self.root = path if path.is_dir() else path.parent
        self.files = [str(file) for file in _files(path)] if path.is_dir() else [str(path)]
        if not self.files:
            raise ValueError(f"{path} holds no articles: put .txt, .html, .docx, .csv or .jsonl files there")
        own_name = path.resolve().name if path.is_dir() else path.name.partition(".")[0]
        self.ledger = Ledger(self.root, collection or clean(own_name), longest)
        self.read = partial(_records, root=self.root, limits=(file_bytes, table_bytes, streamed_bytes))
        self.batch, self.share = batch, 0.0

    def __iter__(self) -> Iterator[Reading]:
        for _ in self.fill():
            if len(self.ledger.articles) >= self.batch:
                yield self.ledger.take(more=True)
        self.share = 1.0
        yield self.ledger.take(more=True)

    def fill(self) -> Iterator[None]:
        """Write everything into the ledger, and pause after each article so that it can be emptied."""
        holding = {Path(file).parent for file in self.files}
        folders = sorted({up for folder in holding for up in (folder, *folder.parents) if up.is_relative_to(self.root)})
        metadata = {folder: Metadata(folder, self.ledger) for folder in folders}
        stems = Counter(stem(Path(file).name) for file in self.files)
        sizes = [_size(file) for file in self.files]
        read, whole = 0, sum(sizes)
        for file, size in zip(map(Path, self.files), sizes, strict=True):
            above = [metadata[folder].of(file) for folder in reversed(file.parents) if folder in metadata]
            given = {name: value for fields in above for name, value in fields.items()}  # the nearest is the last
            name = stem(file.name) if stems[stem(file.name)] == 1 else "_".join(file.relative_to(self.root).parts)
            try:
                for share in self.ledger.add(file, partial(self.read, file), given, clean(name)):
                    self.share = (read + size * share) / whole
                    yield
            except Unread as refusal:
                self.ledger.skip(file, None, refusal)
            read += size
        if self.path.is_dir():
            for held in metadata.values():
                held.report_unused()


def _files(folder: Path) -> Iterator[Path]:
    """The files that should be articles, in the order of their paths; a link to a folder stands for itself."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name.lower() != "gold")
        folders[:] = [name for name in folders if not _holds_tables(Path(here) / name)]
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        yield from (Path(here) / name for name in sorted(files + links) if not NOT_ARTICLES.fullmatch(name))


def _holds_tables(folder: Path) -> bool:
    """Whether a folder is one that tables were written into, whole or in parts, by a run that ended or did not."""
    if (folder / "parts").is_dir():
        return (folder / "index.parquet").is_file() or any((folder / "parts").glob("*/part.json"))
    return all((folder / f"{name}.parquet").is_file() for name in ("articles", "skipped", "tokens", "spans"))


def _records(file: Path, root: Path, limits: tuple[int, int, int]) -> Iterator[Record]:
    if file.is_symlink() and (file.is_dir() or not file.resolve().is_relative_to(root.resolve())):
        raise Unread(refusals.OUTSIDE, "a link that leads elsewhere: put the files themselves into the folder")
    if not file.is_file():
        raise Unread(refusals.UNSUPPORTED_KIND, "not a file that can be read: leave it out")
    row = None
    for row in formats.read_records(file, *limits):
        yield row
    if row is None:
        raise Unread(refusals.EMPTY, "there are no rows in it: leave it out, or see whether it was saved whole")


def _size(file: str) -> int:
    try:
        return max(1, os.lstat(file).st_size)
    except OSError:  # gone since the folder was listed; reading it says so
        return 1

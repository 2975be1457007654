"""A folder of news articles, or one file of any supported kind, into the articles table and the skipped table."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.articles import formats, refusals
from analysis.articles.columns import METADATA_ALIASES, clean, further, is_missing, label, named
from analysis.articles.decoding import unify_line_ends
from analysis.articles.formats import Record
from analysis.articles.published import date_in_file_name, read_date, settle_order
from analysis.articles.refusals import Unread
from analysis.layout import Layout, lay_out
from analysis.layout.datelines import read_full_date
from analysis.tables import SCHEMAS, table

LONGEST_TEXT = 1_000_000  # characters of one article; more is a book, or many articles run together
LABELS = ("publisher", "author", "agency", "place", "url")  # columns given as one line of text
SHORT = 20  # words: of fewer, the language is taken to be English unless there is no doubt
# left without a word
NOT_ARTICLES = re.compile(r"(?i)metadata\.csv|corrections\.csv|collection\.yml|readme.*|licen[cs]e.*|\..*|~\$.*")
_SMALL_WORDS = re.compile(
    r"\b(?:the|of|and|with|was|were|from|that|his|has|have|after|which|this|by|for|are|is|to)\b", re.IGNORECASE
)
# What English with African or Slavic names is taken for, and tongues no news is written in
_NOT_FOR_NEWS = {"pcm", "la", "zxx", "grc", "hbo", "sa", "vo", "eo", "an", "ext", "bcl"}


class Reading(NamedTuple):
    """What ``read_articles`` found: two tables of the contract (``tables.SCHEMAS``)."""

    articles: pd.DataFrame
    skipped: pd.DataFrame

    @property
    def summary(self) -> str:
        """How many articles were found, read and skipped: "12 found, 10 read, 2 skipped"."""
        read, skipped = len(self.articles), len(self.skipped)
        return f"{read + skipped:,} found, {read:,} read, {skipped:,} skipped"


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
    hidden files, ~$ lock files, README*, LICENSE*, metadata.csv, corrections.csv and folders named gold.

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
    ValueError : the folder holds no files that could be articles
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"{path} is not there: give a folder of articles, or a .txt, .csv or .jsonl file")
    root = path if path.is_dir() else path.parent
    files = list(_files(path)) if path.is_dir() else [path]
    if not files:
        raise ValueError(f"{path} holds no articles: put .txt, .html, .docx, .csv or .jsonl files there")
    own_name = path.resolve().name if path.is_dir() else path.name.partition(".")[0]
    ledger = _Ledger(root, collection or clean(own_name), longest)
    folders = {folder for file in files for folder in file.parents if folder.is_relative_to(root)}
    metadata = [_Metadata(folder, ledger) for folder in sorted(folders)]
    stems = Counter(_stem(file) for file in files)
    for file in files:
        above = [held.of(file) for held in metadata if file.is_relative_to(held.path.parent)]
        given = {name: value for fields in above for name, value in fields.items()}  # the nearest is the last
        name = _stem(file) if stems[_stem(file)] == 1 else "_".join(file.relative_to(root).parts)
        try:
            ledger.add(file, list(_records(file, root, file_bytes, table_bytes)), given, clean(name))
        except Unread as refusal:
            ledger.skip(file, None, refusal)
    if path.is_dir():
        for held in metadata:
            held.report_unused()
    return Reading(table("articles", _frame(ledger.articles)), table("skipped", ledger.skipped))


def _files(folder: Path) -> Iterator[Path]:
    """The files that should be articles, in the order of their paths; a link to a folder stands for itself."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name.lower() != "gold")
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        yield from (Path(here) / name for name in sorted(files + links) if not NOT_ARTICLES.fullmatch(name))


def _records(file: Path, root: Path, file_bytes: int, table_bytes: int) -> Iterator[Record]:
    if file.is_symlink() and (file.is_dir() or not file.resolve().is_relative_to(root.resolve())):
        raise Unread(refusals.OUTSIDE, "a link that leads elsewhere: put the files themselves into the folder")
    if not file.is_file():
        raise Unread(refusals.UNSUPPORTED_KIND, "not a file that can be read: leave it out")
    row = None
    for row in formats.read_records(file, file_bytes, table_bytes):
        yield row
    if row is None:
        raise Unread(refusals.EMPTY, "there are no rows in it: leave it out, or see whether it was saved whole")


def _stem(file: Path) -> str:
    return file.name.removesuffix(".gz").rpartition(".")[0] or file.name


class _Ledger:
    """Where articles and refusals are written down."""

    def __init__(self, root: Path, collection: str, longest: int) -> None:
        self.root, self.collection, self.longest = root, collection, longest
        self.articles: list[dict[str, Any]] = []
        self.skipped: list[dict[str, str]] = []
        self.ids: dict[str, Path] = {}

    def path(self, file: Path, row: int | None) -> str:
        inside = clean(os.fsencode(file.relative_to(self.root).as_posix()).decode("utf8", "replace"))
        return inside if row is None else f"{inside}#row {row}"

    def skip(self, file: Path, row: int | None, refusal: Unread) -> None:
        self.skipped.append({"path": self.path(file, row), "reason": refusal.reason, "detail": clean(refusal.detail)})

    def add(self, file: Path, records: list[Record], given: dict[str, Any], name: str) -> None:
        """The records of one file; ``given`` is what metadata.csv says of it, ``name`` what it is to be called."""
        if records[0].row is not None:
            given = {key: value for key, value in given.items() if key not in ("article_id", "title")}
        rows = [(row, fields if isinstance(fields, Unread) else named(fields)) for row, fields in records]
        readable = [fields for _, fields in rows if not isinstance(fields, Unread)]
        order = settle_order(fields.get("published") for fields in readable)
        if readable and not any("text" in fields for fields in readable):
            raise Unread(refusals.NO_TEXT_COLUMN, "no column holds the articles: call one text, body or content")
        for row, fields in rows:
            try:
                if isinstance(fields, Unread):
                    raise fields
                fields["published"] = read_date(fields.get("published"), order)
                self._add_article(file, row, {**fields, **given}, name)
            except Unread as refusal:
                self.skip(file, row, refusal)

    def _add_article(self, file: Path, row: int | None, fields: dict[str, Any], name: str) -> None:
        text = _checked_text(fields.pop("text", None), self.longest)
        article_id = self._free_id(label(fields.pop("article_id", None)), name, row, file)
        layout = lay_out(text, label(fields.pop("title", None)))
        published, published_from = _published(fields.pop("published"), layout, file if row is None else None)
        found = {**layout.fields, "agency": layout.agency, "place": layout.place}
        known = {name: label(fields.pop(name, None)) or found.get(name) for name in LABELS}
        computed = {
            "article_id": article_id, "collection": self.collection, "path": self.path(file, row),
            "title": layout.title, "text": text, "published": published, "published_from": published_from,
            "weekday": layout.weekday, "language": "en",
            "words": len(text.split()), "sentences": 0, "sha256": hashlib.sha256(text.encode("utf8")).hexdigest(),
        }  # fmt: skip
        self.articles.append(further(fields, SCHEMAS["articles"]) | known | computed)
        self.ids[article_id] = file

    def _free_id(self, given: str | None, name: str, row: int | None, file: Path) -> str:
        """The id given, else the file's name and the row; one that another file has gets this file's name before it."""
        wanted = given or (name if row is None else f"{name}-{row}")
        if self.ids.get(wanted, file) != file:
            wanted = f"{name}-{wanted}"
        if wanted in self.ids:
            raise Unread(refusals.DUPLICATE_ID, f"another article is called {wanted!r}: give each an id of its own")
        return wanted


class _Metadata:
    """The rows of the ``metadata.csv`` in a folder, by the file they are about."""

    def __init__(self, folder: Path, ledger: _Ledger) -> None:
        self.path, self.ledger = folder / "metadata.csv", ledger
        self.rows: dict[str, tuple[int | None, dict[str, Any]]] = {}
        self.used: set[str] = set()
        try:
            records = list(formats.read_records(self.path)) if self.path.is_file() else []
        except Unread as refusal:
            records = [Record(None, refusal)]
        for record in records:
            self._keep(record)
        self.order = settle_order(fields.get("published") for _, fields in self.rows.values())

    def _keep(self, record: Record) -> None:
        if isinstance(record.fields, Unread):
            self.ledger.skip(self.path, record.row, record.fields)
            return
        fields = named(record.fields, METADATA_ALIASES)
        key = label(fields.pop("file", None) or fields.get("article_id"))
        fields.pop("text", None)
        if key:
            self.rows[key] = (record.row, {name: value for name, value in fields.items() if not is_missing(value)})
        else:
            detail = "it names no file: add a column called file, with names such as a.txt"
            self.ledger.skip(self.path, record.row, Unread(refusals.NO_SUCH_FILE, detail))

    def of(self, file: Path) -> dict[str, Any]:
        """What is said of a file under its path from here, its name, or its name without the ending."""
        keys = (file.relative_to(self.path.parent).as_posix(), file.name, _stem(file))
        key = next((key for key in keys if key in self.rows), None)
        if key is None:
            return {}
        self.used.add(key)
        fields = self.rows[key][1]
        published = read_date(fields.get("published"), self.order)
        return {name: value for name, value in {**fields, "published": published}.items() if value is not None}

    def report_unused(self) -> None:
        for key in self.rows.keys() - self.used:
            detail = f"it is about {key!r}, which is not in this folder: mend the name or add the file"
            self.ledger.skip(self.path, self.rows[key][0], Unread(refusals.NO_SUCH_FILE, detail))


def _published(given: datetime | None, layout: Layout, file: Path | None) -> tuple[datetime | None, str]:
    """When, and which of tables.PUBLISHED_FROM says so; ``file`` is one that holds this article alone."""
    if given:
        return given, "metadata"
    if found := read_date(layout.fields.get("date")) or read_full_date(layout.date_text or ""):
        return found, "text"
    if file and (found := date_in_file_name(file.name)):
        return found, "file name"
    return None, "none"


def _checked_text(value: Any, longest: int) -> str:
    """The text of an article, with its line ends unified. Raises Unread where there is none to read."""
    if is_missing(value) or not isinstance(value, str) or not value.strip("\ufeff \t\r\n\xa0"):
        raise Unread(refusals.EMPTY, "there is no text in it: leave it out, or see whether it was saved whole")
    if len(value) > longest:
        raise Unread(
            refusals.TOO_LARGE, f"{len(value):,} characters, the limit is {longest:,}: divide it into articles"
        )
    if "\0" in value:
        raise Unread(refusals.BINARY, "there are NUL characters in the text: save it anew as UTF-8")
    if re.search("[\ud800-\udfff]", value):
        raise Unread(refusals.UNREADABLE, "halves of characters (lone surrogates) in the text: save it anew as UTF-8")
    if not is_english(value):
        raise Unread(refusals.NOT_ENGLISH, "only English can be analysed: leave it out or translate it")
    return unify_line_ends(value)


def is_english(text: str) -> bool:
    """Whether a text is English, by its small words or py3langid (Lui and Baldwin 2012); a short one unless surely not.

    >>> is_english("The bridge fell, police said."), is_english("Le pont est tombé dans la nuit, a dit la police.")
    (True, False)
    """
    start = text[:3000]
    words = start.split()
    small = _SMALL_WORDS.findall(start)
    if len(small) >= 0.12 * len(words) and len({word.lower() for word in small}) > 1:
        return True
    likely = dict(_identifier().rank(start))["en"]
    return likely > (0.005 if len(words) < SHORT else 0.1)  # English without names scores .9; others below .001


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # here, because its model takes .6 s

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(set(identifier.labels) - _NOT_FOR_NEWS))
    return identifier


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a frame whose further columns have one type each, as Parquet needs it, and hold something."""
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: pd.Series([row.get(name) for row in rows], dtype=object) for name in names}
    further_columns = {name: _of_one_type(held) for name, held in columns.items() if name not in SCHEMAS["articles"]}
    return pd.DataFrame(columns | {name: held for name, held in further_columns.items() if held.notna().any()})


def _of_one_type(values: pd.Series) -> pd.Series:
    known = [value for value in values if not is_missing(value)]
    kinds = {type(value) for value in known}
    if kinds == {bool}:
        return values.astype("boolean")
    if known and kinds <= {int, float} and all(abs(value) < 2**63 for value in known):
        return values.astype("Int64" if kinds == {int} else "float64")
    return values.map(label).astype("str")

"""Where the articles of a collection and the refusals are written down, as its files are read one after another."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.articles import refusals
from analysis.articles.decoding import unify_line_ends
from analysis.articles.english import is_english
from analysis.articles.formats import TABLE_KINDS, Record, file_kind
from analysis.articles.published import date_in_file_name, read_date, settle_order
from analysis.articles.refusals import Unread
from analysis.columns import clean, frame_of, further, is_missing, label, named
from analysis.layout import Layout, lay_out
from analysis.layout.datelines import read_full_date
from analysis.tables import SCHEMAS, table

LABELS = ("publisher", "author", "agency", "place", "url")  # columns given as one line of text


class Reading(NamedTuple):
    """What ``read_articles`` found: two tables of the contract (``tables.SCHEMAS``)."""

    articles: pd.DataFrame
    skipped: pd.DataFrame

    @property
    def summary(self) -> str:
        """How many articles were found, read and skipped: "12 found, 10 read, 2 skipped"."""
        read, skipped = len(self.articles), len(self.skipped)
        return f"{read + skipped:,} found, {read:,} read, {skipped:,} skipped"


class Ledger:
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

    def take(self, more: bool = False) -> Reading:
        """What was written down since the last time; ``more`` says that it is one batch of several."""
        taken = Reading(table("articles", frame_of(self.articles, more)), table("skipped", self.skipped))
        self.articles, self.skipped = [], []
        return taken

    def add(
        self, file: Path, records: Callable[[], Iterator[Record]], given: dict[str, Any], name: str
    ) -> Iterator[float]:
        """The records of one file; pauses after each and gives the share of the file that was read, from 0 to 1.

        Parameters
        ----------
        records : reads the file, anew each time: a table is read twice, first to see what its dates look like
        given : what metadata.csv says of the file
        name : what the file is to be called
        """
        once = None if file_kind(file) in TABLE_KINDS else list(records())
        about = _About(records() if once is None else once)
        if about.is_table:
            given = {key: value for key, value in given.items() if key not in ("article_id", "title")}
        if about.readable and not about.has_text:
            raise Unread(refusals.NO_TEXT_COLUMN, "no column holds the articles: call one text, body or content")
        for number, (row, held) in enumerate(records() if once is None else once, 1):
            try:
                if isinstance(held, Unread):
                    raise held
                fields = named(held)
                fields["published"] = read_date(fields.get("published"), about.order)
                self._add_article(file, row, {**fields, **given}, name)
            except Unread as refusal:
                self.skip(file, row, refusal)
            yield number / about.records

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


class _About:
    """What must be known of a file's records before the first is taken. Raises Unread where the file breaks off."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records, self.readable, self.is_table, self.has_text = 0, 0, False, False
        self.order = settle_order(self._dates(records))

    def _dates(self, records: Iterable[Record]) -> Iterator[Any]:
        for row, held in records:
            self.records += 1
            self.is_table |= row is not None
            if not isinstance(held, Unread):
                fields = named(held)
                self.readable += 1
                self.has_text |= "text" in fields
                yield fields.get("published")


def stem(name: str) -> str:
    """A file's name without its endings."""
    return name.removesuffix(".gz").rpartition(".")[0] or name

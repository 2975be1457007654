"""What the ``metadata.csv`` in a folder says of the files there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analysis.articles import formats, refusals
from analysis.articles.formats import Record
from analysis.articles.ledger import Ledger, stem
from analysis.articles.published import read_date, settle_order
from analysis.articles.refusals import Unread
from analysis.columns import METADATA_ALIASES, is_missing, label, named


class Metadata:
    """The rows of the ``metadata.csv`` in a folder, by the file they are about."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
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
        keys = (file.relative_to(self.path.parent).as_posix(), file.name, stem(file.name))
        key = next((key for key in keys if key in self.rows), None)
        if key is None:
            return {}
        self.used.add(key)
        fields = self.rows[key][1]
        published = read_date(fields.get("published"), self.order)
        return {name: value for name, value in {**fields, "published": published}.items() if value is not None}

    def report_unused(self) -> None:
        for key in (key for key in self.rows if key not in self.used):
            detail = f"it is about {key!r}, which is not in this folder: mend the name or add the file"
            self.ledger.skip(self.path, self.rows[key][0], Unread(refusals.NO_SUCH_FILE, detail))

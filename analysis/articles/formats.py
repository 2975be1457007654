"""Files of every supported kind into records: a text or a table's row, as fields by name. Nothing is judged here.

Kinds: .txt, .md, .html, .htm, .docx, .csv, .tsv, .xlsx, .jsonl, .parquet; .csv, .tsv and .jsonl also with .gz.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from analysis.articles.decoding import TextFile, decode, unify_line_ends
from analysis.articles.refusals import EMPTY, TOO_LARGE, UNKNOWN_ENCODING, UNREADABLE, UNSUPPORTED_KIND, Unread

FILE_BYTES = 20_000_000  # an article of its own: .txt, .md, .html, .docx
TABLE_BYTES = 500_000_000  # many articles in a file; also what a compressed file may unfold to

ROWS = 200  # of a Parquet file that are held at a time

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


class Record(NamedTuple):
    """An article as its file gives it. ``row`` counts from 1, the header; an unreadable row holds its ``Unread``."""

    row: int | None
    fields: dict[str, Any] | Unread


def read_records(
    path: Path, file_bytes: int = FILE_BYTES, table_bytes: int = TABLE_BYTES, streamed_bytes: int | None = None
) -> Iterator[Record]:
    """The records of one file, in their order. Raises Unread where the file as a whole cannot be read.

    The limits are of a file that is one article, of a table that is read whole, and of one that is read as it goes (by
    default the same).
    """
    kind = file_kind(path)
    if kind not in KINDS or (path.suffix.lower() == ".gz" and kind not in FOLDED_KINDS):
        shown = path.suffix or "a file without an ending"
        raise Unread(UNSUPPORTED_KIND, f"{shown} is not read: save it as {', '.join(KINDS)}")
    limit = table_bytes if kind in TABLE_KINDS else file_bytes
    streamed = (streamed_bytes or limit) if kind in STREAMED else limit
    try:
        if (size := path.stat().st_size) > streamed:
            raise Unread(TOO_LARGE, f"{size:,} bytes, the limit is {streamed:,}: split the file or raise the limit")
        if kind in STREAMED:
            yield from STREAMED[kind](path, limit, streamed)
        else:
            yield from READERS[kind](path.read_bytes(), kind)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        detail = f"{error or type(error).__name__}: see whether the file opens elsewhere and save it anew"
        raise Unread(UNREADABLE, detail) from error


def file_kind(path: Path) -> str:
    """The ending that says how a file is read, in small letters; of a compressed one the ending before .gz."""
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def _text_file(path: Path, limit: int, streamed: int) -> TextFile:
    opened = partial(gzip.open if path.suffix.lower() == ".gz" else open, path, "rb")
    return TextFile(cast(Callable[[], BinaryIO], opened), limit, streamed)


def _read_text(data: bytes, kind: str) -> Iterator[Record]:
    yield Record(None, {"text": decode(data)})


def _read_html(data: bytes, kind: str) -> Iterator[Record]:
    import trafilatura  # here, because it takes a third of a second

    declared = _CHARSET.search(data[:2048])
    page = _decode_page(data, declared[1].decode("ascii") if declared else "")
    try:
        found = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (RecursionError, ValueError, AssertionError) as error:
        raise Unread(UNREADABLE, f"the page cannot be taken apart ({error}): copy its text into a .txt file") from error
    if found is None or isinstance(found, dict) or not found.text:
        raise Unread(EMPTY, "no article was found in the page: copy its text into a .txt file")
    fields = {name: getattr(found, name) for name in ("text", "title", "author", "date", "url", "sitename")}
    yield Record(None, fields)


def _decode_page(data: bytes, declared: str) -> str:
    try:
        return decode(data)
    except Unread as refusal:
        if refusal.reason != UNKNOWN_ENCODING or not declared:
            raise
    try:
        return unify_line_ends(data.decode(declared))
    except (LookupError, ValueError):
        raise Unread(UNKNOWN_ENCODING, f"the page is not in {declared}, as it says: save it as UTF-8") from None


def _read_docx(data: bytes, kind: str) -> Iterator[Record]:
    """Paragraphs and table cells in their order. The document's properties are left: they say who typed it."""
    import docx
    from docx.table import Table

    _check_zip(data)
    try:
        blocks = []
        for block in docx.Document(io.BytesIO(data)).iter_inner_content():
            blocks += (
                ["\t".join(cell.text for cell in row.cells) for row in block.rows]
                if isinstance(block, Table)
                else [block.text]
            )
    except Exception as error:  # lxml and python-docx raise what they like on a damaged file
        raise Unread(
            UNREADABLE, f"not a Word document that can be opened ({error}): save it anew as .docx or .txt"
        ) from error
    yield Record(None, {"text": unify_line_ends("\n".join(blocks))})


def _check_zip(data: bytes) -> None:
    """Refuse archives that unfold to more than memory should hold, and XML with entities, which Office never has."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if (size := sum(member.file_size for member in archive.infolist())) > TABLE_BYTES:
            raise Unread(TOO_LARGE, f"it unfolds to {size:,} bytes: split the file")
        for member in archive.infolist():
            if member.filename.endswith((".xml", ".rels")):
                with archive.open(member) as part:
                    if b"<!DOCTYPE" in part.read(4096):
                        raise Unread(
                            UNREADABLE, "it defines XML entities, which an Office file never does: save it anew"
                        )


def _read_delimited(path: Path, limit: int, streamed: int) -> Iterator[Record]:
    file = _text_file(path, limit, streamed)
    with file.open() as text:
        delimiter = "\t" if file_kind(path) == ".tsv" else _delimiter(text.read(100_000))
    quotes = ends = 0
    with file.open() as text:
        for line in text:
            quotes, ends = quotes + line.count('"'), ends + line.endswith("\n")
    csv.field_size_limit(TABLE_BYTES)
    with (
        file.open() as text
    ):  # without strict=True the csv module takes any quoting; only the size of a cell is limited
        rows = csv.reader(text, delimiter=delimiter)
        try:
            yield from _delimited(rows, last=ends if quotes % 2 else None)
        except csv.Error as error:
            raise Unread(
                UNREADABLE, f"line {rows.line_num}: {error}: see whether a quotation mark is closed"
            ) from error


def _delimited(rows: Any, last: int | None) -> Iterator[Record]:
    """``last`` is the number of the last line where a quotation mark is never closed."""
    header: list[str] = next(rows, [])
    began = rows.line_num
    for number, row in enumerate(rows, 2):
        lines, began = rows.line_num - began, rows.line_num
        if last is not None and lines > 1 and began >= last:
            yield Record(number, Unread(UNREADABLE, "a quotation mark in it is never closed: close or remove it"))
        elif len(row) > len(header) and any(row[len(header) :]):
            detail = (
                f"{len(row)} cells under {len(header)} columns: put cells that hold the separator in quotation marks"
            )
            yield Record(number, Unread(UNREADABLE, detail))
        elif any(row):
            yield Record(number, _fields(header, row))


def _delimiter(text: str) -> str:
    """What divides the header outside quotation marks: a comma, semicolon, tab or bar."""
    header = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(",;\t|", key=header.count)


def _fields(header: list[Any], row: Any) -> dict[str, Any]:
    """Cells by column; of columns with the same name the first, of those without a name none."""
    held: dict[str, Any] = {}
    for name, cell in zip(header, row, strict=False):
        if name is not None and str(name).strip():
            held.setdefault(str(name).strip(), cell)
    return held


def _read_xlsx(data: bytes, kind: str) -> Iterator[Record]:
    """The first sheet; its first row names the columns."""
    import openpyxl

    _check_zip(data)
    try:
        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
    except Exception as error:  # openpyxl raises what it likes on a damaged file
        raise Unread(
            UNREADABLE, f"not a workbook that can be opened ({error}): save it anew as .xlsx or .csv"
        ) from error
    for number, row in enumerate(rows[1:], 2):
        if any(cell is not None for cell in row):
            yield Record(number, _fields(list(rows[0]), row))


def _read_json_lines(path: Path, limit: int, streamed: int) -> Iterator[Record]:
    with _text_file(path, limit, streamed).open() as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield Record(number, _json_object(line))


def _json_object(line: str) -> dict[str, Any] | Unread:
    try:
        held = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unread(UNREADABLE, f"not JSON ({error}): each line must be one object")
    if not isinstance(held, dict):
        return Unread(UNREADABLE, 'not a JSON object: each line must be like {"title": ..., "text": ...}')
    return held


def _read_parquet(path: Path, limit: int, streamed: int) -> Iterator[Record]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=1_000_000) as file:
            unfolded = sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups))
            if unfolded > streamed:
                raise Unread(TOO_LARGE, f"it unfolds to {unfolded:,} bytes: split the file")
            number = 0
            for batch in file.iter_batches(ROWS):
                columns = [[_value(cell) for cell in column] for column in batch.columns]
                for row in zip(*columns, strict=True):
                    number += 1
                    yield Record(number, _fields(batch.schema.names, row))
    except (pa.ArrowException, UnicodeDecodeError) as error:  # the latter where a column's name is not UTF-8
        raise Unread(UNREADABLE, f"not a Parquet file that can be opened ({error}): write it anew") from error


def _value(cell: Any) -> Any:
    try:
        return cell.as_py()
    except (ValueError, OverflowError):  # a time that Python cannot hold, such as the year 0
        return None


READERS: dict[str, Callable[[bytes, str], Iterator[Record]]] = {
    ".txt": _read_text, ".md": _read_text, ".html": _read_html, ".htm": _read_html, ".docx": _read_docx,
    ".xlsx": _read_xlsx,
}  # fmt: skip
STREAMED: dict[str, Callable[[Path, int, int], Iterator[Record]]] = {
    ".csv": _read_delimited, ".tsv": _read_delimited, ".jsonl": _read_json_lines, ".parquet": _read_parquet,
}  # fmt: skip
KINDS = (*READERS, *STREAMED)
FOLDED_KINDS = (".csv", ".tsv", ".jsonl")
TABLE_KINDS = (".csv", ".tsv", ".xlsx", ".jsonl", ".parquet")

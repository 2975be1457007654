"""Files that hold many articles, a row each: .csv, .tsv, .xlsx, .jsonl, .parquet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.articles.files import TABLE_BYTES, Record, check_zip, file_kind, text_file
from analysis.articles.refusals import TOO_LARGE, UNREADABLE, Unread

ROWS = 200  # of a Parquet file that are held at a time


def read_delimited(path: Path, limit: int, streamed: int) -> Iterator[Record]:
    """Lines of cells; the first names the columns."""
    file = text_file(path, limit, streamed)
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


def read_xlsx(data: bytes, kind: str) -> Iterator[Record]:
    """The first sheet; its first row names the columns."""
    import openpyxl

    check_zip(data)
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


def read_json_lines(path: Path, limit: int, streamed: int) -> Iterator[Record]:
    """An object a line."""
    with text_file(path, limit, streamed).open() as lines:
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


def read_parquet(path: Path, limit: int, streamed: int) -> Iterator[Record]:
    """Rows, some hundred at a time."""
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

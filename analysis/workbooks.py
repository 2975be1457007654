"""Tables as an Excel workbook: a sheet a table, and nothing in it that Excel would run."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from itertools import islice
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.writer.excel import ExcelWriter

from analysis.exports import EARLIEST, defused
from analysis.tables import Tables

MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767  # of a sheet and of a cell in Excel
# Nothing but where in the texts something stands: for programs, which take Parquet or CSV. Of all rows they are three of four
NO_SHEET = ("tokens", "sentences", "spans")
LONG = ("text", "content", "title", "detail")  # columns that are given room
_MODIFIED = re.compile(rb"[^<>]+(?=</dcterms:modified>)")


def write_excel(tables: Tables, path: Path) -> None:
    """A workbook with a sheet a table, all but those of ``NO_SHEET``: the head frozen, filters, no formulas.

    Longer tables and texts are cut where Excel's own limits are: 1,048,576 rows and 32,767 characters. The same tables
    give the same bytes.
    """
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.created = "News Analysis Notebooks", datetime(*EARLIEST[:3])
    for name, frame in tables:
        if name not in NO_SHEET:
            _fill_sheet(book.create_sheet(name), frame)
    held = io.BytesIO()
    ExcelWriter(
        book, zipfile.ZipFile(held, "w", zipfile.ZIP_STORED)
    ).save()  # it is packed when the times are taken out
    _without_times(held, path)


def _fill_sheet(sheet: WriteOnlyWorksheet, frame: pd.DataFrame) -> None:
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(frame.columns))
    sheet.auto_filter.ref = f"A1:{last}{min(len(frame) + 1, MOST_ROWS)}"
    for number, name in enumerate(frame.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 60 if name in LONG else 14
    safe = defused(frame)
    head = [WriteOnlyCell(sheet, str(name)) for name in safe.columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    columns = [_plain(values) for _, values in safe.items()]
    for row in islice(zip(*columns, strict=True), MOST_ROWS - 1):
        sheet.append(row)


def _plain(values: pd.Series) -> list:
    """A column as openpyxl takes it: None where missing, no characters that XML does not allow."""
    return [
        None if gone else ILLEGAL_CHARACTERS_RE.sub("", cell)[:MOST_CHARACTERS] if isinstance(cell, str) else cell
        for cell, gone in zip(values, values.isna(), strict=True)
    ]


def _without_times(written: io.BytesIO, path: Path) -> None:
    """openpyxl notes the time of writing in the archive and among the properties: this puts a fixed one there."""
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as kept:
        for name in made.namelist():
            held = (
                _MODIFIED.sub(b"1980-01-01T00:00:00Z", made.read(name))
                if name.startswith("docProps")
                else made.read(name)
            )
            kept.writestr(zipfile.ZipInfo(name, EARLIEST), held, zipfile.ZIP_DEFLATED)

"""Tables for other programs as CSV, single or in a zip archive, without formulas that a spreadsheet would run."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pandas as pd

# How a cell begins that a spreadsheet would run as a formula; the wide forms are those of East Asian keyboards
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_RUN = f"[{re.escape(''.join(FORMULA))}]"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a file in a zip archive: the same tables give the same bytes at any time


def defused(frame: pd.DataFrame) -> pd.DataFrame:
    """A table whose texts no spreadsheet runs: an apostrophe stands before those that begin like a formula.

    >>> defused(pd.DataFrame({"text": ["=1+1", "two"], "low": [-1, 2]})).to_dict("list")
    {'text': ["'=1+1", 'two'], 'low': [-1, 2]}
    """
    heads = [f"'{name}" if str(name).startswith(FORMULA) else name for name in frame]
    columns = [_defused(values) for _, values in frame.items()]
    return pd.concat(columns, axis=1, keys=heads) if columns else frame


def _defused(values: pd.Series) -> pd.Series:
    typed = pd.api.types.is_numeric_dtype(values) or pd.api.types.is_datetime64_any_dtype(values)
    if typed or values.isna().all():
        return values
    if isinstance(values.dtype, pd.CategoricalDtype):  # a label comes often: what is asked of it is asked once
        labels = _defused(values.cat.categories.to_series())
        return pd.Series(labels.array.take(values.cat.codes.to_numpy(), allow_fill=True), index=values.index)
    texts = values.astype("str")
    formulas = texts.str.match(_RUN, na=False)
    return texts.mask(formulas, "'" + texts) if formulas.any() else texts


def undefused(cell: str) -> str:
    """A cell without the apostrophe that ``defused`` has put before it.

    >>> undefused("'=1+1"), undefused("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def to_csv(frame: pd.DataFrame) -> bytes:
    """A table as CSV that Excel reads as UTF-8, defused."""
    # with this end of lines a carriage return is quoted too: bare, it begins a row, and what follows may be a formula
    return defused(frame).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def write_csv_zip(csv_files: dict[str, bytes], path: Path) -> None:
    """The files, by name, in one archive; the same files give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, held in csv_files.items():
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), held, zipfile.ZIP_DEFLATED)

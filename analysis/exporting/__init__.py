"""Tables for other programs: spreadsheets, annotation tools, corpus tools, the forms of conflict data sets.

``export`` writes any kind into a folder; ``read_brat`` and ``read_web_annotations`` read annotations back.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from analysis.exporting.brat_reading import read_brat as read_brat
from analysis.exporting.web_annotation import read_web_annotations as read_web_annotations
from analysis.tables import Tables

# Where the writer of each kind lives; it is imported when it is asked for: events bring scikit-learn, Excel openpyxl
WRITERS = {
    "csv": "spreadsheets:write_csv", "excel": "spreadsheets:write_workbook", "brat": "brat:write_brat",
    "webannotation": "web_annotation:write_web_annotations", "conll": "conll:write_conll", "text": "texts:write_texts",
    "ucdp": "coding:write_ucdp", "acled": "coding:write_acled",
}  # fmt: skip


def export(tables: Tables, folder: str | Path, kind: str) -> Path:
    """Write tables into a folder in the form another program takes; files of the same names there are replaced.

    Parameters
    ----------
    kind : csv, excel, brat, webannotation, conll, text, ucdp or acled; each is told in the module that writes it

    Raises ValueError for a kind that is none.
    """
    if kind not in WRITERS:
        raise ValueError(f"{kind!r} is none of {', '.join(WRITERS)}")
    module, name = WRITERS[kind].split(":")
    write: Callable[[Tables, Path], None] = getattr(import_module(f"analysis.exporting.{module}"), name)
    folder = Path(folder)
    write(tables, folder)
    return folder

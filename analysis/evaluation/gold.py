"""Annotations by people: read from the project's own folders or what annotation tools export, and written.

The project's form is a folder, ``gold/`` beside the articles: ``casualties.csv``, ``claims.csv``, ``sources.csv`` and
``spans.csv`` with columns of the contract (those that only a program fills are left out) and any further ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.articles.formats import read_records
from analysis.articles.refusals import Unread
from analysis.correction_cells import NotApplied, shown, value, written
from analysis.evaluation.importing import read_doccano, read_inception
from analysis.exporting.brat import COLLECTION
from analysis.exporting.brat_reading import read_brat
from analysis.exporting.files import filled_beside
from analysis.exports import to_csv, undefused
from analysis.records import ROWS, Row, plain_rows, typed
from analysis.tables import OFFSET, SCHEMAS, SHARE, Tables, table

NAME = "gold"
PROGRAMS = {  # columns that say how a program came to a row
    "casualties": ("sentence", "cue", "number", "total", "cumulative", "including_killed", "added", "joined"),
    "claims": ("sentence", "confidence"),
}  # fmt: skip
TOLLS = "tolls"
NEEDED = {
    "casualties": ("casualty_id", "article_id", "start", "end", "text", "outcome"), TOLLS: ("article_id", "outcome"),
    "claims": ("claim_id", "article_id", "start", "end"), "sources": ("source_id", "article_id", "name"),
    "spans": ("article_id", "record_id", "role", "start", "end", "text"),
}  # fmt: skip


def read_gold(path: str | Path, tables: Tables) -> Tables:
    """Annotations of articles, as tables of those articles alone.

    Parameters
    ----------
    path : a folder of CSV files as ``write_gold`` makes them, a collection that holds such a folder as ``gold``, a folder
        that was exported as brat, a doccano export (.jsonl), or an INCEpTION export (.xmi, or a .zip or folder of these)
    tables : of the articles; annotations of others are left

    Returns
    -------
    Tables whose casualties, claims, sources and spans are the annotations; articles, sentences and tokens are the given
    ones of the articles that have any, maybe none. ``tolls`` are those of tolls.csv and otherwise none.

    Raises
    ------
    FileNotFoundError : no annotations stand there
    ValueError : a row that does not fit contract or text (file, line and what to do)
    """
    path = Path(path)
    frames = _frames(path / NAME if (path / NAME).is_dir() else path, tables)
    ids = set(tables.articles["article_id"])
    kept = {name: frame[frame["article_id"].isin(ids)].reset_index(drop=True) for name, frame in frames.items()}
    annotated = {one for name in ROWS for one in kept[name]["article_id"]}
    made = {
        name: kept.get(name, frame[frame["article_id"].isin(annotated)] if "article_id" in frame else frame)
        for name, frame in tables
    }
    return Tables(**{**made, TOLLS: kept.get(TOLLS, table(TOLLS))})


def _frames(path: Path, tables: Tables) -> dict[str, pd.DataFrame]:
    """The annotation tables that stand at a path, whatever wrote them."""
    if (path / "spans.csv").is_file():
        return _read_folder(path, tables)
    if (path / COLLECTION).is_file():
        marked = read_brat(path)
        _check_texts(path, marked, tables)
    elif path.suffix == ".jsonl" and path.is_file():
        marked = read_doccano(path, tables)
    elif (path.suffix in (".zip", ".xmi") and path.is_file()) or any(path.rglob("*.xmi")):
        marked = read_inception(path, tables)
    else:
        raise FileNotFoundError(
            f"{path} holds no annotations: give a folder with spans.csv, a brat export, doccano's .jsonl or INCEpTION's .zip"
        )
    return {name: getattr(marked, name) for name in ROWS}


def _check_texts(path: Path, marked: Tables, tables: Tables) -> None:
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    for article, text in zip(marked.articles["article_id"], marked.articles["text"], strict=True):
        if texts.get(article, text) != text:
            raise ValueError(f"{path}: the text of {article} is not that of the tables: annotate the text as it is now")


def _read_folder(folder: Path, tables: Tables) -> dict[str, pd.DataFrame]:
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    rows: dict[str, list[Row]] = {name: [] for name in ROWS}
    for name in (*ROWS, TOLLS):
        file = folder / f"{name}.csv"
        if file.is_file():
            rows[name] = [_row(file, name, line, fields, texts) for line, fields in _lines(file)]
    sentences = {article: list(held.itertuples()) for article, held in tables.sentences.groupby("article_id")}
    for row in (*rows["casualties"], *rows["claims"]):
        within = (s.sentence for s in sentences.get(row["article_id"], ()) if s.start <= row["start"] < s.end)
        row["sentence"] = next(within, 0)
    return {name: typed(name, held) for name, held in rows.items()}


def _lines(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        for line, fields in read_records(file):
            if isinstance(fields, Unread):
                raise ValueError(f"{file}, line {line}: {fields.detail}")
            yield line or 0, fields
    except Unread as refusal:
        raise ValueError(f"{file}: {refusal.detail}") from refusal


def _row(file: Path, name: str, line: int, fields: dict[str, Any], texts: dict[str, str]) -> Row:
    """A line as a row of the contract; further columns stay text."""
    row: Row = {column: undefused(str(cell)) or None for column, cell in fields.items() if cell is not None}
    try:
        for column in NEEDED[name]:
            if row.get(column) is None:
                raise NotApplied(f"it has no {column}")
        for column in row.keys() & SCHEMAS[name].keys():
            row[column] = _value(name, column, row[column])
        if row["article_id"] in texts and "text" in SCHEMAS[name]:
            held = texts[row["article_id"]][row["start"] : row["end"]]
            if held != row["text"]:
                place = f"{row['start']} to {row['end']}"
                raise NotApplied(f"the article has {shown(held)} at {place}, the line {shown(row['text'])}")
    except (NotApplied, KeyError, TypeError) as refusal:
        raise ValueError(f"{file}, line {line}: {refusal}: correct or delete the line") from None
    return row


def _value(name: str, column: str, said: str | None) -> Any:
    kind = SCHEMAS[name][column]
    if kind not in (OFFSET, SHARE):
        return value(name, column, said)
    try:
        return None if said is None else (int if kind == OFFSET else float)(said)
    except ValueError:
        raise NotApplied(f"{column} is a number, not {shown(said)}") from None


def write_gold(gold: Tables, folder: str | Path) -> Path:
    """Write annotations as the CSV files that ``read_gold`` reads.

    Parameters
    ----------
    gold : tables of the annotated articles; a row's columns beyond the contract are kept
    folder : rows of these articles in its files are replaced, those of others stay as they are

    Returns
    -------
    The folder. Files are written beside and moved into place when all are there.
    """
    folder = Path(folder)
    ids = set(gold.articles["article_id"])
    with filled_beside(folder) as beside:
        for name in ROWS:
            frame = getattr(gold, name).drop(columns=list(PROGRAMS.get(name, ())), errors="ignore")
            cells = [{column: written(cell) for column, cell in row.items()} for row in plain_rows(frame)]
            made = pd.DataFrame(cells, columns=frame.columns, dtype=object)
            file = folder / f"{name}.csv"
            others = [fields for _, fields in _lines(file) if fields["article_id"] not in ids] if file.is_file() else []
            made = pd.concat([pd.DataFrame(others, dtype=object), made], ignore_index=True) if others else made
            (beside / file.name).write_bytes(to_csv(made))
    return folder

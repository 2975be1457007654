"""What people correct: ``corrections.csv`` beside the articles, applied on every run and checked each time.

A line is one value of one row. Its columns:

- ``table``, ``article_id``: casualties, claims or sources, of which article;
- ``start``, ``end``, ``quote``: where the figure or claim stands, in code points, and the words there. A source is
  pointed at by the words of one of its mentions, or by its name as ``quote`` with ``start`` and ``end`` empty;
- ``field``, ``old``, ``new``: which value, what the table holds, what is right. Words (``text`` and ``victims`` of a
  figure, ``source``, ``cue`` and ``content`` of a claim) must stand in the text, parts of a content divided by " … ";
  ``source_id`` takes the name of a source, and makes one where no source of the article has that name;
- ``action``: change (or empty); drop, the row is wrong; add, the row was missed: one line for each value that is known,
  all at the same place; confirm, ``old`` is right. A line without action and ``new`` is not filled in and is left;
- ``who``, ``when``, ``note``: for people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.articles.formats import read_records
from analysis.articles.refusals import Unread
from analysis.casualties.tolls import tolls
from analysis.correcting import Correcting
from analysis.exports import defused, to_csv, undefused
from analysis.records import ROWS, Annotated, Row, by_article, plain_rows, typed
from analysis.tables import POLICIES, Tables

NAME = "corrections.csv"
COLUMNS = (
    "table", "article_id", "start", "end", "quote", "field", "old", "new", "action", "who", "when", "note",
)  # fmt: skip
CHECKED = {
    "casualties": ("outcome", "low", "high", "background"), "claims": ("stance", "source_id"), "sources": ("name", "sector"),
}  # fmt: skip


def read_corrections(path: str | Path) -> pd.DataFrame:
    """The lines of a corrections file that are filled in.

    Parameters
    ----------
    path : a .csv (or .tsv, .xlsx) file, or the folder of articles that holds corrections.csv

    Returns
    -------
    DataFrame with the columns ``COLUMNS`` as text, None where empty, and ``line``, where it stands in the file; without
    rows where the folder holds no corrections.csv. The apostrophe that defuses a formula is taken off.

    Raises ValueError for a file that cannot be read or lacks a column.
    """
    path = Path(path)
    file = path / NAME if path.is_dir() else path
    if path.is_dir() and not file.is_file():
        return pd.DataFrame(columns=["line", *COLUMNS], dtype=object)
    rows: list[Row] = []
    try:
        for line, fields in read_records(file):
            if isinstance(fields, Unread):
                raise ValueError(f"{file}, line {line}: {fields.detail}")
            lacking = [name for name in COLUMNS[:8] if name not in fields]
            if lacking and not rows:
                raise ValueError(f"{file} has no column {lacking[0]}: it needs {', '.join(COLUMNS)}")
            row = {name: _cell(fields.get(name)) for name in COLUMNS}
            if row["action"] or row["new"]:
                rows.append({"line": line} | row)
    except Unread as refusal:
        raise ValueError(f"{file}: {refusal.detail}") from refusal
    return pd.DataFrame(rows, columns=["line", *COLUMNS], dtype=object)


def apply_corrections(
    tables: Tables, corrections: pd.DataFrame, *, policy: str | None = None, vague: str = "none"
) -> tuple[Tables, pd.DataFrame]:
    """Tables as people have corrected them, and what became of each line.

    Parameters
    ----------
    corrections : as ``read_corrections`` gives them
    policy, vague : how the tolls of corrected articles are made, see ``tolls``; the policy is by default that of the tables

    Returns
    -------
    The tables, which keep the contract, with the tolls of corrected articles made anew; and the lines with ``applied``
    and ``reason``, why not. A line is not applied whose quote is not in its place, whose row is not there, whose ``old``
    is not what the table holds, or whose ``new`` is no value of the field. With a claim that is dropped go the speaker
    and the claim of its figures, with the last thing that a source said the source.
    """
    lines = [
        {"line": row.get("line")} | {name: _cell(row.get(name)) for name in COLUMNS} for row in plain_rows(corrections)
    ]
    of_article: dict[str, list[Row]] = defaultdict(list)
    for line in lines:
        of_article[str(line["article_id"])].append(line)
    named = tables.of(of_article)
    sentences: dict[str, list[Row]] = defaultdict(list)
    for row in plain_rows(named.sentences[["article_id", "sentence", "start", "end"]]):
        sentences[row["article_id"]].append(row)
    edited = by_article(named)
    for held in edited:
        article_id = held.article["article_id"]
        Correcting(held, sentences[article_id]).carry_out(of_article.pop(article_id))
    for unknown in of_article.values():
        for line in unknown:
            line["reason"] = f"there is no article {line['article_id']!r}"
    report = pd.DataFrame(lines, columns=["line", *COLUMNS, "reason"], dtype=object)
    report.insert(len(report.columns) - 1, "applied", report["reason"].isna())
    if not report["applied"].any():
        return tables, report
    applied = {str(one) for one in report.loc[report["applied"], "article_id"]}
    return _with(tables, [held for held in edited if held.article["article_id"] in applied], policy, vague), report


def told(report: pd.DataFrame) -> str:
    """What became of corrections, in one line.

    >>> told(pd.DataFrame({"applied": [True, True, False]}))
    '3 corrections: 2 applied, 1 not applied'
    """
    applied = int(report["applied"].sum())
    lines = "1 correction" if len(report) == 1 else f"{len(report):,} corrections"
    return f"{lines}: {applied:,} applied, {len(report) - applied:,} not applied"


def refused(report: pd.DataFrame) -> list[str]:
    """A line for each correction that was not applied: where it stands, and why."""
    left = report[~report["applied"].astype(bool)]
    return [f"{NAME}, line {row.line}: {row.reason}" for row in left.itertuples()]


def corrections_template(tables: Tables, fields: Mapping[str, Sequence[str]] = CHECKED) -> pd.DataFrame:
    """A corrections table to fill in: a line for each value that is worth a look, ``new`` and ``action`` empty.

    Parameters
    ----------
    fields : which fields of casualties, claims and sources
    """
    names = tables.sources.set_index("source_id")["name"]
    texts = tables.articles.set_index("article_id")["text"]
    made: list[Row] = []
    for name, columns in fields.items():
        frame = getattr(tables, name)
        if "source_id" in columns and name != "sources":
            frame = frame.assign(source_id=frame["source_id"].map(names))
        for row in plain_rows(frame):
            place = {"table": name, "article_id": row["article_id"]}
            if name == "sources":
                place["quote"] = row["name"]
            else:
                quote = texts[row["article_id"]][row["start"] : row["end"]]
                place |= {"start": row["start"], "end": row["end"], "quote": quote}
            made += [place | {"field": column, "old": row[column]} for column in columns]
    return pd.DataFrame(made, columns=COLUMNS, dtype=object)


def write_corrections(corrections: pd.DataFrame, path: str | Path) -> Path:
    """Write corrections, or a template of them, as a CSV file without formulas; ``read_corrections`` is the way back."""
    path = Path(path)
    beside = path.with_name(f".{path.name}-new")
    beside.write_bytes(to_csv(corrections[list(COLUMNS)]))
    return beside.replace(path)


def append_correction(path: str | Path, line: Mapping[str, str]) -> Path:
    """Add a line to a corrections file, which is made where there is none; its other lines stay as they are.

    Parameters
    ----------
    path : the file, or the folder of articles that it is to stand in
    line : values by column; columns left out are empty

    Raises ValueError for a file that lacks a column.
    """
    path = Path(path)
    file = path / NAME if path.is_dir() else path
    held = pd.DataFrame(columns=list(COLUMNS), dtype=object)
    if file.is_file():
        held = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        lacking = [column for column in COLUMNS if column not in held]
        if lacking:
            raise ValueError(f"{file} has no column {lacking[0]}: it needs {', '.join(COLUMNS)}")
    added = defused(pd.DataFrame([line], columns=held.columns, dtype=object).fillna(""))
    beside = file.with_name(f".{file.name}-new")
    beside.write_bytes(pd.concat([held, added]).to_csv(index=False).encode("utf-8-sig"))
    return beside.replace(file)


def corrections_as_gold(tables: Tables, corrections: pd.DataFrame, articles: Sequence[str] | None = None) -> Tables:
    """Corrected articles as annotations to measure against.

    Parameters
    ----------
    tables : as the program made them
    articles : ids of those that somebody has gone through from end to end, correct rows left as they are; by default
        those of which a correction (or a confirmation) was applied

    Returns
    -------
    Tables of these articles alone, corrected. They are gold as far as people looked: what they passed over counts as
    right.
    """
    corrected, report = apply_corrections(tables, corrections)
    looked_at = report.loc[report["applied"], "article_id"] if articles is None else articles
    return corrected.of(looked_at)


def _cell(value: object) -> str | None:
    text = "" if value is None else str(value)
    return undefused(text) if text.strip() else None


def _with(tables: Tables, edited: list[Annotated], policy: str | None, vague: str) -> Tables:
    """Tables in which the rows of some articles are replaced, where they stood."""
    ids = {held.article["article_id"] for held in edited}
    made = {name: typed(name, [row for held in edited for row in getattr(held, name)]) for name in ROWS}
    frames = {name: _replaced(getattr(tables, name), frame, ids) for name, frame in made.items()}
    usual = tables.tolls["policy"].dropna()
    policy = policy or (str(usual.iloc[0]) if len(usual) else POLICIES[0])
    new_tolls = tolls(made["casualties"].dropna(subset="outcome"), policy=policy, vague=vague)
    return replace(tables, **frames, tolls=_replaced(tables.tolls, new_tolls, ids))


def _replaced(frame: pd.DataFrame, made: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    order = {one: i for i, one in enumerate(frame["article_id"].unique())}
    parts = [part for part in (frame[~frame["article_id"].isin(ids)], made) if len(part)]
    if not parts:
        return frame.head(0)
    whole = pd.concat(parts, ignore_index=True).sort_values(
        "article_id", key=lambda held: held.map(order).fillna(len(order)), kind="stable", ignore_index=True
    )
    return whole.astype({column: kind for column, kind in frame.dtypes.items() if column in whole})

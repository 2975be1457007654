"""Marks that people made in doccano or INCEpTION, as rows of the tables.

Both tools mark stretches of text with a label and join them by relations. A label is a role (source, cue, content, figure,
victims), capitals apart. Marks that relations join, however named, are one record: a figure with its victims, a claim of
source, cue and contents; a figure that is joined to a claim is that claim's. A mark that nothing is joined to is a record
of its own. The article is found by its text, which the offsets depend on.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from analysis.correction_cells import NotApplied, value
from analysis.records import Annotated, Row, by_article, derived, free_id, joined
from analysis.tables import FLAG, IDS, ROLES, SCHEMAS, Tables

TYPES = "TypeSystem.xml"  # beside each .xmi file of INCEpTION
OF_LABEL = {"casualties": "outcome", "claims": "stance"}  # what a label may say behind its role
COLUMNS = {"casualties": ("figure", "victims"), "claims": ("source", "cue", "content")}
TABLE_OF = {role: name for name, roles in COLUMNS.items() for role in roles}


@dataclass
class Mark:
    """A stretch ``[start, end)`` in code points, its role, and what the annotator said of it by column."""

    start: int
    end: int
    role: str
    values: dict[str, str] = field(default_factory=dict)


def read_doccano(path: str | Path, tables: Tables) -> Tables:
    """A doccano export of sequence labels, with or without relations (JSONL), as annotations.

    A label is a role, or a role with the outcome of a figure or the stance of a claim: "Figure", "figure: killed",
    "cue: denies".

    Raises ValueError naming the line and what to do.
    """

    def documents() -> Iterator[tuple[str, str, list[Mark], list[tuple[int, int]]]]:
        for number, line in enumerate(Path(path).read_text("utf8").splitlines(), 1):
            where = f"{path}, line {number}"
            try:
                yield (where, *_doccano(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"{where}: {error!r}: export it again as JSONL with spans") from error

    return _annotations(documents(), tables)


def _doccano(held: dict[str, Any]) -> tuple[str, list[Mark], list[tuple[int, int]]]:
    if "entities" in held:
        spans = [(one["start_offset"], one["end_offset"], one["label"]) for one in held["entities"]]
    else:
        spans = held.get("label") or held.get("labels") or []
    order = {one["id"]: i for i, one in enumerate(held.get("entities", ()))}
    links = [(order[one["from_id"]], order[one["to_id"]]) for one in held.get("relations", ())]
    return held["text"], [_labelled(int(start), int(end), label) for start, end, label in spans], links


def _labelled(start: int, end: int, label: str) -> Mark:
    role, _, said = (part.strip().lower() for part in label.partition(":"))
    if role not in ROLES:
        raise ValueError(f"the label {label!r} is none of {', '.join(ROLES)}")
    return Mark(start, end, role, {OF_LABEL[TABLE_OF[role]]: said} if said else {})


def read_inception(path: str | Path, tables: Tables) -> Tables:
    """An INCEpTION export as UIMA CAS XMI as annotations: an .xmi file with its TypeSystem.xml, or a .zip or folder of such.

    Marks are the spans of any layer that has a feature whose value is a role; further features named like a column of
    casualties or claims (outcome, low, stance ...) give its value. Relations are those of any relation layer.

    Raises ValueError naming the file and what to do.
    """

    def documents() -> Iterator[tuple[str, str, list[Mark], list[tuple[int, int]]]]:
        for name, xmi, types in _xmi_files(Path(path)):
            try:
                yield (name, *_inception(xmi, types))
            except Exception as error:  # the parser's own errors are of many kinds
                raise ValueError(
                    f"{name}: not a UIMA CAS that can be read ({error!r}): export it as XMI again"
                ) from error

    return _annotations(documents(), tables)


def _xmi_files(path: Path) -> Iterator[tuple[str, bytes, bytes]]:
    """The name, content and type system of each .xmi file; zip archives within are opened too."""
    if path.suffix == ".xmi":
        held = {path.name: path.read_bytes(), TYPES: (path.parent / TYPES).read_bytes()}
    elif path.is_dir():
        held = {p.relative_to(path).as_posix(): p.read_bytes() for p in sorted(path.rglob("*.*")) if p.is_file()}
    else:
        held = dict(_unzipped(path.read_bytes()))
    for name, data in list(held.items()):
        if name.endswith(".zip"):
            held |= {f"{name}/{inner}": found for inner, found in _unzipped(data)}
    for name, data in held.items():
        if name.endswith(".xmi"):
            yield str(path / name), data, held.get(str(PurePosixPath(name).parent / TYPES), b"")


def _unzipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xmi", ".xml", ".zip")):
                yield name, archive.read(name)


def _inception(xmi: bytes, types: bytes) -> tuple[str, list[Mark], list[tuple[int, int]]]:
    from cassis import load_cas_from_xmi, load_typesystem  # here, because few ask for it

    cas = load_cas_from_xmi(BytesIO(xmi), typesystem=load_typesystem(BytesIO(types)))
    marks: list[Mark] = []
    numbers: dict[int, int] = {}
    relations = []
    for one in cas.select("uima.tcas.Annotation"):
        features = {f.name: one.get(f.name) for f in one.type.all_features}
        said = {name: str(held) for name, held in features.items() if isinstance(held, (str, bool, int))}
        role = next((held.lower() for held in said.values() if held.lower() in ROLES), None)
        if "Governor" in features and "Dependent" in features:
            relations.append((features["Governor"], features["Dependent"]))
        elif role:
            numbers[one.xmiID] = len(marks)
            marks.append(Mark(one.begin, one.end, role, {k: v for k, v in said.items() if v.lower() != role}))
    links = [(numbers[a.xmiID], numbers[b.xmiID]) for a, b in relations if a.xmiID in numbers and b.xmiID in numbers]
    return cas.sofa_string, marks, links


def _annotations(documents: Iterable[tuple[str, str, list[Mark], list[tuple[int, int]]]], tables: Tables) -> Tables:
    """Marked documents as tables; ``joined`` says what these hold."""
    known = {_plain(held.text): held for held in by_article(tables)}
    annotated = []
    for where, text, marks, links in documents:
        held = known.get(_plain(text))
        if held is None:
            raise ValueError(f"{where}: no article has this text: annotate what `export --as text` writes")
        article = Annotated(held.article, held.text)
        try:
            for record in _records(marks, links):
                _add(article, record)
        except NotApplied as refusal:
            raise ValueError(f"{where}: {refusal}: correct it there and export again") from None
        annotated.append(article)
    return joined(annotated)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip("\ufeff")


def _records(marks: list[Mark], links: list[tuple[int, int]]) -> list[list[Mark]]:
    """Marks that relations join, directly or through others, in the order of the text."""
    group = list(range(len(marks)))
    for a, b in links:
        group = [group[a] if one == group[b] else one for one in group]
    held: dict[int, list[Mark]] = {}
    for one, mark in sorted(zip(group, marks, strict=True), key=lambda pair: (pair[1].start, pair[1].end)):
        held.setdefault(one, []).append(mark)
    return list(held.values())


def _add(article: Annotated, marks: list[Mark]) -> None:
    """A record's rows: a claim, a figure, or a figure of a claim; several figures of one claim are several rows."""
    claim = [mark for mark in marks if TABLE_OF[mark.role] == "claims"]
    made = _row(article, "claims", claim)["claim_id"] if claim else None
    figures = [mark for mark in marks if mark.role == "figure"]
    victims = [mark for mark in marks if mark.role == "victims"]
    for figure in figures or ([victims[0]] if victims else []):
        of = min(victims, key=lambda mark: abs(mark.start - figure.start), default=None) if figures else None
        row = _row(article, "casualties", [figure, *([of] if of else [])])
        row |= {"claim_id": made, "joined": row["start"]}


def _row(article: Annotated, name: str, marks: list[Mark]) -> Row:
    article_id, rows = article.article["article_id"], getattr(article, name)
    place = {"start": min(mark.start for mark in marks), "end": max(mark.end for mark in marks)}
    if name == "casualties":  # a figure is its count; the victims may stand far away
        place = {"start": marks[0].start, "end": marks[0].end}
    if not 0 <= place["start"] < place["end"] <= len(article.text):
        raise NotApplied(f"{place['start']} to {place['end']} is not within the {len(article.text):,} characters")
    record = free_id(name, article_id, rows)
    spans = [
        {"article_id": article_id, "record_id": record, "role": mark.role, "start": mark.start, "end": mark.end,
         "text": article.text[mark.start : mark.end]}
        for mark in marks
    ]  # fmt: skip
    said = {column: cell for mark in marks for column, cell in mark.values.items() if column in SCHEMAS[name]}
    flags = {column: False for column, kind in SCHEMAS[name].items() if kind == FLAG}
    row = {IDS[name]: record, "article_id": article_id, **flags, **place}
    row |= {
        column: value(name, column, cell)
        for column, cell in said.items()
        if column not in (*row.keys() - flags, "text")
    }
    row |= derived(name, article.text, row["start"], row["end"], spans)
    article.spans += spans
    rows.append(row)
    return row

"""Brat standoff files, as ``brat`` writes them and people change them, read back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from analysis.exporting.brat import COLLECTION, LINE, TYPES, Span, reference
from analysis.records import Annotated, Row, free_id, joined, restored
from analysis.tables import IDS, ROLES, Tables


def read_brat(folder: str | Path) -> Tables:
    """What ``write_brat`` wrote, with everything that was changed in brat since.

    Returns
    -------
    Tables with articles, casualties, claims, sources and spans; tolls are made of the figures, sentences and tokens are
    empty. Events without a Record note (made in brat) get an id and no source. Relations and other notes are left.

    Raises
    ------
    FileNotFoundError : the folder lacks collection.json or a file that it names
    ValueError : a line that does not fit the text or the format; the message names file and line
    """
    folder = Path(folder)
    if not (folder / COLLECTION).is_file():
        raise FileNotFoundError(f"{folder / COLLECTION} is not there: give a folder that was exported as brat")
    collection = json.loads((folder / COLLECTION).read_text("utf8"))
    sources: dict[str, list[Row]] = {}
    for row in collection["sources"]:
        sources.setdefault(row["article_id"], []).append(row)
    articles = []
    for article in collection["articles"]:
        file = article.pop("file")
        if Path(file).name != file:
            raise ValueError(f"{folder / COLLECTION}: {file!r} is not the name of a file in that folder")
        held = Annotated(article, (folder / f"{file}.txt").read_bytes().decode("utf8"))
        held.sources = sources.get(article["article_id"], [])
        _read_standoff(folder / f"{file}.ann", held)
        articles.append(held)
    return joined(articles)


@dataclass
class _Lines:
    """The lines of an .ann file by their target."""

    texts: dict[str, tuple[str, list[Span]]] = field(default_factory=dict)  # T: type and fragments
    events: dict[str, tuple[str, str, list[str]]] = field(default_factory=dict)  # E: type, trigger, arguments
    held: dict[str, Row] = field(default_factory=dict)  # what attributes and notes say of a T or E


def _read_standoff(path: Path, held: Annotated) -> None:
    lines = _Lines()
    for number, line in enumerate(path.read_bytes().decode("utf8").split("\n"), 1):
        try:
            _read_line(line.rstrip("\r"), held.text, lines)
        except (ValueError, IndexError, KeyError) as error:
            raise ValueError(f"{path}, line {number}: {error}: correct or delete the line") from error
    _restore(lines, held)


def _read_line(line: str, text: str, lines: _Lines) -> None:
    """One line; what is not text-bound, an event, an attribute or a Record note is left."""
    if line[:1] not in ("T", "E", "A", "#"):
        return
    name, said, *tail = line.split("\t", 2)
    if name[0] == "T":
        kind, bounds = said.split(" ", 1)
        fragments = [(int(start), int(end)) for start, end in (pair.split(" ") for pair in bounds.split(";"))]
        if not all(0 <= start < end <= len(text) for start, end in fragments):
            raise ValueError(f"{bounds!r} is not within the {len(text)} characters of the text")
        if tail and tail[0] != reference(fragments, text):
            raise ValueError(f"it holds {tail[0]!r}, the text has {reference(fragments, text)!r} there")
        lines.texts[name] = (kind, fragments)
    elif name[0] == "E":
        (kind, trigger), *arguments = (part.split(":") for part in said.split())
        lines.events[name] = (kind, trigger, [target for _, target in arguments])
    elif name[0] == "A":
        column, target, *value = said.split(" ")
        lines.held.setdefault(target, {})[column] = value[0].replace("_", " ") if value else True
    elif said.startswith("Record "):
        target = said.split(" ")[1]
        lines.held[target] = {**json.loads(tail[0]), **lines.held.get(target, {})}


def _restore(lines: _Lines, held: Annotated) -> None:
    tables = {kind: name for name, kind in TYPES.items()}
    events = {name: event for name, event in _in_order(lines.events) if event[0] in tables}
    ids, owner = _ids(lines, events, tables, held.article["article_id"])
    for name, (kind, fragments) in _in_order(lines.texts):
        if kind.casefold() not in ROLES:
            continue
        note = lines.held.get(name, {})
        parts = [(note["start"], note["end"])] if "start" in note else _parts(fragments, held.text)
        record = ids.get(owner.get(name, ""), note.get("record_id"))
        held.spans += [
            {"article_id": held.article["article_id"], "record_id": record, "role": kind.casefold(), "start": start,
             "end": end, "text": held.text[start:end]}
            for start, end in parts
        ]  # fmt: skip
    spans = held.spans_of()
    for name, (kind, trigger, _) in events.items():
        fragments, note = lines.texts[trigger][1], lines.held.get(trigger, {})
        start, end = note.get("start", fragments[0][0]), note.get("end", fragments[-1][1])
        table_name = tables[kind]
        said = {**lines.held.get(name, {}), IDS[table_name]: ids[name]}
        getattr(held, table_name).append(restored(table_name, said, held, start, end, spans[ids[name]]))


def _in_order(numbered: dict) -> list:
    return sorted(numbered.items(), key=lambda item: int(item[0][1:]))


def _ids(
    lines: _Lines, events: dict[str, tuple[str, str, list[str]]], tables: dict[str, str], article_id: str
) -> tuple[dict[str, str], dict[str, str]]:
    """The record id of each event, and the event of each text-bound annotation."""
    ids: dict[str, str] = {}
    for name, (kind, _, _) in events.items():
        column = IDS[tables[kind]]
        known = lines.held.get(name, {}).get(column)
        others = [{column: one} for one in (*ids.values(), *(note.get(column) for note in lines.held.values()))]
        ids[name] = known or free_id(tables[kind], article_id, others)
    return ids, {target: name for name, (_, _, targets) in events.items() for target in targets}


def _parts(fragments: list[Span], text: str) -> list[Span]:
    """Fragments that only line ends divide are one part."""
    parts = [fragments[0]]
    for start, end in fragments[1:]:
        if LINE.search(text[parts[-1][1] : start]):
            parts.append((start, end))
        else:
            parts[-1] = (parts[-1][0], end)
    return parts

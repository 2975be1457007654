"""Figures, claims and their spans as brat standoff files, and back.

The format is that of https://brat.nlplab.org/standoff.html. Each article is a ``.txt`` and an ``.ann`` file:

- every span is a text-bound annotation, its type the role (Source, Cue, Content, Figure, Victims); parts of one content
  are one discontinuous annotation; since brat knows no line ends within an annotation, one that runs over them is in
  fragments, as brat itself makes them;
- every claim and figure is an event (Claim, Casualty) whose trigger runs from its first character to its last and whose
  arguments are its spans; outcome, stance and the like are attributes, what else it holds is a note of type Record.

``annotation.conf`` tells brat the types; ``collection.json`` holds what is nowhere in a text: articles and sources.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.exporting.files import file_names, filled_beside
from analysis.records import (
    RECORDS,
    Annotated,
    Row,
    beyond_spans,
    by_article,
    free_id,
    joined,
    restored,
)  # fmt: skip
from analysis.tables import FLAG, IDS, ROLES, SCHEMAS, Tables

TYPES = {"claims": "Claim", "casualties": "Casualty"}
COLLECTION, CONFIGURATION = "collection.json", "annotation.conf"
LINE = re.compile(r"[^\r\n]+")
Span = tuple[int, int]


def write_brat(tables: Tables, folder: Path) -> None:
    """A collection for brat in ``folder``; ``read_brat`` is the way back."""
    articles = by_article(tables)
    names = file_names(tables.articles["article_id"])
    with filled_beside(folder) as place:
        for held in articles:
            name = names[held.article["article_id"]]
            (place / f"{name}.txt").write_bytes(held.text.encode())
            (place / f"{name}.ann").write_bytes(standoff(held).encode())
        collection = {
            "articles": [{"file": names[held.article["article_id"]], **held.article} for held in articles],
            "sources": [row for held in articles for row in held.sources],
        }
        (place / COLLECTION).write_text(json.dumps(collection, ensure_ascii=False, indent=1), "utf8")
        (place / CONFIGURATION).write_text(configuration(), "utf8")


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


def configuration() -> str:
    """The file annotation.conf: which types, arguments and attributes there are."""
    roles = ", ".join(f"{role.capitalize()}*:{role.capitalize()}" for role in ROLES)
    attributes = [
        f"{column}\tArg:{TYPES[name]}" + ("" if values is None else ", Value:" + "|".join(map(_word, values)))
        for name in RECORDS
        for column, values in _attributes(name).items()
    ]
    return "\n".join([
        "[entities]", *(role.capitalize() for role in ROLES), "", "[relations]", "",
        "[events]", *(f"{kind}\t{roles}" for kind in TYPES.values()), "", "[attributes]", *attributes, "",
    ])  # fmt: skip


def standoff(held: Annotated) -> str:
    """The annotations of one article as the lines of an .ann file."""
    lines: list[str] = []
    notes: list[tuple[str, Row]] = []
    records = {row[IDS[name]] for name in RECORDS for row in getattr(held, name)}
    arguments: dict[str, list[tuple[str, str]]] = {}
    texts = [(_in_one(group), group) for group in _groups(held)]
    for number, (fragments, group) in enumerate(texts, 1):
        role, record = str(group[0]["role"]).capitalize(), group[0]["record_id"]
        lines.append(_text_bound(number, role, fragments, held.text))
        kept = {} if record in records else {"record_id": record}
        notes.append((f"T{number}", kept | _lost_bounds(fragments, group)))
        arguments.setdefault(record, []).append((role, f"T{number}"))
    spans = held.spans_of()
    number = event = attribute = 0
    for name in RECORDS:
        for row in getattr(held, name):
            number, event = number + 1, event + 1
            trigger = len(texts) + number
            fragments = _fragments(held.text, row["start"], row["end"])
            lines.append(_text_bound(trigger, TYPES[name], fragments, held.text))
            notes.append((f"T{trigger}", _lost_bounds(fragments, [row])))
            lines.append(f"E{event}\t{TYPES[name]}:T{trigger}{_numbered(arguments.pop(row[IDS[name]], []))}")
            rest = beyond_spans(name, row, held.text, spans[row[IDS[name]]])
            for column, values in _attributes(name).items():
                value = rest.pop(column, None)
                if value:
                    attribute += 1
                    lines.append(f"A{attribute}\t{column} E{event}" + ("" if values is None else f" {_word(value)}"))
            notes.append((f"E{event}", rest))
    told = [(target, note) for target, note in notes if note]
    lines += [f"#{n}\tRecord {target}\t{json.dumps(note)}" for n, (target, note) in enumerate(told, 1)]
    return "".join(f"{line}\n" for line in lines)


def _attributes(name: str) -> dict[str, list[str] | None]:
    """The columns that are attributes in brat: their values, None for those that are true or false."""
    enumerated = {column: kind for column, kind in SCHEMAS[name].items() if isinstance(kind, pd.CategoricalDtype)}
    return {
        **{column: list(kind.categories) for column, kind in enumerated.items()},
        **{column: None for column, kind in SCHEMAS[name].items() if kind == FLAG},
    }


def _word(value: str) -> str:
    return value.replace(" ", "_")


def _numbered(arguments: list[tuple[str, str]]) -> str:
    """Arguments of an event; brat numbers those of one role: Content:T3 Content2:T4."""
    counts: dict[str, int] = {}
    written = ""
    for role, target in arguments:
        counts[role] = counts.get(role, 0) + 1
        written += f" {role}{counts[role] if counts[role] > 1 else ''}:{target}"
    return written


def _fragments(text: str, start: int, end: int) -> list[Span]:
    """A span without its line ends, as brat has it; one of line ends alone stays."""
    return [(start + m.start(), start + m.end()) for m in LINE.finditer(text[start:end])] or [(start, end)]


def _groups(held: Annotated) -> Iterator[list[Row]]:
    """The spans, those together that brat can hold as one: neighbours of one record and role, the words between apart."""
    group: list[Row] = []
    for span in held.spans:
        if group and not _continues(held.text, group[-1], span):
            yield group
            group = []
        group.append({**span, "fragments": _fragments(held.text, span["start"], span["end"])})
    if group:
        yield group


def _continues(text: str, last: Row, span: Row) -> bool:
    same = (last["record_id"], last["role"]) == (span["record_id"], span["role"])
    whole = not {text[last["start"]], text[last["end"] - 1], text[span["start"]], text[span["end"] - 1]} & {"\n", "\r"}
    return same and whole and LINE.search(text[last["end"] : max(last["end"], span["start"])]) is not None


def _in_one(group: list[Row]) -> list[Span]:
    return [fragment for span in group for fragment in span["fragments"]]


def _lost_bounds(fragments: list[Span], rows: list[Row]) -> Row:
    """The bounds of a span that begins or ends with a line end, which fragments do not have."""
    start, end = rows[0]["start"], rows[-1]["end"]
    return {} if (fragments[0][0], fragments[-1][1]) == (start, end) else {"start": start, "end": end}


def _text_bound(number: int, kind: str, fragments: list[Span], text: str) -> str:
    bounds = ";".join(f"{start} {end}" for start, end in fragments)
    return f"T{number}\t{kind} {bounds}\t{_reference(fragments, text)}"


def _reference(fragments: list[Span], text: str) -> str:
    return re.sub(r"[\r\n]", " ", " ".join(text[start:end] for start, end in fragments))


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
        if tail and tail[0] != _reference(fragments, text):
            raise ValueError(f"it holds {tail[0]!r}, the text has {_reference(fragments, text)!r} there")
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

"""Figures, claims and their spans as brat standoff files; ``brat_reading`` is the way back.

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
from pathlib import Path

import pandas as pd

from analysis.exporting.files import file_names, filled_beside
from analysis.records import RECORDS, Annotated, Row, beyond_spans, by_article
from analysis.tables import FLAG, IDS, ROLES, SCHEMAS, Tables

TYPES = {"claims": "Claim", "casualties": "Casualty"}
COLLECTION, CONFIGURATION = "collection.json", "annotation.conf"
LINE = re.compile(r"[^\r\n]+")
Span = tuple[int, int]


def write_brat(tables: Tables, folder: Path) -> None:
    """A collection for brat in ``folder``; ``read_brat`` reads it again."""
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
    return f"T{number}\t{kind} {bounds}\t{reference(fragments, text)}"


def reference(fragments: list[Span], text: str) -> str:
    """The words of fragments as they stand at the end of a line."""
    return re.sub(r"[\r\n]", " ", " ".join(text[start:end] for start, end in fragments))

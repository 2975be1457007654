"""Figures, claims, sources and their spans as W3C Web Annotations in JSON-LD, and back.

The format is the Web Annotation Data Model (W3C Recommendation, 23 February 2017). ``annotations.jsonld`` is one
AnnotationCollection, the articles stand beside it as ``.txt`` files. Positions count Unicode code points.

- a span: tagged with its role, with a text position and a text quote selector, linked to its record;
- a claim or a figure: tagged with its table, outcome or stance; a body in JSON holds its other columns;
- a source, an article: the same, its target the whole text.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from analysis.exporting.files import file_names, filled_beside
from analysis.records import RECORDS, Annotated, Row, beyond_spans, by_article, joined, restored
from analysis.tables import IDS, ROLES, Tables

FILE = "annotations.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and behind a quote, by which a text that was changed can be searched for it
TAGGED = {"claims": ("stance", "form"), "casualties": ("outcome",)}
RECORD, SPAN = "#records/", "#spans/"


def write_web_annotations(tables: Tables, folder: Path) -> None:
    """``annotations.jsonld`` and the texts in ``folder``; ``read_web_annotations`` is the way back."""
    names = file_names(tables.articles["article_id"])
    items: list[Row] = []
    with filled_beside(folder) as place:
        for held in by_article(tables):
            file = f"{names[held.article['article_id']]}.txt"
            (place / file).write_bytes(held.text.encode())
            items += _annotations(held, file, len(items))
        collection = {
            "@context": CONTEXT, "id": "#collection", "type": "AnnotationCollection", "total": len(items),
            "label": "Casualty figures, claims and sources of news articles",
            "first": {"id": "#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
        }  # fmt: skip
        (place / FILE).write_text(json.dumps(collection, ensure_ascii=False, indent=1), "utf8")


def read_web_annotations(path: str | Path) -> Tables:
    """What ``write_web_annotations`` wrote: the .jsonld file, or the folder that it stands in.

    Returns
    -------
    Tables with articles, casualties, claims, sources and spans; tolls are made of the figures, sentences and tokens are
    empty.

    Raises
    ------
    FileNotFoundError : the file, or the text of an article, is not there
    ValueError : an annotation whose quote is not what the text holds, or that is of no article
    """
    path = Path(path)
    path = path / FILE if path.is_dir() else path
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there: give a folder that was exported as webannotation")
    items = json.loads(path.read_text("utf8"))["first"]["items"]
    articles: dict[str, Annotated] = {}
    for item in items:
        if _tag(item) == "articles":
            articles[_file(item)] = Annotated(_held(item), _text(path, _file(item)))
    for item in items:
        if _tag(item) in ROLES:
            _read_span(item, _article(item, articles, path), path)
        elif _tag(item) == "sources":
            _article(item, articles, path).sources.append(_held(item))
    spans = {file: held.spans_of() for file, held in articles.items()}
    for item in items:
        if _tag(item) in RECORDS:
            _read_record(item, _article(item, articles, path), spans[_file(item)], path)
    return joined(articles.values())


def _annotations(held: Annotated, file: str, count: int) -> list[Row]:
    spans = held.spans_of()
    whole = {"source": _source(file)}
    made = [_annotation("#articles/" + quote(file), ["articles"], held.article, whole)]
    made += [_annotation(_iri(row["source_id"]), ["sources"], row, whole) for row in held.sources]
    for name in RECORDS:
        for row in getattr(held, name):
            tags = [name, *(row[column] for column in TAGGED[name] if row.get(column))]
            rest = beyond_spans(name, row, held.text, spans[row[IDS[name]]])
            target = _target(file, held.text, row["start"], row["end"])
            made.append(_annotation(_iri(row[IDS[name]]), tags, rest, target))
    for number, span in enumerate(held.spans, count + len(made)):
        target = _target(file, held.text, span["start"], span["end"])
        link = {"type": "SpecificResource", "purpose": "linking", "source": _iri(span["record_id"])}
        bodies = [_tagging(span["role"]), *([link] if span["record_id"] else [])]
        made.append(_wrapped(f"{SPAN}{number}", "tagging", bodies, target))
    return made


def _annotation(iri: str, tags: list[str], held: Row, target: Row) -> Row:
    body = {
        "type": "TextualBody", "purpose": "describing", "format": "application/json",
        "value": json.dumps(held, ensure_ascii=False),
    }  # fmt: skip
    return _wrapped(iri, "describing", [*map(_tagging, tags), body], target)


def _wrapped(iri: str, motivation: str, bodies: list[Row], target: Row) -> Row:
    return {"id": iri, "type": "Annotation", "motivation": motivation, "body": bodies, "target": target}


def _tagging(value: str) -> Row:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _source(file: str) -> Row:
    return {"id": quote(file), "type": "Text", "format": "text/plain"}


def _target(file: str, text: str, start: int, end: int) -> Row:
    quoted = {
        "type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }  # fmt: skip
    return {
        "source": _source(file),
        "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quoted],
    }


def _iri(record_id: str | None) -> str:
    return RECORD + quote(record_id or "", safe="")


def _bodies(item: Row, purpose: str) -> list[Row]:
    return [body for body in item["body"] if body.get("purpose") == purpose]


def _tag(item: Row) -> str:
    return str(_bodies(item, "tagging")[0]["value"])


def _held(item: Row) -> Row:
    return json.loads(_bodies(item, "describing")[0]["value"])


def _file(item: Row) -> str:
    return unquote(item["target"]["source"]["id"])


def _article(item: Row, articles: dict[str, Annotated], path: Path) -> Annotated:
    if _file(item) not in articles:
        raise ValueError(f"{path}: {item['id']} is of {_file(item)!r}, of which no annotation tells the article")
    return articles[_file(item)]


def _text(path: Path, file: str) -> str:
    if Path(file).name != file:
        raise ValueError(f"{path}: {file!r} is not the name of a file in that folder")
    if not (path.parent / file).is_file():
        raise FileNotFoundError(f"{path.parent / file} is not there: put the text of the article beside {path.name}")
    return (path.parent / file).read_bytes().decode("utf8")


def _bounds(item: Row, held: Annotated, path: Path) -> tuple[int, int]:
    """Where the target is, by its position; its quote must be what the text holds there."""
    selectors: dict[str, Any] = {selector["type"]: selector for selector in item["target"]["selector"]}
    start, end = (selectors["TextPositionSelector"][bound] for bound in ("start", "end"))
    exact = selectors["TextQuoteSelector"]["exact"]
    if held.text[start:end] != exact:
        raise ValueError(
            f"{path}: {item['id']} quotes {exact!r}, {_file(item)} has {held.text[start:end]!r} at {start} to {end}: "
            "use the text that was exported with it"
        )
    return start, end


def _read_span(item: Row, held: Annotated, path: Path) -> None:
    start, end = _bounds(item, held, path)
    links = _bodies(item, "linking")
    record = unquote(links[0]["source"].removeprefix(RECORD)) if links else None
    held.spans.append({
        "article_id": held.article["article_id"], "record_id": record, "role": _tag(item), "start": start, "end": end,
        "text": held.text[start:end],
    })  # fmt: skip


def _read_record(item: Row, held: Annotated, spans: dict[str | None, list[Row]], path: Path) -> None:
    name, start_end = _tag(item), _bounds(item, held, path)
    said = _held(item)
    rows = getattr(held, name)
    rows.append(restored(name, said, held, *start_end, spans.get(said[IDS[name]], [])))

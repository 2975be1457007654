"""An article with its spans marked, as safe HTML: what was read, and the characters it was read from.

Marks nest and overlap as the readings do: a figure inside a statement, a statement inside a statement, two that share a
half. Where two marks cross, the later one is cut in two at the crossing, since HTML elements cannot cross.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.tables import Tables

# Of marks over the same characters the first is the outermost. "voice" is where a source of the sources table speaks.
LAYERS = ("content", "voice", "source", "cue", "figure", "victims")
KEY = {
    "figure": "a casualty figure", "victims": "whom it counts", "source": "who speaks", "cue": "the word that hands over",
    "content": "what is said",
}  # fmt: skip
STYLE = Path(__file__).parent / "templates" / "report" / "marks.css"
Row = dict[Any, Any]


@dataclass(frozen=True)
class Mark:
    """A marked stretch ``[start, end)`` of an article's text: what it is, and the record it belongs to ("f1", "c2")."""

    start: int
    end: int
    role: str
    record: str
    tip: str = ""

    @property
    def order(self) -> tuple[int, int, int, str]:
        return self.start, -self.end, LAYERS.index(self.role), self.record


@dataclass(frozen=True)
class Marked:
    """A marked-up article. JupyterLab shows it; ``html`` is the text alone, without style or key.

    ``anchors`` holds, for every record with a mark, the id of the first one; it is the record's own name ("f1", "c2",
    "s1"). Further marks of a record are ``c2-cue``, ``c2-content`` and so on. ``heading`` is the article's own title,
    where it was asked for apart. ``starts`` is where in the text each paragraph begins.
    """

    article_id: str
    html: str
    anchors: frozenset[str]
    heading: str | None = None
    starts: tuple[int, ...] = ()

    def _repr_html_(self) -> str:
        return f'<style>{style()}</style><div class="marked">{key()}{self.html}</div>'


def highlight(tables: Tables, article_id: str | None = None) -> Marked:
    """The text of an article with figures, victims, sources, cues and contents marked.

    Parameters
    ----------
    tables : of a collection
    article_id : which article; None takes the first

    Raises KeyError for an article that is not among the tables.
    """
    articles = tables.articles if article_id is None else tables.articles[tables.articles["article_id"] == article_id]
    if not len(articles):
        raise KeyError(f"no article {article_id!r} among the tables" if article_id else "there is no article")
    article = articles.iloc[0]
    held = {
        name: frame[frame["article_id"] == article["article_id"]].to_dict("records")
        for name, frame in tables
        if name in ("sentences", "spans", "casualties", "claims", "sources")
    }
    return mark_up(article["article_id"], article["text"], **held)


def mark_up(
    article_id: str,
    text: str,
    spans: Sequence[Row],
    casualties: Sequence[Row] = (),
    claims: Sequence[Row] = (),
    sources: Sequence[Row] = (),
    sentences: Sequence[Row] = (),
    linked: bool = False,
) -> Marked:
    """One article's text and the rows of its tables into marked HTML, a paragraph for each paragraph of the layout.

    Parameters
    ----------
    spans, casualties, claims, sources, sentences : the article's rows of these tables, as dicts
    linked : for a page that lists the records: behind each its name, linked to ``#row-<name>``, and the title apart

    >>> print(mark_up("a", "Two died.", [{"record_id": "a:f1", "role": "figure", "start": 0, "end": 3}]).html)
    <p class="body"><span class="figure" id="f1" data-record="f1">Two</span> died.</p>
    """
    marks = sorted(set(_marks(spans, casualties, claims, sources)), key=lambda mark: mark.order)
    ids = _ids(marks)
    refs: dict[int, list[str]] = {}
    for record in _last_marks(marks) if linked else ():
        refs.setdefault(record.end, []).append(record.record)
    blocks = [
        (start, part, _nested(text, start, end, marks, ids, refs)) for start, end, part in _blocks(text, sentences)
    ]
    heading = blocks.pop(0)[2] if linked and blocks and blocks[0][1] == "title" else None
    html = "\n".join(f'<p class="{part}">{inner}</p>' for _, part, inner in blocks)
    starts = tuple(start for start, _, _ in blocks)
    return Marked(article_id, html, frozenset(mark.record for mark in marks), heading, starts)


def local(record_id: str) -> str:
    """A record's name within its article.

    >>> local("2015-06-04-hasakeh:f1")
    'f1'
    """
    return record_id.rpartition(":")[2]


@cache
def style() -> str:
    """The style sheet of marks; it follows the light or dark colours of what is around."""
    return STYLE.read_text("utf8")


def key() -> str:
    """What each kind of mark looks like and means, as HTML."""
    shown = "".join(f'<li><span class="{role}">{role}</span> {told}</li>' for role, told in KEY.items())
    return f'<ul class="key" aria-label="Kinds of marks">{shown}</ul>'


def _marks(
    spans: Sequence[Row], casualties: Sequence[Row], claims: Sequence[Row], sources: Sequence[Row]
) -> Iterator[Mark]:
    names = {row["source_id"]: row["name"] for row in sources}
    tips = {row["casualty_id"]: _tip(row["outcome"], row["reported_by"]) for row in casualties}
    tips |= {row["claim_id"]: _tip(names.get(row["source_id"]), row["stance"], row["form"]) for row in claims}
    first: dict[str, Row] = {}
    for span in spans:
        record = span["record_id"]
        yield Mark(span["start"], span["end"], span["role"], local(record), tips.get(record, ""))
        if record not in first or span["role"] == "source":
            first[record] = span
    said = [(row["claim_id"], row["source_id"]) for row in claims]
    stating = {source for _, source in said}
    said += [(row["casualty_id"], row["source_id"]) for row in casualties if row["source_id"] not in stating]
    for record, source in said:  # a source speaks where the claims that it makes name it, else where they begin
        if _known(source) and record in first:  # and one that makes none, where its figures stand
            yield Mark(first[record]["start"], first[record]["end"], "voice", local(source))


def _tip(*told: Any) -> str:
    return ", ".join(str(value) for value in told if _known(value))


def _known(value: Any) -> bool:
    return value is not None and not pd.isna(value)


def _ids(marks: Iterable[Mark]) -> dict[Mark, str]:
    """An id for each mark: the record's name for its first, name and role for the others, numbered from the second."""
    ids: dict[Mark, str] = {}
    taken: set[str] = set()
    for mark in marks:
        name = mark.record if mark.record not in taken else f"{mark.record}-{mark.role}"
        number = 2
        while name in taken:
            name, number = f"{mark.record}-{mark.role}-{number}", number + 1
        taken.add(name)
        ids[mark] = name
    return ids


def _last_marks(marks: Iterable[Mark]) -> list[Mark]:
    last: dict[str, Mark] = {}
    for mark in marks:
        if mark.role != "voice" and (mark.record not in last or last[mark.record].end < mark.end):
            last[mark.record] = mark
    return list(last.values())


def _blocks(text: str, sentences: Sequence[Row]) -> Iterator[tuple[int, int, str]]:
    """Start, end and part of each paragraph; what stands between two belongs to the one before, so nothing is left out."""
    paragraphs: dict[int, tuple[int, str]] = {}
    for sentence in sentences:  # of a paragraph that opens with a dateline the rest tells what it is
        start, _ = paragraphs.get(sentence["paragraph"], (sentence["start"], ""))
        paragraphs[sentence["paragraph"]] = (start, sentence["part"])
    begun = sorted(paragraphs.values()) or [(0, "body")]
    begun[0] = (0, begun[0][1])
    for (start, part), (end, _) in pairwise([*begun, (len(text), "")]):
        if text[start:end].strip():
            yield start, start + len(text[start:end].rstrip()), part


def _nested(
    text: str, start: int, end: int, marks: Sequence[Mark], ids: dict[Mark, str], refs: dict[int, list[str]]
) -> str:
    """The text from ``start`` to ``end`` inside the elements of its marks."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    bounds = sorted({start, end, *(b for mark in here for b in (mark.start, mark.end) if start < b < end)})
    made: list[str] = []
    opened: list[Mark] = []
    for at, until in pairwise([*bounds, end]):
        wanted = [mark for mark in here if mark.start <= at < mark.end] if at < end else []
        same = next((i for i, (a, b) in enumerate(zip(opened, wanted, strict=False)) if a != b), None)
        kept = min(len(opened), len(wanted)) if same is None else same
        made.extend("</span>" for _ in opened[kept:])
        made.extend(_ref(record) for record in refs.get(at, ()) if at > start)
        made.extend(_opening(mark, ids[mark], at, start) for mark in wanted[kept:])
        made.append(escape(text[at:until], quote=False))
        opened = wanted
    return "".join(made)


def _opening(mark: Mark, name: str, at: int, block: int) -> str:
    continued = at > mark.start
    cut = " cut" if continued else ""
    anchor = "" if continued else f' id="{escape(name)}"'
    tip = f' title="{escape(mark.tip)}"' if mark.tip and not continued else ""
    return f'<span class="{mark.role}{cut}"{anchor} data-record="{escape(mark.record)}"{tip}>'


def _ref(record: str) -> str:
    name = escape(record)
    return f'<a class="ref" href="#row-{name}" aria-label="{name} in the list">{name}</a>'

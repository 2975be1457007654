"""What each stretch of an article is: title, standfirst, dateline, caption, body or boilerplate. Marked, never removed.

By rules over lines, in one pass and without regard to any single outlet. What a line is by itself is told in
``lines.py`` and ``datelines.py``; here its place in the article is weighed: above the body, in it, or at the end.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.layout.datelines import FULL_DATE, first_weekday, is_date_line, read_dateline
from analysis.layout.lines import (
    LONGEST_CAPTION,
    LONGEST_TITLE,
    RULE,
    is_byline,
    is_caption,
    is_closing,
    is_furniture,
    is_headline,
    is_standfirst,
)
from analysis.layout.paragraphs import Span, bare, line_spans, paragraphs

HEAD = 12  # paragraphs: what stands above the body of an article stands within these
LEAD = 1000  # characters of body in which the weekday of the news is looked for

_FIELD_NAMES = {
    "headline": "title", "title": "title", "subtitle": "standfirst", "subhead": "standfirst",
    "standfirst": "standfirst", "summary": "standfirst", "description": "standfirst",
    "date": "date", "published": "date", "publish date": "date",
    "publisher": "publisher", "source": "publisher", "outlet": "publisher", "author": "author", "authors": "author",
    "byline": "author", "by": "author", "url": "url", "link": "url", "section": "section", "language": "language",
}  # fmt: skip
_FIELD = re.compile(rf"(?P<name>{'|'.join(_FIELD_NAMES)})[ \t]*:[ \t]+(?P<value>\S.*)", re.IGNORECASE)
_MARKDOWN = re.compile(r"#{1,6}[ \t]+(?P<value>\S.*)")


class Part(NamedTuple):
    """A stretch ``[start, end)`` of the text, in code points; ``kind`` one of tables.PARTS; paragraphs count from 0."""

    start: int
    end: int
    kind: str
    paragraph: int


class Layout(NamedTuple):
    """The parts of a text in their order, and what its head says.

    ``title`` is the one given or the one found; ``weekday`` the first in the lead; ``date_text`` a full date as written
    above or in the dateline; ``fields`` what lines such as "Publisher: ..." or a byline say, by the names of columns.
    """

    parts: list[Part]
    title: str | None
    place: str | None
    agency: str | None
    weekday: str | None
    date_text: str | None = None
    fields: dict[str, str] = {}  # noqa: RUF012 - a default that nobody changes


def lay_out(text: str, title: str | None = None) -> Layout:
    """Divide a text into parts that cover every character that is not blank, in order and without overlap.

    Date lines and bylines above the body count as dateline, names of fields ("Headline:") as boilerplate.

    Parameters
    ----------
    text : an article
    title : its headline where it is known; a line that repeats it is a title

    >>> layout = lay_out("Bridge falls in storm\\n\\nOslo: A bridge fell on Monday, officials said.\\nSign up")
    >>> [part.kind for part in layout.parts], layout.place, layout.weekday
    (['title', 'dateline', 'body', 'boilerplate'], 'Oslo', 'Monday')
    """
    return _Reading(text, title).read()


class _Reading:
    """One text on its way from lines to parts."""

    def __init__(self, text: str, title: str | None) -> None:
        self.text, self.title = text, title
        self.parts: list[Part] = []
        self.fields: dict[str, str] = {}
        self.place: str | None = None
        self.agency: str | None = None
        self.date_text: str | None = None
        self.found_title: str | None = None
        self.paragraph = 0

    def read(self) -> Layout:
        lines = line_spans(self.text)
        blocks = list(paragraphs(self.text, lines[self._front_matter(lines) :]))
        if blocks:
            blocks[:1] = self._after_title(*blocks[0])
        tail = self._tail(blocks)
        body = self._head(blocks[:tail])
        for start, end in blocks[body:tail]:
            self._add(start, end, _kind(self.text[start:end]))
        for start, end in blocks[tail:]:
            self._add(start, end, "boilerplate")
        title = self.title or self.fields.get("title") or self.found_title
        return Layout(self.parts, title, self.place, self.agency, self._weekday(), self.date_text, self.fields)

    def _add(self, start: int, end: int, kind: str, ends_paragraph: bool = True) -> None:
        if held := bare(self.text, start, end):
            self.parts.append(Part(*held, kind, self.paragraph))
        self.paragraph += ends_paragraph

    def _front_matter(self, lines: list[Span]) -> int:
        """Mark lines such as "Headline: ..." or "# ..." at the top; how many lines they take."""
        for taken, (start, end) in enumerate(lines):
            line = self.text[start:end]
            offset = len(line) - len(line.lstrip("\ufeff \t"))
            if field := _FIELD.match(line, offset):
                self._field(start, start + field.start("value"), end, _FIELD_NAMES[field["name"].lower()])
            elif not self.fields and (heading := _MARKDOWN.match(line, offset)):
                self._field(start, start + heading.start("value"), end, "title")
                return taken + 1
            elif RULE.fullmatch(line) and (self.fields or taken == 0):
                self._add(start, end, "boilerplate")
            else:
                return taken
        return len(lines)

    def _field(self, start: int, value: int, end: int, name: str) -> None:
        self.fields.setdefault(name, self.text[value:end].strip("\"' \t"))
        if name in ("title", "standfirst"):
            self._add(start, value, "boilerplate", ends_paragraph=False)
            self._add(value, end, name)
        else:
            self._add(start, end, "dateline")
            if name == "date":
                self._note_date(self.text[value:end])

    def _note_date(self, line: str) -> None:
        if not self.date_text and (found := FULL_DATE.search(line)):
            self.date_text = found.group()

    def _note_author(self, line: str) -> None:
        if is_byline(line) and not re.search(r"\d", line):
            self.fields.setdefault("author", re.sub(r"^.*?\bby\b:?\s+", "", line, count=1, flags=re.IGNORECASE))

    def _after_title(self, start: int, end: int) -> list[Span]:
        """The first paragraph; in two where it repeats the title and runs on: "Title Friday, May 3, 2019"."""
        title = (self.title or "").strip()
        line = self.text[start:end]
        rest = bare(self.text, start + len(title), end) if len(title) >= 15 and line.startswith(title) else None
        if rest is None:
            return [(start, end)]
        first = self.text[rest[0]]
        begins = first.isupper() or first.isdigit() or first in "\"“'‘("
        return [(start, start + len(title)), rest] if begins else [(start, end)]

    def _head(self, blocks: list[Span]) -> int:
        """Mark what stands above the body, and the dateline; how many paragraphs that takes."""
        top = [self.text[start:end] for start, end in blocks[:HEAD]]
        signed = self._dateline_paragraph(top)
        seen = {"title"} if "title" in self.fields else set()
        for at, line in enumerate(top):
            start, end = blocks[at]
            if at == signed:
                self._dateline(start, end)
                return at + 1
            kind = self._head_kind(line, top[at + 1] if at + 1 < len(top) else "", seen, at < signed)
            if kind == "body" and at > signed:
                return at
            if kind == "title":
                self.found_title = self.found_title or line.strip("\ufeff ×|")
            elif kind == "dateline":
                self._note_date(line)
                self._note_author(line)
            seen.add(kind)
            self._add(start, end, kind)
        return len(top)

    def _dateline_paragraph(self, top: list[str]) -> int:
        """Where the dateline is, -1 for nowhere: a sure one anywhere at the top, another only above all body."""
        for at, line in enumerate(top):
            if found := read_dateline(line, self.text):
                followed = len(line) > found.end + 20
                if found.sure or (at <= 3 and followed and self._stands_once(line[: found.end].rstrip())):
                    return at
            if len(line) > LONGEST_CAPTION:
                return -1
        return -1

    def _stands_once(self, label: str) -> bool:
        """Whether no other paragraph begins so: "Jordan: ..." again and again is a speaker, not a place."""
        return self.text.count("\n" + label) + self.text.startswith(label) <= 1

    def _dateline(self, start: int, end: int) -> None:
        found = read_dateline(self.text[start:end], self.text)
        assert found is not None
        self.place, self.agency = found.place, found.agency
        self.date_text = self.date_text or found.date_text
        body = start + found.end
        self._add(start, body, "dateline", ends_paragraph=body >= end)
        if body < end:
            self._add(body, end, "body")

    def _head_kind(self, line: str, following: str, seen: set[str], above_dateline: bool) -> str:
        if self._repeats_title(line):
            return "title"
        if is_date_line(line) or is_byline(line):
            return "dateline"
        if len(line) <= 120 and is_closing(line):
            return "boilerplate"
        if (kind := _kind(line)) != "body":
            return kind
        if not seen & {"title", "body"} and is_headline(line, following, above_dateline):
            return "title"
        if "title" in seen and not seen & {"standfirst", "body"} and is_standfirst(line, following, above_dateline):
            return "standfirst"
        return "body"

    def _repeats_title(self, line: str) -> bool:
        title = self.title or self.fields.get("title") or ""
        return len(line) <= 2 * LONGEST_TITLE and _letters(line) == _letters(title) != ""

    def _tail(self, blocks: list[Span]) -> int:
        """Where the boilerplate at the end begins, looked for upwards; the first paragraph is left to the head."""
        tail = len(blocks)
        while tail > 1 and is_closing(self.text[slice(*blocks[tail - 1])]):
            tail -= 1
        return tail

    def _weekday(self) -> str | None:
        body = [part for part in self.parts if part.kind == "body"]
        lead = self.text[body[0].start : min(body[-1].end, body[0].start + LEAD)] if body else ""
        above = " ".join(self.text[part.start : part.end] for part in self.parts if part.kind == "dateline")
        return first_weekday(lead) or first_weekday(above)


def _kind(line: str) -> str:
    """Furniture and captions can be told wherever they stand; what is neither is body."""
    return "boilerplate" if is_furniture(line) else "caption" if is_caption(line) else "body"


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line)).casefold()

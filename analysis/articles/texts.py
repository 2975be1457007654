"""Files that are one article each: plain text, pages, Word documents."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from analysis.articles.decoding import decode, unify_line_ends
from analysis.articles.files import Record, check_zip
from analysis.articles.refusals import EMPTY, UNKNOWN_ENCODING, UNREADABLE, Unread

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read_text(data: bytes, kind: str) -> Iterator[Record]:
    """All that stands in the file."""
    yield Record(None, {"text": decode(data)})


def read_html(data: bytes, kind: str) -> Iterator[Record]:
    """The article of a page, and what the page says of it."""
    import trafilatura  # here, because it takes a third of a second

    declared = _CHARSET.search(data[:2048])
    page = _decode_page(data, declared[1].decode("ascii") if declared else "")
    try:
        found = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (RecursionError, ValueError, AssertionError) as error:
        raise Unread(UNREADABLE, f"the page cannot be taken apart ({error}): copy its text into a .txt file") from error
    if found is None or isinstance(found, dict) or not found.text:
        raise Unread(EMPTY, "no article was found in the page: copy its text into a .txt file")
    fields = {name: getattr(found, name) for name in ("text", "title", "author", "date", "url", "sitename")}
    yield Record(None, fields)


def _decode_page(data: bytes, declared: str) -> str:
    try:
        return decode(data)
    except Unread as refusal:
        if refusal.reason != UNKNOWN_ENCODING or not declared:
            raise
    try:
        return unify_line_ends(data.decode(declared))
    except (LookupError, ValueError):
        raise Unread(UNKNOWN_ENCODING, f"the page is not in {declared}, as it says: save it as UTF-8") from None


def read_docx(data: bytes, kind: str) -> Iterator[Record]:
    """Paragraphs and table cells in their order. The document's properties are left: they say who typed it."""
    import docx
    from docx.table import Table

    check_zip(data)
    try:
        blocks = []
        for block in docx.Document(io.BytesIO(data)).iter_inner_content():
            blocks += (
                ["\t".join(cell.text for cell in row.cells) for row in block.rows]
                if isinstance(block, Table)
                else [block.text]
            )
    except Exception as error:  # lxml and python-docx raise what they like on a damaged file
        raise Unread(
            UNREADABLE, f"not a Word document that can be opened ({error}): save it anew as .docx or .txt"
        ) from error
    yield Record(None, {"text": unify_line_ends("\n".join(blocks))})

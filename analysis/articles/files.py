"""What the readers of every kind of file share: records, limits, endings, and a look into archives."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from analysis.articles.decoding import TextFile
from analysis.articles.refusals import TOO_LARGE, UNREADABLE, Unread

FILE_BYTES = 20_000_000  # an article of its own: .txt, .md, .html, .docx
TABLE_BYTES = 500_000_000  # many articles in a file; also what a compressed file may unfold to


class Record(NamedTuple):
    """An article as its file gives it. ``row`` counts from 1, the header; an unreadable row holds its ``Unread``."""

    row: int | None
    fields: dict[str, Any] | Unread


def file_kind(path: Path) -> str:
    """The ending that says how a file is read, in small letters; of a compressed one the ending before .gz."""
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def text_file(path: Path, limit: int, streamed: int) -> TextFile:
    """A file of lines, folded or not, as text."""
    opened = partial(gzip.open if path.suffix.lower() == ".gz" else open, path, "rb")
    return TextFile(cast(Callable[[], BinaryIO], opened), limit, streamed)


def check_zip(data: bytes) -> None:
    """Refuse archives that unfold to more than memory should hold, and XML with entities, which Office never has."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if (size := sum(member.file_size for member in archive.infolist())) > TABLE_BYTES:
            raise Unread(TOO_LARGE, f"it unfolds to {size:,} bytes: split the file")
        for member in archive.infolist():
            if member.filename.endswith((".xml", ".rels")):
                with archive.open(member) as part:
                    if b"<!DOCTYPE" in part.read(4096):
                        raise Unread(
                            UNREADABLE, "it defines XML entities, which an Office file never does: save it anew"
                        )

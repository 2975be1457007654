"""Files of every supported kind into records: a text or a table's row, as fields by name. Nothing is judged here.

Kinds: .txt, .md, .html, .htm, .docx, .csv, .tsv, .xlsx, .jsonl, .parquet; .csv, .tsv and .jsonl also with .gz.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from analysis.articles.files import FILE_BYTES as FILE_BYTES
from analysis.articles.files import TABLE_BYTES as TABLE_BYTES
from analysis.articles.files import Record as Record
from analysis.articles.files import file_kind as file_kind
from analysis.articles.refusals import TOO_LARGE, UNREADABLE, UNSUPPORTED_KIND, Unread
from analysis.articles.tabular import read_delimited, read_json_lines, read_parquet, read_xlsx
from analysis.articles.texts import read_docx, read_html, read_text

READERS: dict[str, Callable[[bytes, str], Iterator[Record]]] = {
    ".txt": read_text, ".md": read_text, ".html": read_html, ".htm": read_html, ".docx": read_docx,
    ".xlsx": read_xlsx,
}  # fmt: skip
STREAMED: dict[str, Callable[[Path, int, int], Iterator[Record]]] = {
    ".csv": read_delimited, ".tsv": read_delimited, ".jsonl": read_json_lines, ".parquet": read_parquet,
}  # fmt: skip
KINDS = (*READERS, *STREAMED)
FOLDED_KINDS = (".csv", ".tsv", ".jsonl")
TABLE_KINDS = (".csv", ".tsv", ".xlsx", ".jsonl", ".parquet")


def read_records(
    path: Path, file_bytes: int = FILE_BYTES, table_bytes: int = TABLE_BYTES, streamed_bytes: int | None = None
) -> Iterator[Record]:
    """The records of one file, in their order. Raises Unread where the file as a whole cannot be read.

    The limits are of a file that is one article, of a table that is read whole, and of one that is read as it goes (by
    default the same).
    """
    kind = file_kind(path)
    if kind not in KINDS or (path.suffix.lower() == ".gz" and kind not in FOLDED_KINDS):
        shown = path.suffix or "a file without an ending"
        raise Unread(UNSUPPORTED_KIND, f"{shown} is not read: save it as {', '.join(KINDS)}")
    limit = table_bytes if kind in TABLE_KINDS else file_bytes
    streamed = (streamed_bytes or limit) if kind in STREAMED else limit
    try:
        if (size := path.stat().st_size) > streamed:
            raise Unread(TOO_LARGE, f"{size:,} bytes, the limit is {streamed:,}: split the file or raise the limit")
        if kind in STREAMED:
            yield from STREAMED[kind](path, limit, streamed)
        else:
            yield from READERS[kind](path.read_bytes(), kind)
    except Unread:
        raise
    except Exception as error:  # what opens archives and pages raises what it likes on a damaged file
        detail = f"{error or type(error).__name__}: see whether the file opens elsewhere and save it anew"
        raise Unread(UNREADABLE, detail) from error

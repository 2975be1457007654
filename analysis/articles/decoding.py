"""Bytes of unknown origin into text, or a refusal that says what to do."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable
from typing import BinaryIO, TextIO

from analysis.articles.refusals import BINARY, TOO_LARGE, UNKNOWN_ENCODING, Unread

SAMPLE = 1_000_000  # bytes that are looked at to tell an encoding

_SIGNATURES = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive or an Office file", b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# What English never has, and other encodings taken for Windows-1252 do: a capital or a sign in the middle of a word
_MISREAD = re.compile(r"[a-z][À-ÖØ-ÞŠŽŒŸ][a-z\s]|[a-z][¤¥¦§¨©ª¬®¯±²³´µ¶¹º»¿×÷][a-z]")


def decode(data: bytes) -> str:
    r"""Text in UTF-8, UTF-16 (also without a byte order mark), UTF-32, or in Windows-1252 if it reads as such.

    The byte order mark is dropped and line ends become ``\n``; nothing else changes.
    Raises Unread: binary, or unknown encoding.

    >>> decode(b"\x93Caf\xe9\x94\r\n")
    '“Café”\n'
    """
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise Unread(BINARY, f"this is {name}, not a text: save it as .txt, .html or .docx")
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None) or _without_mark(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unread(UNKNOWN_ENCODING, f"not {encoding} at byte {error.start:,}: save the file as UTF-8") from error
    return unify_line_ends(text.removeprefix("\ufeff"))


class TextFile:
    """A file as ``decode`` gives it, but read as it goes where it is UTF-8, so that memory need not hold it.

    Parameters
    ----------
    opened : opens the file, anew each time
    limit : bytes of a line, and of a file that has to be read whole
    streamed : bytes of a file that is read as it goes

    Raises Unread: too large, or what ``decode`` raises.
    """

    def __init__(self, opened: Callable[[], BinaryIO], limit: int, streamed: int) -> None:
        self.opened, self.text = opened, ""
        with opened() as file:
            self.plain = _is_plain_utf8(file, limit, streamed)
        if self.plain:
            return
        with opened() as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise Unread(TOO_LARGE, f"more than {limit:,} bytes that are not UTF-8: save it as UTF-8 or split it")
        self.text = decode(data)

    def open(self) -> TextIO:
        """The text from its beginning, with ``\\n`` at the end of lines."""
        if self.plain:
            return io.TextIOWrapper(self.opened(), encoding="utf-8-sig", newline=None)
        return io.StringIO(self.text, newline="\n")


def _is_plain_utf8(file: BinaryIO, limit: int, streamed_limit: int) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    size = line = 0
    while chunk := file.read(SAMPLE):
        if (not size and chunk.startswith(tuple(_SIGNATURES))) or b"\0" in chunk:
            return False
        size += len(chunk)
        before, _, behind = chunk.rpartition(b"\n")
        line = len(behind) if before else line + len(chunk)
        if size > streamed_limit or line > limit:
            what = (
                f"more than {streamed_limit:,} bytes"
                if size > streamed_limit
                else f"a line of more than {limit:,} bytes"
            )
            raise Unread(TOO_LARGE, f"{what}: split the file or raise the limit")
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def unify_line_ends(text: str) -> str:
    r"""Line ends as ``\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_mark(data: bytes) -> str:
    if b"\0" in data:
        return _utf16_by_its_zeros(data[:4000])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        _check_windows(data, error.start)
        return "windows-1252"
    return "utf-8"


def _utf16_by_its_zeros(data: bytes) -> str:
    """English in UTF-16 has a zero in nearly every second byte."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if 20 * min(even, odd) >= max(even, odd) or 8 * max(even, odd) <= len(data):
        raise Unread(BINARY, "it holds NUL bytes and is not a text: leave it out, or save it as .txt in UTF-8")
    return "utf-16-be" if even > odd else "utf-16-le"


def _check_windows(data: bytes, first: int) -> None:
    """Windows-1252 has a character for nearly every byte; only what looks like English in it is taken for it."""
    sample = data[:SAMPLE]
    high = sum(len(found) for found in re.findall(rb"[\x80-\xff]+", sample))
    sequences = sum(len(found) for found in _UTF8_SEQUENCE.findall(sample))
    if 2 * sequences > high:
        raise Unread(
            UNKNOWN_ENCODING, f"UTF-8 that is damaged at byte {first:,}: get the file anew or save it as UTF-8"
        )
    text = sample.decode("windows-1252", "replace")
    odd = len(_MISREAD.findall(text)) + len(_CONTROLS.findall(text)) + text.count("\ufffd")
    letters = len(re.findall(r"[A-Za-z]", text))
    if 3 * high > letters + 20 or odd > 0.1 * high:
        raise Unread(UNKNOWN_ENCODING, "neither UTF-8 nor Windows-1252: save the file as UTF-8")

"""Why an input was not read: the vocabulary of ``skipped.reason``, and the exception that carries it."""

from __future__ import annotations

EMPTY = "empty"
BINARY = "binary"
NOT_ENGLISH = "not English"
DUPLICATE_ID = "duplicate id"
TOO_LARGE = "too large"
UNREADABLE = "unreadable"
UNKNOWN_ENCODING = "unknown encoding"
UNSUPPORTED_KIND = "unsupported kind"
NO_TEXT_COLUMN = "no text column"
OUTSIDE = "outside the folder"
NO_SUCH_FILE = "no such file"
REASONS = (
    EMPTY, BINARY, NOT_ENGLISH, DUPLICATE_ID, TOO_LARGE, UNREADABLE, UNKNOWN_ENCODING, UNSUPPORTED_KIND, NO_TEXT_COLUMN,
    OUTSIDE, NO_SUCH_FILE,
)  # fmt: skip


class Unread(Exception):
    """Something cannot be read: ``reason`` is one of ``REASONS``, ``detail`` a sentence that says what to do."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail

"""What the tables hold: their columns and types, the values that a column may have, and which columns join.

Every span is ``[start, end)`` in Unicode code points of ``articles.text``; where a table has ``start``, ``end`` and
``text``, ``article.text[start:end] == row.text`` holds. Offsets therefore point into the user's own file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

PARTS = ("title", "standfirst", "dateline", "caption", "body", "boilerplate")
OUTCOMES = ("killed", "wounded", "missing", "captured", "displaced", "casualties")
VICTIM_GROUPS = ("civilian", "combatant", "security forces", "aid or medical", "journalist", "child", "unknown")
FORMS = ("direct", "mixed", "indirect")
ACTS = ("speech", "belief", "other")
STANCES = (
    "asserts", "denies", "accuses", "claims responsibility", "condemns", "warns", "promises", "calls for",
    "questions", "confirms", "other",
)  # fmt: skip
KINDS = ("named person", "unnamed person", "named organization", "unnamed group", "document")
SECTORS = (
    "government", "military", "police", "armed group", "rescue or medical", "international organization", "ngo",
    "media", "expert", "witness or resident", "political party", "business", "other",
)  # fmt: skip
ROLES = ("source", "cue", "content", "figure", "victims")
POLICIES = ("best", "conservative", "latest")
PUBLISHED_FROM = ("metadata", "text", "file name", "none")

TEXT, OFFSET, COUNT, FLAG, TIME, SHARE = "str", "int32", "Int64", "bool", "datetime64[us]", "float64"
LABEL = "category"  # many rows, few values; which ones, the articles decide


def one_of(values: Iterable[str]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(list(values))


SCHEMAS: dict[str, dict[str, Any]] = {
    "articles": {
        "article_id": TEXT, "collection": TEXT, "path": TEXT, "title": TEXT, "text": TEXT, "publisher": TEXT,
        "author": TEXT, "agency": TEXT, "place": TEXT, "published": TIME, "published_from": one_of(PUBLISHED_FROM),
        "weekday": TEXT, "url": TEXT, "language": TEXT, "words": OFFSET, "sentences": OFFSET, "sha256": TEXT,
    },
    "skipped": {"path": TEXT, "reason": TEXT, "detail": TEXT},
    "sentences": {
        "article_id": LABEL, "sentence": OFFSET, "paragraph": OFFSET, "part": one_of(PARTS), "start": OFFSET,
        "end": OFFSET,
    },
    "tokens": {
        "article_id": LABEL, "sentence": OFFSET, "token": OFFSET, "start": OFFSET, "end": OFFSET,
        "word": LABEL, "pos": LABEL, "lemma": LABEL,
    },
    "casualties": {
        "casualty_id": TEXT, "article_id": TEXT, "sentence": OFFSET, "start": OFFSET, "end": OFFSET, "text": TEXT,
        "outcome": one_of(OUTCOMES), "low": COUNT, "high": COUNT, "approximate": FLAG, "vague": FLAG, "victims": TEXT,
        "victim_group": one_of(VICTIM_GROUPS), "actor": TEXT, "place": TEXT, "date_text": TEXT, "date": TIME,
        "background": FLAG, "superseded": FLAG, "reported_by": TEXT, "claim_id": TEXT, "source_id": TEXT,
        "cue": TEXT, "number": TEXT, "part": FLAG, "total": FLAG, "cumulative": FLAG, "including_killed": FLAG,
        "fatal": FLAG, "added": FLAG, "joined": OFFSET,
    },
    "tolls": {
        "article_id": TEXT, "outcome": one_of(OUTCOMES), "low": COUNT, "best": COUNT, "high": COUNT, "figures": OFFSET,
        "policy": one_of(POLICIES),
    },
    "claims": {
        "claim_id": TEXT, "article_id": TEXT, "sentence": OFFSET, "start": OFFSET, "end": OFFSET, "source": TEXT,
        "cue": TEXT, "content": TEXT, "form": one_of(FORMS), "act": one_of(ACTS), "stance": one_of(STANCES),
        "hedged": FLAG, "negated": FLAG, "channel": TEXT, "source_id": TEXT, "confidence": SHARE,
    },
    "sources": {
        "source_id": TEXT, "article_id": TEXT, "name": TEXT, "title": TEXT, "kind": one_of(KINDS),
        "sector": one_of(SECTORS), "anonymous": FLAG, "anonymity_reason": TEXT, "claims": OFFSET, "figures": OFFSET,
    },
    "spans": {
        "article_id": TEXT, "record_id": TEXT, "role": one_of(ROLES), "start": OFFSET, "end": OFFSET, "text": TEXT,
    },
}  # fmt: skip

# What is made of all articles together, from the tables above (``analysis.events``)
AGREEMENTS = ("single", "agree", "overlap", "update", "conflict")
DISPUTES = ("figures", "denial", "contradiction")
SCHEMAS_ACROSS: dict[str, dict[str, Any]] = {
    "events": {
        "event_id": TEXT, "place": TEXT, "date": TIME, "outcome": one_of(OUTCOMES), "victims": TEXT, "low": COUNT,
        "high": COUNT, "latest_low": COUNT, "latest_high": COUNT, "agreement": one_of(AGREEMENTS), "said": TEXT,
        "articles": OFFSET, "publishers": OFFSET, "sources": OFFSET, "first": TIME, "last": TIME, "background": FLAG,
    },
    "event_figures": {
        "casualty_id": TEXT, "article_id": TEXT, "event_id": TEXT, "outcome": one_of(OUTCOMES), "victims": TEXT,
        "low": COUNT, "high": COUNT, "voice": TEXT, "sourced": FLAG, "sector": one_of(SECTORS), "anonymous": FLAG,
        "publisher": TEXT, "published": TIME, "whole": FLAG, "earlier": FLAG, "superseded_by": TEXT,
    },
    "disputes": {
        "dispute_id": TEXT, "kind": one_of(DISPUTES), "event_id": TEXT, "outcome": one_of(OUTCOMES), "victims": TEXT,
        "source_a": TEXT, "article_a": TEXT, "record_a": TEXT, "sentence_a": TEXT, "published_a": TIME,
        "source_b": TEXT, "article_b": TEXT, "record_b": TEXT, "sentence_b": TEXT, "published_b": TIME,
        "why": TEXT, "weight": SHARE, "records_a": TEXT, "records_b": TEXT,
    },
}  # fmt: skip

# child table, column -> parent table, column: every value that is there must be found in the parent
KEYS = [
    *((child, "article_id", "articles", "article_id") for child in SCHEMAS if child not in ("articles", "skipped")),
    ("casualties", "claim_id", "claims", "claim_id"),
    ("casualties", "source_id", "sources", "source_id"),
    ("claims", "source_id", "sources", "source_id"),
]
IDS = {"articles": "article_id", "casualties": "casualty_id", "claims": "claim_id", "sources": "source_id"}

"""Lemma rules, learned from GUM: what to cut off a word's end and what to add, by its tag and suffix."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from analysis.language import MODELS
from analysis.training.examples import gum_documents


def edit(form: str, lemma: str) -> str:
    """The change from a form to its lemma: how many characters to cut off the end, and what to add."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same].lower() == lemma[same].lower():
        same += 1
    return f"{len(form) - same} {lemma[same:]}"


def train_lemmas(words: Iterable[tuple[str, str, str]], longest: int = 6) -> dict[str, str]:
    """Suffix rules ``"tag suffix" -> edit``; a longer suffix is kept where it decides otherwise than the shorter one.

    A rule of a suffix needs three different words; that of a whole word, marked ``^`` (irregular forms), only itself.
    """
    edits: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for form, tag, lemma in set(words):
        low = form.lower()
        suffixes = {low[i:] for i in range(max(0, len(low) - longest), len(low) + 1)}
        for suffix in suffixes | {f"^{low}"}:
            edits[tag, suffix][edit(form, lemma)] += 1
    rules: dict[str, str] = {}
    for tag, suffix in sorted(edits, key=lambda key: len(key[1])):
        counts = edits[tag, suffix]
        change = counts.most_common(1)[0][0]
        if (suffix.startswith("^") or counts.total() >= 3) and change != _shorter(rules, tag, suffix):
            rules[f"{tag} {suffix}"] = change
    return rules


def _shorter(rules: dict[str, str], tag: str, suffix: str) -> str:
    """What the rules so far decide for a suffix: the edit of the longest shorter one."""
    return next((rules[key] for i in range(1, len(suffix) + 1) if (key := f"{tag} {suffix[i:]}") in rules), "0 ")


def write_lemmas(data: Path) -> None:
    """Write the lemma rules as gzipped JSON, the same bytes for the same rules."""
    words = (
        tuple(token) for d in gum_documents(data, held_out=False) for sentence in d["sentences"] for token in sentence
    )
    text = json.dumps(train_lemmas((w, t, held) for w, t, held in words), ensure_ascii=False, sort_keys=True)
    (Path(str(MODELS)) / "lemmas.json.gz").write_bytes(gzip.compress(text.encode("utf8"), mtime=0))

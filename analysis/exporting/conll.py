"""The tokens of all articles, and which figure or claim each belongs to, as a CoNLL-U Plus file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.exporting.files import filled_beside
from analysis.tables import ROLES, Tables

FILE = "tokens.conllup"
COLUMNS = ("ID", "FORM", "LEMMA", "XPOS", "MISC", *(f"NEWS:{role.upper()}" for role in ROLES))


def write_conll(tables: Tables, folder: Path) -> None:
    """``tokens.conllup`` in ``folder``: a line a token, a blank line behind each sentence.

    The format is CoNLL-U Plus (https://universaldependencies.org/ext-format.html). XPOS is the Penn Treebank tag; MISC
    holds the offsets in the article (``Start``, ``End``, in code points) and ``SpaceAfter=No``; there is a column for
    each role of a span, with ``B-`` at the first token of a span and ``I-`` at the others before the record's name
    ("B-c1"), several joined by "|", "_" where there is none.
    """
    with filled_beside(folder) as place, (place / FILE).open("w", encoding="utf8", newline="\n") as file:
        file.write(f"# global.columns = {' '.join(COLUMNS)}\n")
        file.writelines(_lines(tables))


def _lines(tables: Tables) -> Iterator[str]:
    tokens, sentences, spans = (_by_article(tables, name) for name in ("tokens", "sentences", "spans"))
    for article_id, text in zip(tables.articles["article_id"], tables.articles["text"], strict=True):
        held = tokens[article_id]
        labels = _labels(held, spans[article_id])
        by_sentence = defaultdict(list)
        for number, token in enumerate(held):
            by_sentence[token["sentence"]].append((token, labels[number]))
        yield f"# newdoc id = {_cell(article_id)}\n"
        for sentence in sentences[article_id]:
            yield f"# sent_id = {_cell(article_id)}-{sentence['sentence'] + 1}\n"
            yield f"# text = {_cell(text[sentence['start'] : sentence['end']])}\n"
            for number, (token, marks) in enumerate(by_sentence[sentence["sentence"]], 1):
                after = "" if text[token["end"] : token["end"] + 1].isspace() else "|SpaceAfter=No"
                misc = f"Start={token['start']}|End={token['end']}{after}"
                named = [_cell(token[column]) for column in ("word", "lemma", "pos")]
                yield "\t".join([str(number), *named, misc, *("|".join(marks[role]) or "_" for role in ROLES)]) + "\n"
            yield "\n"


def _by_article(tables: Tables, name: str) -> dict[str, list[dict[Any, Any]]]:
    held: dict[str, list[dict[Any, Any]]] = defaultdict(list)
    for row in getattr(tables, name).to_dict("records"):
        held[row["article_id"]].append(row)
    return held


def _labels(tokens: list[dict], spans: list[dict]) -> list[dict[str, list[str]]]:
    """For every token and role the marks of the spans that it lies in."""
    labels: list[dict[str, list[str]]] = [defaultdict(list) for _ in tokens]
    starts = [token["start"] for token in tokens]
    for span in spans:
        name = _cell(str(span["record_id"]).rpartition(":")[2])
        within = range(bisect_left(starts, span["start"]), bisect_left(starts, span["end"]))
        for number in within:
            labels[number][span["role"]].append(f"{'I' if number > within[0] else 'B'}-{name}")
    return labels


def _cell(value: Any) -> str:
    """A value as a cell: no tabs and line ends, nothing empty.

    >>> _cell("two\\nlines"), _cell("")
    ('two lines', '_')
    """
    return re.sub(r"\s+", " ", str(value)).strip() or "_"

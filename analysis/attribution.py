"""Documents into attributions: source, cue and content as ranges of tokens, after PolNeAR (Newell, Margolin and Ruths 2018).

The reader proposes cues and, for each, labels source and content; here the labels are decoded into ranges (the best path
through them, quotations kept whole) and weighed into a confidence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.documents import SILENT, Document
from analysis.reader import ROLE_LABELS, reader

NONE, SOURCE, CONTENT = 0, 1, 2
TRANSITIONS = 0.1  # the labels know most of their neighbours' already, so the counted transitions weigh less
Array = np.ndarray
Range = tuple[int, int]


@dataclass(slots=True)
class Attribution:
    """Token ranges ``[first, last)`` of an attribution, before it is described, and what the reader gave them."""

    cue: Range
    source: Range | None
    content: list[Range]
    speech: float
    measures: list[float]

    @property
    def confidence(self) -> float:
        bias, *weights = reader().weights["confidence"]
        return float(1 / (1 + np.exp(-(bias + np.dot(weights, log_odds(self.measures))))))


def find_attributions(document: Document, least: float | None = None) -> list[Attribution]:
    """The attributions of an article whose confidence is at least ``least`` (default: what scored best in training)."""
    net, reading = reader(), document.reading
    least = float(net.weights["least_confidence"]) if least is None else least
    cues = [cue for cue in find_cues(reading.roles) if document.part_of(cue[0]) not in SILENT]
    labelled = net.attribute(reading, cues, document.sentence_of, document.paragraph_of)
    if not labelled:
        return []
    quoted = [document.token_range(span) for span in document.quotations]
    minded = [keep_whole(rows, start, cue[0], quoted) for (start, rows, _), cue in zip(labelled, cues, strict=True)]
    paths = best_paths(padded(minded), net.weights["transitions"] * TRANSITIONS)
    found = []
    for cue, (start, _, speech), rows, path in zip(cues, labelled, minded, paths, strict=True):
        made = decode(cue, start, rows, path[: len(rows)], speech, reading.roles, quoted)
        if made and made.confidence >= least:
            found.append(made)
    return found


def find_cues(roles: Array, least: float = 0.2) -> list[Range]:
    """Token ranges that may be cues: those that begin one with a probability of ``least``, and what continues them."""
    begins, continues = (np.exp(roles[:, ROLE_LABELS.index(label)]) for label in ("B-cue", "I-cue"))
    cues: list[Range] = []
    for i in np.flatnonzero(begins >= least):
        if cues and i < cues[-1][1]:
            continue
        last = i + 1
        while last < len(roles) and continues[last] > 0.4:
            last += 1
        cues.append((int(i), int(last)))
    return cues


def keep_whole(labels: Array, start: int, cue: int, quoted: list[Range]) -> Array:
    """Log-probabilities in which all tokens of a quotation have one mind, unless the cue stands inside it."""
    labels = labels.copy()
    for first, last in quoted:
        a, b = max(first - start, 0), min(last - start, len(labels))
        if b - a > 1 and not first <= cue < last:
            labels[a:b] = labels[a:b].mean(axis=0)
    return labels


def padded(labels: list[Array]) -> Array:
    """Label scores of different lengths in one array; where nothing was read, the label is none."""
    scores = np.full((len(labels), max(map(len, labels)), 3), -30.0)
    scores[:, :, NONE] = 0
    for i, rows in enumerate(labels):
        scores[i, : len(rows)] = rows
    return scores


def best_paths(scores: Array, transitions: Array) -> Array:
    """The labels of the best path through each row of ``scores`` (k x n x labels), all rows at once (Viterbi 1967)."""
    rows, length, _ = scores.shape
    back = np.zeros(scores.shape, dtype=np.int8)
    best = scores[:, 0]
    for i in range(1, length):
        reached = best[:, :, None] + transitions
        back[:, i] = reached.argmax(axis=1)
        best = reached.max(axis=1) + scores[:, i]
    paths = np.zeros((rows, length), dtype=np.int8)
    paths[:, -1] = best.argmax(axis=1)
    for i in range(length - 1, 0, -1):
        paths[:, i - 1] = back[np.arange(rows), i, paths[:, i]]
    return paths


def decode(
    cue: Range, start: int, scores: Array, path: Array, speech: float, roles: Array, quoted: list[Range]
) -> Attribution | None:
    """Labels around a cue into an attribution: the likeliest source, every content; None without a content."""
    runs, probable = label_runs(path), np.exp(scores)
    contents = [(a, b) for label, a, b in runs if label == CONTENT]
    sources = [(a, b) for label, a, b in runs if label == SOURCE] or likely_source(probable[:, SOURCE], path)
    if not contents:
        return None
    source = max(sources, key=lambda run: probable[run[0] : run[1], SOURCE].sum(), default=None)
    measures = [
        np.exp(roles[cue[0], ROLE_LABELS.index("B-cue")]),
        np.concatenate([probable[a:b, CONTENT] for a, b in contents]).mean(),
        probable[source[0] : source[1], SOURCE].mean() if source else 0.5,
        max(speech, 1 - speech),
    ]
    seen = start, start + len(path)
    contents = [beyond_window((a + start, b + start), seen, cue[0], quoted) for a, b in contents]
    return Attribution(cue, (source[0] + start, source[1] + start) if source else None, contents, speech, measures)


def likely_source(probable: Array, path: Array, least: float = 0.2) -> list[Range]:
    """Where no source lies on the best path: the likeliest tokens beside the contents, or nothing."""
    free = np.where(path == NONE, probable, 0)
    first = last = int(free.argmax())
    if free[first] < least:
        return []
    while first > 0 and free[first - 1] >= free[last] / 2:
        first -= 1
    while last + 1 < len(free) and free[last + 1] >= least / 2:
        last += 1
    return [(first, last + 1)]


def label_runs(path: Array) -> list[tuple[int, int, int]]:
    """Runs of one label: label, first token, token behind the last."""
    edges = np.flatnonzero(np.diff(path)) + 1
    return [(int(path[a]), int(a), int(b)) for a, b in zip([0, *edges], [*edges, len(path)], strict=True)]


def beyond_window(content: Range, seen: Range, cue: int, quoted: list[Range]) -> Range:
    """A content with the rest of a quotation that the second stage, which saw the tokens ``seen``, could not see."""
    first, last = content
    for opened, closed in quoted:
        cut = (last >= seen[1] and opened < seen[1] < closed) or (first <= seen[0] and opened < seen[0] < closed)
        if cut and not opened <= cue < closed:
            first, last = min(first, opened), max(last, closed)
    return first, last


def log_odds(probabilities: list[float]) -> Array:
    """Log-odds of probabilities, which are kept away from 0 and 1."""
    p = np.clip(probabilities, 0.001, 0.999)
    return np.log(p / (1 - p))

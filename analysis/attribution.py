"""Documents into attributions: source, cue and content as ranges of tokens, after PolNeAR (Newell, Margolin and Ruths 2018).

The reader proposes cues and, for each, labels source and content; here the labels are decoded into ranges (the best path
through them, quotations kept whole) and weighed into a confidence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log
from operator import itemgetter, mul

import numpy as np

from analysis.chains import chained
from analysis.contents import own_words
from analysis.cues import accorded, beginning, is_expletive, whole_cue
from analysis.demands import demanded
from analysis.documents import SILENT, Document
from analysis.hearsay import heard
from analysis.quotations import runs_on
from analysis.reader import CONTENT, CUE, LABELS, NONE, ROLE_LABELS, SOURCE, Labelled, Reading, reader

LEAST_CUE = 0.15  # a token that is less likely a cue is not asked about
TRANSITIONS = 0.3  # the labels know most of their neighbours' already, so the counted transitions weigh less
HEARD = 0.6  # the share of clauses with "reportedly" that people annotated as statements; taken of demands too
Array = np.ndarray
Range = tuple[int, int]


@dataclass(slots=True)
class Attribution:
    """Token ranges ``[first, last)`` of an attribution, before it is described, and what the reader gave them.

    ``measures`` is empty where a rule found it.
    """

    cue: Range
    source: Range | None
    content: list[Range]
    speech: float
    measures: list[float]

    @property
    def confidence(self) -> float:
        if not self.measures:
            return HEARD
        bias, *weights = reader().confidence
        return 1 / (1 + exp(-bias - sum(map(mul, weights, map(log_odds, self.measures)))))


def find_attributions(document: Document, least: float | None = None) -> list[Attribution]:
    """The attributions of an article whose confidence is at least ``least`` (default: what scored best in training)."""
    least = float(reader().weights["least_confidence"]) if least is None else least
    quoted = [document.token_range(span) for span in document.quotations]
    hearsay = [Attribution((cue, cue + 1), None, parts, 1.0, []) for cue, parts in heard(document) if least <= HEARD]
    demands = [Attribution(cue, source, [what], 1.0, []) for source, cue, what in demanded(document) if least <= HEARD]
    heard_at = {one.cue[0] for one in hearsay}
    read = [
        one
        for one in read_attributions(document, quoted)
        if one.confidence >= least and heard_at.isdisjoint(range(*one.cue))
    ]
    return carried_on(document, without_rivals([*read, *hearsay, *demands, *within(document, read, quoted)]), quoted)


def within(document: Document, found: list[Attribution], quoted: list[Range]) -> Iterator[Attribution]:
    """The statements that are reported within what was found, as likely as those that report them."""
    for one in found:
        behind = [part for part in one.content if part[0] == one.cue[1] and one.speech >= 0.5]
        for source, cue, content in chained(document.tokens, behind, quoted):
            yield Attribution(cue, source, [content], one.speech, one.measures)


def read_attributions(document: Document, quoted: list[Range]) -> list[Attribution]:
    """What the reader makes of every token that may stand for a cue; several may be of one cue."""
    net, reading = reader(), document.reading
    anchors = [anchor for anchor in find_anchors(reading) if document.part_of(anchor) not in SILENT]
    labelled = net.attribute(reading, anchors, document.sentence_of, document.paragraph_of)
    if not labelled:
        return []
    near = [overlapped(quoted, given) for given in labelled]
    minded = [
        given._replace(labels=keep_whole(given.labels, given.start, anchor, beside))
        for given, anchor, beside in zip(labelled, anchors, near, strict=True)
    ]
    paths = best_paths(padded([given.labels for given in minded]), net.weights["transitions"] * TRANSITIONS)
    cues, found = reading.cues, []
    for anchor, given, path, beside in zip(anchors, minded, paths, near, strict=True):
        made = decode(anchor, given, path[: len(given.labels)], cues, beside)
        if made:
            found.append(mended(document, made, beside))
    return found


def mended(document: Document, found: Attribution, quoted: list[Range]) -> Attribution:
    """An attribution whose cue, source and content end where the grammar of the sentence lets them."""
    tokens, end = document.tokens, found.cue[1]
    found.cue = whole_cue(tokens, found.cue, [*found.content, *([found.source] if found.source else [])])
    found.content = [(min(a, found.cue[1]) if a == end else a, b) for a, b in found.content]
    if found.source and tokens[found.cue[0]].word.lower() == "according" and found.source[0] >= found.cue[1]:
        source = beginning(found.cue[1], found.source, found.content)
        found.source, found.content = accorded(tokens, source, found.content)
    if found.source and is_expletive(tokens, found.source, found.cue):
        found.source = None
    found.content = [own_words(document, found.cue, part, quoted) for part in found.content]
    return found


def find_anchors(reading: Reading) -> list[int]:
    """Tokens that may stand for a cue: those that may begin one, and the likeliest of a run in which none does."""
    begins = np.exp(reading.roles[:, ROLE_LABELS.index("B-cue")]) >= LEAST_CUE
    cues = reading.cues
    likely = cues >= LEAST_CUE
    anchors = set(np.flatnonzero(begins).tolist())
    for _, first, last in label_runs(likely):
        if likely[first] and not begins[first:last].any():
            anchors.add(first + int(cues[first:last].argmax()))
    return sorted(anchors)


def without_rivals(found: list[Attribution]) -> list[Attribution]:
    """Attributions without those whose cue overlaps that of a more confident one, in the order of their cues."""
    kept: list[Attribution] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda a: -a.confidence):
        if taken.isdisjoint(range(*one.cue)):
            taken.update(range(*one.cue))
            kept.append(one)
    return sorted(kept, key=lambda a: a.cue)


def carried_on(document: Document, found: list[Attribution], quoted: list[Range]) -> list[Attribution]:
    """Attributions with the paragraphs that their quotation runs on over: it is not closed in one, opened anew in the next.

    A paragraph of which something else was found to be the source keeps that one.
    """
    paragraphs = document.paragraph_of
    ends = {last: i for i, (_, last) in enumerate(quoted)}
    taken = {token for one in found for first, last in one.content for token in (first, last - 1)}
    for one in found:
        i = ends.get(one.content[-1][1])
        while i is not None and i + 1 < len(quoted) and runs_on(document.text, document.quotations[i]):
            first, last = quoted[i + 1]
            opens = paragraphs[first] != paragraphs[first - 1] and paragraphs[first] == paragraphs[quoted[i][0]] + 1
            if not opens or not taken.isdisjoint(range(first, last)):
                break
            one.content[-1] = one.content[-1][0], last
            i += 1
    return found


def overlapped(quoted: list[Range], given: Labelled) -> list[Range]:
    """The quotations of which the second stage saw a token."""
    end = given.start + len(given.labels)
    return quoted[bisect_right(quoted, given.start, key=itemgetter(1)) : bisect_left(quoted, end, key=itemgetter(0))]


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
    scores = np.full((len(labels), max(map(len, labels)), len(LABELS)), -30.0)
    scores[:, :, NONE] = 0
    for i, rows in enumerate(labels):
        scores[i, : len(rows)] = rows
    return scores


def best_paths(scores: Array, transitions: Array) -> Array:
    """The labels of the best path through each row of ``scores`` (k x n x labels), all rows at once (Viterbi 1967)."""
    rows, length, labels = scores.shape
    best = np.array(scores.transpose(1, 2, 0), order="C")  # a copy, rows side by side
    reached = np.empty((labels, labels, rows))
    for i in range(1, length):
        np.add(best[i - 1][:, None], transitions[:, :, None], out=reached)
        best[i] += reached.max(axis=0)
    paths = np.zeros((length, rows), dtype=np.int8)
    paths[-1] = best[-1].argmax(axis=0)
    for i in range(length - 1, 0, -1):
        paths[i - 1] = (best[i - 1] + transitions[:, paths[i]]).argmax(axis=0)
    return paths.T


def decode(anchor: int, given: Labelled, path: Array, cues: Array, quoted: list[Range]) -> Attribution | None:
    """Labels around an anchor into an attribution: its cue, the likeliest source, every content; None without a content."""
    if not (path == CONTENT).any():
        return None
    start, scores, speech = given
    runs, probable, at = label_runs(path), np.exp(scores), anchor - start
    contents = [(a, b) for label, a, b in runs if label == CONTENT]
    sources = [(a, b) for label, a, b in runs if label == SOURCE] or likely_source(probable[:, SOURCE], path)
    source = max(sources, key=lambda run: probable[run[0] : run[1], SOURCE].sum(), default=None)
    cue = next(((a, b) for label, a, b in runs if label == CUE and a <= at < b), (at, at + 1))
    measures = [
        float(cues[anchor]),
        float(probable[at, CUE]),
        float(np.concatenate([probable[a:b, CONTENT] for a, b in contents]).mean()),
        float(probable[source[0] : source[1], SOURCE].mean()) if source else 0.5,
        max(speech, 1 - speech),
    ]
    seen = start, start + len(path)
    contents = [beyond_window((a + start, b + start), seen, anchor, quoted) for a, b in contents]
    whole = (source[0] + start, source[1] + start) if source else None
    return Attribution((cue[0] + start, cue[1] + start), whole, contents, speech, measures)


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
    if not len(path):
        return []
    firsts = [0, *(np.flatnonzero(path[1:] != path[:-1]) + 1).tolist()]
    return list(zip(path[firsts].tolist(), firsts, [*firsts[1:], len(path)], strict=True))


def beyond_window(content: Range, seen: Range, cue: int, quoted: list[Range]) -> Range:
    """A content with the rest of a quotation that the second stage, which saw the tokens ``seen``, could not see."""
    first, last = content
    for opened, closed in quoted:
        cut = (last >= seen[1] and opened < seen[1] < closed) or (first <= seen[0] and opened < seen[0] < closed)
        if cut and not opened <= cue < closed:
            first, last = min(first, opened), max(last, closed)
    return first, last


def log_odds(probability: float) -> float:
    """Log-odds of a probability, which is kept away from 0 and 1."""
    p = min(max(probability, 0.001), 0.999)
    return log(p / (1 - p))

"""Documents into attributions: source, cue and content as ranges of tokens, after PolNeAR (Newell, Margolin and Ruths 2018).

The reader proposes cues and, for each, labels source and content; here the labels are decoded into ranges (the best path
through them, quotations kept whole) and weighed into a confidence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from operator import itemgetter, mul

import numpy as np

from analysis.accounts import accounts
from analysis.chains import chained
from analysis.contents import own_words, whole_phrase
from analysis.cues import accorded, beginning, is_asked, is_deed, is_expletive, is_plain, is_told_of, whole_cue
from analysis.demands import demanded
from analysis.documents import SILENT, Document
from analysis.estimates import estimated
from analysis.hearsay import heard
from analysis.paths import best_paths, keep_whole, label_runs, likely_source, padded, supposed
from analysis.quotations import runs_on
from analysis.reader import CONTENT, CUE, ROLE_LABELS, SOURCE, Labelled, Reading, reader
from analysis.signatures import signed

LEAST_CUE = 0.15  # a token that is less likely a cue is not asked about
TRANSITIONS = 0.3  # the labels know most of their neighbours' already, so the counted transitions weigh less
HEARD = 0.6  # the share of clauses with "reportedly" that people annotated as statements; taken of demands too
SIGNED = 0.9  # the share of signed quotations; taken of estimates too
Array = np.ndarray
Range = tuple[int, int]


@dataclass
class Attribution:
    """Token ranges ``[first, last)`` of an attribution, before it is described, and what the reader gave them.

    ``measures`` is empty where a rule found it; then ``share`` is how many of its kind people annotated.
    """

    cue: Range
    source: Range | None
    content: list[Range]
    speech: float
    measures: list[float]
    share: float = HEARD

    @cached_property
    def confidence(self) -> float:
        if not self.measures:
            return self.share
        bias, *weights = reader().confidence
        return 1 / (1 + exp(-bias - sum(map(mul, weights, map(log_odds, self.measures)))))


def find_attributions(document: Document, least: float | None = None) -> list[Attribution]:
    """The attributions of an article whose confidence is at least ``least`` (default: what scored best in training)."""
    least = float(reader().weights["least_confidence"]) if least is None else least
    quoted = [document.token_range(span) for span in document.quotations]
    ruled = [one for one in by_rule(document) if one.confidence >= least]
    settled = {token for one in ruled for token in range(*one.cue)}
    read = [
        one
        for one in read_attributions(document, quoted)
        if one.confidence >= least and settled.isdisjoint(range(*one.cue))
    ]
    kept = without_rivals([*read, *ruled, *within(document, read, quoted)])
    return carried_on(document, said_once(kept, quoted), quoted)


def by_rule(document: Document) -> Iterator[Attribution]:
    """The attributions that a construction alone tells."""
    for cue, parts in heard(document):
        yield Attribution((cue, cue + 1), None, parts, 1.0, [])
    for source, dash, content in signed(document):
        yield Attribution(dash, source, [content], 1.0, [], SIGNED)
    for source, cue_of, content in accounts(document):
        yield Attribution(cue_of, source, [content], 1.0, [], SIGNED)
    for source, verb, content in estimated(document):
        yield Attribution(verb, source, [content], 1.0, [], SIGNED)
    for source, noun, content in demanded(document):
        yield Attribution(noun, source, [content], 1.0, [])


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
    labels = [
        keep_whole(minded(document, anchor, given), given.start, anchor, beside)
        for given, anchor, beside in zip(labelled, anchors, near, strict=True)
    ]
    paths = best_paths(padded(labels), net.weights["transitions"] * TRANSITIONS)
    cues, found = reading.cues, []
    for anchor, given, path, beside in zip(anchors, labelled, paths, near, strict=True):
        made = decode(anchor, given, path[: len(given.labels)], cues, beside)
        if made and not is_deed(document.tokens, made.cue):
            found.append(mended(document, made, beside))
    return found


def minded(document: Document, anchor: int, given: Labelled) -> Array:
    """The labels around an anchor, where it is a plain verb of saying as if there were no doubt that it is a cue."""
    doubtless = is_plain(document.tokens[anchor])
    return supposed(given.labels, anchor - given.start) if doubtless else given.labels


def mended(document: Document, found: Attribution, quoted: list[Range]) -> Attribution:
    """An attribution whose cue, source and content end where the grammar of the sentence lets them."""
    tokens, end = document.tokens, found.cue[1]
    found.cue = whole_cue(tokens, found.cue, [*found.content, *([found.source] if found.source else [])])
    found.content = [(min(a, found.cue[1]) if a == end else a, b) for a, b in found.content]
    if found.source and tokens[found.cue[0]].word.lower() == "according" and found.source[0] >= found.cue[1]:
        source = beginning(found.cue[1], found.source, found.content)
        found.source, found.content = accorded(tokens, source, found.content)
    if found.source and is_told_of(tokens, found.source, found.cue):
        found.content, found.source = [found.source, *found.content], None
    elif found.source and (is_expletive(tokens, found.source, found.cue) or is_asked(tokens, found.cue)):
        found.source = None
    taken = [found.cue, *([found.source] if found.source else [])]
    found.content = [
        whole_phrase(tokens, own_words(document, found.cue, part, quoted), taken) for part in found.content
    ]
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


def said_once(found: list[Attribution], quoted: list[Range]) -> list[Attribution]:
    """Attributions without the quotations at the end of their contents that a more confident one beside them begins with.

    One that stands in the content of the other shares its words.
    """
    opens = {first for first, _ in quoted}
    begun = sorted(((part[0], one) for one in found for part in one.content if part[0] in opens), key=itemgetter(0))
    for one in found:
        own = []
        for first, last in one.content:
            inside = begun[bisect_left(begun, first, key=itemgetter(0)) : bisect_left(begun, last, key=itemgetter(0))]
            surer = (
                start for start, other in inside
                if other.confidence > one.confidence and not first <= other.cue[0] < last
            )  # fmt: skip
            own.append((first, next(surer, last)))
        one.content = [part for part in own if part[0] < part[1]] or one.content
    return found


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

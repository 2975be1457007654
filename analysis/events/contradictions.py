"""Claims that answer each other: a denial beside the accusation it answers, a statement and its contradiction."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.events.grouping import stories
from analysis.events.voices import key, voices
from analysis.language import lexicon
from analysis.sources.vocabulary import sector_of
from analysis.tables import Tables

NEAR = 4  # claims: so far back stands the accusation that "denied it" answers
ANSWERED = 0.6  # of the words of a denial or negation that the other statement must have
STATING = ("asserts", "accuses", "denies", "claims responsibility", "confirms")
DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|refut\w+|rebut\w*|dismiss\w*|disput\w+|contradict\w*)\b", re.IGNORECASE
)
NEGATIVE = {"not", "n't", "n’t", "no", "none", "nobody", "never", "nothing", "neither", "nor", "cannot", "without"}
# what may be, should be or will be is not said to be so
UNREAL = {
    "would", "could", "may", "might", "should", "must", "if", "unless", "whether", "will", "shall", "wo", "ca", "yet",
    "know", "clear", "how", "why",
}  # fmt: skip
# "the charge", "any part in it": nothing of its own, it points at what was said before
POINTING = re.compile(
    r"""(?:that\ )?(?:the|this|these|those|all|any|such|its|his|her|their|it|them|that|having|being)\ ?(?:\w+\ ){0,2}?
    (?:charges?|accusations?|allegations?|claims?|reports?|suggestions?|involvement|responsibility|part|role|hand|blame|it|this
    |them|so|wrongdoing)(?:\ in\ (?:it|this|that|the\ \w+))?\W*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
ACCOUNT = re.compile(
    r"(?:it|this|that|(?:(?:this|that|the|his|her|its|their)\ )(?:account|version))\W*\Z", re.IGNORECASE
)
REPORT = re.compile(r"\breports?\W*\Z", re.IGNORECASE)
REACH = 7  # words
CLAUSE_ENDS = {",", ";", ":", ".", "CC", "because", "who", "which", "that"}
TELLING = ("NN", "VB", "JJ")


@dataclass(slots=True)
class Statement:
    """A claim as it is compared."""

    claim_id: str
    article_id: str
    number: int  # among the claims of the article
    sentence: int
    voice: str
    sector: str | None
    stance: str
    content: str
    words: frozenset[str]
    verbs: frozenset[str]
    negated: frozenset[str]  # verbs behind "not" or "no"
    denies: bool
    points_back: bool
    real: bool
    reported: bool


class Answer(NamedTuple):
    """Two claims that cannot both hold: the one that is answered, its answer, and why they were paired."""

    kind: str
    claim: Statement
    answer: Statement
    story: int
    why: str
    weight: float


def find_answers(tables: Tables) -> list[Answer]:
    """Claims of different sources that contradict each other, within an article or a story of several."""
    story = stories(tables)
    told: dict[int, list[Statement]] = {}
    for statement in _statements(tables):
        told.setdefault(int(story[statement.article_id]), []).append(statement)
    return [answer for number, held in told.items() for answer in _in_story(number, held)]


def _in_story(number: int, told: list[Statement]) -> Iterator[Answer]:
    by_word: dict[str, list[Statement]] = {}
    for statement in told:
        for word in statement.words:
            by_word.setdefault(word, []).append(statement)
    for answer in told:
        if answer.denies and answer.points_back:
            yield from _pointed_at(number, answer, told)
            yield from _account_disputed(number, answer, told)
        elif answer.denies:
            yield from _denied_beside(number, answer, told)
        if (answer.denies or answer.negated) and not answer.points_back:
            others = {id(other): other for word in answer.words for other in by_word[word]}
            yield from _in_like_words(number, answer, others.values())


def _pointed_at(number: int, answer: Statement, told: list[Statement]) -> Iterator[Answer]:
    """The accusation just before "denied it", where it is one against the source that denies, or the report denied."""
    if REPORT.search(answer.content):
        nearest = [
            claim
            for claim in _before(answer, told)
            if answer.sentence - claim.sentence <= 1 and claim.stance in STATING
        ]
        if nearest:  # "reported that it fired, citing two men": the report is what was reported
            claim = next((claim for claim in nearest if claim.reported), nearest[0])
            yield Answer("denial", claim, answer, number, "denies the report told just before", 0.9)
        return
    for claim in _before(answer, told):
        if claim.stance == "accuses" and _accused(claim, answer):
            yield Answer("denial", claim, answer, number, "the accused denies what is said just before", 1.0)
            return


def _account_disputed(number: int, answer: Statement, told: list[Statement]) -> Iterator[Answer]:
    """What the last speaker said up to "disputed that", and what is said against it in the next sentence."""
    before = [claim for claim in _before(answer, told) if answer.sentence - claim.sentence <= 2]
    if not ACCOUNT.match(answer.content.strip()) or not before or answer.sentence - before[0].sentence > 1:
        return
    against = [
        claim for claim in told
        if claim.article_id == answer.article_id and claim.voice == answer.voice
        and claim.sentence == answer.sentence + 1
    ]  # fmt: skip
    for claim in itertools.takewhile(lambda claim: claim.voice == before[0].voice, before):
        for reply in (answer, *against):
            weight = 0.8 if (claim, reply) == (before[0], answer) else 0.7
            yield Answer("denial", claim, reply, number, "disputes the account given just before", weight)


def _denied_beside(number: int, answer: Statement, told: list[Statement]) -> Iterator[Answer]:
    """The accusation just before an express denial, where it is one against the source that denies."""
    for claim in _before(answer, told):
        if claim.stance == "accuses" and not _says(claim.content) and _accused(claim, answer):
            yield Answer("denial", claim, answer, number, "the accused denies what is said just before", 0.9)
            return


def _in_like_words(number: int, answer: Statement, others: Any) -> Iterator[Answer]:
    for claim in others:
        if claim.voice == answer.voice or claim.denies or claim.negated or not claim.real or not answer.real:
            continue
        if (claim.article_id, claim.sentence) == (answer.article_id, answer.sentence):
            continue  # "she said that it had not, he that it had": who says which is seldom read right
        shared = answer.words & claim.words
        few = len(shared) == 2 and not (answer.denies and claim.article_id == answer.article_id)
        enough = len(shared) >= 2 and len(shared) >= (1 if few else ANSWERED) * len(answer.words)
        if not enough or not (answer.verbs if answer.denies else answer.negated) & claim.verbs:
            continue
        kind = "denial" if answer.denies else "contradiction"
        why = f"{'denied' if answer.denies else 'negated'}, in the same words: {', '.join(sorted(shared))}"
        weight = 0.5 + 0.3 * len(shared) / len(answer.words) + (0.1 if claim.article_id == answer.article_id else 0)
        yield Answer(kind, claim, answer, number, why, round(weight, 2))


def _before(answer: Statement, told: list[Statement]) -> list[Statement]:
    """The claims of other sources that stand before a claim in its article, the nearest first."""
    near = [
        other for other in told
        if other.article_id == answer.article_id and 0 < answer.number - other.number <= NEAR and other.voice != answer.voice
    ]  # fmt: skip
    return near[::-1]


def _says(content: str) -> bool:
    return content.startswith(("“", '"', "‘"))


def _accused(claim: Statement, answer: Statement) -> bool:
    """Whether an accusation is one against a source: its name or its sector is in the first words of the content."""
    opening = re.split(r"[,;]", claim.content)[0].split()[:8]
    named = set(key(" ".join(opening))) & set(key(answer.voice))
    return bool(named) or (answer.sector is not None and sector_of(" ".join(opening)) == answer.sector)


def _statements(tables: Tables) -> Iterator[Statement]:
    """The claims that state something, with the words of their contents."""
    claims, sources = tables.claims, tables.sources.set_index("source_id")
    asked = _questions(tables)
    voice = claims["source_id"].map(voices(tables))
    sector = claims["source_id"].map(sources["sector"].astype("object"))
    number = claims.groupby("article_id", sort=False).cumcount()
    words = content_words(tables)
    common = set(lexicon("news-words")) - {"die", "kill", "wound", "missing", "lose"}
    rows: Iterable[Any] = claims.itertuples()
    for claim, who, where, n in zip(rows, voice, sector, number, strict=True):
        if pd.isna(who) or pd.isna(claim.content) or claim.act == "belief" or claim.stance not in STATING:
            continue
        if (claim.article_id, claim.sentence) in asked:
            continue
        held = words.get(claim.claim_id, [])
        plain = [word for word, _ in held]
        denies = DENYING.search(str(claim.cue)) is not None and not claim.negated
        yield Statement(
            claim.claim_id, claim.article_id, n, claim.sentence, who, None if pd.isna(where) else where, str(claim.stance),
            claim.content,
            frozenset(word for word, tag in held if tag.startswith(TELLING) and word not in common and word[0].isalpha()),
            frozenset(word for word, tag in held if tag.startswith("VB") and word not in common),
            frozenset() if denies else frozenset(_negated(held)),
            denies,
            any(words.match(claim.content.strip()) for words in (POINTING, ACCOUNT)),
            not claim.hedged and not UNREAL.intersection(plain),
            "report" in str(claim.cue).lower(),
        )  # fmt: skip


def _negated(words: list[tuple[str, str]]) -> Iterator[str]:
    """The verbs that a "not" or "no" before them in their clause negates; two in a clause cancel out."""
    reach, odd = 0, False
    for word, tag in words:
        if word in NEGATIVE:
            reach, odd = REACH, not (odd and reach)
        elif tag in CLAUSE_ENDS or word in CLAUSE_ENDS:
            reach = 0
        elif reach and odd and tag.startswith("VB"):
            yield word
        reach = max(0, reach - 1)


def _questions(tables: Tables) -> set[tuple[str, int]]:
    """The sentences that end with a question mark, as article_id and sentence."""
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    sentences = tables.sentences
    ends = zip(sentences["article_id"].astype(str), sentences["sentence"], sentences["end"], strict=True)
    return {(article, number) for article, number, end in ends if "?" in texts[article][end - 3 : end]}


def content_words(tables: Tables) -> dict[str, list[tuple[str, str]]]:
    """The lemmas in lower case and tags of the tokens of each claim's content."""
    tokens = tables.tokens
    sizes = tokens.groupby(tokens["article_id"].astype(str), sort=False).size()
    bounds = dict(zip(sizes.index, zip(sizes.cumsum() - sizes, sizes.cumsum(), strict=True), strict=True))
    starts = tokens["start"].to_numpy()
    lemmas, tags = tokens["lemma"].astype(str).str.lower().to_numpy(), tokens["pos"].astype(str).to_numpy()
    found: dict[str, list[tuple[str, str]]] = {}
    content: Iterable[Any] = tables.spans[tables.spans["role"] == "content"].itertuples()
    for span in content:
        first, last = bounds[span.article_id]
        a, b = first + np.searchsorted(starts[first:last], (span.start, span.end))
        found.setdefault(span.record_id, []).extend(zip(lemmas[a:b], tags[a:b], strict=True))
    return found

"""What was read in a document as rows of the tables: claims, figures, sources and spans as mappings, tokens in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from analysis.casualties import Figure, find_figures
from analysis.claims import Claim, find_claims
from analysis.documents import Document
from analysis.sources import Source, resolve_sources

Rows = dict[str, list[dict[str, Any]]]


def analyse(document: Document) -> Rows:
    """One document into the rows of the tables of claims, figures, sources and spans."""
    claims = find_claims(document)
    figures = find_figures(document, claims)
    sources, of = resolve_sources(document, claims, [figure.speaker for figure in figures])
    of_claim, of_figure = of[: len(claims)], of[len(claims) :]
    return {
        "claims": [_claim(document, i, claim, of_claim[i]) for i, claim in enumerate(claims)],
        "casualties": [_figure(document, i, figure, of_figure[i]) for i, figure in enumerate(figures)],
        "sources": [_source(document, i, source, of_claim, of_figure) for i, source in enumerate(sources)],
        "spans": [*_claim_spans(document, claims), *_figure_spans(document, figures)],
    }


def words_of(document: Document) -> int:
    """How many tokens hold a letter or a digit."""
    return sum(token.word.isalnum() or any(map(str.isalnum, token.word)) for token in document.tokens)


def sentences_of(document: Document) -> dict[str, Sequence]:
    """The columns of the sentences table."""
    sentences = document.sentences
    return {
        "article_id": [document.article_id] * len(sentences), "sentence": [s.number for s in sentences],
        "paragraph": [s.paragraph for s in sentences], "part": [s.part for s in sentences],
        "start": [s.start for s in sentences], "end": [s.end for s in sentences],
    }  # fmt: skip


def tokens_of(document: Document) -> dict[str, Sequence]:
    """The columns of the tokens table."""
    starts, ends, words, tags, lemmas = zip(*document.tokens, strict=True) if document.tokens else ((),) * 5
    return {
        "article_id": [document.article_id] * len(words), "sentence": document.sentence_of.tolist(),
        "token": range(len(words)), "start": starts, "end": ends, "word": words, "pos": tags, "lemma": lemmas,
    }  # fmt: skip


def _id(document: Document, letter: str, number: int | None) -> str | None:
    return None if number is None else f"{document.article_id}:{letter}{number + 1}"


def _slice(document: Document, span: tuple[int, int] | None) -> str | None:
    return None if span is None else document.text[span[0] : span[1]]


def _claim(document: Document, number: int, claim: Claim, source: int | None) -> dict:
    spans = [*([claim.source] if claim.source else []), *([claim.cue] if claim.cue else []), *claim.content]
    return {
        "claim_id": _id(document, "c", number), "article_id": document.article_id, "sentence": claim.sentence,
        "start": min(start for start, _ in spans), "end": max(end for _, end in spans),
        "source": _slice(document, claim.source), "cue": _slice(document, claim.cue),
        "content": " … ".join(document.text[start:end] for start, end in claim.content),
        "form": claim.form, "act": claim.act, "stance": claim.stance, "hedged": claim.hedged, "negated": claim.negated,
        "channel": claim.channel, "source_id": _id(document, "s", source), "confidence": claim.confidence,
    }  # fmt: skip


def _source(
    document: Document, number: int, source: Source, of_claim: list[int | None], of_figure: list[int | None]
) -> dict:
    return {
        "source_id": _id(document, "s", number), "article_id": document.article_id, "name": source.name,
        "title": source.title, "kind": source.kind, "sector": source.sector, "anonymous": source.anonymous,
        "anonymity_reason": source.anonymity_reason, "claims": of_claim.count(number),
        "figures": of_figure.count(number),
    }  # fmt: skip


def _figure(document: Document, number: int, figure: Figure, source: int | None) -> dict:
    return {
        "casualty_id": _id(document, "f", number), "article_id": document.article_id, "sentence": figure.sentence,
        "start": figure.start, "end": figure.end, "text": document.text[figure.start : figure.end],
        "outcome": figure.outcome, "low": figure.low, "high": figure.high, "approximate": figure.approximate,
        "vague": figure.vague, "victims": _slice(document, figure.victims), "victim_group": figure.victim_group,
        "actor": figure.actor, "place": figure.place, "date_text": figure.date_text, "date": figure.date,
        "background": figure.background, "superseded": figure.superseded, "reported_by": _slice(document, figure.speaker),
        "claim_id": _id(document, "c", figure.claim),
        "source_id": _id(document, "s", source),
        "cue": _slice(document, figure.cue), "number": _slice(document, figure.number), "part": figure.part,
        "total": figure.total, "cumulative": figure.cumulative, "including_killed": figure.including_killed,
        "fatal": figure.fatal, "added": figure.added, "joined": figure.joined,
    }  # fmt: skip


def _span(document: Document, record: str | None, role: str, span: tuple[int, int]) -> dict:
    start, end = span
    return {
        "article_id": document.article_id, "record_id": record, "role": role, "start": start, "end": end,
        "text": document.text[start:end],
    }  # fmt: skip


def _claim_spans(document: Document, claims: list[Claim]) -> Iterator[dict]:
    for i, claim in enumerate(claims):
        for role, spans in (("source", [claim.source]), ("cue", [claim.cue]), ("content", claim.content)):
            yield from (_span(document, _id(document, "c", i), role, span) for span in spans if span)


def _figure_spans(document: Document, figures: list[Figure]) -> Iterator[dict]:
    for i, figure in enumerate(figures):
        yield _span(document, _id(document, "f", i), "figure", (figure.start, figure.end))
        if figure.victims:
            yield _span(document, _id(document, "f", i), "victims", figure.victims)

"""Why the reader made a claim: in words, and by hiding one word after another and reading again."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from analysis.attribution import Attribution, find_attributions
from analysis.claims import HEDGES, MODALS, NEGATIONS, cue_lexicon, describe, head
from analysis.documents import Document, read_document
from analysis.quotations import Span
from analysis.reader import reader
from analysis.tables import Tables

BLANK = "□"  # stands for a hidden word: no word of any text, so the reader goes by what is around it
REACH = 40  # tokens on each side of the cue that are hidden in turn


class Explanation(NamedTuple):
    """``reasons``: sentences. ``words``: a row a word near the cue, with columns word, start, end (code points), role (source,
    cue, content or missing) and fall, the loss of confidence when the word is hidden (-1 to 1; below 0 it gains)."""

    reasons: list[str]
    words: pd.DataFrame

    def __str__(self) -> str:
        return "\n".join(self.reasons)


def explain(tables: Tables, claim_id: str) -> Explanation:
    """Why a claim of the claims table is there: its cue, its construction, what decided its values, and which words carry it.

    The words are weighed by occlusion (Zeiler and Fergus 2014). Raises KeyError where no claim has that id.

    >>> from analysis import read_articles, tabulate
    >>> tables = tabulate(read_articles("seeds/hasakeh"))
    >>> explanation = explain(tables, tables.claims.claim_id[0])
    >>> list(explanation.words.columns)
    ['word', 'start', 'end', 'role', 'fall']
    """
    rows = tables.claims[tables.claims.claim_id == claim_id]
    if rows.empty:
        raise KeyError(f"no claim has the id {claim_id!r}; claim_id in tables.claims holds those there are")
    row = rows.iloc[0]
    articles = tables.articles[tables.articles.article_id == row.article_id]
    document = read_document(next(articles.itertuples()))
    cues = tables.spans[(tables.spans.record_id == claim_id) & (tables.spans.role == "cue")]
    found = next((a for a in find_attributions(document) if document.span(a.cue)[0] == cues.start.min()), None)
    if found is None:
        raise KeyError(f"claim {claim_id!r} is not read from its article any more: tabulate the articles again")
    sources = tables.sources.set_index("source_id")
    source = sources.loc[row.source_id] if pd.notna(row.source_id) else None
    return Explanation([*reasons(document, found), *of_source(source)], weighed(document, found))


def reasons(document: Document, found: Attribution) -> list[str]:
    """What was seen in the text, and which rule made which value of it."""
    tokens, claim, cue = document.tokens, describe(document, found), document.span(found.cue)
    lemma = head(tokens, found.cue)
    listed = cue_lexicon().get(lemma)
    words = [t.word for t in tokens[max(0, found.cue[0] - 3) : found.cue[1]]]
    words += [t.word for t in tokens[found.content[0][0] : found.content[0][0] + 6]]
    told = [
        f"The cue is “{cut(document, cue)}”. "
        + (
            f"“{lemma}” is in the list of cue verbs: {listed[0]}, {listed[1]}."
            if listed
            else "It is in no list; the reader knows it from articles in which people marked such cues."
            if found.measures
            else "A rule knows what stands with it: hearsay, demands, an estimate, an account, or a signed quotation."
        ),
        f"The source is “{cut(document, claim.source)}”, {side(claim.source, cue)} the cue."
        if claim.source
        else "No source is named near the cue.",
        f"The content has {len(claim.content)} part{'s'[: len(claim.content) > 1]}, the first "
        f"{side(claim.content[0], cue)} the cue; {quoting(claim.form)}.",
        f"It counts as {claim.act}, and its stance is “{claim.stance}”.",
    ]
    if claim.hedged:
        told.append(f"It is hedged: {listing(word for word in words if word.lower() in HEDGES | MODALS)}.")
    if claim.negated:
        told.append(f"The cue is negated: {listing(word for word in words if word.lower() in NEGATIONS)}.")
    told.append(
        f"Confidence {claim.confidence:.0%}: about that share of the claims that look like this one were right on articles "
        + ("the reader had not learned from." if found.measures else "that people annotated.")
    )
    return told


def of_source(source: pd.Series | None) -> list[str]:
    """Who the source was taken for."""
    if source is None:
        return []
    name = source["name"] if pd.notna(source["name"]) else "nobody named"
    anonymous = "; identity withheld" if source.anonymous else ""
    sector = f", {source.sector}" if pd.notna(source.sector) else ""
    return [f"In this article the source is {name}: {source.kind}{sector}{anonymous}."]


def weighed(document: Document, found: Attribution) -> pd.DataFrame:
    """How the confidence in an attribution falls when one of the words around its cue is hidden."""
    first, last = max(0, found.cue[0] - REACH), min(len(document.tokens), found.cue[1] + REACH)
    words = [token.word for token in document.tokens]
    roles = {i: "content" for a, b in found.content for i in range(a, b)}
    roles |= dict.fromkeys(range(*(found.source or (0, 0))), "source") | dict.fromkeys(range(*found.cue), "cue")
    rows = []
    for i in range(first, last):
        if not any(c.isalnum() for c in words[i]):
            continue
        hidden = [*words[:i], BLANK, *words[i + 1 :]]
        reading = reader().read(hidden, document.sentence_of, document.paragraph_of)
        left = find_attributions(replace(document, reading=reading), least=0)
        still = max((a.confidence for a in left if meets(a, found)), default=0.0)
        token = document.tokens[i]
        rows.append((token.word, token.start, token.end, roles.get(i), found.confidence - still))
    return pd.DataFrame(rows, columns=["word", "start", "end", "role", "fall"])


def meets(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions share a word of their cues and of their contents."""
    share = one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1]
    return share and any(a < d and c < b for a, b in one.content for c, d in other.content)


def cut(document: Document, span: Span) -> str:
    return document.text[span[0] : span[1]]


def side(span: Span, cue: Span) -> str:
    return "before" if span[0] < cue[0] else "behind"


def quoting(form: str) -> str:
    return {
        "direct": "all of it stands in quotation marks",
        "mixed": "some of it stands in quotation marks",
        "indirect": "none of it stands in quotation marks",
    }[form]


def listing(words) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))

"""How often the reader's tags agree with annotated ones, and whether confidence keeps its word: figures of the model card.

``python tests/benchmarks/tags_and_confidence.py ATTRIBUTIONS TAGS``: articles with attributions and tags of tokens (PolNeAR,
.jsonl.gz), and documents of words with hand-made tags (GUM, .jsonl.gz), of which those kept out of training count.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import read_articles, tabulate
from analysis.evaluation import covered, matches
from analysis.reader import reader
from analysis.tables import Tables
from analysis.training.examples import HELD_OUT, read_lines

BANDS = (0, 0.5, 0.6, 0.7, 0.8, 0.9, 1)


def confidence(tables: Tables, gold: dict[str, dict]) -> pd.DataFrame:
    """Claims and the share that is right, by band of confidence."""
    contents = defaultdict(list)
    for span in tables.spans[tables.spans["role"] == "content"].itertuples():
        contents[span.record_id].append((span.start, span.end))
    right = {}
    for name, claims in tables.claims.groupby("article_id"):
        text = gold[str(name)]["text"]
        mine = [covered(text, contents[claim]) for claim in claims["claim_id"]]
        theirs = [covered(text, map(tuple, one["content"])) for one in gold[str(name)]["attributions"]]
        matched = {i for i, _ in matches(mine, theirs)}
        right |= {claim: i in matched for i, claim in enumerate(claims["claim_id"])}
    bands = pd.cut(tables.claims["confidence"], BANDS, labels=[f"{a} to {b}" for a, b in pairwise(BANDS)])
    return tables.claims["claim_id"].map(right).groupby(bands, observed=True).agg(["size", "mean"]).round(3)


def agreement_of_tags(tables: Tables, gold: dict[str, dict]) -> float:
    """The share of tokens with the annotated tag, of those that both cut alike."""
    tags = {
        (name, *span): tag
        for name, article in gold.items()
        for sentence in article.get("tokens", ())
        for *span, tag in sentence
    }
    tokens = zip(*(tables.tokens[column] for column in ("article_id", "start", "end", "pos")), strict=True)
    return float(np.mean([tags[at] == tag for *at_, tag in tokens if (at := tuple(at_)) in tags]))


def agreement_of_documents(documents: list[dict]) -> float:
    """The share of words with the hand-made tag, in documents read sentence after sentence, in paragraphs of four."""
    found, tags = [], []
    for document in documents:
        sizes = [len(sentence) for sentence in document["sentences"]]
        sentences = np.repeat(np.arange(len(sizes)), sizes)
        words, annotated, _ = zip(*(token for sentence in document["sentences"] for token in sentence), strict=True)
        found += reader().read(words, sentences, sentences // 4).tags
        tags += annotated
    return float(np.mean(np.array(found) == np.array(tags)))


if __name__ == "__main__":
    attributions, tagging = sys.argv[1:]
    gold = {article["id"]: article for article in read_lines(Path(attributions))}
    tables = tabulate(read_articles(attributions))
    print(confidence(tables, gold))
    print(f"tags, {len(gold)} articles: {agreement_of_tags(tables, gold):.3f}")
    kept_out = [document for document in read_lines(Path(tagging)) if document["id"] in HELD_OUT]
    print(f"tags, {len(kept_out)} documents of GUM: {agreement_of_documents(kept_out):.3f}")

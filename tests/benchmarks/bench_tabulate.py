"""Words a second of `tabulate`, against nltk's tokenizers and tagger alone on the same text in the same run.

nltk's tagger is trained on the tags of the tables first, since nothing may be downloaded; one that learned from more text
is somewhat slower. Usage:

    python tests/benchmarks/bench_tabulate.py [ARTICLES] [--runs N] [--copies N]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd
from nltk.tag import PerceptronTagger
from nltk.tokenize import NLTKWordTokenizer, PunktSentenceTokenizer
from timing import seconds

from analysis import read_articles, tabulate

ROOT = Path(__file__).resolve().parents[2]


def trained_tagger(tokens: pd.DataFrame) -> PerceptronTagger:
    sentences = tokens.head(20_000).groupby(["article_id", "sentence"], observed=True)
    tagger = PerceptronTagger(load=False)
    tagger.train([list(zip(s.word.astype(str), s.pos.astype(str), strict=True)) for _, s in sentences], nr_iter=1)
    return tagger


def tokenize_and_tag(texts: list[str], tagger: PerceptronTagger) -> None:
    splitter, tokenizer = PunktSentenceTokenizer(), NLTKWordTokenizer()
    for text in texts:
        for sentence in splitter.tokenize(text):
            tagger.tag(tokenizer.tokenize(sentence))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path, default=ROOT / "seeds" / "hasakeh")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured; the fastest counts")
    parser.add_argument("--copies", type=int, default=0, help="copies of the articles (default: up to 100,000 words)")
    options = parser.parse_args()
    articles = read_articles(options.articles).articles
    tables = tabulate(articles)
    words = int(tables.articles.words.sum())
    copies = options.copies or max(1, 100_000 // max(words, 1))
    many = pd.concat([articles.assign(article_id=articles.article_id + f"-{i}") for i in range(copies)])
    words *= copies
    tagger = trained_tagger(tables.tokens)
    one = seconds(lambda: tabulate(many), options.runs)
    two = seconds(lambda: tabulate(many, jobs=2), options.runs)
    nltk = seconds(lambda: tokenize_and_tag(list(many.text), tagger), options.runs)
    print(f"{words:,} words, {len(many):,} articles of {options.articles.name:22} words/s")
    print(f"{'tabulate, one process':44} {words / one:9,.0f}")
    print(f"{'tabulate, two processes':44} {words / two:9,.0f}   {one / two:.2f} times one")
    print(
        f"{'nltk: Punkt, NLTKWordTokenizer, tagger alone':44} {words / nltk:9,.0f}   ours {nltk / one:.2f} times as fast"
    )


if __name__ == "__main__":
    main()

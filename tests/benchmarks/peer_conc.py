"""What `bench_concordance.py` asks of conc, run by a Python that has it: a line of JSON with times and counts.

Usage: python peer_conc.py ARTICLES.csv SPACED.csv WORD NODE RUNS
"""

from __future__ import annotations

import json
import logging
import sys
import tempfile

import spacy
from conc.collocates import Collocates
from conc.concordance import Concordance
from conc.corpus import Corpus
from conc.frequency import Frequency
from conc.ngrams import Ngrams
from spacy.tokenizer import Tokenizer
from timing import cpu_seconds

STEPS = ["parser", "ner", "lemmatizer", "tagger", "senter", "tok2vec", "attribute_ruler"]  # conc switches these off
ALL = 10_000_000  # rows of a page: the whole table


def model(folder: str, spaces_only: bool) -> str:
    """A spaCy pipeline on disk: English rules, or one that splits at spaces and nowhere else."""
    language = spacy.blank("en")
    if spaces_only:
        language.tokenizer = Tokenizer(language.vocab)
    for step in STEPS:
        language.add_pipe("sentencizer", name=step)
    language.to_disk(folder)
    return folder


def main() -> None:
    source, spaced, word, node, runs = *sys.argv[1:5], int(sys.argv[5])
    logging.disable(logging.WARNING)
    with (
        tempfile.TemporaryDirectory() as english,
        tempfile.TemporaryDirectory() as plain,
        tempfile.TemporaryDirectory() as at,
    ):
        rules, spaces = model(english, False), model(plain, True)
        took = {"build": cpu_seconds(lambda: Corpus("a").build_from_csv(source, at, model=rules), runs)}
        held = Corpus("b").build_from_csv(spaced, at, model=spaces)
        lines, grams, counts, near = Concordance(held), Ngrams(held), Frequency(held), Collocates(held)
        asked = {
            f"concordance of “{word}”": lambda: lines.concordance(word, context_length=8, page_size=ALL),
            "table of bigrams": lambda: grams.ngram_frequencies(ngram_length=2),
            "frequency of all words": lambda: counts.frequencies(page_size=0),
            f"collocates of “{node}”": lambda: near.collocates(node, page_size=0),
        }
        took |= {name: cpu_seconds(work, runs) for name, work in asked.items()}
        found = near.collocates(node, page_size=0).to_frame()
        every = counts.frequencies(page_size=0).to_frame()
        pairs = grams.ngram_frequencies(ngram_length=2, page_size=ALL).to_frame()
        counted = {
            "frequency": dict(zip(every["token"], every["frequency"], strict=True)),
            "bigrams": dict(zip(pairs["ngram"], pairs["frequency"], strict=True)),
            "hits": {node: lines.concordance(node, page_size=ALL).to_frame().height},
            "collocates": dict(zip(found["token"], found["collocate_frequency"], strict=True)),
            "logdice": dict(zip(found["token"], found["logdice"], strict=True)),
        }
    print(json.dumps({"took": took, "counted": counted}))


if __name__ == "__main__":
    main()

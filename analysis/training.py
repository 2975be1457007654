"""How the weights in ``models/`` are made: ``python -m analysis.training DATA`` (DATA holds tagging/ and attribution/).

The tagger learns from the hand-made tags of GUM and the parser's tags of PolNeAR, the lemma rules from GUM alone.
Nothing at run time needs this module.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from nltk.tag.perceptron import PerceptronTagger

MODELS = Path(__file__).parent / "models"
HELD_OUT = ("GUM_news_homeopathic", "GUM_news_iodine", "GUM_interview_cyclone", "GUM_interview_gaming")
PASSES, SEED = 8, 20150604
SMALLEST_WEIGHT = 0.2  # weights nearer to zero than this change no measured figure and half the file
Tagged = list[tuple[str, str]]


def read_lines(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        yield from (json.loads(line) for line in lines)


def gum_sentences(data: Path, *, held_out: bool) -> list[list[tuple[str, str, str]]]:
    """Sentences of (word, tag, lemma) of GUM: the four documents held out, or all others."""
    documents = read_lines(data / "tagging" / "gum.jsonl.gz")
    return [[tuple(t) for t in s] for d in documents if (d["id"] in HELD_OUT) == held_out for s in d["sentences"]]


def polnear_sentences(path: Path) -> list[Tagged]:
    """Sentences of (word, tag) of a PolNeAR file."""
    return [
        [(d["text"][start:end], tag) for start, end, tag in sentence]
        for d in read_lines(path)
        for sentence in d.get("tokens", [])
    ]


def train_tagger(sentences: list[Tagged]) -> dict:
    """Train nltk's averaged perceptron; returns weights (rounded, small ones dropped), tag dictionary and classes."""
    random.seed(SEED)
    tagger = PerceptronTagger(load=False)
    tagger.train(sentences, nr_iter=PASSES)
    weights = {
        feature: kept
        for feature, by_tag in tagger.model.weights.items()
        if (kept := {tag: round(w, 1) for tag, w in by_tag.items() if abs(w) >= SMALLEST_WEIGHT})
    }
    return {"weights": weights, "tagdict": tagger.tagdict, "classes": sorted(tagger.classes)}


def edit(form: str, lemma: str) -> str:
    """The change from a form to its lemma: how many characters to cut off the end, and what to add."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same].lower() == lemma[same].lower():
        same += 1
    return f"{len(form) - same} {lemma[same:]}"


def train_lemmas(words: Iterable[tuple[str, str, str]], longest: int = 6) -> dict[str, str]:
    """Suffix rules ``"tag suffix" -> edit``; a longer suffix is kept where it decides otherwise than the shorter one.

    A rule of a suffix needs three different words; that of a whole word, marked ``^`` (irregular forms), only itself.
    """
    edits: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for form, tag, lemma in set(words):
        low = form.lower()
        suffixes = {low[i:] for i in range(max(0, len(low) - longest), len(low) + 1)}
        for suffix in suffixes | {f"^{low}"}:
            edits[tag, suffix][edit(form, lemma)] += 1
    rules: dict[str, str] = {}
    for tag, suffix in sorted(edits, key=lambda key: len(key[1])):
        counts = edits[tag, suffix]
        change = counts.most_common(1)[0][0]
        if (suffix.startswith("^") or counts.total() >= 3) and change != _shorter(rules, tag, suffix):
            rules[f"{tag} {suffix}"] = change
    return rules


def _shorter(rules: dict[str, str], tag: str, suffix: str) -> str:
    """What the rules so far decide for a suffix: the edit of the longest shorter one."""
    return next((rules[key] for i in range(1, len(suffix) + 1) if (key := f"{tag} {suffix[i:]}") in rules), "0 ")


def agreement(tagger: PerceptronTagger, sentences: list[Tagged]) -> float:
    """Share of tokens whose tag is the one given."""
    pairs = [
        (mine, theirs)
        for s in sentences
        for (_, mine), (_, theirs) in zip(tagger.tag([w for w, _ in s]), s, strict=True)
    ]
    return sum(mine == theirs for mine, theirs in pairs) / len(pairs)


def write(name: str, value: dict) -> None:
    """Write a model as gzipped JSON, the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (MODELS / name).write_bytes(gzip.compress(text.encode("utf8"), mtime=0))


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(data: Path) -> None:
    gum = gum_sentences(data, held_out=False)
    write("lemmas.json.gz", train_lemmas(token for sentence in gum for token in sentence))
    sentences = [[(word, tag) for word, tag, _ in s] for s in gum]
    sentences += polnear_sentences(data / "attribution" / "polnear-train.jsonl.gz")
    write("tagger.json.gz", train_tagger(sentences))
    measure(data)


def measure(data: Path) -> None:
    """Print the figures of the model card, on documents that nothing was trained on."""
    from analysis.language import lemma, tagger

    gum = gum_sentences(data, held_out=True)
    sets = {
        "polnear-dev": polnear_sentences(data / "attribution" / "polnear-dev.jsonl.gz"),
        "GUM, four documents": [[(word, tag) for word, tag, _ in s] for s in gum],
    }
    for name, sentences in sets.items():
        click.echo(f"tags, {name}: {100 * agreement(tagger(), sentences):.2f} % of {sum(map(len, sentences)):,} tokens")
    right = [lemma(word, tag) == held for s in gum for word, tag, held in s]
    click.echo(f"lemmas, GUM, four documents, tags given: {100 * sum(right) / len(right):.2f} % of {len(right):,}")


if __name__ == "__main__":
    main()

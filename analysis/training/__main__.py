"""Make the weights in ``models/`` again.

DATA holds ``attribution/polnear-*.jsonl.gz``, ``tagging/gum.jsonl.gz`` and articles without annotations. The reader learns
tags from the first two, source, cue and content from PolNeAR and from plain sentences of our own, and all of it from what
a larger network, its teacher, says of the other articles; the lemma rules come from GUM.
"""

from __future__ import annotations

import copy
from pathlib import Path

import click
import numpy as np
import torch

from analysis.features import FEATURES
from analysis.language import MODELS
from analysis.training.drill import drill
from analysis.training.encoder import common_words, meanings
from analysis.training.examples import (
    Example,
    gum_documents,
    gum_example,
    identities,
    know,
    plain_examples,
    polnear_example,
    read_lines,
    vocabulary,
    word_counts,
)
from analysis.training.learning import train
from analysis.training.lemmas import write_lemmas
from analysis.training.network import Network
from analysis.training.teacher import Teacher
from analysis.training.teaching import teach
from analysis.training.weights import calibrate, exported, save, transitions

TEACHERS = ((1, 3), (2, 0))  # seeds, and how many layers of the language model stay as others trained them
TEACHING_PASSES, TEACHING_RATE, PASSES = 5, 3e-3, 12
CALM_PASSES, CALM_RATES, CALM = 10, (3e-3, 2e-3), 0.5  # then twice with half of the dropout
LAST_PASSES, LAST_RATE = 2, 8e-4
CHECK = 14  # every fourteenth article is kept out of training: confidence is measured on it


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--threads", default=2, show_default=True, help="Processor cores to train on.")
def main(data: Path, threads: int) -> None:
    torch.set_num_threads(threads)
    write_lemmas(data)
    tagset: dict[str, int] = {}
    articles = [polnear_example(a, tagset) for a in read_lines(data / "attribution" / "polnear-train.jsonl.gz")]
    gum = [gum_example(d, tagset) for d in gum_documents(data, held_out=False)]
    plain = plain_examples(data)
    words = vocabulary(articles + gum + plain, common_words())
    know(articles + gum + plain, words)
    learned = [e for i, e in enumerate(articles) if i % CHECK]
    network = distilled(learned, gum, plain, len(tagset), words)
    weights = exported(network, tagset) | {"vocabulary": identities(words), "transitions": transitions(learned)}
    path = Path(str(MODELS)) / "reader.npz"
    save(calibrate(weights, articles[::CHECK], path), path)


def distilled(learned: list[Example], gum: list[Example], plain: list[Example], tags: int, words: list[str]) -> Network:
    """A network taught by annotations, and by what TEACHERS together say of other articles: between one that was taught
    with much dropout, one that went on with less, and one that went on from halfway between these."""
    annotated = learned + gum
    counts = word_counts(annotated, len(words) + 1)
    teach([trained_teacher(learned, tags, counts, seed, frozen) for seed, frozen in TEACHERS], gum + plain)
    torch.manual_seed(0)
    meant = meanings(words, FEATURES["word"][1])
    network = Network(tags, word_counts(annotated + plain, len(words) + 1), meant)
    taught = train(network, annotated, plain, PASSES, seed=0)
    calm = calmed(taught, annotated, plain, 0)
    late = calmed(halfway(taught, calm), annotated, plain, 1)
    first, second, third = (drilled(one, annotated, words) for one in (taught, calm, late))
    return halfway(halfway(first, second), third)


def calmed(network: Network, annotated: list[Example], plain: list[Example], turn: int) -> Network:
    """A copy of a network that goes on with less dropout."""
    calm = copy.deepcopy(network)
    calm.drop_less(CALM)
    return train(calm, annotated, plain, CALM_PASSES, seed=turn + 1, rate=CALM_RATES[turn])


def drilled(taught: Network, annotated: list[Example], words: list[str]) -> Network:
    """A network halfway to one that is taught more carefully, by annotations and plain sentences: what these teach, at less
    cost for the rest."""
    plainly = drill(seed=0)
    know(plainly, words)
    last = train(copy.deepcopy(taught), annotated + plainly, [], LAST_PASSES, seed=0, rate=LAST_RATE)
    return halfway(taught, last)


@torch.no_grad()
def halfway(one: Network, other: Network) -> Network:
    """A network between two that began as one (Wortsman et al. 2022)."""
    between = copy.deepcopy(one)
    for own, there in zip(between.parameters(), other.parameters(), strict=True):
        own.lerp_(there, 0.5)
    return between


def trained_teacher(learned: list[Example], tags: int, counts: np.ndarray, seed: int, frozen: int) -> Teacher:
    torch.manual_seed(seed)
    teacher = Teacher(tags, counts, frozen)
    for example in learned:
        teacher.prepare(example)
    trained = train(teacher, learned, [], TEACHING_PASSES, seed, rate=TEACHING_RATE)
    for example in learned:
        example.lowered = []
    return trained


if __name__ == "__main__":
    main()

"""Training: batches of stretches of articles, what they teach, and the passes over them."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import click
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from analysis.features import FEATURES
from analysis.reader import CONTENT, CUE, LABELS, NONE, ROLE_LABELS, SOURCE, WINDOW
from analysis.training.examples import Example, Gold, Range, Taught
from analysis.training.network import Network

LENGTH, SHORTEST, BATCH, RATE = 320, 4, 12, 4e-3
SMOOTHING, LABEL_SMOOTHING = 0.05, 0.02
TAG_WEIGHT, LABEL_WEIGHT, SPEECH_WEIGHT = 1.0, 2.5, 0.15
ASIDE = 0.3  # how often a cue of several words is shown by another word than its first
ALONE = 0.25  # how often an article is shown paragraph by paragraph, so that a paragraph alone is read like one of many
PLAIN_SHARE = 1.0  # tokens of articles without annotations in a pass, for one of the others
DOUBT = 0.15  # a token that seems a cue with this probability and is none is shown as one without source and content


@dataclass
class Batch:
    """Stretches of examples side by side (b x n), and the attributions in them: their row, anchor, label probabilities in
    the window (k x 161 x 4) and probability of speech."""

    known: Tensor
    tags: Tensor
    roles: Tensor
    sentences: Tensor
    paragraphs: Tensor
    inside: Tensor
    rows: Tensor
    anchors: Tensor
    labels: Tensor
    speech: Tensor
    lower: tuple[Tensor, ...] = ()


def stretches(examples: list[Example]) -> list[list[tuple[Example, int, int]]]:
    """The examples cut into stretches of LENGTH tokens from a random start, or into paragraphs, in batches of like length.

    Examples for a teacher are cut as its encoder read them.
    """
    shift = random.randrange(LENGTH)
    cut = [
        (example, max(0, start), min(end, len(example.known)))
        for example in examples
        for start, end in cuts(example, shift)
        if min(end, len(example.known)) - max(0, start) >= SHORTEST
    ]
    random.shuffle(cut)
    cut.sort(key=lambda part: part[2] - part[1])
    batches: list[list[tuple[Example, int, int]]] = [[]]
    for part in reversed(cut):
        longest = batches[-1][0][2] - batches[-1][0][1] if batches[-1] else 0
        if batches[-1] and longest * (len(batches[-1]) + 1) > LENGTH * BATCH:
            batches.append([])
        batches[-1].append(part)
    random.shuffle(batches)
    return batches


def cuts(example: Example, shift: int) -> Iterable[Range]:
    if example.lowered:
        return [part.tokens for part in example.lowered]
    return paragraphs(example) if random.random() < ALONE else windows(example, shift)


def windows(example: Example, shift: int) -> Iterator[Range]:
    for start in range(-shift, len(example.known), LENGTH):
        yield start, start + LENGTH


def paragraphs(example: Example) -> Iterator[Range]:
    edges = np.flatnonzero(np.diff(example.paragraphs)) + 1
    for start, end in pairwise([0, *edges.tolist(), len(example.known)]):
        yield start, min(end, start + LENGTH)


def collate(parts: list[tuple[Example, int, int]]) -> Batch:
    shape = len(parts), max(end - start for _, start, end in parts)
    fill = {"known": 0, "tags": -1, "sentences": 0, "paragraphs": 0}
    arrays = {
        name: np.full((*shape, len(FEATURES)) if name == "known" else shape, value) for name, value in fill.items()
    }
    arrays["roles"] = np.zeros((*shape, len(ROLE_LABELS)), dtype=np.float32)
    inside = np.zeros(shape, dtype=bool)
    shown = []
    for row, (example, start, end) in enumerate(parts):
        for name, array in arrays.items():
            array[row, : end - start] = getattr(example, name)[start:end]
        inside[row, : end - start] = True
        given: list[Gold | Taught] = [*example.attributions, *example.taught]
        for one in given:
            anchor = anchor_of(one)
            if start <= anchor < end:
                shown.append((row, anchor - start, window(one, anchor), one.speech))
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
    labels = np.array([given for *_, given, _ in shown], dtype=np.float32)
    return Batch(
        **tensors, inside=torch.from_numpy(inside), rows=torch.tensor([row for row, *_ in shown], dtype=torch.long),
        anchors=torch.tensor([anchor for _, anchor, *_ in shown], dtype=torch.long), labels=torch.from_numpy(labels),
        speech=torch.tensor([float(speech) for *_, speech in shown], dtype=torch.float32), lower=lower_states(parts),
    )  # fmt: skip


def lower_states(parts: list[tuple[Example, int, int]]) -> tuple[Tensor, ...]:
    """What the frozen layers of a teacher's encoder say of the parts: states, which of them are there, each token's first
    piece; nothing where it has not read them."""
    found = [
        next((own for own in example.lowered if own.tokens == (start, end)), None) for example, start, end in parts
    ]
    read = [own for own in found if own]
    if not read:
        return ()
    longest, width = max(len(own.states) for own in read), read[0].states.shape[1]
    states = np.zeros((len(read), longest, width), dtype=np.float32)
    there = np.zeros(states.shape[:2], dtype=bool)
    firsts = np.zeros((len(read), max(len(own.firsts) for own in read)), dtype=np.int64)
    for row, own in enumerate(read):
        states[row, : len(own.states)], there[row, : len(own.states)] = own.states, True
        firsts[row, : len(own.firsts)] = own.firsts
    return torch.from_numpy(states), torch.from_numpy(there), torch.from_numpy(firsts)


def anchor_of(given: Gold | Taught) -> int:
    """The token that an attribution is shown by: the first of its cue, or now and then another one."""
    if isinstance(given, Taught):
        return given.anchor
    return random.randrange(*given.cue) if random.random() < ASIDE else given.cue[0]


def window(given: Gold | Taught, anchor: int) -> np.ndarray:
    """The probabilities of LABELS (161 x 4) in the window around the anchor of an attribution."""
    size = 2 * WINDOW + 1
    if isinstance(given, Taught):
        labels = np.zeros((size, len(LABELS)))
        first = given.start - anchor + WINDOW
        labels[first : first + len(given.labels)] = given.labels
        return labels
    kinds = np.full(size, NONE)
    for label, ranges in ((CUE, [given.cue]), (SOURCE, given.source), (CONTENT, given.content)):
        for first, last in ranges:
            kinds[max(0, first - anchor + WINDOW) : max(0, last - anchor + WINDOW)] = label
    return np.eye(len(LABELS))[kinds]


def false_cues(roles: Tensor, batch: Batch, most: int) -> tuple[Tensor, Tensor]:
    """Row and place of tokens of annotated articles that the first stage takes for a cue and that are none."""
    cue = [ROLE_LABELS.index("B-cue"), ROLE_LABELS.index("I-cue")]
    believed = torch.softmax(roles.detach(), -1)[..., cue].sum(-1) > DOUBT
    certain = batch.roles.amax(-1) == 1  # what teachers doubt is no false cue
    places = (believed & certain & (batch.roles[..., cue].sum(-1) == 0)).nonzero()
    rows, anchors = places[torch.randperm(len(places))[:most]].T
    return rows, anchors


def loss_of(network: Network, batch: Batch) -> Tensor:
    """What a batch teaches: tags, roles, and for each cue its source, its content, its extent and whether it is speech."""
    with torch.autocast("cpu", dtype=torch.bfloat16):  # faster where the processor can, and scores the same
        states, tags, roles = network.read(batch.known, batch.inside, *batch.lower)
    tags, roles = tags.float(), roles.float()
    loss = divergence(roles, batch.roles, SMOOTHING)
    if (batch.tags >= 0).any():
        loss = loss + TAG_WEIGHT * F.cross_entropy(
            tags.flatten(0, 1), batch.tags.flatten(), ignore_index=-1, label_smoothing=SMOOTHING
        )
    true = len(batch.rows)
    if not true:
        return loss
    rows, anchors = false_cues(roles, batch, true // 2 + 1)
    nothing = torch.zeros(len(rows), *batch.labels.shape[1:])
    nothing[..., NONE] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, there, speech = network.attribute(
            states, torch.cat([batch.rows, rows]), torch.cat([batch.anchors, anchors]),
            batch.inside, batch.sentences, batch.paragraphs,
        )  # fmt: skip
    targets = torch.cat([batch.labels, nothing]) * there[..., None]
    spoken = F.binary_cross_entropy_with_logits(speech[:true].float(), batch.speech)
    return loss + LABEL_WEIGHT * divergence(scores.float(), targets, LABEL_SMOOTHING) + SPEECH_WEIGHT * spoken


def divergence(scores: Tensor, targets: Tensor, smoothing: float) -> Tensor:
    """Mean cross-entropy of scores against probabilities, where these are not all 0."""
    known = targets.sum(-1) > 0.5
    if not known.any():
        return torch.zeros(())
    return F.cross_entropy(scores[known], targets[known], label_smoothing=smoothing)


def train(
    network: Network, examples: list[Example], plain: list[Example], passes: int, seed: int, rate: float = RATE
) -> Network:
    """Train a network. Each pass goes over all examples and over plain ones chosen anew, PLAIN_SHARE as many tokens.

    Returns the weights averaged over the last steps.
    """
    torch.manual_seed(seed)
    random.seed(seed)
    averaged = copy.deepcopy(network).eval()
    for stage in network.compiled:
        setattr(network, stage, torch.compile(getattr(network, stage), dynamic=True))
    optimizer = torch.optim.AdamW(network.rates(rate), weight_decay=1e-2, fused=True)
    rounds = [stretches(examples + sample(plain, examples)) for _ in range(passes)]
    steps = sum(map(len, rounds))
    rates = [group["lr"] for group in optimizer.param_groups]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, total_steps=steps + 1, pct_start=0.25)
    network.train()
    step = 0
    for number, batches in enumerate(rounds, 1):
        total = 0.0
        for parts in batches:
            loss = loss_of(network, collate(parts))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            average(averaged, network, min(1 - 10 / steps, (1 + step) / (10 + step)))
            total += loss.item()
        click.echo(f"pass {number} of {passes}: loss {total / len(batches):.3f}")
    return averaged


def sample(plain: list[Example], examples: list[Example]) -> list[Example]:
    """Plain examples at random, PLAIN_SHARE as many tokens as ``examples`` have."""
    size = PLAIN_SHARE * sum(len(example.known) for example in examples)
    chosen = random.sample(plain, len(plain))
    lengths = np.cumsum([len(example.known) for example in chosen])
    return chosen[: int(np.searchsorted(lengths, size))]


@torch.no_grad()
def average(averaged: Network, network: Network, decay: float) -> None:
    """Move the averaged weights a step towards the present ones (Polyak averaging)."""
    torch._foreach_lerp_(list(averaged.parameters()), list(network.parameters()), 1 - decay)

"""Trained weights as the run time reads them: exported, weighed on articles kept out of training, saved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from analysis.attribution import find_attributions, log_odds
from analysis.documents import read_text
from analysis.evaluation.matching import covered, matches
from analysis.reader import LABELS
from analysis.training.examples import Example, Range
from analysis.training.learning import window
from analysis.training.network import Network

SLACK = 0.001


def exported(network: Network, tagset: dict[str, int]) -> dict[str, np.ndarray]:
    """The weights as the run time multiplies them: matrices transposed, a convolution as three matrices."""
    weights: dict[str, np.ndarray] = {"tagset": np.array(list(tagset))}
    for name, value in network.state_dict().items():
        array = value.numpy()
        if name.endswith("conv.weight"):
            array = array.T.reshape(3, -1, array.shape[0])
        elif array.ndim == 2 and not name.startswith(("embed", "distance", "crossing")):
            array = array.T
        weights[name] = np.ascontiguousarray(array)
    return weights


def transitions(examples: list[Example]) -> np.ndarray:
    """Log-probabilities from label to label of the second stage, counted in the windows around cues."""
    counts = np.ones((len(LABELS), len(LABELS)))
    for example in examples:
        for gold in example.attributions:
            near = window(gold, gold.cue[0]).argmax(axis=1)
            np.add.at(counts, (near[:-1], near[1:]), 1)
    return np.log(counts / counts.sum(axis=1, keepdims=True))


def save(weights: dict[str, np.ndarray], path: Path) -> None:
    """Write weights: the embeddings as int8 with a scale a row, all else as float16; the same bytes for the same weights."""
    held: dict[str, np.ndarray] = {}
    for name, value in weights.items():
        if name.startswith("embed"):
            scale = np.maximum(np.abs(value).max(axis=1, keepdims=True), 1e-8) / 127
            held[name], held[f"{name}:scale"] = np.round(value / scale).astype(np.int8), scale.astype(np.float16)
        else:
            held[name] = value if value.dtype.kind in "Uu" else value.astype(np.float16)
    np.savez_compressed(path, **held)  # type: ignore[arg-type]


def calibrate(weights: dict[str, np.ndarray], examples: list[Example], path: Path) -> dict[str, np.ndarray]:
    """Weigh the reader's probabilities so that confidence is the share that is right, on articles kept out of training.

    Also sets the least confidence: the lowest at which the F1 of attributions is within SLACK of its best, since missing
    what was said costs a reader more than a claim of low confidence, which shows that it is one. The weights are first
    saved to ``path``, where the run time finds them.
    """
    save(weights | {"confidence": np.array([0.0, 1, 1, 1, 0, 0]), "least_confidence": np.array(0.0)}, path)
    measures, right, gold = [], [], 0
    for example in examples:
        document = read_text(example.text)
        found = [a for a in find_attributions(document, least=-1) if a.measures]  # others were found by rules
        contents = [covered(example.text, [document.span(run) for run in a.content]) for a in found]
        theirs = [
            covered(example.text, [example_span(example, run) for run in a.content]) for a in example.attributions
        ]
        matched = {mine for mine, _ in matches(contents, theirs)}
        gold += len(theirs)
        measures += [list(map(log_odds, a.measures)) for a in found]
        right += [i in matched for i in range(len(found))]
    values, targets = torch.tensor(np.array(measures)).float(), torch.tensor(right).float()
    line = nn.Linear(values.shape[1], 1)
    optimizer = torch.optim.LBFGS(line.parameters(), max_iter=200)

    def loss() -> Tensor:
        optimizer.zero_grad()
        error = F.binary_cross_entropy_with_logits(line(values)[:, 0], targets) + 1e-4 * line.weight.square().sum()
        error.backward()
        return error

    optimizer.step(loss)
    confident = torch.sigmoid(line(values)[:, 0]).detach().numpy()
    order = np.argsort(-confident)
    hits = np.cumsum(targets.numpy()[order])
    scores = 2 * hits / (np.arange(1, len(hits) + 1) + gold)
    return weights | {
        "confidence": np.concatenate([line.bias.detach().numpy(), line.weight.detach().numpy()[0]]),
        "least_confidence": np.array(confident[order][np.flatnonzero(scores >= scores.max() - SLACK)[-1]]),
    }


def example_span(example: Example, run: Range) -> Range:
    return example.tokens[run[0]][0], example.tokens[run[1] - 1][1]

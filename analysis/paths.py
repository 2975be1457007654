"""Labels of the tokens around a cue into ranges: the best path through them, quotations kept whole."""

from __future__ import annotations

import numpy as np

from analysis.reader import LABELS, NONE

MOST_DOUBT = 0.8  # beyond it, too little is known of what would be so without it
Array = np.ndarray
Range = tuple[int, int]


def supposed(labels: Array, at: int) -> Array:
    """Log-probabilities as they would be if the token ``at`` were a cue for certain.

    A network that doubts it gives every token some of that doubt as none: it means a cue with its content, or nothing at all.
    """
    doubt = min(float(np.exp(labels[at, NONE])), MOST_DOUBT)
    probable = np.exp(labels)
    probable[:, NONE] = np.maximum(probable[:, NONE] - doubt, 0.001)
    return np.log(probable / (1 - doubt))


def keep_whole(labels: Array, start: int, cue: int, quoted: list[Range]) -> Array:
    """Log-probabilities in which all tokens of a quotation have one mind, unless the cue stands inside it."""
    labels = labels.copy()
    for first, last in quoted:
        a, b = max(first - start, 0), min(last - start, len(labels))
        if b - a > 1 and not first <= cue < last:
            labels[a:b] = np.add.reduce(labels[a:b]) / (b - a)
    return labels


def padded(labels: list[Array]) -> Array:
    """Label scores of different lengths in one array; where nothing was read, the label is none."""
    scores = np.full((len(labels), max(map(len, labels)), len(LABELS)), -30.0)
    scores[:, :, NONE] = 0
    for i, rows in enumerate(labels):
        scores[i, : len(rows)] = rows
    return scores


def best_paths(scores: Array, transitions: Array) -> Array:
    """The labels of the best path through each row of ``scores`` (k x n x labels), all rows at once (Viterbi 1967).

    Worked out from both ends together: what the best path through a label scores is what leads to it and what leads on.
    """
    rows, length, labels = scores.shape
    own = scores.transpose(1, 2, 0)
    best = np.stack([own, own[::-1]], axis=2)
    reached, changes = np.empty((labels, labels, 2, rows)), np.stack([transitions, transitions.T], axis=2)[..., None]
    for i in range(1, length):
        np.add(best[i - 1][:, None], changes, out=reached)
        best[i] += np.maximum.reduce(reached)
    return (best[:, :, 0] + best[::-1, :, 1] - own).argmax(axis=1).T


def label_runs(path: Array) -> list[tuple[int, int, int]]:
    """Runs of one label: label, first token, token behind the last."""
    if not len(path):
        return []
    firsts = [0, *(np.flatnonzero(path[1:] != path[:-1]) + 1).tolist()]
    return list(zip(path[firsts].tolist(), firsts, [*firsts[1:], len(path)], strict=True))


def likely_source(probable: Array, path: Array, least: float = 0.2) -> list[Range]:
    """Where no source lies on the best path: the likeliest tokens beside the contents, or nothing."""
    free = np.where(path == NONE, probable, 0)
    first = last = int(free.argmax())
    if free[first] < least:
        return []
    while first > 0 and free[first - 1] >= free[last] / 2:
        first -= 1
    while last + 1 < len(free) and free[last + 1] >= least / 2:
        last += 1
    return [(first, last + 1)]

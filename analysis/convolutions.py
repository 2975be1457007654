"""Gated convolutions (Dauphin et al. 2017) and log-probabilities in numpy: what the reader spends its time on."""

from __future__ import annotations

import numpy as np

Array = np.ndarray


def fused(weights: dict[str, Array], name: str) -> Array:
    """The matrices that ``convolve`` takes (4 x width + 1 x 2 width), of a convolution and of the norm before it.

    Their last rows hold the biases. A gate, x times the logistic of y, is x/2 (1 + tanh(y/2)): both are halved here.
    """
    taps, scale, shift = (weights[f"{name}.{part}"] for part in ("conv.weight", "norm.weight", "norm.bias"))
    biases = shift @ taps
    biases[1] += weights[f"{name}.conv.bias"]
    before, here, after = np.concatenate([scale[:, None] * taps, biases[:, None]], axis=1) / 2
    return np.stack([before, (before + here + after) / 2, (here - before - after) / 2, -after])


def convolve(values: Array, inside: Array, matrices: Array, dilation: int) -> None:
    """Add to ``values`` (rows x width; a multiple of ``2 * dilation`` rows), in place, the gated convolution of their norm.

    ``inside`` is 1, and 0 in a gap: a row there reads as nothing, and what it becomes means nothing. The convolution has
    width 3; two neighbouring stretches of ``dilation`` rows are worked out together, with four products of matrices instead
    of six (Winograd 1980; Lavin and Gray 2016).
    """
    width = values.shape[1]
    known = np.zeros((len(values) + 2 * dilation, width + 1), dtype=np.float32)
    known[dilation:-dilation, width] = inside
    normed = known[dilation:-dilation, :width]
    _, deviation = centre(values, normed)
    normed *= (inside / deviation)[:, None]
    even, odd = known.reshape(-1, 2, dilation, width + 1).swapaxes(0, 1)
    mixed = np.empty((4, *even[1:].shape), dtype=np.float32)
    np.subtract(even[:-1], even[1:], out=mixed[0])
    np.add(odd[:-1], even[1:], out=mixed[1])
    np.subtract(odd[:-1], even[1:], out=mixed[2])
    np.subtract(odd[:-1], odd[1:], out=mixed[3])
    products = mixed.reshape(4, -1, width + 1) @ matrices
    first, second = products[:2]
    first += second
    first += products[2]
    second -= products[2]
    second += products[3]
    gate = np.tanh(products[:2, :, width:])
    gate += 1
    gate *= products[:2, :, :width]
    pairs = values.reshape(-1, 2, dilation, width).swapaxes(0, 1)
    pairs += gate.reshape(pairs.shape)


def centre(values: Array, out: Array | None = None) -> tuple[Array, Array]:
    """Rows (n x width) without their mean, and their standard deviations (n), a hair above 0 (Ba, Kiros and Hinton 2016)."""
    width = values.shape[1]
    centred = np.subtract(values, values @ np.full((width, 1), 1 / width, dtype=np.float32), out=out)
    return centred, np.sqrt(np.einsum("ij,ij->i", centred, centred) / np.float32(width) + np.float32(1e-5))


def log_softmax(scores: Array) -> Array:
    """Scores (n x labels) as log-probabilities, worked out label by label, which is several times as fast for few labels."""
    shifted = np.ascontiguousarray(scores.T)
    shifted -= shifted.max(axis=0)
    shifted -= np.log(np.exp(shifted).sum(axis=0))
    return shifted.T

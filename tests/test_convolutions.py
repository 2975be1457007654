"""The convolutions of the reader, against their definition written out."""

import numpy as np
import pytest

from analysis.convolutions import convolve, fused, log_softmax

WIDTH, ROWS = 6, 24


def by_definition(values, inside, weights, dilation):
    """Row by row: the norm, the sum over the three places, x times the logistic of y, the residual."""
    centred = values - values.mean(axis=1, keepdims=True)
    normed = centred / np.sqrt(centred.var(axis=1, keepdims=True) + 1e-5)
    normed = (normed * weights["c.norm.weight"] + weights["c.norm.bias"]) * inside[:, None]
    nothing, made = np.zeros(WIDTH), []
    for i in range(len(values)):
        near = [i - dilation, i, i + dilation]
        seen = [normed[j] if 0 <= j < len(values) else nothing for j in near]
        mixed = sum(row @ tap for row, tap in zip(seen, weights["c.conv.weight"], strict=True))
        x, y = np.split(mixed + weights["c.conv.bias"], 2)
        made.append(values[i] + x / (1 + np.exp(-y)))
    return np.array(made)


@pytest.mark.parametrize("dilation", [1, 2, 4, 12])
def test_a_convolution_is_what_its_definition_says(dilation):
    random = np.random.default_rng(dilation)
    weights = {
        "c.conv.weight": random.normal(size=(3, WIDTH, 2 * WIDTH)), "c.conv.bias": random.normal(size=2 * WIDTH),
        "c.norm.weight": random.normal(size=WIDTH), "c.norm.bias": random.normal(size=WIDTH),
    }  # fmt: skip
    values, inside = random.normal(2, 3, size=(ROWS, WIDTH)), np.ones(ROWS)
    inside[9:14] = 0
    found = values.astype(np.float32)
    convolve(found, inside.astype(np.float32), fused(weights, "c").astype(np.float32), dilation)
    there = inside == 1
    assert found[there] == pytest.approx(by_definition(values, inside, weights, dilation)[there], abs=1e-4)


def test_probabilities_sum_to_one_however_large_the_scores():
    assert log_softmax(np.array([[0.0, 0.0]])).tolist() == [[pytest.approx(-np.log(2))] * 2]
    assert np.exp(log_softmax(np.array([[1e4, 9e3, 0.0]]))).sum() == pytest.approx(1)

"""Agreement of two annotators from counts: what nltk.metrics.agreement gives for labels, for thousands of resamples at once.

nltk goes through every labelled item; an interval by bootstrap needs each coefficient a thousand times over. They depend
on a few counts alone. The tests compare every coefficient with nltk's.
"""

from __future__ import annotations

import numpy as np

MEASURES = ("observed", "kappa", "alpha", "ac1")


def coefficients(counts: np.ndarray) -> dict[str, np.ndarray]:
    """Agreement beyond chance of two annotators who labelled the same items.

    Parameters
    ----------
    counts : array (..., 3, labels): how many items have each label from both, from the first, and from the second

    Returns
    -------
    By name, arrays (...): ``observed``, the share of items with the same label; ``kappa`` (Cohen 1960), whose chance is
    each annotator's own use of labels; ``alpha`` (Krippendorff, nominal labels), whose chance is their joint use without
    the item itself; ``ac1`` (Gwet 2008), which stays high where one label is rare and both agree. 1 is perfect, 0 chance.
    Not a number where there are no items; kappa and alpha not either where there is one label alone, since chance would
    explain all.

    >>> {name: round(float(value), 2) for name, value in coefficients(np.array([[20, 15], [25, 25], [30, 20]])).items()}
    {'observed': 0.7, 'kappa': 0.4, 'alpha': 0.4, 'ac1': 0.41}
    """
    same, first, second = np.moveaxis(np.asarray(counts, float), -2, 0)
    n, both = first.sum(-1), first + second
    labels = np.maximum((both > 0).sum(-1), 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = same.sum(-1) / n
        chance = {
            "kappa": (first * second).sum(-1) / n**2,
            "alpha": (both * (both - 1)).sum(-1) / (2 * n * (2 * n - 1)),
            "ac1": (both / (2 * n)[..., None] * (1 - both / (2 * n)[..., None])).sum(-1) / (labels - 1),
        }
        beyond = {name: (observed - by) / np.where(by < 1, 1 - by, np.nan) for name, by in chance.items()}
    return {"observed": observed} | beyond


def f1(matched: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The harmonic mean of precision and recall of two readers' spans; neither is right by definition.

    >>> float(f1(np.array(3), np.array(4), np.array(5))).__round__(2)
    0.67
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return 2 * np.asarray(matched, float) / (np.asarray(first, float) + second)


def resamples(units: int, number: int, seed: int) -> np.ndarray:
    """How often each unit is drawn in each resample of a bootstrap: an array (number, units)."""
    return np.random.default_rng(seed).multinomial(units, np.full(units, 1 / units), size=number)

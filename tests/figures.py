"""Figures read from a text, for the tests of casualties."""

from datetime import datetime

from analysis.casualties import find_figures
from analysis.claims import find_claims
from analysis.documents import read_text

SENT = datetime(2015, 6, 4)  # a Thursday


def found(text, *, claims=False, published=SENT):
    """The figures of a text; with ``claims``, those that the reader finds are handed in."""
    document = read_text(text, published=published)
    return find_figures(document, find_claims(document) if claims else [])


def figures(text):
    return [(text[f.start : f.end], f.outcome, f.low, f.high) for f in found(text)]


def figure(text, **options):
    (only,) = found(text, **options)
    return only

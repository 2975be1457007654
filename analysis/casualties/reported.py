"""Which event an article reports: where all that it tells is earlier, that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.casualties.days import HEADS
from analysis.documents import Document

if TYPE_CHECKING:
    from analysis.casualties.figures import Figure

HARM = ("killed", "wounded", "missing", "casualties")  # what an arrest may be for


def bring_forward(figures: Sequence[Figure], document: Document) -> None:
    """Take an earlier event for the one reported where an article tells no other, or opens with an arrest for it.

    One that opens with a count of many events ("62 have died since October") reports these.
    """
    harm = [figure for figure in figures if figure.outcome in HARM]
    opened = harm and all(sentence.part in HEADS for sentence in document.sentences[: harm[0].sentence])
    for told in (figures, harm if opened else []):
        counted = [figure for figure in told if figure.number or not figure.vague]
        if all(figure.background for figure in counted) and not (counted and counted[0].cumulative):
            for figure in told:
                figure.background = figure.cumulative or figure.elsewhere

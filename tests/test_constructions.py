"""How many constructions of attribution are read exactly; the model card tells how many."""

import re
from importlib.resources import files

import pytest
from constructions import CONSTRUCTIONS, Construction, construction

from analysis.claims import find_claims
from analysis.documents import read_text

EDGES = ' .,:;“”"'


def read(text: str) -> list[Construction]:
    """The claims of a text in the form of the constructions, without signs at their edges."""
    cut = lambda span: text[span[0] : span[1]].strip(EDGES) if span else None  # noqa: E731
    return [
        Construction(text, cut(claim.source), cut(claim.cue), [cut(part) for part in claim.content])
        for claim in find_claims(read_text(text))
    ]


def misread(sentences: list[str]) -> list[str]:
    """The sentences in which anything but what is marked was found."""
    return [marked for marked in sentences if read(construction(marked).text) != expected(construction(marked))]


def expected(given: Construction) -> list[Construction]:
    cut = lambda part: part and part.strip(EDGES)  # noqa: E731
    clean = given._replace(source=cut(given.source), cue=cut(given.cue), content=[cut(p) for p in given.content])
    return [clean] if given.cue else []


def test_marks_are_read():
    assert construction("[s Police] [c said] [t it rained].") == (
        "Police said it rained.",
        "Police",
        "said",
        ["it rained"],
    )


@pytest.mark.parametrize("group", ["source before the cue", "according to", "thoughts", "nobody is quoted"])
def test_plain_constructions_are_read_without_fault(group):
    assert misread(CONSTRUCTIONS[group]) == []


def test_the_model_card_tells_how_many_are_read_exactly():
    sentences = [marked for group in CONSTRUCTIONS.values() for marked in group]
    right = len(sentences) - len(misread(sentences))
    card = (files("analysis") / "models" / "README.md").read_text(encoding="utf8")
    told = re.search(r"(\d+) of (\d+) constructions", card)
    assert (right, len(sentences)) == (int(told[1]), int(told[2]))

"""How claims are measured by class: annotations made up here, claims as the tables hold them."""

import pytest

from analysis.evaluation.attributions import claims_by_class, classes, covered, matches
from analysis.tables import Tables, table

TEXT = "“It is over,” he said. Police deny that shots were fired, the paper says."
SAID = {"source": [[14, 16]], "cue": [[17, 21]], "content": [[0, 13]], "speech": True}
DENY = {"source": [[23, 29]], "cue": [[30, 34]], "content": [[35, 56]], "speech": True}
SAYS = {"source": [[58, 67]], "cue": [[68, 72]], "content": [[23, 56]], "speech": True}


def tables(*claims: tuple[list[int], list[int], list[int]]) -> Tables:
    """Tables of one article with claims of one source, one cue and one content each."""
    rows, spans = [], []
    for number, parts in enumerate(claims):
        rows.append({"claim_id": f"a:c{number}", "article_id": "a"})
        for role, (start, end) in zip(("source", "cue", "content"), parts, strict=True):
            span = {"article_id": "a", "record_id": f"a:c{number}", "role": role, "start": start, "end": end}
            spans.append(span | {"text": TEXT[start:end]})
    names = ("articles", "skipped", "sentences", "tokens", "casualties", "tolls", "sources")
    return Tables(**{name: table(name) for name in names}, claims=table("claims", rows), spans=table("spans", spans))


def test_found_are_those_whose_content_is_half_the_same():
    gold = [{"id": "a", "text": TEXT, "attributions": [SAID, DENY]}]
    made = tables(([14, 16], [17, 21], [0, 13]), ([58, 67], [30, 34], [35, 50]))
    rows = claims_by_class(gold, made).set_index("class")
    assert rows.loc["all"].tolist() == [2, 1.0, 0.5, 1.0]
    assert rows.loc["direct"].tolist() == [1, 1.0, 1.0, 1.0]
    assert rows.loc["source is a pronoun", "gold"] == 1


def test_an_article_without_claims_has_found_none():
    rows = claims_by_class([{"id": "b", "text": TEXT, "attributions": [SAID]}], tables())
    assert rows.found.tolist() == [0.0] * len(rows)


@pytest.mark.parametrize(
    ("annotated", "expected"),
    [
        (SAID, ["speech", "direct", "source is a pronoun"]),
        (DENY, ["speech", "indirect", "two sources of one content", "within another content"]),
        (SAYS, ["speech", "indirect", "two sources of one content"]),
        (SAID | {"source": [], "speech": False}, ["not speech", "direct", "no source"]),
    ],
)
def test_classes(annotated, expected):
    every = [{role: covered(TEXT, a[role]) for role in ("source", "cue", "content")} for a in (annotated, DENY, SAYS)]
    others = every if annotated is SAID or annotated not in (DENY, SAYS) else every[1:]
    right = next(o for o in others if o["cue"] == covered(TEXT, annotated["cue"]))
    assert classes(TEXT, annotated, right, others) == expected


def test_matches_take_the_most_alike_first_and_each_once():
    assert matches([{1, 2, 3, 4}, {1, 2, 3}], [{1, 2, 3}]) == [(1, 0)]
    assert matches([{1}], [{1, 2, 3}]) == []

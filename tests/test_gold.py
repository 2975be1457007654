"""Annotations by people: the project's own form, and what brat, doccano and INCEpTION export."""

import json
import zipfile
from dataclasses import replace

import annotations
import fiction
import pandas as pd
import pytest

from analysis.evaluation import read_gold, write_gold
from analysis.exporting import export
from analysis.records import ROWS
from analysis.tables import table

FISH = "\N{FISH} "  # two units of UTF-16, one code point


def test_the_fiction_is_annotated_by_the_contract():
    gold = fiction.annotated()
    gold.validate()
    assert (len(gold.casualties), len(gold.claims)) == (186, 383)
    assert gold.claims["sentence"].gt(0).any()


def test_what_is_written_is_read_again(tmp_path):
    gold = fiction.annotated()
    again = read_gold(write_gold(gold, tmp_path / "gold"), fiction.read())
    for name in ROWS:
        pd.testing.assert_frame_equal(getattr(again, name), getattr(gold, name))


def test_rows_of_other_articles_stay(tmp_path):
    write_gold(fiction.annotated(), tmp_path)
    own = annotations.one()
    write_gold(own, tmp_path)
    write_gold(own, tmp_path)  # twice the same leaves the same
    claims = pd.read_csv(tmp_path / "claims.csv")
    assert len(claims) == 383 + 2
    assert read_gold(tmp_path, own).claims["content"].tolist() == ["Three men died", "Two were hurt"]


def test_a_text_that_a_spreadsheet_would_run_comes_back(tmp_path):
    gold = annotations.one()
    gold.sources["name"] = "=cmd()"
    write_gold(gold, tmp_path)
    assert "'=cmd()" in (tmp_path / "sources.csv").read_text("utf-8-sig")
    assert read_gold(tmp_path, gold).sources["name"].tolist() == ["=cmd()"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("a:f1,a,22,", "a:f1,a,21,", r"casualties.csv, line 2: the article has '\\nThree men' at 21"),
        (",killed,", ",dead,", "outcome is one of killed, wounded"),
        ("a:f1,a,", ",a,", "it has no casualty_id"),
        (",3,3,", ",three,3,", "low is a whole number, not 'three'"),
    ],
)
def test_a_line_that_does_not_fit_is_named(tmp_path, old, new, message):
    write_gold(annotations.one(), tmp_path)
    file = tmp_path / "casualties.csv"
    held = file.read_text("utf-8-sig")
    assert old in held
    file.write_text(held.replace(old, new, 1))
    with pytest.raises(ValueError, match=message):
        read_gold(tmp_path, annotations.one())


def test_annotations_of_other_articles_are_left(tmp_path):
    write_gold(annotations.one(), tmp_path)
    gold = read_gold(tmp_path, fiction.read()).validate()
    assert (len(gold.articles), len(gold.claims)) == (0, 0)


def test_no_annotations_are_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="holds no annotations"):
        read_gold(tmp_path, annotations.one())


def test_brat(tmp_path):
    gold = annotations.other()
    again = read_gold(export(gold, tmp_path / "brat", "brat"), gold)
    pd.testing.assert_frame_equal(again.claims, gold.claims)
    pd.testing.assert_frame_equal(again.casualties, gold.casualties)


def doccano(path, **document):
    path.write_text(json.dumps({"id": 7, "text": annotations.TEXT} | document) + "\n", "utf8")
    return path


def entities(*labelled: tuple[str, str]) -> list[dict]:
    places = [annotations.place(words) for words, _ in labelled]
    return [
        {"id": 40 + i, "label": label, "start_offset": at["start"], "end_offset": at["end"]}
        for i, (at, (_, label)) in enumerate(zip(places, labelled, strict=True))
    ]


def test_doccano_with_relations(tmp_path):
    marks = entities(("Three men died", "Content"), ("Ada Quill", "Source"), ("said", "Cue: asserts"),
                     ("Three", "Figure: killed"), ("men", "Victims"))  # fmt: skip
    joins = [{"id": 1, "from_id": a, "to_id": b, "type": "of"} for a, b in ((42, 40), (42, 41), (43, 44), (43, 42))]
    file = doccano(tmp_path / "all.jsonl", entities=marks, relations=joins)
    gold = read_gold(file, annotations.one())
    gold.validate()
    (claim,), (figure,) = gold.claims.to_dict("records"), gold.casualties.to_dict("records")
    assert (claim["source"], claim["cue"], claim["content"], claim["stance"]) == (
        "Ada Quill", "said", "Three men died", "asserts",
    )  # fmt: skip
    assert (figure["text"], figure["victims"], figure["outcome"]) == ("Three", "men", "killed")
    assert figure["claim_id"] == claim["claim_id"]


def test_doccano_without_relations(tmp_path):
    start = annotations.TEXT.index("Two")
    gold = read_gold(doccano(tmp_path / "all.jsonl", label=[[start, start + 3, "figure: wounded"]]), annotations.one())
    assert gold.casualties[["text", "outcome"]].values.tolist() == [["Two", "wounded"]]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"label": [[0, 3, "person"]]}, "line 1: .*the label 'person' is none of source, cue"),
        ({"label": [[0, 900, "figure"]]}, "line 1: 0 to 900 is not within"),
        ({"label": [[0, 3, "figure: dead"]]}, "line 1: outcome is one of killed"),
        ({"text": "Another text."}, "line 1: no article has this text"),
    ],
)
def test_doccano_that_does_not_fit_is_named(tmp_path, document, message):
    with pytest.raises(ValueError, match=message):
        read_gold(doccano(tmp_path / "all.jsonl", **document), annotations.one())


@pytest.fixture
def inception(tmp_path):
    """An INCEpTION export of the text behind a fish, and the tables of that article."""
    from cassis import Cas, TypeSystem

    types = TypeSystem()
    span = types.create_type("custom.Mark", "uima.tcas.Annotation")
    for name in ("role", "outcome", "low"):
        types.create_feature(span, name, "uima.cas.String")
    relation = types.create_type("custom.Of", "uima.tcas.Annotation")
    for name in ("Governor", "Dependent"):
        types.create_feature(relation, name, "custom.Mark")
    cas = Cas(types)
    cas.sofa_string, cas.sofa_mime = FISH + annotations.TEXT, "text/plain"
    at = {words: annotations.place(words)["start"] + len(FISH) for words in ("Three", "men")}
    figure = span(begin=at["Three"], end=at["Three"] + 5, role="Figure", outcome="killed", low="3")
    victims = span(begin=at["men"], end=at["men"] + 3, role="Victims")
    cas.add_all([figure, victims, relation(begin=0, end=1, Governor=figure, Dependent=victims)])
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt/ada.xmi", cas.to_xmi())
        archive.writestr("a.txt/TypeSystem.xml", types.to_xml())
    held = annotations.one()
    article = table("articles", [annotations.ARTICLE | {"text": FISH + annotations.TEXT}])
    return file, replace(held, articles=article)


def test_inception(inception):
    gold = read_gold(*inception)
    gold.validate()
    (figure,) = gold.casualties.to_dict("records")
    assert (figure["text"], figure["victims"], figure["outcome"], figure["low"]) == ("Three", "men", "killed", 3)


def test_inception_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "ada.xmi").write_text("<xmi")
    with pytest.raises(ValueError, match=r"ada\.xmi: not a UIMA CAS"):
        read_gold(tmp_path, annotations.one())

"""Tables for other programs, and annotations back from them: what goes out comes in again."""

import json
from pathlib import Path

import pandas as pd
import pytest
import samples
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from analysis import Tables, tabulate
from analysis.__main__ import main
from analysis.articles import read_articles
from analysis.commands.tables import EXPORTS
from analysis.exporting import WRITERS, export, read_brat, read_web_annotations
from analysis.exporting.coding import ACLED, UCDP_GED, acled_rows, ucdp_rows
from analysis.exporting.files import file_names
from analysis.tables import ROLES, SCHEMAS, table

ILMORA = Path(__file__).resolve().parents[1] / "seeds" / "ilmora"
ROUND_TRIP = ("articles", "casualties", "claims", "sources", "spans")
READERS = {"brat": read_brat, "webannotation": read_web_annotations}
TEXT = "Dam breaks\n\n“Nine people died,” the mayor said, “and two\nare missing.” 𝔄 nurse spoke of 300."


def at(words: str, role: str | None = None, record: str | None = None, text: str = TEXT, article: str = "dam") -> dict:
    """Where words stand in the text, as a row of spans or the place of a record."""
    start = text.index(words)
    place = {"article_id": article, "start": start, "end": start + len(words)}
    return place if role is None else place | {"record_id": record, "role": role, "text": words}


def dam() -> Tables:
    """One article: a statement in two parts, the second over a line end, and one behind a character beyond the BMP."""
    claim = {"article_id": "dam", "act": "speech", "stance": "asserts"}
    hull = {"start": TEXT.index("“Nine"), "end": TEXT.index(" 𝔄")}
    content = "“Nine people died,” … “and two\nare missing.”"
    return samples.made(
        articles=[{"article_id": "dam", "title": "Dam breaks", "text": TEXT, "published": "2031-03-13T08:30"}],
        sources=[
            {"source_id": "dam:s1", "article_id": "dam", "name": "the mayor", "sector": "government", "claims": 1},
            {"source_id": "dam:s2", "article_id": "dam", "name": "nurse", "anonymous": True, "kind": "unnamed person"},
        ],
        claims=[
            {**claim, **hull, "claim_id": "dam:c1", "source": "the mayor", "cue": "said", "content": content,
             "form": "direct", "source_id": "dam:s1", "confidence": 0.875},
            {**claim, **at("𝔄 nurse spoke of 300"), "claim_id": "dam:c2", "source": "𝔄 nurse", "cue": "spoke of",
             "content": "300", "form": "indirect", "hedged": True, "source_id": "dam:s2"},
        ],
        casualties=[
            {**at("Nine people"), "casualty_id": "dam:f1", "text": "Nine people", "outcome": "killed", "low": 9,
             "high": 9, "victims": "people", "victim_group": "unknown", "date": "2031-03-12", "claim_id": "dam:c1"},
            {**at("300"), "casualty_id": "dam:f2", "text": "300", "outcome": "missing", "low": 300, "place": "=1+1",
             "approximate": True},
        ],
        spans=[
            at("the mayor", "source", "dam:c1"), at("said", "cue", "dam:c1"),
            at("“Nine people died,”", "content", "dam:c1"), at("“and two\nare missing.”", "content", "dam:c1"),
            at("𝔄 nurse", "source", "dam:c2"), at("spoke of", "cue", "dam:c2"), at("300", "content", "dam:c2"),
            at("Nine people", "figure", "dam:f1"), at("people", "victims", "dam:f1"), at("300", "figure", "dam:f2"),
        ],
    ).validate()  # fmt: skip


@pytest.fixture(scope="module")
def gold() -> Tables:
    """The annotations of the fiction, rows in the order of the articles, as all exports have them."""
    articles = read_articles(ILMORA).articles
    order = {name: i for i, name in enumerate(articles.article_id)}
    rows = {name: pd.read_csv(ILMORA / "gold" / f"{name}.csv") for name in ROUND_TRIP[1:]}
    rows = {name: frame.sort_values("article_id", key=lambda ids: ids.map(order), kind="stable")
            for name, frame in rows.items()}  # fmt: skip
    return Tables(**{name: table(name, {"articles": articles, **rows}.get(name, ())) for name in SCHEMAS}).validate()


@pytest.fixture(scope="module")
def ilmora() -> Tables:
    return tabulate(read_articles(ILMORA))


def assert_equal(one: Tables, other: Tables) -> None:
    for name in ROUND_TRIP:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), obj=name)


@pytest.mark.parametrize("kind", READERS)
def test_annotations_come_back_as_they_went(kind, gold, ilmora, tmp_path):
    for name, tables in {"dam": dam(), "gold": gold, "ilmora": ilmora, "none": samples.none()}.items():
        back = READERS[kind](export(tables, tmp_path / name, kind))
        assert_equal(back.validate(), tables)


# Texts with what is hard: line ends (also at the ends of spans), characters beyond the BMP, tabs, other line separators
texts = st.text(st.sampled_from("ab 𝔄é\n\t\u2028\x85;:\\\"'=“"), min_size=1, max_size=30)
words = st.none() | st.text(st.sampled_from("ab 𝔄\n\t_\"\\='"), min_size=1, max_size=8)
numbers = st.none() | st.integers(0, 2**60)
COLUMNS = {
    "claims": {
        "source": words, "cue": words, "content": words, "channel": words, "hedged": st.booleans(),
        "form": st.none() | st.sampled_from(SCHEMAS["claims"]["form"].categories.tolist()),
        "stance": st.none() | st.sampled_from(SCHEMAS["claims"]["stance"].categories.tolist()),
        "confidence": st.none() | st.floats(0, 1),
    },
    "casualties": {
        "outcome": st.none() | st.sampled_from(SCHEMAS["casualties"]["outcome"].categories.tolist()), "low": numbers,
        "high": numbers, "vague": st.booleans(), "victims": words, "place": words, "background": st.booleans(),
        "date": st.none() | st.datetimes(pd.Timestamp(1800, 1, 1), pd.Timestamp(2200, 1, 1)),
    },
    "sources": {"name": words, "title": words, "anonymous": st.booleans(), "claims": st.integers(0, 9)},
}  # fmt: skip
LETTERS = {"claims": ("claim_id", "c"), "casualties": ("casualty_id", "f"), "sources": ("source_id", "s")}


@st.composite
def any_tables(draw) -> Tables:
    """Articles with any ids and texts, and any records and spans: crossing, doubled, of records that are not there."""
    rows = {name: [] for name in ("articles", *COLUMNS, "spans")}
    for article_id in draw(st.lists(st.text(st.sampled_from("a/.\\\"'= -é𝔄"), min_size=1), max_size=4, unique=True)):
        text = draw(texts)
        spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda s: s[0] < s[1])
        rows["articles"].append({"article_id": article_id, "text": text, "title": draw(words)})
        ids = [None, "elsewhere:c1"]
        for name, columns in COLUMNS.items():
            column, letter = LETTERS[name]
            for number in range(draw(st.integers(0, 2))):
                row = {"article_id": article_id, column: f"{article_id}:{letter}{number + 1}"}
                if name != "sources":
                    row["start"], row["end"] = draw(spans)
                    ids.append(row[column])
                row |= {column: draw(values) for column, values in columns.items()}
                if name == "casualties":
                    row["text"] = text[row["start"] : row["end"]]
                rows[name].append(row)
        for start, end in draw(st.lists(spans, max_size=6)):
            span = {"record_id": draw(st.sampled_from(ids)), "role": draw(st.sampled_from(ROLES))}
            rows["spans"].append({"article_id": article_id, "start": start, "end": end, "text": text[start:end]} | span)
    return samples.made(**rows).validate()


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables=any_tables())
def test_annotations_of_any_kind_come_back_as_they_went(kind, tables, tmp_path_factory):
    back = READERS[kind](export(tables, tmp_path_factory.mktemp(kind), kind))
    assert_equal(back.validate(), tables)


def test_parts_of_a_statement_are_one_discontinuous_annotation_in_brat(tmp_path):
    lines = (export(dam(), tmp_path / "brat", "brat") / "dam.ann").read_text("utf8").splitlines()
    assert lines[:3] == [
        "T1\tSource 32 41\tthe mayor",
        "T2\tCue 42 46\tsaid",
        "T3\tContent 12 31;48 56;57 70\t“Nine people died,” “and two are missing.”",
    ]
    assert "E1\tClaim:T10 Source:T1 Cue:T2 Content:T3" in lines
    assert "A1\tform E1 direct" in lines


def test_what_is_changed_in_brat_is_read(tmp_path):
    """The cue is made longer, a figure's outcome and flag changed, a note written, a claim added without a note."""
    folder = export(dam(), tmp_path / "brat", "brat")
    path = folder / "dam.ann"
    lines = path.read_text("utf8").replace("T2\tCue 42 46\tsaid", "T2\tCue 32 46\tthe mayor said")
    lines = lines.replace("outcome E4 missing", "outcome E4 displaced").replace("\tapproximate E4", "\tvague E4")
    added = ["T90\tClaim 0 10\tDam breaks", "T91\tContent 0 10\tDam breaks", "E90\tClaim:T90 Content:T91",
             "#90\tAnnotatorNotes E90\ta headline", "R1\tabout Arg1:T1 Arg2:T2"]  # fmt: skip
    path.write_text(lines + "\n".join(added) + "\n", "utf8")
    back = read_brat(folder).validate()
    assert back.claims.cue.tolist()[0] == "the mayor said"
    assert back.claims.iloc[2][["claim_id", "content", "start", "end"]].tolist() == ["dam:c3", "Dam breaks", 0, 10]
    assert back.casualties.iloc[1][["outcome", "approximate", "vague"]].tolist() == ["displaced", False, True]
    assert back.tolls[["outcome", "best"]].values.tolist() == [["killed", 9], ["displaced", 300]]


@pytest.mark.parametrize(("old", "new", "message"), [
    ("the mayor", "the mayot", r"dam\.ann, line 1: it holds 'the mayot', the text has 'the mayor' there"),
    ("32 41", "32 410", r"dam\.ann, line 1: '32 410' is not within the \d+ characters of the text"),
    ("32 41", "32", r"dam\.ann, line 1: .*: correct or delete the line"),
])  # fmt: skip
def test_a_line_that_does_not_fit_the_text_is_told(old, new, message, tmp_path):
    path = export(dam(), tmp_path / "brat", "brat") / "dam.ann"
    path.write_text(path.read_text("utf8").replace(old, new, 1), "utf8")
    with pytest.raises(ValueError, match=message):
        read_brat(path.parent)


def test_a_web_annotation_has_a_position_and_a_quote(tmp_path):
    path = export(dam(), tmp_path / "web", "webannotation") / "annotations.jsonld"
    collection = json.loads(path.read_text("utf8"))
    assert (collection["@context"], collection["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == 1 + 2 + 2 + 2 + 10
    assert len({item["id"] for item in items}) == len(items)
    cue = next(item for item in items if item["body"][0]["value"] == "cue")
    assert cue["target"] == {
        "source": {"id": "dam.txt", "type": "Text", "format": "text/plain"},
        "selector": [
            {"type": "TextPositionSelector", "start": 42, "end": 46},
            {"type": "TextQuoteSelector", "exact": "said", "prefix": "\n\n“Nine people died,” the mayor ",
             "suffix": ", “and two\nare missing.” 𝔄 nurse"},
        ],
    }  # fmt: skip
    assert cue["body"][1]["source"] == "#records/dam%3Ac1"


def test_a_quote_that_the_text_does_not_hold_is_told(tmp_path):
    folder = export(dam(), tmp_path / "web", "webannotation")
    (folder / "dam.txt").write_text("Another text altogether, and long enough for all of the positions in it.", "utf8")
    with pytest.raises(ValueError, match=r"quotes .* dam\.txt has .*use the text that was exported"):
        read_web_annotations(folder)


@pytest.mark.parametrize("kind", READERS)
def test_reading_stays_in_its_folder(kind, tmp_path):
    folder = export(dam(), tmp_path / "in", kind)
    (tmp_path / "dam.txt").write_text(TEXT, "utf8")
    for path in (*folder.glob("*.json"), *folder.glob("*.jsonld")):
        path.write_text(
            path.read_text("utf8").replace('"dam.txt"', '"../dam.txt"').replace('"file": "', '"file": "../')
        )
    with pytest.raises(ValueError, match=r"'\.\./dam(\.txt)?' is not the name of a file in that folder"):
        READERS[kind](folder)


@pytest.mark.parametrize("kind", READERS)
def test_nothing_to_read_is_told(kind, tmp_path):
    with pytest.raises(FileNotFoundError, match=f"exported as {kind}"):
        READERS[kind](tmp_path)


HOSTILE = [
    "../../up",
    "a/b",
    "a b",
    "A-B",
    "a-b",
    "con",
    "x" * 300,
    "=1+1",
    "q\"uo'te",
    "名前",
    "..",
    ".hidden",
    "a\nb",
]


def test_file_names_are_safe_and_different():
    names = list(file_names(HOSTILE).values())
    assert len({name.casefold() for name in names}) == len(HOSTILE)
    assert all(name.isascii() and len(name) <= 80 and Path(name).name == name and name[0] != "." for name in names)
    assert "con" not in names
    assert file_names(["a-b"]) == {"a-b": "a-b"}


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind not in ("ucdp", "acled")])
def test_exports_stay_in_their_folder_whatever_an_article_is_called(kind, tmp_path):
    tables = samples.made(articles=[{"article_id": name, "text": "It rained."} for name in HOSTILE])
    folder = export(tables, tmp_path / "a" / "b" / "out", kind)
    assert [path.name for path in folder.parent.iterdir()] == ["out"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert all(path.is_file() for path in folder.iterdir())


def test_a_failed_export_leaves_the_one_before(tmp_path, monkeypatch):
    folder = export(dam(), tmp_path / "out", "text")
    monkeypatch.setattr("analysis.exporting.texts.to_csv", lambda frame: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(samples.made(articles=[{"article_id": "dam", "text": "new"}]), folder, "text")
    assert (folder / "dam.txt").read_text("utf8") == TEXT
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["dam.txt", "metadata.csv", "out"]


def test_texts_and_metadata_are_read_again_as_the_same_articles(tmp_path):
    articles = read_articles(ILMORA).articles
    tables = samples.made()
    tables.articles = articles
    back = read_articles(export(tables, tmp_path / "texts", "text"))
    assert back.skipped.empty
    same = ["article_id", "title", "text", "publisher", "author", "published", "url", "fiction", "sha256"]
    pd.testing.assert_frame_equal(
        back.articles[same].sort_values("article_id", ignore_index=True),
        articles[same].sort_values("article_id", ignore_index=True),
    )


def test_csv_and_excel_hold_no_formulas(tmp_path):
    csv = (export(dam(), tmp_path / "csv", "csv") / "casualties.csv").read_text("utf-8-sig")
    assert ",'=1+1," in csv
    book = load_workbook(export(dam(), tmp_path / "excel", "excel") / "tables.xlsx")
    held = [cell for row in book["casualties"].iter_rows() for cell in row]
    assert "'=1+1" in [cell.value for cell in held]
    assert "f" not in {cell.data_type for cell in held}


def test_tokens_carry_the_marks_of_figures_and_claims(ilmora, tmp_path):
    lines = (export(ilmora, tmp_path / "conll", "conll") / "tokens.conllup").read_text("utf8").split("\n")
    assert lines[0].split() == [
        "#", "global.columns", "=", "ID", "FORM", "LEMMA", "XPOS", "MISC", "NEWS:SOURCE", "NEWS:CUE", "NEWS:CONTENT",
        "NEWS:FIGURE", "NEWS:VICTIMS",
    ]  # fmt: skip
    tokens = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert len(tokens) == len(ilmora.tokens)
    assert {len(cells) for cells in tokens} == {10}
    assert sum(line.startswith("# sent_id") for line in lines) == len(ilmora.sentences)
    begun = sum(mark.startswith("B-") for cells in tokens for mark in cells[8].split("|"))
    assert begun == (ilmora.spans.role == "figure").sum()
    first = next(cells for cells in tokens if cells[8] != "_")
    assert (first[1], first[8]) == ("94", "B-f1")


def test_drafts_have_the_columns_of_the_convention_and_leave_open_what_nobody_said(ilmora):
    ucdp, acled = ucdp_rows(ilmora), acled_rows(ilmora)
    assert ucdp.columns.tolist()[:49] == list(UCDP_GED)
    assert acled.columns.tolist()[:31] == list(ACLED)
    assert set(ucdp.status) | set(acled.status) == {"draft for human coding"}
    for column in ("type_of_violence", "side_a", "side_b", "deaths_a", "country", "latitude", "date_prec"):
        assert ucdp[column].isna().all()
    for column in ("event_type", "actor1", "inter1", "country", "latitude", "geo_precision", "time_precision"):
        assert acled[column].isna().all()


def test_a_draft_adds_nothing():
    """Two reports of one flood, in which the ministry goes from 9 to 17."""
    drafts = ucdp_rows(two_reports())
    assert drafts[["low", "best", "high"]].values.tolist() == [[17, 17, 17]]
    assert drafts.number_of_sources.tolist() == [2]
    assert drafts.source_office.tolist() == ["Avel Courier;Port Post"]
    acled = acled_rows(two_reports())
    assert acled[["fatalities", "location", "event_date"]].values.tolist() == [[17, "Avel", "12 March 2031"]]


def test_an_event_that_killed_nobody_is_none_for_ucdp_and_has_0_fatalities_for_acled():
    tables = two_reports()
    tables.casualties = tables.casualties.assign(low=0, high=0).astype({"low": "Int64", "high": "Int64"})
    assert ucdp_rows(tables).empty
    assert acled_rows(tables).fatalities.tolist() == [0]


def two_reports() -> Tables:
    told = {"one": ("Avel Courier", "2031-03-13", "nine"), "two": ("Port Post", "2031-03-14", "17")}
    rows: dict[str, list[dict]] = {name: [] for name in ("articles", "sentences", "sources", "casualties", "tokens")}
    for name, (publisher, day, number) in told.items():
        text = f"The flood at Avel killed {number} people on Wednesday, the Emergencies Ministry said."
        article = {"article_id": name, "text": text, "publisher": publisher, "published": day, "title": "Flood at Avel"}
        rows["articles"].append(article)
        rows["sentences"].append({"article_id": name, "part": "body", "start": 0, "end": len(text)})
        rows["tokens"] += samples.tokens(name, text, {"flood": "flood", "Avel": "Avel", "people": "people"})
        source = {"source_id": f"{name}:s1", "article_id": name, "name": "Emergencies Ministry", "figures": 1}
        rows["sources"].append(source | {"kind": "named organization", "sector": "government"})
        rows["casualties"].append({
            **at(number, text=text, article=name), "casualty_id": f"{name}:f1", "text": number, "outcome": "killed",
            "low": 9 if number == "nine" else 17, "high": 9 if number == "nine" else 17, "victims": "people",
            "victim_group": "unknown", "place": "Avel", "date": "2031-03-12", "source_id": f"{name}:s1",
        })  # fmt: skip
    return samples.made(**rows).validate()


@pytest.mark.parametrize("kind", WRITERS)
def test_the_command_writes_every_kind(kind, tmp_path):
    two_reports().save(tmp_path / "tables")
    arguments = ["export", str(tmp_path / "tables"), "-o", str(tmp_path / "out"), "--as", kind]
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.output) == (0, f"{kind} written, see {tmp_path / 'out'}\n")
    assert list((tmp_path / "out").iterdir())


def test_the_command_knows_the_kinds_and_tells_where_there_are_no_tables(tmp_path):
    assert list(EXPORTS) == list(WRITERS)
    done = CliRunner().invoke(main, ["export", str(tmp_path), "-o", str(tmp_path / "out"), "--as", "csv"])
    assert done.exit_code == 2
    assert "make the tables with" in done.output
    with pytest.raises(ValueError, match="'pdf' is none of csv, excel"):
        export(dam(), tmp_path, "pdf")


@pytest.mark.parametrize("kind", READERS)
def test_hostile_names_come_back(kind, tmp_path):
    tables = samples.hostile()
    tables.casualties = tables.casualties.assign(end=2, text="It").astype({"end": "int32", "text": "str"})
    back = READERS[kind](export(tables, tmp_path / "out", kind))
    for name in ("claims", "casualties", "sources"):
        pd.testing.assert_frame_equal(getattr(back, name), getattr(tables, name), obj=name)

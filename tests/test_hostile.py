"""Input that would fill the memory, run without end or lead out of the folder: each gives a reason in ``skipped``."""

import json
import zipfile

import pandas as pd
import pytest

from analysis.articles import read_articles, stream_articles
from analysis.pipeline import tabulate

TEXT = "The bridge over the river fell in the night and three people were killed, police said on Friday."
BOMB = b"x" * 1_000_000
LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{'&' + a + ';' * 10}'>" for a, b in ("ab", "bc"))
    + "]><a>&c;</a>"
)


def sparse(path, size):
    with path.open("wb") as file:
        file.truncate(size)


def skipped(folder, **options):
    reading = read_articles(folder, **options)
    assert len(reading.articles) == 0
    return dict(zip(reading.skipped.path, reading.skipped.reason, strict=True))


def test_files_of_hundreds_of_megabytes(tmp_path):
    for name in ("a.txt", "b.html", "c.docx"):
        sparse(tmp_path / name, 200_000_000)
    sparse(tmp_path / "d.csv", 600_000_000)
    assert skipped(tmp_path) == dict.fromkeys(("a.txt", "b.html", "c.docx", "d.csv"), "too large")


def test_a_line_without_end_is_refused_where_tables_are_read_as_they_go(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"[" * 2_000_000)
    (step,) = stream_articles(tmp_path, table_bytes=1_000_000)
    assert step.skipped.reason.tolist() == ["too large"]


def test_ten_million_spaces_and_a_line_of_five_megabytes(tmp_path):
    (tmp_path / "spaces.txt").write_text(" " * 10_000_000)
    (tmp_path / "line.txt").write_text("word " * 1_000_000)
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": " " * 10_000_000}))
    assert skipped(tmp_path) == {"spaces.txt": "empty", "line.txt": "too large", "rows.jsonl#row 1": "empty"}


@pytest.mark.parametrize("kind", [".docx", ".xlsx"])
def test_archives_that_unfold_without_end_and_laughing_xml(kind, tmp_path):
    with zipfile.ZipFile(tmp_path / f"bomb{kind}", "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(600):
            archive.writestr(f"word/{i}.xml", BOMB)
    with zipfile.ZipFile(tmp_path / f"laughs{kind}", "w") as archive:
        archive.writestr("word/document.xml", LAUGHS)
    assert skipped(tmp_path) == {f"bomb{kind}": "too large", f"laughs{kind}": "unreadable"}


@pytest.mark.parametrize("year", ["0000-01-01", "9999-12-31", "-0001-01-01"])
def test_days_that_no_calendar_of_ours_holds(year, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT, "date": year}))
    tables = tabulate(read_articles(tmp_path / "a.jsonl")).validate()
    assert len(tables.articles) == 1
    tables.save(tmp_path / "tables")


def test_parquet_with_a_column_whose_name_is_no_text(tmp_path):
    pd.DataFrame({"text": [TEXT], "zzzz": 1}).to_parquet(tmp_path / "a.parquet")
    data = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(data.replace(b"zzzz", b"zz\x80z"))
    assert skipped(tmp_path) == {"a.parquet": "unreadable"}


def test_parquet_of_wrong_types(tmp_path):
    pd.DataFrame({"text": [1, 2], "date": [True, False]}).to_parquet(tmp_path / "a.parquet")
    pd.DataFrame({"text": [["a"], ["b"]]}).to_parquet(tmp_path / "b.parquet")
    pd.DataFrame({"text": [TEXT], "title": [{"a": 1}], "date": [2.5]}).to_parquet(tmp_path / "c.parquet")
    reading = read_articles(tmp_path)
    assert reading.articles.path.tolist() == ["c.parquet#row 1"]
    assert set(reading.skipped.reason) == {"empty"}


NAMES = [
    "a'b\".txt",
    "new\nline.txt",
    "..txt",
    "%s.txt",
    "$(x).txt",
    "-rf.txt",
    "=1+1.txt",
    "<script>.txt",
    "é" * 120 + ".txt",
]


def test_files_of_any_name_are_read(tmp_path):
    folder = tmp_path / "names"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(TEXT)
    tables = tabulate(read_articles(folder)).validate()
    assert len(tables.articles) == len(NAMES) - 1  # one begins with a full stop, and is hidden
    assert not tables.articles.path.str.contains("\n").any()


@pytest.mark.parametrize(
    "unit", ["“", '"x," he said. ', "12 killed ", "‮a", "e\u0301", "語", "(", "-", "1,", "twenty-", "\n\nx"]
)
def test_a_text_of_one_thing_over_and_over_ends(unit):
    articles = pd.DataFrame([{"article_id": "a", "text": f"It {unit * 300}.", "title": None}])
    assert len(tabulate(articles).validate().articles) == 1


def test_a_table_without_texts_is_one_clear_error(tmp_path):
    for into in (None, tmp_path / "out"):
        with pytest.raises(ValueError, match="the articles have no column text: they need article_id and text"):
            tabulate(pd.DataFrame({"article_id": ["a"]}), into=into)

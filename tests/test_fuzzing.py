"""Whatever comes in: every reader, extractor and exporter gives a table, a row in ``skipped``, or one clear error."""

import csv
import io
import json
import shutil
from time import process_time

import docx
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.articles import Reading, read_articles, stream_articles
from analysis.articles.formats import KINDS
from analysis.articles.refusals import REASONS
from analysis.exporting import WRITERS, export
from analysis.exports import FORMULA
from analysis.highlighting import highlight
from analysis.pipeline import tabulate
from analysis.tables import table

NIGHTLY = not settings().derandomize
CASES = settings().max_examples if NIGHTLY else 200
LONGEST = 5  # seconds of the processor, which a busy machine does not lengthen
some = settings(max_examples=CASES)

ODD = [
    "\u202e", "\u200b", "\u200d", "\ufeff", "\u2028", "\x85", "e\u0301", "👩‍👩‍👧", "\x1b[31m",
    "<script>alert(1)</script>", "=1+1", "${x}",
    "{{x}}", "%s", "'; DROP", "../..", "\\", "&amp;", "]]>", "<!--", "“", "”", '"', "‘", "’", "'s", "—", "\t", "\n\n", "\r\n",
]  # fmt: skip
WORDS = [
    "said", "told", "according to", "the mayor", "Ada Quill", "killed", "wounded", "at least", "no one", "dozens of",
    "people", "soldiers", "twelve", "12", "1,200", "3.5 million", "10-12", "between", "and", "up to", "on Monday", "he",
    "who", "which", "were", "that", "denied", "Mr.", "U.N.", ".", ",", ":", ";", "?", "(", ")", "May 5", "2024", "AVEL (AP) -",
]  # fmt: skip
texts = st.lists(st.sampled_from([*WORDS, *ODD]) | st.text(max_size=8), max_size=60).map(" ".join)
strings = st.one_of(texts, st.text(max_size=40), st.sampled_from(ODD))
plain = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), strings)
values = st.recursive(
    plain, lambda held: st.lists(held, max_size=3) | st.dictionaries(strings, held, max_size=3), max_leaves=5
)
COLUMNS = ["id", "text", "title", "date", "outlet", "byline", "words", "article_id", "place", "x"]
rows = st.lists(st.dictionaries(st.sampled_from(COLUMNS) | strings, values, max_size=6), min_size=1, max_size=5)


def as_csv(held):
    file = io.StringIO()
    csv.writer(file).writerows([list(held[0]), *(row.values() for row in held)])
    return file.getvalue().encode("utf8", "replace")


def as_workbook(held):
    book = openpyxl.Workbook()
    for row in [list(held[0]), *(row.values() for row in held)]:
        book.active.append([value if isinstance(value, int | float) else printable(value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_word(held):
    document = docx.Document()
    for row in held:
        for value in row.values():
            document.add_paragraph(printable(value))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def printable(value):
    return "".join(c for c in str(value) if c.isprintable())


def as_parquet(held):
    columns = {}
    for name in dict.fromkeys(name for row in held for name in row):
        cells = [row.get(name) for row in held]
        try:
            columns[printable(name)] = pa.array(cells)
            pq.write_table(pa.table({"x": columns[printable(name)]}), io.BytesIO())
        except (pa.ArrowException, OverflowError, UnicodeEncodeError):  # not of one type, or of one that no file holds
            columns[printable(name)] = pa.array(map(printable, cells))
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


def as_page(held):
    tags = ("p", "div", "article", "h1", "script", "table", "meta", "title", "b", "br")
    body = "".join(
        f"<{tags[i % 10]}>{value}" for i, value in enumerate(value for row in held for value in row.values())
    )
    return f"<html><body>{body}".encode("utf8", "replace")


def as_lines(held):
    return "\n".join(json.dumps(row, default=str) for row in held).encode()


def as_text(held):
    return "\n".join(str(value) for row in held for value in row.values()).encode("utf8", "replace")


WRITTEN = {
    ".csv": as_csv, ".tsv": as_csv, ".jsonl": as_lines, ".parquet": as_parquet, ".xlsx": as_workbook, ".docx": as_word,
    ".html": as_page, ".htm": as_page, ".txt": as_text, ".md": as_text,
}  # fmt: skip


places = st.integers(0, 2**16)  # not to the end of the data: a workbook holds the time, which changes its length


@st.composite
def files(draw, kind):
    """Bytes of a file of a kind: any, well-formed with any content, or well-formed but for a few bytes."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.binary(max_size=300))
    data = bytearray(WRITTEN[kind](draw(rows)))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 5]))):
        if data:
            data[draw(places) % len(data)] = draw(st.integers(0, 255))
    cut = draw(st.sampled_from([None, None, None, len(data) // 2]))
    return bytes(data[:cut])


def test_every_kind_of_file_is_among_those_that_are_tried():
    assert set(WRITTEN) == set(KINDS)


@pytest.mark.parametrize("kind", WRITTEN)
@some
@given(data=st.data())
def test_every_file_is_read_or_skipped(kind, data, tmp_path):
    (tmp_path / f"a{kind}").write_bytes(data.draw(files(kind)))
    began = process_time()
    reading = read_articles(tmp_path)
    assert {path.partition("#")[0] for path in [*reading.articles.path, *reading.skipped.path]} == {f"a{kind}"}
    assert set(reading.skipped.reason) <= set(REASONS)
    assert reading.skipped.detail.str.contains(":").all()
    assert reading.articles.article_id.is_unique
    reading.articles.to_parquet(tmp_path / ".articles.parquet")
    steps = list(stream_articles(tmp_path, batch=1))
    assert sum(len(step.articles) for step in steps) == len(reading.articles)
    assert pd.concat([step.skipped for step in steps], ignore_index=True).equals(reading.skipped)
    assert process_time() - began < LONGEST


def frame(held):
    articles = [
        {"article_id": f"{name}{i}", "path": name, "title": title, "publisher": name, "text": text}
        for i, (name, title, text) in enumerate(held)
    ]
    return Reading(table("articles", articles), table("skipped"))


whole_texts = texts.filter(str.strip).map(lambda text: text.encode("utf8", "replace").decode().replace("\0", ""))
articles = st.lists(st.tuples(strings.map(printable), strings.map(printable), whole_texts), min_size=1, max_size=3).map(
    frame
)


@some
@given(articles)
def test_every_text_becomes_tables_that_keep_the_contract(given):
    began = process_time()
    tables = tabulate(given).validate()
    assert len(tables.articles) + len(tables.skipped) == len(given.articles)
    assert tables.skipped.detail.to_list() == []
    for article_id in tables.articles.article_id:
        assert "<script" not in highlight(tables, article_id).html
    assert process_time() - began < LONGEST


@some
@given(articles)
def test_every_export_stays_in_its_folder_and_holds_no_formula(tmp_path_factory, given):
    tables, began = tabulate(given), process_time()
    place = tmp_path_factory.mktemp("exports")
    for kind in WRITERS:
        export(tables, place / kind, kind)
    assert process_time() - began < LONGEST
    assert {path.name for path in place.iterdir()} == set(WRITERS)
    assert all(path.resolve().is_relative_to(place.resolve()) for path in place.rglob("*"))
    for path in place.rglob("*.csv"):
        with path.open(newline="", encoding="utf-8-sig") as lines:
            cells = [cell for line in csv.reader(lines) for cell in line]
        assert not [cell for cell in cells if cell.startswith(FORMULA) and not is_number(cell)], path
    for path in place.rglob("*.xlsx"):
        sheets = openpyxl.load_workbook(path).worksheets
        assert not [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"], (
            path
        )
    shutil.rmtree(place)


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True

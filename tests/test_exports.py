import csv
import io
import time
import zipfile

import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis import Tables
from analysis.exports import defused, to_csv, write_csv_zip
from analysis.tables import SCHEMAS, table
from analysis.workbooks import write_excel


@pytest.fixture
def tables():
    rows = {
        "articles": [{"article_id": "a", "title": "=HYPERLINK(1)", "text": "x" * 40_000 + "\x00", "words": 3}],
        "casualties": [{"casualty_id": "a:f1", "article_id": "a", "outcome": "killed", "low": 12, "high": None}],
    }
    return Tables(**{name: table(name, rows.get(name, ())) for name in SCHEMAS})


@pytest.mark.parametrize("text", ["\r@x", "a\r=1+1", "a\n=1+1", "a\r\n=1+1"])
def test_no_line_of_a_text_begins_a_row(text):
    written = to_csv(pd.DataFrame({"text": [text]})).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(written, newline="")))) == 2


def test_csv_files_hold_no_formulas():
    frame = pd.DataFrame({"=text": ["=1+1", "+1", "-1", "@x", "\tx", "＝1", "plain", None], "low": [-1] * 8})
    safe = defused(frame)
    assert safe.columns.tolist() == ["'=text", "low"]
    assert safe["'=text"].tolist()[:7] == ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'＝1", "plain"]
    assert safe["'=text"].isna().tolist() == [False] * 7 + [True]
    assert safe["low"].tolist() == [-1] * 8


def test_excel_takes_a_csv_file_for_utf_8():
    assert to_csv(pd.DataFrame({"name": ["Żółw"]})) == "\ufeffname\r\nŻółw\r\n".encode()


def test_an_archive_of_the_same_files_has_the_same_bytes(tmp_path):
    for name in ("one.zip", "two.zip"):
        write_csv_zip({"a.csv": b"a\n1\n"}, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert zipfile.ZipFile(tmp_path / "one.zip").read("a.csv") == b"a\n1\n"


def test_a_workbook_has_a_sheet_a_table_with_a_frozen_head_and_filters(tables, tmp_path):
    write_excel(tables, tmp_path / "all.xlsx")
    book = load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames == [name for name in SCHEMAS if name not in ("tokens", "sentences", "spans")]
    sheet = book["casualties"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert [cell.value for cell in sheet[1]] == list(SCHEMAS["casualties"])
    values = dict(zip(SCHEMAS["casualties"], (cell.value for cell in sheet[2]), strict=True))
    assert (values["outcome"], values["low"], values["high"]) == ("killed", 12, None)


def test_a_workbook_holds_no_formula_and_no_text_that_excel_refuses(tables, tmp_path):
    write_excel(tables, tmp_path / "all.xlsx")
    sheet = load_workbook(tmp_path / "all.xlsx")["articles"]
    row = dict(zip(SCHEMAS["articles"], sheet[2], strict=True))
    assert (row["title"].value, row["title"].data_type) == ("'=HYPERLINK(1)", "s")
    assert len(row["text"].value) == 32_767


def test_a_workbook_of_the_same_tables_has_the_same_bytes(tables, tmp_path):
    write_excel(tables, tmp_path / "one.xlsx")
    time.sleep(1.1)  # openpyxl notes the time of writing in whole seconds
    write_excel(tables, tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()

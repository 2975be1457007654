"""Files of every supported kind into records."""

import gzip
import io
import zipfile

import docx
import openpyxl
import pandas as pd
import pytest

from analysis.articles.decoding import decode
from analysis.articles.formats import read_records
from analysis.articles.refusals import REASONS, Unread

TEXT = "The bridge fell in the night, “without a sound”, a witness said."


def fields(path):
    return [record.fields for record in read_records(path)]


def refusal(call, *arguments):
    with pytest.raises(Unread) as caught:
        call(*arguments)
    assert caught.value.reason in REASONS
    assert caught.value.detail
    return caught.value.reason


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"]
)
def test_encodings_that_are_read(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.4 ...", "binary"),
        (b"text\0with\0NULs in a few\0 places only", "binary"),
        (bytes(range(256)) * 10, "binary"),
        ("Мост рухнул ночью, сообщили спасатели. " .encode("koi8-r") * 10, "unknown encoding"),
        ("橋が夜に崩れたと救助隊が語った。".encode("shift-jis") * 10, "unknown encoding"),
        ("The café’s owner said he hadn’t heard. ".encode("mac-roman") * 10, "unknown encoding"),
        (TEXT.encode()[:-1] + b"\xe2\x80 and then it ended", "unknown encoding"),
        (b"\xff\xfeodd", "unknown encoding"),
    ],
)  # fmt: skip
def test_encodings_that_are_refused(data, reason):
    assert refusal(decode, data) == reason


def test_nothing_but_marks_and_line_ends_is_changed():
    assert decode("\ufeff a \t\r\nb\rc\n\n".encode()) == " a \t\nb\nc\n\n"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT"])
def test_text(tmp_path, name):
    (tmp_path / name).write_text(TEXT, encoding="utf8")
    assert fields(tmp_path / name) == [{"text": TEXT}]


def test_html_gives_the_article_and_what_its_head_says(tmp_path):
    page = f"""<html><head><title>Bridge falls</title><meta name="author" content="Jane Doe">
        <meta property="article:published_time" content="2019-05-03T10:00:00Z"></head>
        <body><nav>Home</nav><article><h1>Bridge falls</h1><p>{TEXT * 3}</p><p>{TEXT * 3}</p></article></body></html>"""
    (tmp_path / "a.html").write_text(page, encoding="utf8")
    (record,) = fields(tmp_path / "a.html")
    assert TEXT in record["text"]
    assert "Home" not in record["text"]
    assert (record["title"], record["author"], record["date"]) == ("Bridge falls", "Jane Doe", "2019-05-03")


def test_a_page_without_an_article_or_nested_without_end(tmp_path):
    (tmp_path / "a.html").write_text("<html></html>")
    (tmp_path / "b.html").write_text("<div>" * 100_000 + TEXT + "</div>" * 100_000)
    assert refusal(fields, tmp_path / "a.html") == "empty"
    assert refusal(fields, tmp_path / "b.html") in REASONS


def test_a_page_names_its_encoding(tmp_path):
    body = f"<body><article><p>{'Мост рухнул ночью. ' * 30}</p></article></body>"
    page = f'<html><head><meta charset="iso-8859-5"></head>{body}</html>'
    (tmp_path / "a.html").write_bytes(page.encode("iso-8859-5"))
    assert "Мост рухнул" in fields(tmp_path / "a.html")[0]["text"]


def test_word(tmp_path):
    document = docx.Document()
    document.add_paragraph("Bridge falls")
    document.add_table(1, 2).rows[0].cells[1].text = "two"
    document.add_paragraph(TEXT)
    document.save(tmp_path / "a.docx")
    assert fields(tmp_path / "a.docx") == [{"text": f"Bridge falls\n\ttwo\n{TEXT}"}]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", 'title,text\nA,"x, y\nz"\n', [{"title": "A", "text": "x, y\nz"}]),
        ("a.csv", "title;text\nA;x, y\n", [{"title": "A", "text": "x, y"}]),
        ("a.csv", "title\ttext\nA\tx\n", [{"title": "A", "text": "x"}]),
        ("a.tsv", "title\ttext\nA\tx, y; z\n", [{"title": "A", "text": "x, y; z"}]),
        ("a.csv", "text,text,\nx,y,z\n", [{"text": "x"}]),
        ("a.csv", "title,text\nA\n\n", [{"title": "A"}]),
        ("a.csv", "title,text\n", []),
        ("a.csv", "", []),
        ("a.jsonl", '{"text": "x", "n": 1}\n\n', [{"text": "x", "n": 1}]),
    ],
)
def test_tables_in_text(tmp_path, name, content, expected):
    (tmp_path / name).write_text(content, encoding="utf8")
    assert fields(tmp_path / name) == expected
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(content.encode()))
    assert fields(tmp_path / f"{name}.gz") == expected


@pytest.mark.parametrize(
    ("name", "content", "row"),
    [
        ("a.csv", "title,text\nA,x\nB,x,y\nC,z\n", 3),
        ("a.csv", 'title,text\nA,x\nC,z\nB,"y\nD,w\n', 4),
        ("a.jsonl", '{"text": "x"}\n{"text": \n{"text": "z"}\n', 2),
        ("a.jsonl", '{"text": "x"}\n["x"]\n{"text": "z"}\n', 2),
        ("a.jsonl", '{"text": "x"}\n' + "[" * 100_000 + '\n{"text": "z"}\n', 2),
        ("a.jsonl", '{"text": "x"}\n{"n": ' + "9" * 5000 + '}\n{"text": "z"}\n', 2),
    ],
)
def test_a_bad_row_is_held_by_its_number_and_the_others_are_read(tmp_path, name, content, row):
    (tmp_path / name).write_text(content)
    records = list(read_records(tmp_path / name))
    assert [record.row for record in records if isinstance(record.fields, Unread)] == [row]
    assert [record.fields["text"] for record in records if not isinstance(record.fields, Unread)] == ["x", "z"]


def test_workbook_and_parquet(tmp_path):
    book = openpyxl.Workbook()
    for row in (["title", "text", None], ["A", "x", "lost"], [None, None, None], ["B", 3, None]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert [(record.row, record.fields) for record in read_records(tmp_path / "a.xlsx")] == [
        (2, {"title": "A", "text": "x"}),
        (4, {"title": "B", "text": 3}),
    ]
    pd.DataFrame({"text": ["x", None], "tags": [["a"], []]}).to_parquet(tmp_path / "a.parquet")
    assert fields(tmp_path / "a.parquet") == [{"text": "x", "tags": ["a"]}, {"text": None, "tags": []}]


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.parquet", "a.jsonl.gz"])
def test_damaged_files(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK\x03\x04 this is none")
    assert refusal(fields, tmp_path / name) == "unreadable"


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.json", "a.txt.gz", "a.jpeg"])
def test_unsupported_kinds(tmp_path, name):
    (tmp_path / name).write_text(TEXT)
    assert refusal(fields, tmp_path / name) == "unsupported kind"


def archive(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_archives_that_would_fill_the_memory(tmp_path, name, monkeypatch):
    monkeypatch.setattr("analysis.articles.files.TABLE_BYTES", 1_000_000)
    archive(tmp_path / name, {"word/document.xml": "x" * 2_000_000})
    assert refusal(fields, tmp_path / name) == "too large"
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>'
    archive(tmp_path / name, {"word/document.xml": laughs})
    assert refusal(fields, tmp_path / name) == "unreadable"


@pytest.mark.parametrize(
    ("sign", "at", "bits"),
    [
        pytest.param(b"PK\x01\x02", 8, 1, id="secret"),
        pytest.param(b"PK\x01\x02", 10, 99, id="packed in an unknown way"),
        pytest.param(b"PK\x05\x06", 17, 64, id="begins before the file"),
    ],
)
def test_archives_whose_directory_is_damaged(tmp_path, sign, at, bits):
    archive(tmp_path / "a.xlsx", {"xl/workbook.xml": "<workbook/>"})
    data = bytearray((tmp_path / "a.xlsx").read_bytes())
    data[data.index(sign) + at] ^= bits
    (tmp_path / "a.xlsx").write_bytes(data)
    assert refusal(fields, tmp_path / "a.xlsx") == "unreadable"


def test_limits(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"text\n" + b"x" * 1000))
    with pytest.raises(Unread, match="too large"):
        list(read_records(tmp_path / "a.txt", file_bytes=10))
    with pytest.raises(Unread, match="too large"):
        list(read_records(tmp_path / "a.csv.gz", table_bytes=500))


def test_a_docx_that_is_whole_but_no_document(tmp_path):
    held = io.BytesIO()
    archive(held, {"hello.txt": "x"})
    (tmp_path / "a.docx").write_bytes(held.getvalue())
    assert refusal(fields, tmp_path / "a.docx") == "unreadable"

"""A folder of articles into the articles table and the skipped table."""

import json
import os
from datetime import date, datetime, timedelta, timezone

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.articles.english import is_english
from analysis.articles.published import date_in_file_name, read_date, settle_order
from analysis.articles.reading import read_articles
from analysis.articles.refusals import REASONS
from analysis.columns import label, named
from analysis.tables import SCHEMAS

TEXT = "OSLO (AFP) - The bridge over the river fell in the night, police said on Friday. It was closed to traffic."


@pytest.fixture
def folder(tmp_path):
    """Writes files into a new folder: ``folder({"a.txt": "text"})``; bytes are written as they are."""

    def write(files):
        for name, content in files.items():
            path = tmp_path / "bridges" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf8"))
        return tmp_path / "bridges"

    return write


def lines(*rows):
    return "\n".join(json.dumps(row) for row in rows)


def reasons(reading):
    return dict(zip(reading.skipped.path, reading.skipped.reason, strict=True))


def test_an_article(folder):
    reading = read_articles(folder({"2015-06-04-oslo.txt": f"Bridge over river falls\r\n\r\n{TEXT}"}))
    article = reading.articles.iloc[0]
    assert article.text == f"Bridge over river falls\n\n{TEXT}"
    assert article.drop(["text", "sha256"]).dropna().to_dict() == {
        "article_id": "2015-06-04-oslo", "collection": "bridges", "path": "2015-06-04-oslo.txt",
        "title": "Bridge over river falls", "agency": "AFP", "place": "Oslo", "published": pd.Timestamp("2015-06-04"),
        "published_from": "file name", "weekday": "Friday", "language": "en", "words": 25, "sentences": 0,
    }  # fmt: skip
    assert list(reading.articles.columns) == list(SCHEMAS["articles"])
    assert reading.summary == "1 found, 1 read, 0 skipped"


def test_every_file_is_accounted_for(folder):
    path = folder(
        {
            "a.txt": TEXT, "deep/b.md": TEXT, "empty.txt": " \n", "picture.jpg": b"\xff\xd8\xff",
            "binary.txt": b"a\0b" * 9,
            "german.txt": "Die Brücke über den Fluss ist in der Nacht eingestürzt, teilte die Polizei mit.",
            "README.md": "x", "LICENSE": "x", ".hidden": "x", "~$lock.docx": "x", "gold/a.json": "x",
            "corrections.csv": "x",
        }
    )  # fmt: skip
    reading = read_articles(path)
    assert set(reading.articles.path) == {"a.txt", "deep/b.md"}
    assert reasons(reading) == {
        "empty.txt": "empty", "picture.jpg": "unsupported kind", "binary.txt": "binary", "german.txt": "not English",
    }  # fmt: skip
    assert reading.summary == "6 found, 2 read, 4 skipped"
    assert reading.skipped.detail.str.contains(":").all()


def test_metadata_csv_is_joined_on_the_file_name(folder):
    path = folder(
        {
            "a.txt": TEXT, "deep/b.txt": TEXT, "c.txt": TEXT,
            "metadata.csv": "file,headline,Outlet,date,desk\n"
            "a.txt,Bridge falls,The Gazette,2015-06-04,city\nb,,The Herald,,\nlost.txt,Lost,,,\n",
        }
    )  # fmt: skip
    reading = read_articles(path)
    articles = reading.articles.set_index("article_id")
    assert articles.loc["a", ["title", "publisher", "published_from", "desk"]].tolist() == [
        "Bridge falls", "The Gazette", "metadata", "city",
    ]  # fmt: skip
    assert articles.publisher.to_dict()["b"] == "The Herald"
    assert articles.loc["c", ["title", "publisher", "desk"]].isna().all()
    assert reasons(reading) == {"metadata.csv#row 4": "no such file"}


def test_a_table(folder):
    row = {
        "ID": 7, "Headline": "Bridge falls", "maintext": TEXT, "authors": ["Jo Doe", "Al Roe"], "media_name": "Gazette",
        "publishDate": "2015-06-04", "link": "https://example.org/7", "words": 250, "gold": {"killed": 1},
        "tags": ["fire", "flood"],
    }  # fmt: skip
    reading = read_articles(folder({"news.jsonl": lines(row, {**row, "ID": 7}, {**row, "ID": 8}, {"maintext": ""})}))
    assert reading.articles.article_id.tolist() == ["7", "8"]
    assert reading.articles.path.tolist() == ["news.jsonl#row 1", "news.jsonl#row 3"]
    first = reading.articles.iloc[0]
    assert (first.title, first.author, first.publisher) == ("Bridge falls", "Jo Doe; Al Roe", "Gazette")
    assert (first.url, first.published, first.words) == ("https://example.org/7", pd.Timestamp("2015-06-04"), 21)
    assert list(reading.articles.columns[len(SCHEMAS["articles"]) :]) == ["words_given", "tags"]
    assert reasons(reading) == {"news.jsonl#row 2": "duplicate id", "news.jsonl#row 4": "empty"}


def test_ids(folder):
    path = folder(
        {
            "a.txt": TEXT, "2015/b.txt": TEXT, "2016/b.txt": TEXT,
            "x.csv": f'id,text\n1,"{TEXT}"\n', "y.csv": f'id,text\n1,"{TEXT}"\n', "z.csv": f'text\n"{TEXT}"\n',
        }
    )  # fmt: skip
    assert sorted(read_articles(path).articles.article_id) == ["1", "2015_b.txt", "2016_b.txt", "a", "y-1", "z-2"]


def test_a_table_without_a_text_column(folder):
    reading = read_articles(folder({"a.csv": "title,summary\nA,B\n", "b.csv": ""}))
    assert reasons(reading) == {"a.csv": "no text column", "b.csv": "empty"}


def test_further_columns_have_one_type_and_survive_parquet(folder, tmp_path):
    rows = [
        {"text": TEXT, "id": n, "ward": n, "score": n / 2, "mixed": [1, "one"][n % 2], "huge": 10**30} for n in range(4)
    ]
    articles = read_articles(folder({"a.jsonl": lines(*rows)})).articles
    articles.to_parquet(tmp_path / "articles.parquet")
    held = articles[["ward", "score", "mixed", "huge"]].dtypes.astype(str).to_dict()
    assert held == {"ward": "Int64", "score": "float64", "mixed": "str", "huge": "str"}


def test_halves_of_characters_and_zeros_are_refused(folder):
    path = folder(
        {"a.jsonl": '{"text": "half \\ud800"}\n{"text": "zero \\u0000"}\n' + lines({"text": TEXT, "title": "\ud800A"})}
    )
    reading = read_articles(path)
    assert reasons(reading) == {"a.jsonl#row 1": "unreadable", "a.jsonl#row 2": "binary"}
    assert reading.articles.title.tolist() == ["A"]


def test_limits(folder):
    path = folder({"a.txt": TEXT, "b.csv": f"text\n{'x' * 200}\n"})
    assert reasons(read_articles(path, longest=150)) == {"b.csv#row 2": "too large"}
    assert reasons(read_articles(path, file_bytes=50)) == {"a.txt": "too large"}


def test_links_that_lead_out_of_the_folder(folder, tmp_path):
    path = folder({"a.txt": TEXT})
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/b.txt").write_text(TEXT)
    (path / "b.txt").symlink_to(tmp_path / "secret/b.txt")
    (path / "c").symlink_to(tmp_path / "secret")
    (path / "d.txt").symlink_to(path / "gone.txt")
    os.mkfifo(path / "e.txt")
    assert reasons(read_articles(path)) == {
        "b.txt": "outside the folder", "c": "outside the folder",
        "d.txt": "unsupported kind", "e.txt": "unsupported kind",
    }  # fmt: skip


def test_names_no_table_could_hold(folder):
    path = folder({"a.txt": TEXT})
    (path / os.fsdecode(b"b\xff\n.txt")).write_text(TEXT)
    articles = read_articles(path).articles
    assert articles.path.tolist() == ["a.txt", "b\ufffd .txt"]
    assert articles.article_id.tolist() == ["a", "b"]


def test_wrong_paths(tmp_path):
    with pytest.raises(FileNotFoundError, match="is not there: give a folder"):
        read_articles(tmp_path / "nowhere")
    with pytest.raises(ValueError, match=r"holds no articles: put \.txt"):
        read_articles(tmp_path)


@pytest.mark.parametrize(
    ("text", "when", "source"),
    [
        (f"Friday, May 3, 2019\n\n{TEXT}", "2019-05-03", "text"),
        (f"Date: 2019-05-03\n\n{TEXT}", "2019-05-03", "text"),
        ("OSLO (May 3, 2019) - The bridge fell, and the road with it, police said.", "2019-05-03", "text"),
        ("OSLO, May 3 (AFP) - The bridge fell, and the road with it, police said.", None, "none"),
        (TEXT, None, "none"),
    ],
)
def test_the_date_in_the_text(folder, text, when, source):
    article = read_articles(folder({"a.txt": text})).articles.iloc[0]
    assert article.published_from == source
    assert article.published == pd.Timestamp(when) if when else article.published is pd.NaT


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2015-06-04", datetime(2015, 6, 4)),
        ("20150604", datetime(2015, 6, 4)),
        (20150604, datetime(2015, 6, 4)),
        (20150604.0, datetime(2015, 6, 4)),
        (date(2015, 6, 4), datetime(2015, 6, 4)),
        ("2015-06-04 7:30", datetime(2015, 6, 4, 7, 30)),
        ("2015-06-04T23:30:00-02:00", datetime(2015, 6, 5, 1, 30)),
        ("2015-06-04 23:30:00 UTC", datetime(2015, 6, 4, 23, 30)),
        ("2015-06-04T23:30:00.123456Z", datetime(2015, 6, 4, 23, 30, 0, 123456)),
        ("Thu, 04 Jun 2015 10:00:00 +0200", datetime(2015, 6, 4, 8)),
        (datetime(2015, 6, 4, tzinfo=timezone(timedelta(hours=2))), datetime(2015, 6, 3, 22)),
        ("June 4, 2015", datetime(2015, 6, 4)),
        ("4 Jun. 2015", datetime(2015, 6, 4)),
        ("25/12/2015", datetime(2015, 12, 25)),
        ("12/25/2015", datetime(2015, 12, 25)),
        ("04/04/2015", datetime(2015, 4, 4)),
        ("03/04/2015", None),
        ("03/04/15", None),
        ("June 2015", None),
        ("2015", None),
        ("2015-02-30", None),
        ("0000-00-00", None),
        ("9999-12-31", None),
        ("yesterday", None),
        (1433376000, None),
        (True, None),
        (float("nan"), None),
        (None, None),
        (pd.NaT, None),
        (datetime.min, None),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2))), None),
    ],
)
def test_dates_are_never_guessed(value, expected):
    assert read_date(value) == expected


def test_a_column_settles_whether_the_day_comes_first(folder):
    assert settle_order(["03/04/2015", "25/04/2015"]) == "day first"
    assert settle_order(["03/04/2015", "04/25/2015"]) == "month first"
    assert settle_order(["25/04/2015", "04/25/2015"]) is None
    rows = [{"text": TEXT, "date": day} for day in ("03/04/2015", "25/04/2015")]
    published = read_articles(folder({"a.jsonl": lines(*rows)})).articles.published
    assert published.tolist() == [pd.Timestamp("2015-04-03"), pd.Timestamp("2015-04-25")]


def test_dates_in_file_names():
    assert date_in_file_name("20150604_oslo.txt") == datetime(2015, 6, 4)
    assert date_in_file_name("2015_06_04.txt") == datetime(2015, 6, 4)
    assert date_in_file_name("2015-06-04-to-2015-06-05.txt") is None
    assert date_in_file_name("201506041.txt") is None


@pytest.mark.parametrize(
    "text",
    [
        "Le pont sur la rivière est tombé dans la nuit, a annoncé la police, et deux personnes ont été blessées.",
        "Die Brücke über den Fluss ist in der Nacht eingestürzt, zwei Menschen wurden nach Polizeiangaben verletzt.",
        "El puente sobre el río se derrumbó durante la noche, informó la policía, y dos personas resultaron heridas.",
        "انهار الجسر فوق النهر ليلا وأصيب شخصان بجروح حسبما أعلنت الشرطة يوم الجمعة",
        "Мост через реку рухнул ночью, два человека ранены, сообщила в пятницу полиция.",
        "Nehrin üzerindeki köprü gece çöktü, iki kişi yaralandı, polis cuma günü yaptığı açıklamada bildirdi.",
        "Jembatan di atas sungai itu runtuh pada malam hari dan dua orang terluka, kata polisi pada hari Jumat.",
        "Le pont est tombé.",
        "Мост рухнул ночью.",
    ],
)
def test_other_languages_are_refused(text):
    assert not is_english(text)


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.upper(), "Bridge falls.", "Oslo", "27", "Zamfara gunmen kill nine in Gobirawa."]
)
def test_english_is_taken(text):
    assert is_english(text)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "refused"),
    [("wikinews_2019_2020_all", 0), ("wikipedia_current_events_items", 10), ("gum_wikinews_gold_sentences", 0)],
)
def test_real_articles_are_read(shared, name, refused):
    reading = read_articles(shared / f"data/articles/{name}.jsonl.gz")
    assert len(reading.skipped) <= refused  # of 295, 10,252 and 43
    assert (reading.articles.published_from == "metadata").all()


def test_columns_under_other_names():
    assert named({"Publish Date": 1, "byline": 2, "source": {"name": "x"}, "outlet": "y"}) == {
        "publisher": "y", "author": 2, "published": 1, "source": {"name": "x"},
    }  # fmt: skip
    assert named({"text": "", "body": "x"}) == {"text": "x"}
    assert [label(v) for v in ("  a\n b ", "None", 3, 3.0, 3.5, ["a", None], {}, True)] == [
        "a  b", None, "3", "3", "3.5", "a", None, "True",
    ]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf8"))))
def test_any_bytes_are_read_or_skipped(tmp_path, data):
    for name in ("a.txt", "a.csv", "a.jsonl", "a.html"):
        (tmp_path / name).write_bytes(data)
    reading = read_articles(tmp_path)
    accounted = {path.partition("#")[0] for path in [*reading.articles.path, *reading.skipped.path]}
    assert accounted == {"a.txt", "a.csv", "a.jsonl", "a.html"}
    assert set(reading.skipped.reason) <= set(REASONS)
    reading.articles.to_parquet(tmp_path / ".articles.parquet")

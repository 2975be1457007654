"""Reports of a folder of parts: of its tables as they are, as many as memory holds."""

import re

import pytest
from mining import assert_same, collection, parted

from analysis import Tables, pipeline, render, reports
from analysis.corrections import corrections_template
from analysis.reports.ledger import Unusable


def test_a_folder_of_parts_is_reported_without_reading_its_articles_anew(tmp_path, monkeypatch):
    parts = parted(collection(tmp_path), tmp_path / "mines")
    lines = corrections_template(parts.load(["m1"]), {"casualties": ["low"]}).assign(action="drop")
    parts.correct(lines)
    monkeypatch.setattr(pipeline, "analyse_batch", None)
    done = render(tmp_path / "mines", tmp_path / "reports", notebooks=[])
    assert (done.name, done.found, done.read, done.skipped) == ("mines", 8, 7, {"empty": 1})
    assert_same(Tables.load(done.folder / "tables"), parts.load())
    assert "Kari Lund" in (done.folder / "article-m4.html").read_text()
    assert render(tmp_path / "mines", tmp_path / "reports", notebooks=[]).up_to_date


def test_more_articles_than_memory_holds_are_refused(tmp_path, monkeypatch):
    parted(collection(tmp_path), tmp_path / "mines")
    monkeypatch.setattr(reports, "HELD", 6)
    with pytest.raises(Unusable, match="mines holds 7 articles, and a report 6: choose some with -p since"):
        render(tmp_path / "mines", tmp_path / "reports", notebooks=[])


def test_of_more_articles_than_memory_holds_some_are_reported(tmp_path, monkeypatch):
    parts = parted(collection(tmp_path), tmp_path / "mines")
    monkeypatch.setattr(reports, "HELD", 3)

    def reported(**parameters):
        return render(tmp_path / "mines", tmp_path / "reports", notebooks=["overview"], parameters=parameters)

    with pytest.raises(Unusable, match="mines holds 4 such articles, and a report 3"):
        reported(publisher="echo")
    done = reported(since="2024-03-02")
    assert (done.read, done.failed) == (3, {})
    assert_same(Tables.load(done.folder / "tables"), parts.load(since="2024-03-02"))
    assert reported(since="2024-03-02").up_to_date
    assert reported(since="2024-03-02", publisher="post").read == 1


def test_more_articles_than_memory_holds_are_counted(tmp_path, monkeypatch):
    parts = parted(collection(tmp_path), tmp_path / "mines")
    monkeypatch.setattr(reports, "HELD", 3)
    monkeypatch.setattr(type(parts), "load", None)  # nothing may ask for all tables at once
    done = render(tmp_path / "mines", tmp_path / "reports")
    assert (done.made, done.failed, done.read, done.skipped) == (["collection"], {}, 7, {"empty": 1})
    page, index = ((done.folder / name).read_text() for name in ("collection.html", "index.html"))
    assert "7 articles from 1 March 2024 to 2 March 2024" in page
    assert "2 sources, as concentrated as 1.8 equally heard ones" in page
    assert 'href="tables/voices.csv"' in page
    assert "articles.html" not in page + index
    linked = set(re.findall(r'href="(tables/[^"]+)"', page + index))
    assert all((done.folder / name).is_file() for name in linked)
    assert {"tables/publishers.csv", "tables/tolls.parquet"} <= linked
    facts = dict(re.findall(r"<dt>(\w+)</dt><dd>(\d+)", page))
    assert (facts["figures"], facts["statements"]) == ("14", "21")
    assert render(tmp_path / "mines", tmp_path / "reports").up_to_date


def test_all_counted_and_some_shown_take_each_others_place(tmp_path, monkeypatch):
    parted(collection(tmp_path), tmp_path / "mines")
    monkeypatch.setattr(reports, "HELD", 3)
    shown = render(tmp_path / "mines", tmp_path / "reports", notebooks=["overview"], parameters={"publisher": "Post"})
    assert (shown.folder / "article-m1.html").is_file()
    counted = render(tmp_path / "mines", tmp_path / "reports")
    assert not {"overview.html", "articles.html", "article-m1.html"} & {path.name for path in counted.folder.iterdir()}
    assert not (counted.folder / "tables" / "claims.parquet").exists()
    assert (counted.folder / "tables" / "charts" / "share-of-statements.csv").is_file()


def test_corrections_that_sums_would_leave_out_are_refused(tmp_path, monkeypatch):
    parts = parted(collection(tmp_path), tmp_path / "mines")
    lines = corrections_template(parts.load(["m1"]), {"casualties": ["low"]}).assign(action="drop")
    lines.to_csv(tmp_path / "mines" / "corrections.csv", index=False)
    monkeypatch.setattr(reports, "HELD", 3)
    with pytest.raises(Unusable, match="holds corrections that its tables know nothing of"):
        render(tmp_path / "mines", tmp_path / "reports")
    parts.correct(lines)
    (tmp_path / "mines" / "corrections.csv").unlink()
    assert render(tmp_path / "mines", tmp_path / "reports").failed == {}

"""Reports of a folder of parts: of its tables as they are, as many as memory holds."""

import pytest
from mining import assert_same, collection, parted

from analysis import Tables, pipeline, render
from analysis.corrections import corrections_template
from analysis.reports import reuse
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
    monkeypatch.setattr(reuse, "HELD", 6)
    with pytest.raises(Unusable, match="mines holds 7 articles, and a report 6: choose some with -p since"):
        render(tmp_path / "mines", tmp_path / "reports", notebooks=[])


def test_of_more_articles_than_memory_holds_some_are_reported(tmp_path, monkeypatch):
    parts = parted(collection(tmp_path), tmp_path / "mines")
    monkeypatch.setattr(reuse, "HELD", 3)

    def reported(**parameters):
        return render(tmp_path / "mines", tmp_path / "reports", notebooks=["overview"], parameters=parameters)

    with pytest.raises(Unusable, match="mines holds 4 such articles, and a report 3"):
        reported(publisher="echo")
    done = reported(since="2024-03-02")
    assert (done.read, done.failed) == (3, {})
    assert_same(Tables.load(done.folder / "tables"), parts.load(since="2024-03-02"))
    assert reported(since="2024-03-02").up_to_date
    assert reported(since="2024-03-02", publisher="post").read == 1

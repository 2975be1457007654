import os
import re
import subprocess
import sys

import notes
import pandas as pd
import pytest
from notes import page

from analysis import Tables, read_articles, render, tabulate
from analysis.documents import read_document
from analysis.reports.ledger import Unusable

STAMP = re.compile(rb'<span class="stamp">.*?</span>')


@pytest.fixture(autouse=True)
def library(monkeypatch):
    """The library stays the same during these tests, whoever edits it; called with a name it becomes another."""

    def become(name):
        monkeypatch.setattr("analysis.reports.ledger.digest_library", lambda: name)

    become("this library")
    return become


@pytest.fixture
def small(tmp_path):
    """A collection, a folder for reports, and a notebook that looks for a table."""
    return notes.small(tmp_path)


def test_nothing_is_made_again_while_nothing_changes(small):
    articles, reports, counting = small
    assert render(articles, reports, notebooks=[counting]).made == ["counting"]
    assert render(articles, reports, notebooks=[counting]).up_to_date
    assert render(articles, reports, notebooks=[counting], force=True).made == ["counting"]


def test_only_what_changed_is_made_again(small, tmp_path):
    articles, reports, counting = small
    other = notes.notebook(tmp_path / "other.ipynb", "1 + 1")
    both = [counting, other]
    assert render(articles, reports, notebooks=both).made == ["counting", "other"]

    notes.notebook(other, "2 + 2")
    assert render(articles, reports, notebooks=both).made == ["other"]

    assert render(articles, reports, notebooks=[counting], parameters={"top": 5}).made == ["counting"]
    assert render(articles, reports, notebooks=[other]).up_to_date

    (articles / "second.txt").write_text(notes.FLOOD.replace("Avel", "Orm"))
    report = render(articles, reports, notebooks=both)
    assert (report.made, report.read) == (["counting", "other"], 2)

    (reports / "flood" / "other.html").unlink()
    assert render(articles, reports, notebooks=both).made == ["other"]


HEAD = "table,article_id,start,end,quote,field,old,new,action,who,when,note\n"
FINDS = """from analysis import selection
held = selection.open_tables(collection, findings)
print(held.casualties['low'].tolist(), held.claims['cue'].tolist(), held.articles['published'].isna().all(), top)"""
TAKES_FINDINGS = notes.PARAMETERS.replace("tables", "findings")


@pytest.fixture
def ran(monkeypatch):
    """The names of notebooks that were run, as they are."""
    from analysis.reports import running

    names, run = [], running.run
    monkeypatch.setattr(running, "run", lambda path, *args, **more: names.append(path.stem) or run(path, *args, **more))
    return names


def test_a_notebook_of_findings_is_run_again_only_where_these_have_changed(small, tmp_path, library, ran):
    articles, reports, counting = small
    finding = notes.notebook(tmp_path / "finding.ipynb", FINDS, parameters=TAKES_FINDINGS)

    def again(**options):
        ran.clear()
        report = render(articles, reports, notebooks=[counting, finding], **options)
        assert not report.failed
        return sorted(ran), page(report, "finding")

    def write(text):
        (articles / "flood.txt").write_text(text)

    both = ["counting", "finding"]
    assert again()[0] == both
    first = page(render(articles, reports, notebooks=[finding]), "finding")
    assert "[12, 12, 30] ['said', 'told', 'said', 'said'] True 3" in first.main.get_text()

    write(notes.FLOOD + "\nThe road to Orm is closed.\n")
    names, html = again()
    assert names == ["counting"]
    assert html.main.get_text() == first.main.get_text()
    assert html.footer.get_text() != first.footer.get_text()  # the hash of the inputs is that of now

    write(notes.FLOOD.replace("12 people", "13 people"))
    names, html = again()
    assert names == both
    assert "[12, 13, 30]" in html.main.get_text()

    at = notes.FLOOD.index("12 people")
    line = f"casualties,flood,{at},{at + 9},13 people,%s,13,15,,ed,2031-01-01,the ministry says so\n"
    (articles / "corrections.csv").write_text(HEAD + line % "low" + line % "high")
    names, html = again()
    assert names == both
    assert "[12, 15, 30]" in html.main.get_text()

    (articles / "metadata.csv").write_text("file,published\nflood.txt,2031-01-01\n")
    names, html = again()
    assert names == both
    assert "False 3" in html.main.get_text()

    assert "False 4" in again(parameters={"top": 4})[1].main.get_text()
    notes.notebook(finding, FINDS.replace("print(", "print('new', "), parameters=TAKES_FINDINGS)
    assert again(parameters={"top": 4})[0] == ["finding"]
    library("a later library")
    assert again(parameters={"top": 4})[0] == both
    assert again(parameters={"top": 4}, force=True)[0] == both

    (reports / "flood" / "finding.html").unlink()
    (reports / "flood" / "notebooks" / "finding.ipynb").write_text("by hand")
    assert again(parameters={"top": 4})[0] == ["finding"]


def test_pages_of_articles_that_have_changed_are_not_left_behind(small, tmp_path):
    articles, reports, counting = small
    other = notes.notebook(tmp_path / "other.ipynb", "1 + 1")
    render(articles, reports, notebooks=[counting, other])
    (articles / "second.txt").write_text(notes.FLOOD.replace("Avel", "Orm"))
    render(articles, reports, notebooks=[counting])
    assert not (reports / "flood" / "other.html").exists()


def test_two_runs_give_the_same_bytes_but_for_the_stamp(small, tmp_path):
    articles, _, counting = small
    notebooks = ["overview", counting]
    first, second = (render(articles, tmp_path / place, notebooks=notebooks).folder for place in ("one", "two"))
    names = sorted(
        path.relative_to(first) for path in first.rglob("*") if path.is_file() and path.name != ".ledger.json"
    )
    assert len(names) > 20
    for name in names:
        one, two = ((folder / name).read_bytes() for folder in (first, second))
        assert STAMP.sub(b"", one) == STAMP.sub(b"", two), name
        assert len(STAMP.findall(one)) == (name.suffix == ".html"), name


def test_a_run_that_is_broken_off_leaves_the_last_good_one(small, monkeypatch):
    articles, reports, counting = small
    render(articles, reports, notebooks=[counting])
    before = (reports / "flood" / "counting.html").read_bytes()
    (articles / "flood.txt").write_text(notes.FLOOD.replace("12", "13"))
    monkeypatch.setattr("analysis.reports.pages.page", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        render(articles, reports, notebooks=[counting])
    assert (reports / "flood" / "counting.html").read_bytes() == before
    assert sorted(path.name for path in reports.iterdir()) == [".lock", "flood", "index.html"]


def test_new_and_changed_articles_alone_are_analysed_and_the_tables_are_the_same(small, tmp_path, monkeypatch):
    articles, reports, _ = small
    for name in ("early", "late"):
        (articles / f"{name}.txt").write_text(notes.FLOOD.replace("Avel", name.title()))
    render(articles, reports, notebooks=[])
    (articles / "early.txt").unlink()
    (articles / "flood.txt").write_text(notes.FLOOD.replace("12", "13"))
    (articles / "fourth.txt").write_text(notes.FLOOD.replace("Avel", "Tessin"))
    analysed = []
    monkeypatch.setattr("analysis.pipeline.read_document", lambda a: analysed.append(a.article_id) or read_document(a))
    again = render(articles, reports, notebooks=[])
    assert analysed == ["flood", "fourth"]
    afresh = tabulate(read_articles(articles))
    for name, frame in Tables.load(again.folder / "tables").validate():
        pd.testing.assert_frame_equal(frame, getattr(afresh, name))


def test_another_library_analyses_everything_again(small, library, monkeypatch):
    articles, reports, _ = small
    render(articles, reports, notebooks=[])
    analysed = []
    monkeypatch.setattr("analysis.pipeline.read_document", lambda a: analysed.append(a.article_id) or read_document(a))
    render(articles, reports, notebooks=[])
    assert analysed == []
    library("a later library")
    render(articles, reports, notebooks=[])
    assert analysed == ["flood"]


def test_an_article_of_another_day_or_publisher_is_analysed_again(small, monkeypatch):
    articles, reports, _ = small
    render(articles, reports, notebooks=[])
    (articles / "metadata.csv").write_text("file,publisher\nflood.txt,The Avel Courier\n")
    render(articles, reports, notebooks=[])
    assert Tables.load(reports / "flood" / "tables").articles["publisher"].tolist() == ["The Avel Courier"]


def test_the_index_tells_what_has_changed_since_the_last_run(small):
    articles, reports, _ = small
    first = render(articles, reports, notebooks=[])
    assert page(first, "index").find(id="changes") is None
    (articles / "flood.txt").write_text(notes.FLOOD.replace("12 people", "13 people"))
    (articles / "second.txt").write_text(notes.FLOOD.replace("Flood kills", "Storm kills"))
    changes = page(render(articles, reports, notebooks=[]), "index").find(id="changes")
    assert changes.get_text().startswith("Since the run of 20")
    told = [" ".join(entry.get_text().split()) for entry in changes.find_next("ul").find_all("li", recursive=False)]
    assert told[:2] == ["1 new article: Storm kills twelve in Avel", "1 article changed"]
    assert told[2].startswith("1 toll moved: killed in “Flood kills twelve in Avel”: 12 → ")
    forced = render(articles, reports, notebooks=[], force=True)
    assert page(forced, "index").find(id="changes").get_text() == changes.get_text()


def test_what_a_killed_run_left_is_cleared_and_what_a_running_one_writes_is_not(small):
    articles, reports, _ = small
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    left, own = (reports / f".flood-{pid}-abcd_123" for pid in (int(gone.stdout), os.getpid()))
    for folder in (left, own):
        folder.mkdir(parents=True)
    render(articles, reports, notebooks=[])
    assert not left.exists()
    assert own.exists()


def test_tables_that_another_run_has_made_are_not_made_again(small, monkeypatch):
    articles, reports, _ = small
    render(articles, reports, notebooks=[])
    monkeypatch.setattr("analysis.pipeline.read_document", lambda _: 1 / 0)
    june = render(articles, reports, notebooks=[], name="flood June")
    assert (june.folder.name, june.read, june.failed) == ("flood-June", 1, {})


def test_pages_of_articles_that_are_gone_go_too(small):
    articles, reports, _ = small
    (articles / "second.txt").write_text(notes.FLOOD.replace("Avel", "Orm"))
    assert (render(articles, reports, notebooks=[]).folder / "article-second.html").is_file()
    (articles / "second.txt").unlink()
    folder = render(articles, reports, notebooks=[]).folder
    assert [path.name for path in folder.glob("article-*.html")] == ["article-flood.html"]


def test_corrections_are_applied_told_and_taken_back(small):
    articles, reports, counting = small
    at = notes.FLOOD.index("12 people")
    line = f"casualties,flood,{at},{at + 9},12 people,low,%s,%s,,ed,2031-01-01,the ministry says so\n"
    lines = HEAD + line % (12, 15) + line.replace(",low,", ",high,") % (12, 15) + line % (99, 1)
    first = render(articles, reports, notebooks=[counting])
    assert (first.corrections, (first.folder / "corrections.html").exists()) == (None, False)

    for written, new in ((lines, 15), (lines.replace(",15,", ",16,"), 16)):  # then on corrected tables
        (articles / "corrections.csv").write_text(written)
        report = render(articles, reports, notebooks=[counting])
        assert (report.made, report.corrections) == (["counting"], "3 corrections: 2 applied, 1 not applied")
        (refused,) = report.refused
        assert refused.startswith("corrections.csv, line 4: ")
        held = Tables.load(report.folder / "tables")
        assert held.casualties.set_index("text").loc["12 people", ["low", "high"]].tolist() == [new, new]
        assert held.tolls.set_index("outcome").loc["killed", "high"] == new  # the title still says twelve
        assert "3 corrections: 2 applied" in page(report, "counting").footer.get_text()
        assert refused in page(report, "index").get_text()
        rows = page(report, "corrections").select("tbody tr")
        assert len(rows) == 3
        assert rows[0].a["href"] == "article-flood.html"
    moved = page(report, "index").find(id="changes").find_next("ul").get_text()
    assert "1 toll moved: killed in “Flood kills twelve in Avel”" in " ".join(moved.split())

    (articles / "corrections.csv").unlink()
    report = render(articles, reports, notebooks=[counting])
    pd.testing.assert_frame_equal(
        Tables.load(report.folder / "tables").casualties, tabulate(read_articles(articles)).casualties
    )
    assert not (report.folder / "corrections.html").exists()


def test_corrections_that_cannot_be_read_are_told_before_any_work(small):
    articles, reports, counting = small
    (articles / "corrections.csv").write_text("table,what\ncasualties,all\n")
    with pytest.raises(Unusable, match=r"corrections\.csv has no column article_id"):
        render(articles, reports, notebooks=[counting])

import notes
import pytest
import samples
from bs4 import BeautifulSoup
from click.testing import CliRunner

from analysis import Tables, read_articles, render, tabulate
from analysis.__main__ import main
from analysis.difference import difference
from analysis.reports.comparing import open_run
from analysis.reports.ledger import Unusable
from analysis.sums import sum_tables
from analysis.tables import SCHEMAS, table


def run(**rows):
    return Tables(**{name: table(name, rows.get(name, ())) for name in SCHEMAS})


def figure(number=1, **columns):
    usual = {
        "casualty_id": f"a:f{number}", "article_id": "a", "start": 10 * number, "text": "12 people", "outcome": "killed",
        "low": 12, "high": 12, "victims": "people",
    }  # fmt: skip
    return usual | columns


def told(frame):
    return [tuple(row) for row in frame[["change", "before", "after"]].fillna("–").to_numpy()]


@pytest.mark.parametrize(
    ("earlier", "later", "changes"),
    [
        ([figure()], [figure()], []),
        # the same figure further down in the text is the same figure
        ([figure()], [figure(start=80)], []),
        # the number was corrected where it stood
        ([figure()], [figure(text="13 people", low=13, high=13)], [("moved", "killed: 12", "killed: 13")]),
        # ... and elsewhere in the text
        ([figure()], [figure(start=80, text="13 people", low=13, high=13)], [("moved", "killed: 12", "killed: 13")]),
        # read otherwise
        ([figure()], [figure(outcome="wounded")], [("moved", "killed: 12", "wounded: 12")]),
        ([figure()], [figure(background=True)], [("moved", "killed: 12", "killed: 12, background")]),
        # one of two alike is gone
        ([figure(1), figure(2)], [figure(1)], [("gone", "killed: 12", "–")]),
        ([], [figure(high=None)], [("added", "–", "killed: 12 or more")]),
        # another article is another matter
        ([figure()], [figure(article_id="b")], [("gone", "killed: 12", "–"), ("added", "–", "killed: 12")]),
    ],
)  # fmt: skip
def test_figures_added_gone_and_moved(earlier, later, changes):
    assert told(difference(run(casualties=earlier), run(casualties=later)).figures) == changes


def test_tolls_that_moved():
    def toll(low, best, high):
        return [{"article_id": "a", "outcome": "killed", "low": low, "best": best, "high": high}]

    found = difference(run(tolls=toll(12, 12, 12)), run(tolls=toll(12, 14, 20)))
    assert told(found.tolls) == [("moved", "12", "14 (12 to 20)")]
    assert found.counts()["tolls"] == {"added": 0, "gone": 0, "moved": 1}


def test_claims_are_compared_with_the_name_of_their_source():
    def made(name, **columns):
        usual = {"claim_id": "a:c1", "article_id": "a", "source": "he", "cue": "said", "content": "it rained",
                 "stance": "asserts", "source_id": "a:s1"}  # fmt: skip
        return run(claims=[usual | columns], sources=[{"source_id": "a:s1", "article_id": "a", "name": name}])

    assert not difference(made("Ada Quill"), made("Ada Quill"))
    assert told(difference(made("Ada Quill"), made("Orm Tessin")).claims) == [
        ("moved", "Ada Quill, asserts", "Orm Tessin, asserts")
    ]
    assert told(difference(made("Ada Quill"), made("Ada Quill", stance="denies")).claims) == [
        ("moved", "Ada Quill, asserts", "Ada Quill, denies")
    ]


def test_articles_that_were_changed():
    found = difference(
        run(
            articles=[{"article_id": "a", "words": 90, "sha256": "1"}, {"article_id": "b", "words": 10, "sha256": "2"}]
        ),
        run(
            articles=[{"article_id": "a", "words": 95, "sha256": "3"}, {"article_id": "b", "words": 10, "sha256": "2"}]
        ),
    )
    assert told(found.articles) == [("moved", "90 words, SHA-256 1", "95 words, SHA-256 3")]


# ---- the command


def test_the_command_tells_what_differs_and_writes_a_page(tmp_path):
    counting = notes.notebook(tmp_path / "counting.ipynb", "top")
    articles = notes.collection(tmp_path / "flood")
    before = render(articles, tmp_path / "before", notebooks=[counting]).folder
    (articles / "flood.txt").write_text(notes.FLOOD.replace("12 people", "13 people"))
    after = render(articles, tmp_path / "after", notebooks=[counting], parameters={"top": 5}).folder

    page = tmp_path / "pages" / "difference.html"
    done = CliRunner().invoke(main, ["diff", str(before), str(after), "-o", str(page)])
    assert done.exit_code == 0
    assert "figures: 1 moved" in done.output
    assert "  moved  flood: 13 people: killed: 12 → killed: 13" in done.output
    assert "top in counting: 3 → 5" in done.output
    assert "inputs: " in done.output

    html = BeautifulSoup(page.read_text(encoding="utf8"), "html.parser")
    assert [heading.get_text() for heading in html.find_all("h2")][1:4] == [
        "Articles added or moved", "Figures added or moved", "Tolls added or moved",
    ]  # fmt: skip
    links = [link["href"] for link in html.select("main tbody a")]
    assert "../after/flood/article-flood.html#f2" in links
    assert all((page.parent / link.partition("#")[0]).is_file() for link in links)


def test_runs_of_other_days_or_publishers_differ_in_what_they_show(tmp_path):
    page = notes.notebook(tmp_path / "page.ipynb", "since", parameters=f"{notes.PARAMETERS}\npublisher = None")
    june, july = (notes.FLOOD.replace("Avel", town) for town in ("Orm", "Tessin"))
    articles = notes.collection(tmp_path / "floods", june=june, july=july)
    (articles / "metadata.csv").write_text(
        "file,published,publisher\njune.txt,2031-06-02,The Orm Post\njuly.txt,2031-07-03,The Tessin Bee\n"
    )

    def told(name, **parameters):
        earlier = render(articles, tmp_path / "all", notebooks=[page]).folder
        later = render(articles, tmp_path / name, notebooks=[page], parameters=parameters).folder
        return CliRunner().invoke(main, ["diff", str(earlier), str(later), "-o", str(tmp_path / "d.html")]).output

    since = told("since", since="2031-07-01")
    assert "articles: 1 gone" in since
    assert "  gone   june: Flood kills twelve in Orm: " in since
    assert "since: None → 2031-07-01" in since
    publisher = told("publisher", publisher="the orm post")
    assert "  gone   july: Flood kills twelve in Tessin: " in publisher
    assert "publisher: None → the orm post" in publisher
    assert "figures: the same" not in publisher


def test_folders_of_tables_can_be_compared(tmp_path):
    articles = notes.collection(tmp_path / "flood")
    tabulate(read_articles(articles)).save(tmp_path / "tables")
    done = CliRunner().invoke(main, ["diff", *[str(tmp_path / "tables")] * 2, "-o", str(tmp_path / "d.html")])
    assert done.output.splitlines()[:4] == [
        "articles: the same",
        "figures: the same",
        "tolls: the same",
        "claims: the same",
    ]


def test_a_folder_without_tables_is_one_line(tmp_path):
    done = CliRunner().invoke(main, ["diff", str(tmp_path), str(tmp_path)])
    assert done.exit_code == 2
    assert done.output.startswith(f"Error: {tmp_path}: neither a folder of reports nor of tables")
    assert len(done.output.splitlines()) == 1


def test_a_report_of_counts_alone_is_one_line_that_tells_what_to_do(tmp_path):
    sum_tables(samples.many()).save(tmp_path / "counted" / "tables")
    with pytest.raises(Unusable, match=r"counted: a report of counts alone.*-p since"):
        open_run(tmp_path / "counted")

import json
import re
import shutil
from base64 import b64encode
from hashlib import sha256

import nbformat
import notes
import pytest
from bs4 import BeautifulSoup
from notes import page

from analysis import Tables, render
from analysis.reports import NOTEBOOKS
from analysis.reports.ledger import Unusable, collection_name, digest_collection, slug
from analysis.reports.parameters import defaults, fitted

STAMP = re.compile(r'<span class="stamp">.*?</span>')


@pytest.fixture(scope="module")
def flood(tmp_path_factory):
    """The five reports of a collection of one article, made once."""
    place = tmp_path_factory.mktemp("flood")
    return render(notes.collection(place / "flood"), place / "reports")


@pytest.fixture
def small(tmp_path):
    return notes.small(tmp_path)


# ---- what is made


def test_a_page_a_notebook_an_index_and_tables(flood):
    assert flood.made == list(NOTEBOOKS)
    assert (flood.found, flood.read, flood.skipped) == (2, 1, {"empty": 1})
    names = {path.relative_to(flood.folder).as_posix() for path in flood.folder.rglob("*") if path.is_file()}
    assert {"index.html", *(f"{name}.html" for name in NOTEBOOKS)} <= names
    assert {f"notebooks/{name}.ipynb" for name in NOTEBOOKS} <= names
    assert {"articles.html", "article-flood.html", "model-card.html"} <= names
    assert (flood.folder.parent / "index.html").is_file()
    assert {"tables/flood.xlsx", "tables/flood-csv.zip"} <= names
    for name, _ in Tables.load(flood.folder / "tables"):
        assert f"tables/{name}.parquet" in names
        assert (f"tables/{name}.csv" in names) == (name != "tokens")  # a row a word: in the archive alone


def test_the_index_leads_to_everything(flood):
    index = page(flood, "index")
    links = {link["href"] for link in index.find_all("a")}
    assert {f"{name}.html" for name in NOTEBOOKS} <= links
    assert {"tables/claims.csv", "tables/claims.parquet", "tables/skipped.csv"} <= links
    assert all((flood.folder / link).is_file() for link in links if not link.startswith("#"))
    assert "1 of 2 found, 1 skipped" in index.get_text()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_page_shows_charts_with_alternative_text_and_their_rows(flood, name):
    html = page(flood, name)
    assert len(html.find_all("img")) >= 3
    for image in html.find_all("img"):
        assert image["alt"].endswith(".") or "n = " in image["alt"]
    assert list((flood.folder / "tables" / "charts").glob("*.csv"))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_page_has_contents_and_its_code_behind_a_switch(flood, name):
    html = page(flood, name)
    headings = [heading.get_text() for heading in html.select("main h2")]
    assert [link.get_text() for link in html.select("nav.contents a")] == headings != []
    assert all(html.select_one(link["href"]) for link in html.select("nav.contents a"))
    assert html.select_one("input#code[type=checkbox]").get("checked") is None
    assert any("charts.show(" in code.get_text() for code in html.select("pre.code"))
    for code in html.select("pre.code"):
        code.decompose()
    assert "charts.show(" not in html.main.get_text()


@pytest.mark.parametrize("name", ["../index", "index", "articles", "article-flood", "model-card", *NOTEBOOKS])
def test_a_page_asks_no_network_and_runs_our_script_alone(flood, name):
    html = page(flood, name)
    assert html.find_all(["iframe", "object", "embed"]) == []
    assert all(tag["src"].startswith("data:") for tag in html.find_all(src=True))
    assert all(link["href"].startswith("data:") for link in html.find_all("link"))
    assert not re.search(r"url\(|@import", html.style.get_text())
    policy = html.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'")
    (script,) = html.find_all("script")
    digest = b64encode(sha256(script.string.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy


@pytest.mark.parametrize("name", ["../index", "index", "articles", "article-flood", "model-card", *NOTEBOOKS])
def test_a_link_within_a_page_leads_to_a_place_on_it(flood, name):
    html = page(flood, name)
    places = {element["id"] for element in html.select("[id]")}
    assert {link["href"][1:] for link in html.select("a[href^='#']")} <= places


@pytest.mark.parametrize("name", ["../index", "index", "articles", "article-flood", "model-card", *NOTEBOOKS])
def test_a_page_is_small_but_for_its_pictures_and_tables(flood, name):
    html = page(flood, name)
    for held in [*html.find_all(["img", "table"]), *html.select("a[download]")]:
        held.decompose()
    assert len(str(html).encode()) < 60_000


@pytest.mark.parametrize(("name", "taken"), [("sources", "tables"), ("claims", "findings")])
def test_executed_notebooks_find_their_tables_where_they_stand(flood, name, taken):
    held = nbformat.read(flood.folder / "notebooks" / f"{name}.ipynb", as_version=4)
    injected = next(cell for cell in held.cells if cell.id == "injected-parameters")
    assert f'{taken} = "../tables"' in injected.source
    assert not (flood.folder / "findings").exists()


# ---- what fails


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("raise ValueError('<b>no such table</b>')", "ValueError: <b>no such table</b>"),
        ("import time; time.sleep(60)", "it took longer than a cell may"),
        ("import os; os._exit(1)", "DeadKernelError: Kernel died"),
    ],
)
def test_a_failing_notebook_is_told_on_its_page_and_stops_no_other(small, tmp_path, code, cause):
    articles, reports, counting = small
    failing = notes.notebook(tmp_path / "failing.ipynb", "1 + 1", code, "'never reached'")
    report = render(articles, reports, notebooks=[failing, counting], timeout=4)
    assert report.made == ["counting"]
    assert list(report.failed) == ["failing"]
    assert report.failed["failing"] == f"cell 4: {cause}"
    html = page(report, "failing")
    assert f"cell 4: {cause}" in html.select_one(".failure").get_text()
    assert "'never reached'" not in [output.get_text() for output in html.select(".outputs > pre:not(.code)")]
    assert html.b is None
    assert "Not complete" in page(report, "index").get_text()


def test_the_failing_cell_is_shown_with_its_traceback(small, tmp_path):
    articles, reports, _ = small
    failing = notes.notebook(tmp_path / "failing.ipynb", "number = 0", "1 / number")
    html = page(render(articles, reports, notebooks=[failing]), "failing")
    assert "ZeroDivisionError" in html.select_one("pre.traceback").get_text()
    assert html.select_one("pre.code.failed-code").get_text() == "1 / number"


def test_notebooks_run_on_this_environments_kernel_whatever_is_registered(small, tmp_path, monkeypatch):
    articles, reports, counting = small
    elsewhere = tmp_path / "elsewhere" / "kernels" / "python3"
    elsewhere.mkdir(parents=True)
    spec = {"argv": ["/bin/false", "{connection_file}"], "display_name": "Another", "language": "python"}
    (elsewhere / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "elsewhere"))
    assert render(articles, reports, notebooks=[counting]).failed == {}


# ---- what is asked for


def test_parameters_reach_the_notebooks_that_have_them(small):
    articles, reports, counting = small
    report = render(articles, reports, notebooks=[counting], parameters={"top": 7})
    assert "top is 7" in page(report, "counting").get_text()
    assert "top = 7" in page(report, "counting").footer.get_text()


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"tpo": 7}, r"-p tpo: no such parameter; did you mean top\? \(known: since, top\)"),
        ({"tables": "x"}, r"-p tables: no such parameter"),
        ({"top": "many"}, r"-p top: 'many' is not a whole number"),
        ({"since": "June"}, r"-p since: 'June' is not a day such as 2015-06-04"),
    ],
)
def test_parameters_that_no_notebook_has_or_that_do_not_fit_are_refused(small, parameters, message):
    articles, reports, counting = small
    with pytest.raises(Unusable, match=message):
        render(articles, reports, notebooks=[counting], parameters=parameters)


@pytest.mark.parametrize(
    ("default", "text", "value"),
    [
        (3, "20", 20),
        (0.5, "1", 1.0),
        (True, "no", False),
        ("best", "latest", "latest"),
        (None, "The Avel Courier", "The Avel Courier"),
        (None, "None", None),
        (["a"], "['b', 'c']", ["b", "c"]),
    ],
)
def test_a_value_takes_the_type_of_the_default(default, text, value):
    assert fitted("some_parameter", text, default) == value


@pytest.mark.parametrize("text", ["3.5", "", "three", "[3]"])
def test_a_value_of_another_type_is_refused(text):
    with pytest.raises(Unusable, match="-p top"):
        fitted("top", text, 3)


def test_a_notebook_with_two_parameters_cells_is_refused(tmp_path):
    path = notes.notebook(tmp_path / "twice.ipynb")
    held = nbformat.read(path, as_version=4)
    held.cells.append(nbformat.from_dict({**held.cells[1], "id": "again"}))
    nbformat.write(held, path)
    with pytest.raises(Unusable, match="2 cells are tagged"):
        defaults(path)


def test_reports_are_not_written_among_the_articles(small):
    articles, _, counting = small
    with pytest.raises(Unusable, match="among the articles"):
        render(articles, articles / "reports", notebooks=[counting])


def test_a_collection_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Unusable, match="nowhere: there is no such file or folder"):
        render(tmp_path / "nowhere", tmp_path / "reports")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("hasakeh", "hasakeh"),
        ("../../etc/passwd", "etc-passwd"),
        ("a b\n<c>", "a-b-c"),
        (".hidden", "hidden"),
        ("Ünïcode", "Unicode"),
        ("x" * 300, "x" * 80),
    ],
)
def test_names_of_folders_are_safe(name, safe):
    assert slug(name) == safe


def test_names_without_a_plain_letter_are_told_apart():
    assert slug("新聞") != slug("报纸")
    assert slug("新聞").startswith("collection-")


def test_a_file_is_a_collection_named_without_its_endings(tmp_path):
    path = tmp_path / "wire.2019.jsonl.gz"
    path.touch()
    assert collection_name(path) == "wire.2019"


def test_metadata_beside_a_single_file_belongs_to_it(tmp_path):
    (tmp_path / "a.txt").write_text("one")
    before = digest_collection(tmp_path / "a.txt")
    (tmp_path / "unrelated.txt").write_text("two")
    assert digest_collection(tmp_path / "a.txt") == before
    (tmp_path / "metadata.csv").write_text("file,title\na.txt,A\n")
    assert digest_collection(tmp_path / "a.txt") != before


# ---- hostile articles


HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> </style> {{ 7*7 }} {% raw %} $x^2$ [a](http://evil.example)'


def test_what_stands_in_articles_is_shown_and_not_run(tmp_path):
    articles = notes.collection(
        tmp_path / "col <b>{x}", one=f'Twelve dead {HOSTILE}\n\n"{HOSTILE}," Mayor {HOSTILE} said.\n'
    )
    quoted = HOSTILE.replace('"', '""')
    (articles / "metadata.csv").write_text(f'file,title,publisher\none.txt,"{quoted}","{quoted}"\n')
    report = render(articles, tmp_path / "reports", notebooks=["overview", "claims"])
    assert report.failed == {}
    assert report.folder.name == "col-b-x"
    for path in report.folder.glob("*.html"):
        html = BeautifulSoup(path.read_text(encoding="utf8"), "html.parser")
        assert len(html.find_all("script")) == 1
        assert [i for i in html.find_all("img") if not i["src"].startswith("data:")] == []
        assert len(html.find_all("style")) == 1
        assert all("evil.example" not in link["href"] for link in html.find_all("a"))
        assert not html.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs))
        assert "49" not in html.main.get_text()
    overview = page(report, "overview").get_text()
    assert "<script>alert(1)</script>" in overview
    assert "{{ 7*7 }}" in overview
    assert "$x^2$" in overview


# ---- the article that the project began with


@pytest.mark.shared
def test_the_original_article_end_to_end(shared, tmp_path):
    shutil.copytree(shared / "seeds", tmp_path / "original")
    (tmp_path / "original" / "notes.txt").touch()
    report = render(tmp_path / "original", tmp_path / "reports")
    assert (report.made, report.failed) == (list(NOTEBOOKS), {})
    assert "1 of 2 found, 1 skipped" in page(report, "index").get_text()

    casualties = page(report, "casualties")
    figures = {row.find_all("td")[0].get_text() for row in casualties.find_all("table")[-2].select("tbody tr")}
    assert len(figures) == 2
    assert {re.search(r"\d+", figure).group() for figure in figures} == {"27", "26"}
    assert "Observatory" in casualties.find("img")["alt"]
    assert "7,000" not in casualties.get_text()

    sources = page(report, "sources").get_text()
    for name in ("Syrian Observatory for Human Rights", "Rami Abdul Rahman", "Al Watan", "security source"):
        assert name in sources
    saved = Tables.load(report.folder / "tables").validate()
    assert len(saved.casualties) == 2

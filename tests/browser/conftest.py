"""Reports opened in Chromium. Without one these tests are skipped, but not where the environment variable CI is set."""

import os
from pathlib import Path

import mining
import notes
import pytest

from analysis import render, reports
from analysis.reports.ledger import Unusable
from analysis.reports.printing import browser as browser_path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
HOSTILE = (
    '<script>hit(1)</script> "><img src=x onerror=hit(2)> </style><script>hit(3)</script> '
    "{{ 7*7 }} {% raw %} $x^2$ [a](javascript:hit(4)) ![i](http://evil.example/i.png) <svg onload=hit(5)>"
)


@pytest.fixture(scope="session")
def chromium():
    try:
        from playwright.sync_api import sync_playwright

        program = browser_path()
    except (ImportError, Unusable) as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no browser to open reports in: {error}")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"] * (os.geteuid() == 0))
        yield opened
        opened.close()


@pytest.fixture
def visit(chromium):
    """Opens a page by its path; what it asked for beside itself, and what it complained of, must be nothing."""
    asked, complaints, contexts = [], [], []

    def visit(path: Path, fragment: str = "", width: int = 1200, scheme: str = "light"):
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri() + fragment)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert complaints == []


@pytest.fixture(scope="session")
def one(tmp_path_factory):
    """The reports of one article."""
    return render(SEEDS / "hasakeh", tmp_path_factory.mktemp("one") / "reports").folder


@pytest.fixture(scope="session")
def records(tmp_path_factory):
    """A notebook that lists what was read."""
    return notes.notebook(
        tmp_path_factory.mktemp("notebooks") / "records.ipynb",
        "from analysis import Tables, listing\nheld = Tables.load(tables)",
        "## Figures",
        'listing.listing(held.casualties, "Figures", ["text", "outcome", "low", "place"], "casualties")',
        "## Claims",
        'listing.listing(held.claims, "Claims", ["source", "cue", "content", "stance"], "claims")',
        "## Sources",
        'listing.listing(held.sources, "Sources", ["name", "kind", "sector"], "sources")',
        "## Articles",
        'listing.listing(held.articles, "Articles", ["title", "publisher", "published", "words"], "articles")',
        "## Tolls",
        'listing.listing(held.tolls, "Tolls", ["outcome", "low", "best", "high"], "tolls")',
    )


@pytest.fixture(scope="session")
def many(tmp_path_factory, records):
    """The reports of forty made-up articles: the sentences of the flood with other numbers and places."""
    place = tmp_path_factory.mktemp("many")
    texts = {
        f"flood-{i:02}": notes.FLOOD.replace("12", str(12 + 3 * i)).replace("Avel", ("Avel", "Orm", "Tessin")[i % 3])
        for i in range(40)
    }
    articles = notes.collection(place / "floods", **texts)
    (articles / "collection.yml").write_text("title: Forty floods\nfiction: true\nlicence: CC BY 4.0\n")
    return render(articles, place / "reports", notebooks=[records]).folder


@pytest.fixture(scope="session")
def hostile(tmp_path_factory, records):
    """The reports of an article in which title, text, source and metadata are code."""
    place = tmp_path_factory.mktemp("hostile")
    text = (
        f'Twelve dead {HOSTILE}\n\n12 people were killed, mayor {HOSTILE} said.\n\n"{HOSTILE}," Ada {HOSTILE} said.\n'
    )
    articles = notes.collection(place / "col <b>{x}", one=text)
    quoted = HOSTILE.replace('"', '""')
    (articles / "metadata.csv").write_text(
        f'file,title,publisher,author,url\none.txt,"{quoted}","{quoted}","{quoted}","javascript:hit(6)"\n'
    )
    return render(articles, place / "reports", notebooks=["claims", records]).folder


@pytest.fixture(scope="session")
def counted(tmp_path_factory):
    """The report of more articles in parts than memory is said to hold; sources and publishers have names of code."""
    place = tmp_path_factory.mktemp("counted")
    rows = [
        {
            "id": f"m{i}",
            "text": f'{number} died, Ada {HOSTILE} said.\n\n"It {HOSTILE} burnt," Kari Lund said.',
            "outlet": ("Echo", HOSTILE)[i % 2],
        }
        for i, number in enumerate(mining.NUMBERS)
    ]
    mining.parted(mining.written(place / "mines.jsonl", rows), place / "mines")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reports, "HELD", 3)
        return render(place / "mines", place / "reports").folder

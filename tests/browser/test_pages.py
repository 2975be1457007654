"""What a reader meets in a browser: no request, no complaint, no barrier, links that lead, tables that work."""

from itertools import pairwise

import pytest
from browser.conftest import HOSTILE

PAGES = ("overview", "casualties", "claims", "sources", "events", "index", "articles", "model-card", "../index")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = ("serious", "critical")


def barriers(page):
    """What axe-core finds that hinders a reader, by rule and place: all rules in light colours, contrast in dark ones."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    page.emulate_media(color_scheme="dark")
    found += page.evaluate("axe.run({runOnly: ['color-contrast']})")["violations"]
    return [
        (violation["id"], node["html"][:120])
        for violation in found
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]


def runs_nothing(page):
    """Nothing that stands in articles became more than text."""
    assert page.evaluate("typeof hit") == "undefined"
    assert page.locator("script").count() == 1
    assert page.locator("main svg, main iframe, main [onerror], main [onload]").count() == 0
    assert page.locator("img:not([src^='data:image/png'])").count() == 0
    assert page.locator("a[href^='javascript:'], a[href*='evil.example']").count() == 0
    assert "49" not in page.locator("main").inner_text()


def cells(page, caption, column):
    """The texts of a column of a table that are shown."""
    table = page.locator("table", has=page.locator("caption", has_text=caption))
    return table.locator(f"tbody tr > :nth-child({column})").all_inner_texts()


@pytest.mark.parametrize("name", ["casualties", "events", "index", "model-card", "../index"])
def test_no_barrier_in_light_and_dark(visit, one, name):
    assert barriers(visit(one / f"{name}.html")) == []


@pytest.mark.parametrize("name", ["records", "article-flood-07"])
def test_no_barrier_with_many_articles(visit, many, name):
    assert barriers(visit(many / f"{name}.html")) == []


@pytest.mark.parametrize("name", [*PAGES, "article-2015-06-04-hasakeh"])
def test_a_narrow_window_is_never_wider_than_itself(visit, one, name):
    page = visit(one / f"{name}.html", width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("name", ["collection", "index"])
def test_a_report_of_counts_alone_hinders_nobody_and_runs_nothing(visit, counted, name):
    page = visit(counted / f"{name}.html", width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert barriers(page) == []
    runs_nothing(page)
    assert ("<script>" in page.locator("main").inner_text()) == (name == "collection")


def test_a_row_leads_to_its_mark_and_the_mark_back_to_its_record(visit, many):
    page = visit(many / "records.html")
    row = page.locator("table", has=page.locator("caption", has_text="Figures")).locator("tbody tr").nth(3)
    text = row.locator("td").first.inner_text()
    row.locator("a").click()
    page.wait_for_url("**/article-flood-*.html#f*")
    mark = page.locator(":target")
    assert text in mark.inner_text()
    assert "lit" in mark.get_attribute("class")
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top < innerHeight")

    name = page.url.rpartition("#")[2]
    page.locator(f"a.ref[href='#row-{name}']").click()
    assert page.locator(":target").get_attribute("id") == f"row-{name}"


@pytest.mark.parametrize("caption", ["Figures", "Claims", "Sources", "Articles", "Tolls"])
def test_every_row_of_every_table_leads_somewhere_that_is_there(visit, many, caption):
    page = visit(many / "records.html")
    table = page.locator("table", has=page.locator("caption", has_text=caption))
    links = table.locator("tbody th a").evaluate_all("all => all.map(one => one.href)")
    assert len(links) == table.locator("tbody tr").count() > 0
    for link in links[:3]:
        page.goto(link)
        if "#" in link:
            assert page.locator(":target").count() == 1


@pytest.mark.parametrize("role", ["source", "cue", "figure", "content"])
def test_marks_are_as_large_as_the_text_around_them(visit, many, role):
    page = visit(many / "article-flood-07.html")
    size = "one => getComputedStyle(one).fontSize"
    mark = page.locator(f".article-text p.body .{role}").first
    assert mark.evaluate(size) == page.locator(".article-text p.body").first.evaluate(size)


def test_a_table_sorts_by_numbers_and_by_words(visit, many):
    page = visit(many / "records.html")
    heads = page.locator("table", has=page.locator("caption", has_text="Tolls")).locator("thead th")
    best = heads.get_by_role("button", name="best")
    best.click()
    shown = [int(value.replace(",", "")) for value in cells(page, "Tolls", 4)]
    assert shown == sorted(shown)
    best.click()
    assert cells(page, "Tolls", 4)[0] == "129"
    assert heads.nth(3).get_attribute("aria-sort") == "descending"
    heads.get_by_role("button", name="outcome").click()
    assert cells(page, "Tolls", 2) == ["killed"] * 25


def test_a_table_is_searched_and_paged(visit, many):
    page = visit(many / "records.html")
    assert len(cells(page, "Figures", 2)) == 25
    page.get_by_label("Search in Figures").fill("people 33")
    found = cells(page, "Figures", 2)
    assert 0 < len(found) < 25
    assert all("33" in text for text in found)
    page.get_by_label("Search in Figures").fill("no such row")
    assert cells(page, "Figures", 2) == []
    page.get_by_label("Search in Figures").fill("")
    page.get_by_label("Next rows").first.click()
    assert page.locator("output").first.inner_text().startswith("26–50 of ")


def test_a_link_reaches_a_row_on_a_later_page_of_its_table(visit, many):
    page = visit(many / "article-flood-03.html", "#row-s1")
    assert page.locator("#row-s1").is_visible()
    assert "lit" in page.locator("#row-s1").get_attribute("class")


def test_code_is_folded_until_it_is_asked_for(visit, one):
    page = visit(one / "claims.html")
    code = page.locator("pre.code").first
    assert not code.is_visible()
    page.get_by_label("Show the code").check()
    assert code.is_visible()


def test_colours_follow_the_system_and_the_switch(visit, one):
    paper = "getComputedStyle(document.body).backgroundColor"
    page = visit(one / "index.html", scheme="dark")
    assert page.evaluate(paper) == "rgb(23, 23, 23)"
    page.get_by_label("Colours").select_option("light")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.reload()
    assert page.evaluate(paper) == "rgb(255, 255, 255)"


def test_the_keyboard_reaches_the_content_first(visit, one):
    page = visit(one / "casualties.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def test_a_page_prints_in_dark_ink_on_white(visit, many):
    page = visit(many / "article-flood-07.html", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 27, 27)"
    assert page.locator("nav.around a:visible").all_inner_texts() == ["Forty floods"]


@pytest.mark.parametrize("name", ["casualties", "claims", "events", "article-2015-06-04-hasakeh"])
def test_a_printed_page_is_no_wider_than_its_paper(visit, one, name):
    page = visit(one / f"{name}.html", width=680)  # what A4 leaves between its margins
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") == 680


def test_more_rows_are_printed_than_shown_and_it_is_told_how_many(visit, many):
    page = visit(many / "records.html")
    table = page.locator("table", has=page.locator("caption", has_text="Figures"))
    held = int(page.locator("output").first.inner_text().rpartition(" of ")[2])
    assert (table.locator("tbody tr").count(), held > 100) == (25, True)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert table.locator("tbody tr").count() == 100
    assert page.locator("output").first.inner_text().startswith(f"1–100 of {held} are printed here")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert table.locator("tbody tr").count() == 25


def test_a_row_says_which_article_its_mark_is_in(visit, many):
    page = visit(many / "records.html")
    row = page.locator("table", has=page.locator("caption", has_text="Figures")).locator("tbody th a").nth(3)
    assert row.get_attribute("title") in row.get_attribute("href")


def test_headings_go_down_one_step_at_a_time(visit, many):
    page = visit(many / "article-flood-07.html")
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_fiction_is_told_on_every_page(visit, many):
    for name in ("index", "records", "article-flood-07"):
        assert "Fiction" in visit(many / f"{name}.html").locator("header").inner_text()


@pytest.mark.parametrize("name", ["index", "claims", "records", "articles", "article-one", "../index"])
def test_what_stands_in_articles_is_shown_and_never_run(visit, hostile, name):
    page = visit(hostile / f"{name}.html")
    runs_nothing(page)
    if name in ("records", "articles", "article-one"):
        assert HOSTILE[:24] in page.locator("main").inner_text()

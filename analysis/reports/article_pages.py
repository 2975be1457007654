"""A page for each article: its marked text, and the records read from it, each leading to its mark and back."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.highlighting import Marked, key, local, mark_up
from analysis.listing import listing, row_html, table_html
from analysis.reports import ledger
from analysis.reports.frame import About, Pair, fill, linked
from analysis.tables import Tables, how_many

Row = dict[Any, Any]
ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
MARKED = ("spans", "casualties", "claims", "sources", "sentences")  # the tables that marks are made of
SHOWN = {
    "Figures": ["text", "outcome", "number", "victims", "place", "date", "reported_by", "background", "superseded"],
    "Tolls": ["outcome", "low", "best", "high", "read_from"],
    "Claims": ["name", "cue", "content", "form", "act", "stance", "hedged", "negated", "confidence"],
    "Sources": ["name", "title", "kind", "sector", "anonymous", "anonymity_reason", "claims", "figures"],
}


def page_names(article_ids: list[str]) -> dict[str, str]:
    """The file of each article's page; ids that would share one, on any system, get their own.

    >>> page_names(["Flood", "flood", "a b"])
    {'Flood': 'article-Flood-61e369c8.html', 'flood': 'article-flood-d8864644.html', 'a b': 'article-a-b.html'}
    """
    slugs = {article_id: ledger.slug(article_id) for article_id in article_ids}
    times = Counter(made.casefold() for made in slugs.values())
    return {
        article_id: f"article-{made}.html"
        if times[made.casefold()] == 1
        else f"article-{made}-{sha256(article_id.encode()).hexdigest()[:8]}.html"
        for article_id, made in slugs.items()
    }


def page_places(article_ids: list[str]) -> dict[str, str]:
    """The file of each article's page by the escaped id, as ``linked`` takes it."""
    return {escape(article_id): file for article_id, file in page_names(article_ids).items()}


def write_articles(tables: Tables, about: About, folder: Path) -> None:
    """Write the page of each article and the list of them, ``articles.html``."""
    names = page_names(tables.articles["article_id"].tolist())
    held = {name: _by_article(getattr(tables, name)) for name in MARKED}
    records = {heading: _row_html(heading, frame) for heading, frame in _records(tables).items()}
    rows = tables.articles.to_dict("records")
    for i, article in enumerate(rows):
        before, after = (rows[j] if 0 <= j < len(rows) else None for j in (i - 1, i + 1))
        article_id = article["article_id"]
        parts = {name: of_article.get(article_id, []) for name, of_article in held.items()}
        marked = mark_up(article_id, article["text"], **parts, linked=True)
        html = fill(
            "article.html.j2", about=about, key=Markup(key()), title=_title(article), facts=_facts(article),
            url=_address(article["url"]), language=_known(article["language"]) or "en",
            heading=Markup(marked.heading or escape(_title(article))), text=Markup(marked.html),
            records=[
                (heading, _table(heading, head, by_article[article_id], marked))
                for heading, (head, by_article) in records.items()
                if article_id in by_article
            ],
            before=before and (names[before["article_id"]], _title(before)),
            after=after and (names[after["article_id"]], _title(after)),
        )  # fmt: skip
        (folder / names[article_id]).write_text(html, encoding="utf8")
    (folder / "articles.html").write_text(_list(tables, about, names), encoding="utf8")


def _by_article(frame: pd.DataFrame) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in frame.to_dict("records"):
        grouped.setdefault(row["article_id"], []).append(row)  # type: ignore[arg-type]
    return grouped


def _known(value: Any) -> Any:
    return None if pd.isna(value) else value


def _title(article: Row) -> str:
    return _known(article["title"]) or article["article_id"]


def _address(url: Any) -> str | None:
    """The address, if it is one of the web; anything else ("javascript:") is not made a link."""
    return url if ADDRESS.fullmatch(str(url)) else None


def _facts(article: Row) -> list[Pair]:
    day = article["published"]
    pairs = {
        "publisher": article["publisher"],
        "author": article["author"],
        "agency": article["agency"],
        "place": article["place"],
        "published": None if pd.isna(day) else f"{day:%Y-%m-%d} (from {article['published_from']})",
        "words": f"{article['words']:,}",
        "file": article["path"],
    }
    return [(name, str(value)) for name, value in pairs.items() if value is not None and not pd.isna(value)]


def _records(tables: Tables) -> dict[str, pd.DataFrame]:
    """The records that pages of articles list, all articles together, in the words of a reader."""
    figures = tables.casualties.assign(number=[how_many(row) for row in tables.casualties.to_dict("records")])
    numbered: dict[tuple[str, str], list[str]] = {}
    for figure in figures.itertuples():
        numbered.setdefault((figure.article_id, figure.outcome), []).append(local(figure.casualty_id))  # type: ignore[arg-type]
    keys = zip(tables.tolls["article_id"], tables.tolls["outcome"], strict=True)
    tolls = tables.tolls.assign(read_from=[", ".join(numbered.get(key, [])) for key in keys])
    names = tables.sources.set_index("source_id")["name"]
    claims = tables.claims.assign(name=tables.claims["source_id"].map(names))
    return {"Figures": figures, "Tolls": tolls, "Claims": claims, "Sources": tables.sources}


def _row_html(heading: str, frame: pd.DataFrame) -> tuple[str, dict[str, list[str]]]:
    """The head of a table, and its rows by article."""
    head, rows = row_html(frame, SHOWN[heading])
    by_article: dict[str, list[str]] = {}
    for article_id, row in zip(frame["article_id"].astype(str), rows, strict=True):
        by_article.setdefault(article_id, []).append(row)
    return head, by_article


_FIGURE = re.compile(r"\b(f\d+)\b(?=[^<]*</td></tr>$)")  # in the last cell of a toll
_HEAD = re.compile(r'^<tr><th scope=row data-at="[^"]*#([^"#]*)">([^<]*)</th>')


def _table(heading: str, head: str, rows: list[str], marked: Marked) -> Markup:
    """A table whose rows can be led to, and lead to the marks on the same page."""

    def place(found: re.Match[str]) -> str:
        anchor, name = found.groups()
        if anchor.startswith("toll-"):
            return f'<tr id="{anchor}"><th scope=row>{name}</th>'
        shown = f'<a href="#{anchor}">{name}</a>' if anchor in marked.anchors else name
        return f'<tr id="row-{anchor}"><th scope=row>{shown}</th>'

    made = [_HEAD.sub(place, row) for row in rows]
    if heading == "Tolls":
        made = [_FIGURE.sub(r'<a href="#\1">\1</a>', row) for row in made]
    return Markup(table_html(f"{heading} in this article", head, made))


def _list(tables: Tables, about: About, names: dict[str, str]) -> str:
    counts = {
        name: tables.articles["article_id"]
        .map(getattr(tables, name)["article_id"].value_counts())
        .fillna(0)
        .astype(int)
        for name in ("casualties", "claims", "sources")
    }
    frame = tables.articles.assign(figures=counts["casualties"], claims=counts["claims"], sources=counts["sources"])
    columns = ["title", "publisher", "published", "words", "figures", "claims", "sources"]
    html = listing(frame, "All articles", columns, "articles").html
    return fill("articles.html.j2", about=about, table=linked(html, page_places(list(names))))

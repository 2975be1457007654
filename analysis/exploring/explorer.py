"""A collection to question: filters that act on everything, tables that lead into the text, marks that lead to records."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd
from itables.widget import ITable

from analysis.exploring.correction_form import CorrectionForm
from analysis.exploring.filters import Filters
from analysis.exploring.opening import Opened, collections
from analysis.exploring.reader import Reader, legend
from analysis.exploring.records import card, record
from analysis.exploring.summary import bars
from analysis.highlighting import highlight, local
from analysis.listing import LISTED, listing
from analysis.selection import select
from analysis.tables import IDS, Tables, how_many

COLUMNS = {
    "casualties": ["text", "outcome", "number", "victims", "speaker", "date"],
    "claims": ["speaker", "cue", "content", "form", "stance", "confidence"],
    "sources": ["name", "kind", "sector", "anonymous", "claims", "figures"],
    "articles": ["title", "publisher", "published", "words"],
}  # fmt: skip
TITLES = {"casualties": "Figures", "claims": "Claims", "sources": "Sources", "articles": "Articles"}
HALF = widgets.Layout(width="49%", min_width="22rem")


class Explorer:
    """A collection with filters, tables, an article reader and a form for corrections; the value of a notebook's cell.

    Parameters
    ----------
    collection : folder or file of articles to begin with; the folders beside it that hold articles are in the list
    tables : folder with the tables of that one, made before; None makes them

    ``selected`` holds the tables as the filters leave them, for cells of one's own. Where no widgets are (a report, a
    page on GitHub) the cell shows the first article and the tables as they stand.

    Raises FileNotFoundError where there is no such collection, ValueError for one without articles.
    """

    def __init__(self, collection: str | Path, tables: str | Path | None = None) -> None:
        self.known = collections(collection)
        self.opened = Opened.at(collection, tables)
        self._make()
        self.filters.fill(self.opened.tables)
        self._narrow()

    # ---- what stands on the page

    def _make(self) -> None:
        first, wide = next(iter(self.known)), widgets.Layout(width="15rem")
        self.collection = widgets.Dropdown(options=list(self.known), value=first, description="Collection", layout=wide)
        self.collection.observe(self._open, "value")
        self.filters = Filters(self._narrow)
        self.status = widgets.HTML()

        self.tables_shown = {name: ITable(pd.DataFrame(), **_table_options(name)) for name in TITLES}
        self.rows: dict[str, list[str]] = {name: [] for name in TITLES}
        self.stale = set(TITLES)
        for table_name, shown in self.tables_shown.items():
            shown.observe(lambda change, of=table_name: self._jump(of, change["new"]), "selected_rows")
        self.summary = widgets.HTML()
        self.tabs = widgets.Tab([*self.tables_shown.values(), self.summary], titles=(*TITLES.values(), "Counts"))
        self.tabs.observe(self._show_tab, "selected_index")

        self.article = widgets.Dropdown(description="Article", layout=widgets.Layout(width="auto"))
        self.article.observe(self._read, "value")
        self.reader = Reader()
        self.reader.observe(lambda change: self._pick(change["new"][0]), "picked")
        self.record = widgets.HTML("<p>Click a mark or a row to see its record.</p>")
        self.form = CorrectionForm(self._correct)
        left = widgets.VBox([self.tabs], layout=HALF)
        right = widgets.VBox([self.article, self.reader, self.record, self.form.widget], layout=HALF)
        chosen = [self.collection, *self.filters.every, self.filters.reset]
        filters = widgets.HBox(chosen, layout=widgets.Layout(flex_flow="row wrap"))
        both = widgets.HBox([left, right], layout=widgets.Layout(flex_flow="row wrap", justify_content="space-between"))
        self.widget = widgets.VBox([filters, self.status, widgets.HTML(legend()), both])
        self.widget.add_class("explore")

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        return {**self.widget._repr_mimebundle_(**options), "text/html": self._static()}

    def _static(self) -> str:
        """The page without widgets: an article with its marks, what the selection holds, and its tables."""
        selected = self.selected
        article = highlight(self.opened.tables, self.article.value) if len(selected.articles) else None
        tables = "".join(listing(self._frame(name), title, COLUMNS[name]).html for name, title in TITLES.items())
        counts = f'<style>{Reader._css}</style><div class="explore">{bars(selected)}</div>'
        return f"{article._repr_html_() if article else ''}{counts}{tables}"

    # ---- what happens

    def _open(self, change: dict[str, Any]) -> None:
        """Turn to another collection."""
        self.status.value = f"Reading {escape(change['new'])} …"
        try:
            self.opened = Opened.at(self.known[change["new"]])
        except (FileNotFoundError, ValueError) as error:
            self.status.value = f"<strong>{escape(str(error))}</strong>"
            return
        self.filters.fill(self.opened.tables)
        self._narrow()

    def _narrow(self) -> None:
        """Select anew: everything that is seen follows at once, hidden tabs when they are opened."""
        self.selected: Tables = select(self.opened.tables, **self.filters.choice())
        counts = ", ".join(f"{len(getattr(self.selected, name)):,} {title.lower()}" for name, title in TITLES.items())
        self.status.value = f"{counts} of {len(self.opened.tables.articles):,} articles"
        self.stale = {*TITLES, "counts"}
        self._show_tab()
        self._list_articles()

    def _list_articles(self) -> None:
        articles, kept = self.selected.articles, self.article.value
        ids = articles["article_id"].tolist()
        titles = articles["title"].fillna(articles["article_id"]).tolist()
        options = list(zip(titles, ids, strict=True))
        if options == list(self.article.options):
            return
        self.article.unobserve(self._read, "value")
        self.article.options = options
        self.article.value = kept if kept in ids else next(iter(ids), None)
        self.article.observe(self._read, "value")
        if self.article.value is None:
            self.reader.html = "<p>No article in this selection.</p>"
        elif self.article.value != kept:
            self._read()

    def _show_tab(self, _change: object = None) -> None:
        at = self.tabs.selected_index or 0
        name = [*TITLES, "counts"][at]
        if name not in self.stale:
            return
        self.stale.discard(name)
        if name == "counts":
            self.summary.value = bars(self.selected)
            return
        frame = self._frame(name)
        self.rows[name] = frame[IDS[name]].tolist()
        self.tables_shown[name].update(_texts(frame[COLUMNS[name]]), **_table_options(name), selected_rows=[])

    def _frame(self, name: str) -> pd.DataFrame:
        """The first rows of a table, with the name of each source."""
        frame = getattr(self.selected, name).head(LISTED)
        if "speaker" in COLUMNS[name]:
            names = self.selected.sources.set_index("source_id")["name"]
            frame = frame.assign(speaker=frame["source_id"].map(names))
        if name == "casualties":
            frame = frame.assign(
                number=[how_many(row) for row in frame[["low", "high", "approximate"]].to_dict("records")]
            )
        return frame

    def _read(self, _change: object = None, found: str = "") -> None:
        self.reader.read(highlight(self.opened.tables, self.article.value), found)

    def _jump(self, name: str, rows: list[int]) -> None:
        """From a row of a table to its place in the text."""
        if not rows or rows[0] >= len(self.rows[name]):
            return
        asked = self.rows[name][rows[0]]
        article = asked if name == "articles" else record(self.opened.tables, asked)[1]["article_id"]
        self.article.value = article
        if name != "articles":
            self.reader.light(local(asked))
            self._card(asked)

    def _pick(self, found: str) -> None:
        """From a mark to its record."""
        self.reader.light(found)
        self._card(f"{self.article.value}:{found}")

    def _card(self, record_id: str) -> None:
        try:
            self.record.value = card(self.opened.tables, record_id)
            self.form.show(self.opened.tables, record_id)
        except KeyError:  # a correction has dropped it
            self.record.value = ""
            self.form.widget.layout.display = "none"

    def _correct(self, line: dict[str, str]) -> str | None:
        refusal = self.opened.correct(line)
        if refusal is None:
            corrected = self.form.record_id
            self._narrow()
            if self.article.value is not None:
                self._read(found=local(corrected))
            self._card(corrected)
        return refusal


def _table_options(name: str) -> dict[str, Any]:
    return {
        "caption": TITLES[name], "select": "single", "maxBytes": 0, "showIndex": False, "lengthMenu": [10, 25, 100],
        "classes": "display compact", "style": "width:100%", "layout": {"topStart": "search", "topEnd": None},
    }  # fmt: skip


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    """A table as itables shows it fastest: texts and whole numbers, nothing for what is missing."""
    shown = {}
    for name, values in frame.items():
        if pd.api.types.is_datetime64_any_dtype(values):
            shown[name] = values.dt.strftime("%Y-%m-%d").fillna("")
        elif pd.api.types.is_bool_dtype(values):
            shown[name] = values.map({True: "yes", False: ""})
        elif pd.api.types.is_numeric_dtype(values):
            shown[name] = values.round(2)
        else:
            shown[name] = values.astype(object).where(values.notna(), "")
    return pd.DataFrame(shown)

"""The annotation form: select a stretch of text, give it a role and values, save it in the gold format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from analysis.correction_cells import NotApplied
from analysis.evaluation.gold import NAME, read_gold, write_gold
from analysis.exploring.marking import FIELDS, OF_SOURCE, Marking
from analysis.exploring.opening import Opened
from analysis.exploring.reader import Reader, legend
from analysis.exploring.records import choices
from analysis.highlighting import KEY, local
from analysis.records import Annotated, by_article, joined, plain_rows
from analysis.reports.ledger import slug
from analysis.tables import Tables, table

LETTER = {"source": "s", "cue": "c", "content": "t", "figure": "f", "victims": "v"}  # that is pressed for a role
HELP = (
    "Select words with the mouse, or with the arrow keys (Shift makes the selection longer, up and down go by paragraph). "
    f"Then press {', '.join(f'<kbd>{letter}</kbd> {role}' for role, letter in LETTER.items())}; "
    "<kbd>n</kbd> begins a new record, <kbd>Delete</kbd> takes the record away, <kbd>Tab</kbd> leads on to its values."
)


class Annotator:
    """Annotate the articles of a collection; the value of a notebook's cell.

    Parameters
    ----------
    collection : folder or file of articles, or one that is opened, as ``Explorer.opened``
    gold : the folder that is written; what stands there is read first, so that one can go on. None takes ``gold`` beside
        the articles, and in it a folder of one's own where ``who`` is named, so that nobody sees another's marks
    who : the annotator
    article : id of the article to begin with; None takes the first

    ``gold_tables()`` gives the annotations as tables, for ``agreement`` and ``scores``.
    """

    def __init__(
        self, collection: str | Path | Opened, gold: str | Path | None = None, who: str = "", article: str | None = None
    ) -> None:
        opened = collection if isinstance(collection, Opened) else Opened.at(collection)
        self.tables = opened.made
        own = opened.folder / NAME / slug(who) if who else opened.folder / NAME
        self.folder = own if gold is None else Path(gold)
        self.articles = {held.article["article_id"]: held for held in self._begun()}
        if article is not None and article not in self.articles:
            raise KeyError(f"no article {article!r} in the collection")
        self.record: str | None = None
        self._make()
        self._turn_to(article or next(iter(self.articles)))

    def gold_tables(self) -> Tables:
        """The annotations so far as tables of the articles that have some."""
        made = joined(held for held in self.articles.values() if held.spans)
        own = self.tables.of(made.articles["article_id"])
        return replace(made, articles=own.articles, sentences=own.sentences, tolls=table("tolls"))

    def _begun(self) -> list[Annotated]:
        """Every article, with the annotations that stand in the folder."""
        there = (self.folder / "spans.csv").is_file()
        held = (
            {one.article["article_id"]: one for one in by_article(read_gold(self.folder, self.tables))} if there else {}
        )
        articles = plain_rows(self.tables.articles)
        return [held.get(row["article_id"]) or Annotated(row, row["text"]) for row in articles]

    # ---- what stands on the page

    def _make(self) -> None:
        titles = zip(
            self.tables.articles["title"].fillna(self.tables.articles["article_id"]), self.articles, strict=True
        )
        wide = widgets.Layout(width="auto")
        self.article = widgets.Dropdown(options=list(titles), description="Article", layout=wide)
        self.article.observe(lambda change: self._turn_to(change["new"]), "value")
        self.reader = Reader(marking=True)
        self.reader.observe(lambda change: self._choose(change["new"][0]), "picked")
        self.reader.observe(lambda change: self._press(change["new"][0]), "command")
        self.reader.observe(lambda change: self._tell_selection(change["new"]), "selection")
        self.roles = {
            role: self._button(f"{role} ({letter})", partial(self._mark, role), KEY[role])
            for role, letter in LETTER.items()
        }
        self.new = self._button("new record (n)", partial(self._choose, None), "The next mark begins another record")
        self.drop = self._button("delete record", self._drop, "Take the record and its marks away")
        self.records = widgets.Dropdown(description="Record", layout=wide)
        self.records.observe(self._choose_listed, "value")
        self.values = widgets.VBox()
        self.save = self._button("Save", self._save, f"Write the annotations to {self.folder.name}/", style="primary")
        self.told = widgets.HTML()
        buttons = widgets.HBox([*self.roles.values(), self.new, self.drop], layout=widgets.Layout(flex_flow="row wrap"))
        saving = widgets.HBox([self.save, self.told])
        parts = [
            self.article,
            widgets.HTML(f"<p>{HELP}</p>{legend()}"),
            self.reader,
            buttons,
            self.records,
            self.values,
            saving,
        ]
        self.widget = widgets.VBox(parts)
        self.widget.add_class("explore")

    def _button(self, text: str, act: Any, tip: str, style: str = "") -> widgets.Button:
        button = widgets.Button(description=text, tooltip=tip, button_style=style, layout=widgets.Layout(width="auto"))
        button.on_click(lambda _: act())
        return button

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        shown = self.marking.marked()._repr_html_()
        return {**self.widget._repr_mimebundle_(**options), "text/html": f"<p>{HELP}</p>{shown}"}

    # ---- what happens

    def _turn_to(self, article: str) -> None:
        sentences = plain_rows(self.tables.sentences[self.tables.sentences["article_id"] == article])
        self.marking = Marking(self.articles[article], sentences)
        self.article.value = article
        self.reader.selection = []
        self._draw(None)

    def _draw(self, record: str | None) -> None:
        """Show the marks as they are now, and the values of a record."""
        self.record = record
        self.reader.read(self.marking.marked(), local(record) if record else "")
        self.records.unobserve(self._choose_listed, "value")
        self.records.options = [("a new one", None), *((told, one) for one, told in self.marking.records().items())]
        self.records.value = record
        self.records.observe(self._choose_listed, "value")
        self.values.children = (
            [] if record is None else [self._value(record, field) for field in FIELDS[self.marking.row(record)[0]]]
        )

    def _value(self, record: str, field: str) -> widgets.Widget:
        name = "sources" if field in OF_SOURCE else self.marking.row(record)[0]
        options = choices(name, OF_SOURCE.get(field, field))
        held, told = self.marking.said(record, field), field.replace("_", " ")
        style = {"description_width": "7rem"}
        if options is not None:
            entry: Any = widgets.Dropdown(options=["", *options], value=held, description=told, style=style)
        else:
            known = [source["name"] for source in self.marking.held.sources] if field == "speaker" else []
            entry = widgets.Combobox(
                options=known, value=held, description=told, style=style, continuous_update=False, ensure_option=False,
                placeholder="a whole number" if field in ("low", "high") else "2015-06-04" if field == "date" else "",
            )  # fmt: skip
        entry.observe(lambda change: self._say(record, field, change["new"]), "value")
        return entry

    def _say(self, record: str, field: str, said: str) -> None:
        self._try(partial(self.marking.say, record, field, said))

    def _try(self, act: Callable[[], None]) -> None:
        """Change the annotations, or tell why that cannot be."""
        try:
            act()
            self.told.value = "Not saved yet."
        except NotApplied as refusal:
            self.told.value = f"<strong>{escape(str(refusal))}</strong>"

    def _choose(self, record: str | None) -> None:
        """Turn to a record, by its name within the article or in full; None: the next mark begins one."""
        full = record if record is None or ":" in record else f"{self.article.value}:{record}"
        if full != self.record and (full is None or full in self.marking.records()):
            self._draw(full)

    def _choose_listed(self, change: dict[str, Any]) -> None:
        self._choose(change["new"])

    def _press(self, pressed: str) -> None:
        role = next((role for role, letter in LETTER.items() if letter == pressed.lower()), None)
        if role:
            self._mark(role)
        elif pressed.lower() == "n" or pressed == "Escape":
            self._choose(None)
        elif pressed == "Delete":
            self._drop()

    def _mark(self, role: str) -> None:
        start, end = self.reader.selection or (0, 0)
        self._try(lambda: self._draw(self.marking.mark(role, start, end, self.record)))

    def _drop(self) -> None:
        if self.record is not None:
            self.marking.drop(self.record)
            self._draw(None)
            self.told.value = "Not saved yet."

    def _tell_selection(self, selection: list[int]) -> None:
        if selection:
            words = " ".join(self.marking.held.text[slice(*selection)].split())
            self.told.value = f"Selected: “{escape(words if len(words) <= 80 else words[:80] + '…')}”"

    def _save(self) -> None:
        """Write all articles that have marks."""
        try:
            gold = self.gold_tables()
            write_gold(gold, self.folder)
            counts = f"{len(gold.claims):,} claims and {len(gold.casualties):,} figures"
            self.told.value = f"Saved: {counts} in {escape(self.folder.name)}/."
        except (OSError, ValueError) as error:
            self.told.value = f"<strong>Not saved:</strong> {escape(str(error))}"

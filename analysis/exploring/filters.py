"""What a selection is narrowed down by: a widget for each, and the choice that they make together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ipywidgets as widgets

from analysis.listing import LISTED
from analysis.tables import OUTCOMES, SECTORS, Tables

ANY = ""


class Filters:
    """Day, publisher, source, sector, outcome and words; ``changed`` is called once for each choice."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.changed = changed
        text, wide = {"continuous_update": False}, {"layout": widgets.Layout(width="15rem")}
        self.since = widgets.DatePicker(description="Since", **wide)
        self.until = widgets.DatePicker(description="Until", **wide)
        self.publisher = widgets.Dropdown(options=[ANY], description="Publisher", **wide)
        self.source = widgets.Combobox(description="Source", placeholder="part of a name", **text, **wide)
        self.sector = widgets.Dropdown(options=[ANY, *SECTORS], description="Sector", **wide)
        self.outcome = widgets.Dropdown(options=[ANY, *OUTCOMES], description="Outcome", **wide)
        self.words = widgets.Text(description="Words", placeholder="then Enter", **text, **wide)
        self.reset = widgets.Button(description="All", tooltip="Take all filters away")
        self.every = (self.since, self.until, self.publisher, self.source, self.sector, self.outcome, self.words)
        for one in self.every:
            one.observe(self._tell, "value")
        self.reset.on_click(lambda _: self.clear())

    def choice(self) -> dict[str, str | None]:
        """The arguments of ``select``."""
        days = {name: getattr(self, name).value for name in ("since", "until")}
        named = {
            name: getattr(self, name).value or None for name in ("publisher", "source", "sector", "outcome", "words")
        }
        return {name: str(day) if day else None for name, day in days.items()} | named

    def fill(self, tables: Tables) -> None:
        """Offer the publishers and sources of a collection, and set no filter."""
        with self._quiet():
            self._empty()
            self.publisher.options = [ANY, *sorted(tables.articles["publisher"].dropna().unique())]
            self.source.options = tables.sources["name"].value_counts().index[:LISTED].tolist()

    def clear(self) -> None:
        """Take all filters away."""
        with self._quiet():
            self._empty()
        self.changed()

    def _empty(self) -> None:
        for one in self.every:
            one.value = None if isinstance(one, widgets.DatePicker) else ANY

    def _tell(self, _change: dict[str, Any]) -> None:
        self.changed()

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        for one in self.every:
            one.unobserve(self._tell, "value")
        try:
            yield
        finally:
            for one in self.every:
                one.observe(self._tell, "value")

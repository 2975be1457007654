"""An article on the page that answers: which record was clicked, which words are selected, which key was pressed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from analysis.highlighting import Marked, key, style

HERE = Path(__file__).parent


class Reader(anywidget.AnyWidget):
    """The text of an article with its marks.

    ``target`` is the record to light up; ``picked`` the one that was clicked, or opened with Enter; both
    hold its name and a number that rises, so that the same one can be asked for twice. Where ``marking`` is on, arrows
    move over words and Shift extends: ``selection`` is ``[start, end)`` in code points, ``command`` a key that was pressed.
    """

    _esm = HERE / "reader.js"
    _css = style() + (HERE / "reader.css").read_text("utf8")
    html = traitlets.Unicode().tag(sync=True)
    starts = traitlets.List(traitlets.Int()).tag(sync=True)
    target: Any = traitlets.List(["", 0]).tag(sync=True)
    picked: Any = traitlets.List(["", 0]).tag(sync=True)
    selection = traitlets.List(traitlets.Int()).tag(sync=True)
    command: Any = traitlets.List(["", 0]).tag(sync=True)
    marking = traitlets.Bool(default_value=False).tag(sync=True)

    def read(self, marked: Marked, record: str = "") -> None:
        """Show an article, at a record where one is given."""
        with self.hold_sync():
            self.starts, self.html = list(marked.starts), marked.html
            self.target = [record, self.target[1] + 1]

    def light(self, record: str) -> None:
        """Light up the marks of a record and scroll to the first; an empty name puts the light out."""
        self.target = [record, self.target[1] + 1]


def legend() -> str:
    """What each kind of mark looks like and means, as HTML for beside a reader."""
    return f'<div class="marked">{key()}</div>'

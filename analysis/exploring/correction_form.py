"""The form under a record: which value is wrong, what is right, and the line that goes to corrections.csv."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

import ipywidgets as widgets

from analysis.correction_cells import shown
from analysis.exploring.records import choices, correctable, line, record
from analysis.tables import Tables

NARROW, WIDE = widgets.Layout(width="13rem"), widgets.Layout(width="20rem")
ACTIONS = {"another value": "change", "the row is wrong: drop it": "drop", "the value is right": "confirm"}


class CorrectionForm:
    """Correct one value of the record that is shown.

    Parameters
    ----------
    carry_out : takes the line and returns why it cannot be carried out, or None where it was
    """

    def __init__(self, carry_out: Callable[[dict[str, str]], str | None]) -> None:
        self.carry_out, self.record_id = carry_out, ""
        self.tables: Tables | None = None
        self.action = widgets.Dropdown(options=ACTIONS, description="It is", layout=WIDE)
        self.field = widgets.Dropdown(description="Value of", layout=WIDE)
        self.new = widgets.Combobox(description="Right is", layout=WIDE, ensure_option=False)
        self.who = widgets.Text(description="By", placeholder="your name", layout=NARROW)
        self.note = widgets.Text(description="Note", layout=WIDE)
        self.save = widgets.Button(description="Add to corrections.csv", layout=NARROW)
        self.told = widgets.HTML()
        self.field.observe(self._show_old, "value")
        self.action.observe(self._show_action, "value")
        self.save.on_click(self._save)
        parts = [self.action, self.field, self.new, self.note, self.who, self.save, self.told]
        self.widget = widgets.Accordion([widgets.VBox(parts)], titles=("Correct this record",))
        self.widget.layout.display = "none"

    def show(self, tables: Tables, record_id: str) -> None:
        """Turn to a record of these tables."""
        name, _ = record(tables, record_id)
        if record_id != self.record_id:
            self.told.value = ""
        self.tables, self.record_id = tables, record_id
        options = correctable(name)
        self.field.options = [(field.replace("_", " "), field) for field in options]
        self._show_old()
        self.widget.layout.display = ""

    def _show_old(self, _change: object = None) -> None:
        if self.tables is None or self.field.value is None:
            return
        name, _ = record(self.tables, self.record_id)
        held = line(self.tables, self.record_id, field=self.field.value)
        self.new.options = choices(name, self.field.value) or []
        self.new.value, self.new.placeholder = "", f"the table holds {shown(held['old'])}"

    def _show_action(self, _change: object) -> None:
        changes = self.action.value == "change"
        self.field.layout.display = "none" if self.action.value == "drop" else ""
        self.new.layout.display = "" if changes else "none"

    def _save(self, _button: object) -> None:
        if self.tables is None:
            return
        said = {"action": self.action.value, "who": self.who.value, "note": self.note.value}
        said["when"] = datetime.now(UTC).strftime("%Y-%m-%d")
        if self.action.value != "drop":
            said["field"] = self.field.value
        if self.action.value == "change":
            said["new"] = self.new.value
        try:
            refusal = self.carry_out(line(self.tables, self.record_id, **said))
        except (OSError, ValueError) as error:
            refusal = str(error)
        told = (
            f"<strong>Not added:</strong> {escape(refusal)}"
            if refusal
            else "<strong>Added</strong> to corrections.csv."
        )
        self.told.value = told

"""The parameters of notebooks: which there are, what they stand at, and whether a value fits.

Read with Python's own parser: papermill would take two seconds to import, and lets unknown names and any type pass.
"""

from __future__ import annotations

import ast
import difflib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from analysis.reports.ledger import Unusable

FINDINGS = "findings"  # a notebook that has it is given findings instead of tables
OURS = ("collection", "tables", FINDINGS)  # set by the run itself
DAYS = ("since", "until")


def defaults(notebook: Path) -> dict[str, Any]:
    """The names and values in the cell tagged ``parameters``: what every later cell may build on.

    Raises Unusable for a file that is no notebook, has no such cell or several (papermill would take the last), or a
    default that is no plain value.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf8"))["cells"]
        tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{notebook}: not a notebook that can be read ({error})") from None
    if len(tagged) != 1:
        raise Unusable(f"{notebook}: {len(tagged)} cells are tagged 'parameters', there must be one")
    found: dict[str, Any] = {}
    try:
        for statement in ast.parse("".join(tagged[0]["source"])).body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                found[statement.targets[0].id] = ast.literal_eval(statement.value)
            elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
                found[statement.target.id] = ast.literal_eval(statement.value)
    except (SyntaxError, ValueError) as error:
        raise Unusable(f"{notebook}: the parameters cell holds more than names and plain values ({error})") from None
    return found


def fitted(name: str, text: str, default: Any) -> Any:
    """The value that ``text`` stands for, of the type of the parameter's default; where that is None, "None" or text.

    >>> fitted("top", "20", 15), fitted("publisher", "AFP", None), fitted("hedged", "yes", False)
    (20, 'AFP', True)

    Raises Unusable naming the parameter.
    """
    try:
        if name in DAYS and text != "None":
            return date.fromisoformat(text).isoformat()
        if default is None:
            return None if text == "None" else text
        if isinstance(default, bool):
            return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[text.lower()]
        if isinstance(default, str):
            return text
        value = type(default)(text) if isinstance(default, (int, float)) else ast.literal_eval(text)
        if not isinstance(value, type(default)):
            raise ValueError
    except (KeyError, ValueError, SyntaxError):
        kind = "a day such as 2015-06-04" if name in DAYS else {
            bool: "yes or no", int: "a whole number", float: "a number",
        }.get(type(default), f"a {type(default).__name__}")  # fmt: skip
        raise Unusable(f"-p {name}: {text!r} is not {kind}") from None
    return value


def given(pairs: Iterable[tuple[str, str]], notebooks: Mapping[str, Path]) -> dict[str, dict[str, Any]]:
    """For each notebook the given values that it has a parameter for.

    Raises Unusable for a name that no notebook has (the message lists those there are), for one the run sets itself,
    and for a value of the wrong type.
    """
    known = {name: {p: v for p, v in defaults(path).items() if p not in OURS} for name, path in notebooks.items()}
    every = sorted({parameter for held in known.values() for parameter in held})
    values: dict[str, dict[str, Any]] = {name: {} for name in notebooks}
    for parameter, text in pairs:
        if parameter not in every:
            near = difflib.get_close_matches(parameter, every, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise Unusable(f"-p {parameter}: no such parameter{hint} (known: {', '.join(every)})")
        for name, held in known.items():
            if parameter in held:
                values[name][parameter] = fitted(parameter, text, held[parameter])
    return values

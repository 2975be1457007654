"""Several runs from one YAML file: the same collection by month, by publisher, with other parameters."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from analysis.reports.ledger import Unusable, slug

KEYS = ("name", "parameters", "notebooks")


@dataclass(frozen=True)
class Run:
    """One run of a file: the name that its folder bears behind the collection's, and what is given to ``render``."""

    name: str
    parameters: dict[str, str] = field(default_factory=dict)
    notebooks: tuple[str, ...] = ()


def read_runs(path: Path) -> list[Run]:
    """The runs of a YAML file: a list, each with a ``name``, and ``parameters`` and ``notebooks`` where they differ.

    ::

        - name: June
          parameters: {since: 2015-06-01, until: 2015-06-30}
        - name: Courier
          parameters: {publisher: The Avel Courier, top: 10}
          notebooks: [casualties, claims]

    Raises Unusable naming the run and what to do.
    """
    try:
        held = yaml.safe_load(path.read_text("utf8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Unusable(f"{path}: not YAML that can be read ({' '.join(str(error).split())})") from None
    if not isinstance(held, list) or not held:
        raise Unusable(f"{path}: write a list of runs, each beginning with '- name: '")
    runs = [_run(path, number, entry) for number, entry in enumerate(held, 1)]
    folders = [slug(run.name) for run in runs]
    twice = next((run.name for run in runs if folders.count(slug(run.name)) > 1), None)
    if twice:
        raise Unusable(f"{path}: two runs would be written to the folder of {twice!r}: give one another name")
    return runs


def _run(path: Path, number: int, entry: Any) -> Run:
    where = f"{path}: run {number}"
    if not isinstance(entry, dict) or not str(entry.get("name") or "").strip():
        raise Unusable(f"{where} has no name: begin it with '- name: '")
    unknown = next((key for key in entry if key not in KEYS), None)
    if unknown is not None:
        raise Unusable(f"{where} ({entry['name']}): {unknown!r} is none of {', '.join(KEYS)}")
    parameters, notebooks = entry.get("parameters") or {}, entry.get("notebooks") or []
    if not isinstance(parameters, dict) or not isinstance(notebooks, list):
        raise Unusable(f"{where} ({entry['name']}): write parameters as {{name: value}} and notebooks as [name, name]")
    return Run(
        str(entry["name"]), {str(k): str(v) for k, v in parameters.items()}, tuple(str(name) for name in notebooks)
    )

"""What one command renders: a collection, several, or several runs of each from a YAML file (by month, by publisher)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from analysis.reports.ledger import Unusable, collection_name, slug

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


def planned(
    paths: Sequence[Path], parameters: dict[str, str], notebooks: Sequence[str], name: str | None, file: Path | None
) -> list[dict[str, Any]]:
    """What ``render`` is to be called with, once for each collection, or for each collection and run of a file.

    Raises Unusable where two would be written to one folder.
    """
    if name and (file or len(paths) > 1):
        raise Unusable("--name is for one collection without --runs: the runs of a file have names of their own")
    asked: list[dict[str, Any]] = []
    for path in paths:
        if file is None:
            asked.append({"collection": path, "name": name, "parameters": parameters, "notebooks": notebooks})
            continue
        for run in read_runs(file):
            called, values = f"{collection_name(path)} {run.name}", {**run.parameters, **parameters}
            one = {"name": called, "parameters": values, "notebooks": run.notebooks or notebooks}
            asked.append({"collection": path, **one})
    folders = [slug(one["name"] or collection_name(one["collection"])) for one in asked]
    twice = next((folder for folder in folders if folders.count(folder) > 1), None)
    if twice:
        raise Unusable(f"several collections would be written to the folder {twice}: give one of them another name")
    return asked

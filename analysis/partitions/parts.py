"""One part on disk: the tables of some articles, written beside and renamed, so that it is there whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.columns import label
from analysis.fingerprints import digest
from analysis.tables import OFFSET, SCHEMAS, table

NOTE = "part.json"
UNFINISHED = ".new-"
Tolls = Callable[[pd.DataFrame], pd.DataFrame]
OF_THE_RUN = ("words", "sentences", "path")  # columns that the analysis fills in, and where the article was found


@dataclass(frozen=True)
class Part:
    """A part: its folder, the keys of its articles in their order, and how its tolls were chosen."""

    folder: Path
    keys: list[str]
    tolls: str


def article_keys(articles: pd.DataFrame, engines: str) -> list[str]:
    """The hash of each article as it was read, and of the library: the same key, the same rows in every table."""
    read = articles.drop(columns=[name for name in OF_THE_RUN if name in articles])
    rows = read.astype(object).where(read.notna(), None).to_dict("records")
    return [digest(engines, _told(row))[:32] for row in rows]


def _told(row: Mapping[Any, Any]) -> dict[Any, str]:
    """What an article's columns say, as text: beside other articles the same number may be read as another type."""
    told = {name: value if name == "text" else label(value) for name, value in row.items()}
    return {name: text for name, text in told.items() if text is not None}


def write_part(parts: Path, frames: Mapping[str, pd.DataFrame], keys: dict[str, str], tolls: str) -> Part:
    """Write the tables of some articles as a new part.

    Parameters
    ----------
    parts : the folder of all parts
    frames : every table of the contract; ``skipped`` with the further column ``article_id``
    keys : the key of each article by its id, those that could not be analysed included
    tolls : a fingerprint of how tolls were chosen

    Raises OSError where the disk is full or the folder cannot be written; nothing is left then.
    """
    folder = parts / digest(list(keys.values()))[:16]
    beside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=parts))
    try:
        for name, frame in frames.items():
            _write(frame, beside / f"{name}.parquet")
        sizes = {path.name: path.stat().st_size for path in beside.iterdir()}
        note = {"keys": keys, "tolls": tolls, "sizes": sizes}
        (beside / NOTE).write_text(json.dumps(note), encoding="utf8")
        if folder.exists():
            shutil.rmtree(folder)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return Part(folder, list(keys.values()), tolls)


def _write(frame: pd.DataFrame, path: Path) -> None:
    """Differences for offsets, which mostly grow, and dictionaries for all else, squeezed."""
    offsets = [name for name in frame if frame[name].dtype == OFFSET]
    others = [name for name in frame if name not in offsets]
    frame.to_parquet(
        path, index=False, compression="zstd", compression_level=9, use_dictionary=others,
        column_encoding=dict.fromkeys(offsets, "DELTA_BINARY_PACKED"),
    )  # fmt: skip


def read_parts(parts: Path) -> list[Part]:
    """The parts that are whole. What a run that was killed left half-written is removed, and so are damaged parts."""
    held = []
    for folder in sorted(parts.iterdir()):
        try:
            note = json.loads((folder / NOTE).read_text(encoding="utf8"))
            sizes = {name: (folder / name).stat().st_size for name in note["sizes"]}
            if sizes != note["sizes"]:
                raise ValueError(f"{folder} is damaged")
            held.append(Part(folder, list(note["keys"].values()), note["tolls"]))
        except (OSError, ValueError, LookupError):
            shutil.rmtree(folder, ignore_errors=True)
    return held


def rewritten(part: Part, wanted: Container[str], tolls: Tolls, choice: str) -> Part:
    """Replace a part by one of those of its articles whose keys are wanted, with tolls as ``tolls`` chooses them."""
    note = json.loads((part.folder / NOTE).read_text(encoding="utf8"))
    keys = {article_id: key for article_id, key in note["keys"].items() if key in wanted}
    new = Part(part.folder, [], choice)
    if keys:
        frames = {name: pd.read_parquet(part.folder / f"{name}.parquet") for name in SCHEMAS}
        frames = {name: table(name, frame[frame["article_id"].isin(list(keys))]) for name, frame in frames.items()}
        new = write_part(part.folder.parent, frames | {"tolls": tolls(frames["casualties"])}, keys, choice)
    if not keys or new.folder != part.folder:
        shutil.rmtree(part.folder)
    return new

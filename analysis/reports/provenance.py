"""What a page says of itself: which collection, read when and how, with which programs, and how to make it again."""

from __future__ import annotations

import platform
import re
import shlex
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from analysis.reports.frame import About, Pair
from analysis.reports.ledger import LIBRARY, Unusable, collection_name

if TYPE_CHECKING:
    from analysis.reports import Work

PACKAGE = "news-analysis-notebooks"
DESCRIPTION = "collection.yml"
FICTION = "Fiction: these articles were written for practice. Nothing in them happened."
KEYS = {"title": str, "about": str, "fiction": bool, "licence": str}


def describe_collection(collection: Path) -> dict[str, Any]:
    """What ``collection.yml`` in a collection's folder says: title, about, fiction (yes or no), licence; all optional.

    Raises Unusable for a file that holds anything else.
    """
    path = collection / DESCRIPTION
    if not path.is_file():
        return {}
    try:
        held = yaml.safe_load(path.read_text("utf8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Unusable(f"{path}: not YAML that can be read ({' '.join(str(error).split())})") from None
    if not isinstance(held, dict):
        raise Unusable(f"{path}: write it as lines of name: value ({', '.join(KEYS)})")
    for name, value in held.items():
        if name not in KEYS:
            raise Unusable(f"{path}: {name!r} is none of {', '.join(KEYS)}")
        if not isinstance(value, KEYS[name]):
            raise Unusable(f"{path}: {name} must be {'true or false' if KEYS[name] is bool else 'text'}")
    return held


@cache
def versions() -> dict[str, str]:
    """The version of Python, of this package and of every package that it needs, by name."""
    found = {"Python": platform.python_version()}
    try:
        needed = [re.split(r"[^\w.-]", line)[0] for line in metadata.requires(PACKAGE) or [] if "extra ==" not in line]
    except metadata.PackageNotFoundError:
        return found
    for name in [PACKAGE, *sorted(needed)]:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found


def command(work: Work) -> str:
    """The command that makes these reports again."""
    words = ["python", "-m", "analysis", "report", str(work.collection)]
    for name, value in work.asked.items():
        words += ["-p", name, value]
    for name in work.named:
        words += ["--notebook", name]
    return shlex.join(words + (["--name", work.name] if work.name else []))


def title(work: Work) -> str:
    """What the collection calls itself, and what sets this run apart from its others."""
    own = collection_name(work.collection)
    called = describe_collection(work.collection).get("title") or own
    return f"{called} · {work.name.removeprefix(own).strip() or work.name}" if work.name else called


def about_collection(work: Work, run: dict[str, Any], pages: list[str], stamp: str) -> About:
    """What the pages of a collection share; ``run`` holds its figures, see ``describe``, ``pages`` its reports."""
    described = describe_collection(work.collection)
    skipped = f", {n:,} skipped" if (n := sum(run["skipped"].values())) else ""
    licence: list[Pair] = [("Licence of the articles", described["licence"])] if "licence" in described else []
    return About(
        title=title(work),
        facts=[
            ("articles read", f"{run['read']:,} of {run['found']:,} found{skipped}"),
            ("words", f"{run['words']:,}"),
            ("published", " to ".join(run["period"]) or "no dates"),
            ("figures", f"{run['rows']['casualties']:,}"),
            ("statements", f"{run['statements']:,}"),
            ("sources", f"{run['rows']['sources']:,}, {run['anonymous']:,} anonymous"),
        ],
        pages=[
            ("../index.html", "All collections"),
            ("index.html", title(work)),
            *((f"{name}.html", name) for name in pages),
            *([] if work.summed else [("articles.html", "articles")]),
        ],
        foot=[
            *licence,
            *([("Corrections", run["corrections"]["told"])] if run["corrections"]["told"] else []),
            ("Inputs", f"{work.collection.name}, SHA-256 {work.inputs}"),
            ("Made with", ", ".join(f"{name} {version}" for name, version in versions().items())),
            ("Library", f"SHA-256 {work.library}"),
            ("Make again", command(work)),
        ],
        stamp=stamp,
        banner=FICTION if described.get("fiction") else None,
        told=described.get("about"),
        corrected=bool(run["corrections"]["articles"]),
    )  # fmt: skip


def model_card() -> str:
    """The model card as Markdown."""
    return (LIBRARY / "models" / "README.md").read_text("utf8")

"""What all pages share: the environment of templates, our style and script, and the policy that lets in nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from analysis.highlighting import style

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
Pair = tuple[str, str]


@dataclass(frozen=True)
class About:
    """What every page of a collection says of it.

    ``facts`` are names and values for the head, ``pages`` file names and names for the way around, ``foot`` names and
    values for the provenance, ``accuracy`` the page with the model card, ``corrected`` whether
    people have corrected rows, ``stamp`` the time of the run: the one thing
    that differs between two runs on the same inputs.
    """

    title: str
    facts: list[Pair]
    pages: list[Pair]
    foot: list[Pair]
    stamp: str
    banner: str | None = None
    told: str | None = None
    corrected: bool = False
    accuracy: str = "model-card.html"


@cache
def constants() -> dict[str, str]:
    """The style and script that stand in every page, and the content security policy with the script's hash."""
    folder = TEMPLATES / "report"
    script = (folder / "page.js").read_text("utf8").strip()
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return {"style": (folder / "page.css").read_text("utf8") + style(), "script": script, "policy": policy}


@cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader([TEMPLATES / "report"]), autoescape=True, trim_blocks=True)
    made.globals.update(constants())
    return made


def fill(template: str, **values: Any) -> str:
    """A template of ours filled in; every value is escaped, unless it is Markup."""
    return _environment().get_template(template).render(**values) + "\n"


_PLACE = re.compile(r'<th scope=row data-at="([^"]*)#([^"#]*)">([^<]*)</th>')
_FILE = re.compile(r"<code data-file>([\w./-]+)</code>")


def linked(html: str, places: dict[str, str]) -> Markup:
    """A ``listing`` with the head of each row leading to its mark, and the name of the saved table to the file.

    Parameters
    ----------
    html : what ``listing`` made; the names in it are escaped
    places : the page of each article, by its escaped id
    """

    def link(found: re.Match[str]) -> str:
        article, anchor, name = found.groups()
        if article not in places:
            return f"<th scope=row>{name}</th>"
        if not anchor:
            return f'<th scope=row><a href="{places[article]}">{name}</a></th>'
        return f'<th scope=row><a href="{places[article]}#{anchor}" title="{article}">{name}</a></th>'

    return Markup(_FILE.sub(r'<a href="\1">\1</a>', _PLACE.sub(link, html)))

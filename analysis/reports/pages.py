"""Executed notebooks into self-contained HTML pages, which ask nothing of any network."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import Any

import nbformat
from markupsafe import Markup
from nbconvert import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets.config import Config

from analysis.reports.frame import TEMPLATES, About, constants, fill, linked
from analysis.reports.provenance import model_card
from analysis.reports.running import Failure, is_injected


def title_of(notebook: nbformat.NotebookNode) -> str | None:
    """The first ``# Heading`` of a notebook's prose."""
    lines = (line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    return next((line[2:].strip() for line in lines if line.startswith("# ")), None)


def page(
    executed: nbformat.NotebookNode,
    about: About,
    name: str,
    title: str,
    parameters: dict[str, Any] | None = None,
    failure: Failure | None = None,
    places: dict[str, str] | None = None,
    nothing: str | None = None,
) -> str:
    """The HTML page of an executed notebook.

    Prose, tables and pictures as they stand, code behind a switch, warnings and the cells of parameters left out; where
    the notebook failed, a banner with the cause, and the code and traceback of the cell.

    Parameters
    ----------
    parameters : all of the notebook, for the foot
    places : the page of each article by its escaped id; the rows of listings lead there
    nothing : why there is nothing on it
    """
    shown = nbformat.from_dict(executed)
    shown.cells = [c for c in shown.cells if not is_injected(c) and "parameters" not in c.metadata.get("tags", [])]
    resources = {
        "about": about, "here": name, "title": title, "parameters": parameters or {}, "failure": failure,
        "places": places or {}, "nothing": nothing,
    }  # fmt: skip
    body, _ = exporter().from_notebook_node(shown, resources)
    return _with_contents(body)


def model_card_page(about: About) -> str:
    """The page of the model card: what the figures were measured on, and what the reader cannot do."""
    numbers = count(1)
    scroll = '<div class="scroll" tabindex="0" role="region" aria-label="Table {}"><table>'
    prose = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(model_card())
    card = re.sub("<table>", lambda _: scroll.format(next(numbers)), prose)
    return _with_contents(
        fill("model-card.html.j2", about=about, card=Markup(card.replace("</table>", "</table></div>")))
    )


def chart_data(executed: nbformat.NotebookNode) -> dict[str, str]:
    """The rows behind each chart of an executed notebook as CSV, by the chart's name."""
    held = {}
    for cell in executed.cells:
        for output in cell.get("outputs", []):
            if "text/csv" in output.get("data", {}):
                held[output.metadata["text/csv"]["name"]] = output.data["text/csv"]
    return held


class PageExporter(HTMLExporter):
    """nbconvert's exporter, without its second reading of a page that lacks nothing of what is mended there."""

    def from_notebook_node(  # type: ignore[override]
        self, nb: nbformat.NotebookNode, resources: Any = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        language = nb.metadata.get("language_info", {})
        lexer = language.get("pygments_lexer", language.get("name"))
        self.register_filter("highlight_code", Highlight2HTML(pygments_lexer=lexer, parent=self))
        made: Any = TemplateExporter.from_notebook_node(self, nb, resources, **options)
        return super().from_notebook_node(nb, resources, **options) if _UNTOLD.search(made[0]) else made


@cache
def exporter() -> HTMLExporter:
    """nbconvert with our own template; JavaScript, LaTeX and Markdown outputs are not asked for and not shown."""
    config = Config()
    config.NbConvertBase.display_data_priority = ["text/html", "image/png", "image/svg+xml", "text/plain"]
    made = PageExporter(
        config=config, template_name="report", extra_template_basedirs=[str(TEMPLATES)], exclude_input=False,
        exclude_input_prompt=True, exclude_output_prompt=True, exclude_anchor_links=True, embed_images=False,
    )  # fmt: skip
    made.register_filter("linked", linked)
    made.environment.globals.update(constants())
    return made


_UNTOLD = re.compile(r"<img\b(?![^>]*\balt=)")  # a picture without alternative text
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def _with_contents(html: str) -> str:
    """The page with unlike ids for like headings in its main part, and with links to those of the second level."""
    head, main, body = html.partition("<main")
    body, foot, rest = body.partition("</main>")
    seen: dict[str, int] = {}
    entries = []

    def heading(found: re.Match[str]) -> str:
        level, inner = found.groups()
        text = _TAG.sub("", inner)
        name = re.sub(r"\W+", "-", text.lower()).strip("-") or "part"
        seen[name] = seen.get(name, 0) + 1
        anchor = name if seen[name] == 1 else f"{name}-{seen[name]}"
        if level == "2":
            entries.append(f'<li><a href="#{anchor}">{text}</a></li>')
        return f'<h{level} id="{anchor}">{inner}</h{level}>'

    body = _HEADING.sub(heading, body)
    return head.replace("<ol></ol>", f"<ol>{''.join(entries)}</ol>") + main + body + foot + rest

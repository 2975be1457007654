"""The widgets in Chromium on a running JupyterLab: one notebook, opened once, used as a reader and an annotator would."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pandas as pd
import pytest
from browser.conftest import SEEDS

from analysis.evaluation import read_gold
from analysis.reports import FOLDER
from analysis.selection import make_tables
from analysis.tables import Tables

ARTICLES = ("2031-03-10-npa-drenna", "2031-03-11-npa-market", "2031-03-12-isb-mortars")
PATIENCE = 90_000  # milliseconds, for a machine that has other things to do
SETTINGS = {  # cells out of sight stay on the page; nobody asks about news
    "notebook-extension/tracker": {"windowingMode": "none"}, "apputils-extension/notification": {"fetchNews": "false"},
}  # fmt: skip
CONNECTED = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.connectionStatus === 'connected'"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with three articles in a collection, their tables, and the notebook told where they are."""
    place = tmp_path_factory.mktemp("lab")
    week = place / "seeds" / "week"
    week.mkdir(parents=True)
    for name in (*(f"{article}.txt" for article in ARTICLES), "metadata.csv"):
        shutil.copy(SEEDS / "ilmora" / name, week)
    make_tables(week).save(place / "tables")
    held = nbformat.read(FOLDER / "explore.ipynb", as_version=4)
    (parameters,) = [cell for cell in held.cells if "parameters" in cell.metadata.get("tags", [])]
    parameters.source = 'collection, tables, who = "seeds/week", "tables", "me"'
    nbformat.write(held, place / "explore.ipynb")
    return place


@pytest.fixture(scope="module")
def server(place):
    """The address of a JupyterLab of our own, with no settings but its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    homes = {name: place / f".{name.lower()}" for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    homes |= {f"JUPYTERLAB_{name}_DIR": place / f".lab-{name.lower()}" for name in ("SETTINGS", "WORKSPACES")}
    for name, chosen in SETTINGS.items():
        file = homes["JUPYTERLAB_SETTINGS_DIR"] / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(chosen))
    options = {
        "IdentityProvider.token": "", "ServerApp.root_dir": place, "LabApp.expose_app_in_browser": True,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    }  # fmt: skip
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
    with (place / "server.log").open("w") as log:
        running = subprocess.Popen(
            [*command, *(f"--{name}={value}" for name, value in options.items())], stdout=log, stderr=log,
            env=os.environ | {name: str(home) for name, home in homes.items()},
        )  # fmt: skip
    address, began = f"http://127.0.0.1:{port}", time.monotonic()
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/api/status")
                break
            except OSError:
                assert running.poll() is None, (place / "server.log").read_text()
                assert time.monotonic() - began < PATIENCE / 1000
                time.sleep(0.1)
        yield address
    finally:
        running.terminate()
        running.wait()


@pytest.fixture(scope="module")
def page(chromium, server):
    """The notebook with all its cells run; nothing but the server was asked, and nobody complained."""
    page = chromium.new_page(viewport={"width": 1500, "height": 1100})
    page.set_default_timeout(PATIENCE)
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{server}/lab/tree/explore.ipynb")
    page.wait_for_function(CONNECTED)
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    page.locator(".explore").nth(1).locator(".reader p").first.wait_for()
    yield page
    page.close()
    assert [url for url in asked if not url.startswith((server, "data:", "blob:"))] == []
    assert complaints == []


@pytest.fixture
def explorer(page):
    """The explorer with no filter set."""
    explorer = page.locator(".explore").first
    explorer.get_by_role("button", name="All", exact=True).click()
    explorer.get_by_text("3 articles of 3 articles").wait_for()
    return explorer


def rows(explorer):
    return explorer.locator("table.dataTable tbody tr:visible")


def test_a_filter_acts_on_tables_and_articles(explorer):
    explorer.get_by_label("Outcome", exact=True).select_option("captured")
    explorer.get_by_text(re.compile(r"^\d+ figures, \d+ claims, \d+ sources, [12] articles of 3 articles$")).wait_for()
    rows(explorer).first.get_by_text("captured").wait_for()
    assert rows(explorer).get_by_text("killed").count() == 0


def test_a_row_leads_to_its_place_and_a_mark_to_its_record(explorer):
    explorer.get_by_label("Outcome", exact=True).select_option("wounded")
    rows(explorer).first.get_by_text("wounded").wait_for()
    words = rows(explorer).last.locator("td").first.inner_text()
    rows(explorer).last.click()
    lit = explorer.locator(".reader .figure.lit").first
    lit.wait_for()
    assert " ".join(lit.inner_text().split()) in words
    assert explorer.locator(".record").get_by_text("wounded").is_visible()
    explorer.locator(".reader .cue").first.click()
    explorer.locator(".record").get_by_role("rowheader", name="stance").wait_for()


def test_a_correction_is_entered_in_place(explorer, place):
    explorer.locator(".reader .figure").first.click()
    explorer.locator(".record").get_by_role("rowheader", name="outcome").wait_for()
    form = explorer.get_by_text("Correct this record")
    if not explorer.get_by_label("Right is", exact=True).is_visible():
        form.click()
    explorer.get_by_label("Value of", exact=True).select_option("place")
    explorer.get_by_label("Right is", exact=True).fill("Nowhere Bridge")
    explorer.get_by_label("Right is", exact=True).press("Tab")
    explorer.get_by_role("button", name="Add to corrections.csv").click()
    explorer.get_by_text("Added to corrections.csv").wait_for()
    explorer.locator(".record").get_by_text("Nowhere Bridge").wait_for()
    lines = pd.read_csv(place / "seeds" / "week" / "corrections.csv")
    assert lines[["table", "field", "new", "action"]].values.tolist() == [
        ["casualties", "place", "Nowhere Bridge", "change"]
    ]


def test_a_span_is_annotated_with_the_keyboard(page, place):
    annotator = page.locator(".explore").nth(1)
    reader = annotator.locator(".reader")
    reader.focus()
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowRight"):
        reader.press(key)
    annotator.get_by_text("Selected: “").wait_for()
    reader.press("f")
    annotator.locator("option:checked", has_text=re.compile(r"^f1\s")).wait_for(state="attached")
    annotator.get_by_label("low", exact=True).fill("11")
    annotator.get_by_label("low", exact=True).press("Tab")
    annotator.get_by_text("Not saved yet.").wait_for()
    annotator.get_by_label("outcome", exact=True).select_option("wounded")
    annotator.get_by_role("button", name="Save").click()
    annotator.get_by_text("Saved: 0 claims and 1 figures in me/.").wait_for()
    gold = read_gold(place / "seeds" / "week" / "gold" / "me", Tables.load(place / "tables")).validate()
    (figure,) = gold.casualties.to_dict("records")
    assert (figure["low"], figure["outcome"], len(figure["text"].split())) == (11, "wounded", 2)
    assert annotator.locator(".reader .figure").first.inner_text() == figure["text"]

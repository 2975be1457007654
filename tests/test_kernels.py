"""The kernels that notebooks run on: forked, apart from one another, and gone with the run."""

import signal
import subprocess
import sys
import time

import notes
import psutil
import pytest
from notes import page

from analysis import render
from analysis.locking import InUse, locked
from analysis.reports.forking import Forker, forking

PATIENCE = 60  # seconds: other work may have the machine
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux alone")


def wait_for(condition):
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


@LINUX
def test_a_forked_kernel_shares_imports_and_nothing_else(tmp_path):
    """What one notebook changes in a module, another does not see; figures of pyplot stand on the page as ever."""
    articles = notes.collection(tmp_path / "flood")
    look = "import os, sys, analysis\nprint('imported', 'analysis.charts.claim_charts' in list(sys.modules))"
    change = "print('before', vars(analysis).get('changed')); analysis.changed = True"
    draw = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    asked = [notes.notebook(tmp_path / f"{name}.ipynb", look, change, draw) for name in ("one", "other")]
    report = render(articles, tmp_path / "reports", notebooks=asked, jobs=1)
    assert report.made == ["one", "other"]
    for name in report.made:
        html = page(report, name)
        assert "imported True" in html.main.get_text()
        assert "before None" in html.main.get_text()
        assert html.main.img["src"].startswith("data:image/png")
    assert Forker.running is None


@LINUX
def test_a_forked_kernel_ends_when_it_is_told_to_and_with_the_forker():
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "/dev/null/none"]
    with forking(2) as forker:
        first = forker.fork(command, {}, None)
        assert first.pid != forker.process.pid
        first.kill()
        wait_for(lambda: first.poll() is not None)
        assert forker.fork([sys.executable, "-m", "another"], {}, None) is None
    assert forker.process.returncode == 0


HEARS_CTRL_C = (  # a shell has its background commands ignore it
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from analysis.__main__ import main; main()"
)
SLOW = "import time; from pathlib import Path; Path('begun').touch(); time.sleep(100)"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_broken_off_leaves_nothing_running_or_half_made(tmp_path, how):
    articles = notes.collection(tmp_path / "flood")
    asked = [notes.notebook(tmp_path / f"{name}.ipynb", SLOW) for name in ("one", "other")]
    named = [word for notebook in asked for word in ("--notebook", str(notebook))]
    begin = [sys.executable, "-c", HEARS_CTRL_C, "report", str(articles), *named]
    run = subprocess.Popen(begin, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    wait_for((tmp_path / "begun").exists)
    kernels = [child for child in psutil.Process(run.pid).children(recursive=True) if child.is_running()]
    assert kernels
    run.send_signal(how)
    _, told = run.communicate(timeout=PATIENCE)
    wait_for(lambda: not any(kernel.is_running() and kernel.status() != "zombie" for kernel in kernels))
    if how != signal.SIGKILL:
        assert told.splitlines()[-1] == "broken off; what was there before is left"
        assert run.returncode == 130
        assert [path.name for path in (tmp_path / "reports").iterdir()] == [".lock"]


def test_a_second_run_into_the_folder_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.locking.DYING", 0.1)
    articles, reports = notes.collection(tmp_path / "flood"), tmp_path / "reports"
    reports.mkdir()
    with locked(reports), pytest.raises(InUse, match="another run is writing into"):
        render(articles, reports, notebooks=[])
    assert render(articles, reports, notebooks=[]).read == 1

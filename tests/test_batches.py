"""Batches through executors: in order, few in hand, and no run lost with a worker."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import psutil
import pytest

from analysis.batches import IN_HAND, carry_out

PATIENCE = 120  # seconds: other work may have the machine


def frames(number, size=2):
    return [pd.DataFrame({"path": [f"{i}.{j}" for j in range(size)]}) for i in range(number)]


def names(batch):
    return batch["path"].tolist()


def slowly(batch):
    time.sleep(0.05 if batch["path"].iloc[0].startswith("0") else 0)
    return names(batch)


def dying(batch):
    """Takes its process with it where a batch holds the article 1.1."""
    if "1.1" in names(batch):
        os.kill(os.getpid(), signal.SIGKILL)
    return names(batch)


def dying_once(batch):
    marker = Path(os.environ["DIED"])
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return names(batch)


def failing(batch):
    raise ValueError(f"not {batch['path'].iloc[0]}")


def resting(batch):
    time.sleep(PATIENCE)


def resting_behind_the_first(batch):
    return names(batch) if batch["path"].iloc[0] == "0.0" else resting(batch)


@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor, ProcessPoolExecutor])
def test_results_come_in_order(executor):
    given = executor and executor(2)
    done = list(carry_out(slowly, frames(9), jobs=2, executor=given))
    assert [one.made for one in done] == [names(frame) for frame in frames(9)]
    assert [names(one.batch) for one in done] == [one.made for one in done]


def test_batches_are_read_as_they_are_needed():
    read = []
    results = carry_out(
        names, (read.append(i) or frame for i, frame in enumerate(frames(50))), executor=ThreadPoolExecutor(2)
    )
    next(results)
    assert len(read) <= 2 * IN_HAND + 1
    results.close()


def test_a_batch_whose_worker_died_is_tried_again(tmp_path, monkeypatch):
    monkeypatch.setenv("DIED", str(tmp_path / "died"))
    done = list(carry_out(dying_once, frames(5), jobs=2))
    assert (tmp_path / "died").exists()
    assert [one.made for one in done] == [names(frame) for frame in frames(5)]


@pytest.mark.parametrize("own", [True, False])
def test_only_the_article_that_kills_is_lost(own):
    done = list(carry_out(dying, frames(5), jobs=2, executor=None if own else ProcessPoolExecutor(2)))
    lost = [one for one in done if one.made is None]
    assert [names(one.batch) for one in lost] == [["1.1"]]
    assert "BrokenProcessPool" in lost[0].lost
    assert sorted(name for one in done for name in one.made or ()) == sorted(
        {n for f in frames(5) for n in names(f)} - {"1.1"}
    )


def test_work_that_fails_as_a_whole_is_told_with_its_error():
    (one,) = carry_out(failing, frames(1, size=1), jobs=2)
    assert (one.made, one.lost) == (None, "ValueError: not 0.0")


def test_an_executor_that_is_gone_ends_the_run():
    gone = ThreadPoolExecutor(1)
    gone.shutdown()
    with pytest.raises(RuntimeError, match="shutdown"):
        list(carry_out(names, frames(3), executor=gone))


def alive(processes):
    return [process for process in processes if _runs(process)]


def _runs(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it ended between the two questions
        return False


def wait_for(what):
    until = time.monotonic() + PATIENCE / 2
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize("again", range(3))
@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_closing_ends_the_processes_at_once(again):
    before = psutil.Process().children()
    results = carry_out(resting_behind_the_first, frames(8), jobs=2)
    assert next(results).made == ["0.0", "0.1"]
    workers = set(psutil.Process().children()) - set(before)
    assert len(workers) == 2
    results.close()
    wait_for(lambda: not alive(workers))


RUN = f"""
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has its background commands ignore it
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_batches import carry_out, frames, resting
if __name__ == "__main__":
    print("begun", flush=True)
    list(carry_out(resting, frames(8), jobs=2))
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_processes_do_not_outlive_a_run_that_is_broken_off(how):
    run = subprocess.Popen([sys.executable, "-c", RUN], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    wait_for(lambda: len(psutil.Process(run.pid).children()) == 2)
    workers = psutil.Process(run.pid).children()
    run.send_signal(how)
    run.wait(PATIENCE / 2)
    wait_for(lambda: not alive(workers))

"""Kernels forked from one process that has imported, once for all notebooks, what notebooks import.

A kernel that starts by itself needs a second or more of a processor before the first cell; one that is forked needs a tenth,
and shares nothing with the others but what was imported. Where there is no safe fork, kernels start by themselves.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar

import psutil

IMPORTED = (
    "ipykernel.ipkernel", "ipykernel.zmqshell", "matplotlib.backends.backend_agg", "pandas", "pyarrow.parquet",
    "analysis.selection", "analysis.listing", "analysis.events", "analysis.charts.pictures",
    "analysis.charts.casualty_charts", "analysis.charts.claim_charts", "analysis.charts.event_charts",
    "analysis.charts.overview_charts", "analysis.charts.source_charts", "analysis.charts.toll_charts",
)  # fmt: skip
LAUNCHER = "ipykernel_launcher"  # the module that a kernel's command runs


class Forked(psutil.Process):
    """What jupyter_client asks of a process that it has started, of one that another has forked."""

    stdin = stdout = stderr = None

    def poll(self) -> int | None:
        return None if self.is_running() else 0

    def send_signal(self, sig: int) -> None:
        with suppress(psutil.NoSuchProcess):
            super().send_signal(sig)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Forker:
    """The process that forks. It ends with the one that has started it, and its kernels end with it."""

    running: ClassVar[Forker | None] = None

    def __init__(self) -> None:
        self.asking, theirs = socket.socketpair()
        self.lock = Lock()
        command = f"from analysis.reports.forking import serve; serve({theirs.fileno()})"
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-c", command], stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()],
                start_new_session=True,
            )  # fmt: skip
        self.answers = self.asking.makefile("r", encoding="utf8")

    def fork(self, command: list[str], env: dict[str, str], cwd: str | None) -> Forked | None:
        """A new kernel with a kernel's command; None where it must be started otherwise."""
        if LAUNCHER not in command:
            return None
        arguments = command[command.index(LAUNCHER) + 1 :]
        with self.lock, suppress(OSError, ValueError, psutil.NoSuchProcess):
            self.asking.sendall(f"{json.dumps([arguments, env, cwd or str(Path.cwd())])}\n".encode())
            return Forked(int(self.answers.readline()))
        return None

    def close(self) -> None:
        self.answers.close()
        self.asking.close()
        self.process.wait()


@contextmanager
def forking(notebooks: int) -> Iterator[Forker | None]:
    """A forker for as long as the block lasts, ``Forker.running``; None where it would not pay or a fork of this much is
    not safe."""
    if notebooks < 2 or sys.platform != "linux":
        yield None
        return
    forker = Forker.running = Forker()
    try:
        yield forker
    finally:
        Forker.running = None
        forker.close()


def serve(descriptor: int) -> None:
    """Import, then fork a kernel for each line of JSON that comes, and answer with its number; end when no more can come."""
    signal.signal(signal.SIGCHLD, _forget_ended)
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as a kernel sets it
    gc.disable()  # nothing that is imported is garbage, and every kernel would look it through again and again
    for name in IMPORTED:
        import_module(name)
    gc.freeze()
    gc.enable()
    with socket.socket(fileno=descriptor) as answering, answering.makefile("r", encoding="utf8") as asked:
        for line in asked:
            kernel = os.fork()
            if not kernel:
                os.setpgid(0, 0)
                answering.close()
                _become_kernel(*json.loads(line))
            with suppress(OSError):  # it may have done so itself, or be gone
                os.setpgid(kernel, kernel)
            answering.sendall(f"{kernel}\n".encode())
    os._exit(0)  # there is nothing to clear away, and all that was imported would be taken apart


def _forget_ended(*_: object) -> None:
    """Take note of kernels that have ended, so that they are no more."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _become_kernel(arguments: list[str], env: dict[str, str], cwd: str) -> Any:
    """What a kernel's own command would do in this process, which was forked for it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(env, JPY_PARENT_PID=str(os.getppid()))
    os.chdir(cwd)
    sys.argv = [LAUNCHER, *arguments]
    from ipykernel.kernelapp import launch_new_instance

    try:
        launch_new_instance()
    finally:
        os._exit(0)

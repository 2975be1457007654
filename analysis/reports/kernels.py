"""The kernels that notebooks run on: this environment's own, forked where they can be, killed when a run is broken off."""

from __future__ import annotations

import os
from contextlib import suppress
from threading import Event
from typing import Any, ClassVar
from uuid import uuid4
from weakref import WeakSet

from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.provisioning import LocalProvisioner
from traitlets import default

from analysis.reports.forking import Forker

STOPPING = Event()  # set while a run is being broken off


class Provisioner(LocalProvisioner):
    """Starts a kernel through the forker, if there is one and it answers."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
        forker = Forker.running
        forked = forker and forker.fork(cmd, options.get("env") or dict(os.environ), options.get("cwd"))
        if not forked:
            return await super().launch_kernel(cmd, **options)
        self.process, self.pid, self.cwd = forked, forked.pid, options.get("cwd")
        with suppress(ProcessLookupError):
            self.pgid = os.getpgid(forked.pid)
        return self.connection_info


class OwnKernels(KernelSpecManager):
    """Knows the kernel of this environment alone: a "python3" registered elsewhere may run another environment's."""

    @default("kernel_dirs")
    def _no_directories(self) -> list[str]:
        return []


class OwnKernel(AsyncKernelManager):
    """A kernel manager of ``OwnKernels``; its traffic is encrypted where both ends can, which also spares a warning."""

    started: ClassVar[WeakSet[OwnKernel]] = WeakSet()

    async def _async_pre_start_kernel(self, **options: Any) -> Any:
        if self.provisioner is None:
            self.kernel_id = self.kernel_id or str(uuid4())
            self.provisioner = Provisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**options)

    async def _async_post_start_kernel(self, **options: Any) -> None:
        await super()._async_post_start_kernel(**options)
        self.started.add(self)
        if STOPPING.is_set():
            self.kill_at_once()

    def kill_at_once(self) -> None:
        process = getattr(self.provisioner, "process", None)
        if process is not None:
            process.kill()

    @default("kernel_spec_manager")
    def _own_kernels(self) -> KernelSpecManager:
        return OwnKernels()

    @default("transport_encryption")
    def _encrypted(self) -> str:
        return "auto"


def stop() -> None:
    """Kill the kernels of all notebooks that are running or about to: they would outlive an interrupted run."""
    STOPPING.set()
    for kernel in list(OwnKernel.started):
        kernel.kill_at_once()

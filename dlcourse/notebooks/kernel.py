"""A kernel of this very Python, whatever kernels are installed beside it, with an environment free of surprises."""

from __future__ import annotations

import os
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode
from traitlets import Instance, default

UNWANTED = ("DLCOURSE_", "PYTEST_XDIST_")
UNWANTED_NAMES = ("MPLBACKEND", "MATPLOTLIBRC", "PYTEST_CURRENT_TEST", "PYTHONSTARTUP")


class ThisPython(KernelSpecManager):
    """Whatever kernel a notebook names, it gets the Python that runs this."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The kernel that starts with `sys.executable`."""
        from ipykernel.kernelspec import RESOURCES, get_kernel_dict

        return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())


class ThisPythonManager(AsyncKernelManager):
    """Starts kernels of this Python only."""

    kernel_spec_manager = Instance(KernelSpecManager)

    @default("kernel_spec_manager")
    def _this_python(self) -> KernelSpecManager:
        return ThisPython(parent=self)


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment without what could change a lesson's outputs (DLCOURSE_*, MPLBACKEND, ...), plus `extra`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(UNWANTED) and name not in UNWANTED_NAMES
    }
    return kept | extra


def client(nb: NotebookNode, cwd: str | os.PathLike[str], timeout: float, **options: Any) -> NotebookClient:
    """What executes `nb` in place, in the folder `cwd`, at most `timeout` seconds a cell."""
    return NotebookClient(
        nb,
        timeout=timeout,
        kernel_manager_class=ThisPythonManager,
        store_widget_state=False,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(cwd)}},
        **options,
    )

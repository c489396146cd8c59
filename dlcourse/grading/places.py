"""Where Python and its libraries lie, and what of it a jailed process may read: single entries, never the folder that holds dlcourse."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator
from typing import Any

from dlcourse.grading.sandbox import Copy, Sandbox

SYSTEM_LIBRARIES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64")
SYSTEM = (
    "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat",
    "/sys/devices/system/cpu", "/sys/devices/system/node", "/dev/urandom", "/dev/random", "/dev/zero", "/dev/null",
)  # fmt: skip
TO_MOUNT = ("/usr", "/lib", "/lib64", "/proc")
FOLDERS_OF_LIBRARIES = ("site-packages", "dist-packages")
THREADS = ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM", "NUMEXPR")


def libraries() -> list[str]:
    """The folders of installed packages that this Python looks into."""
    return [p for p in sys.path if os.path.basename(p) in FOLDERS_OF_LIBRARIES and os.path.isdir(p)]


def readable_entries() -> list[str]:
    """The fine list: the standard library, the installed packages, the system's shared libraries, one by one."""
    paths = sysconfig.get_paths()
    found = [*SYSTEM]
    for folder in dict.fromkeys((paths["stdlib"], paths["platstdlib"], *libraries())):
        found += _entries(folder)
    for folder in (*SYSTEM_LIBRARIES, os.path.join(sys.base_prefix, "lib")):
        found += [entry for entry in _entries(folder) if not os.path.basename(entry).startswith("python")]
    return found


def _entries(folder: str) -> Iterator[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if name not in FOLDERS_OF_LIBRARIES and "dlcourse" not in name.lower() and not name.endswith(".pth"):
            yield os.path.join(folder, name)


def coarse_folders() -> list[str]:
    """The folders above the fine list's entries."""
    stdlib = sysconfig.get_paths()["stdlib"]
    return [stdlib, os.path.join(sys.base_prefix, "lib"), *libraries(), *SYSTEM_LIBRARIES, *SYSTEM]


def hidden() -> list[str]:
    """Installed copies of dlcourse, with the answers in them."""
    return [os.path.join(folder, "dlcourse") for folder in libraries()]


def settings(copy: Copy, sandbox: Sandbox, home: str, without: tuple[str, ...]) -> dict[str, Any]:
    """All that the zygote is told; plain data."""
    stdlib = sysconfig.get_paths()["stdlib"]
    path = os.path.realpath(copy.path)
    return {
        "sandbox": str(sandbox),
        "copy": path,
        "tensorflow": copy.tensorflow,
        "modules": list(copy.modules),
        "home": home,
        "prefix": sys.prefix,
        "libraries": libraries(),
        "fine": [
            *readable_entries(),
            path,
            "/proc",
        ],  # of /proc the child itself takes all but a few files away
        "coarse": coarse_folders(),
        "system": [*TO_MOUNT, *SYSTEM],
        "hide": hidden(),
        "readable": [os.path.join(stdlib, "os.py"), os.path.join(path, "dlcourse", "__init__.py")],
        "without": list(without),
    }


def environment(home: str) -> dict[str, str]:
    """The whole environment of the zygote: nothing of ours goes in."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows needs it
    return kept | {
        "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
        "LANG": "C.UTF-8",
        "HOME": home,
        "TMPDIR": home,
        "MPLCONFIGDIR": home,
        "MPLBACKEND": "agg",
        "KERAS_HOME": home,
        "KERAS_BACKEND": "tensorflow",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": "-1",
        **{f"{name}_NUM_THREADS": "1" for name in THREADS},
    }

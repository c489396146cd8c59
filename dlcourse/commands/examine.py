"""What `dlcourse doctor` looks at: each function examines one thing and says what it found and what would mend it."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from dlcourse.commands import versions

FINE, WARNING, BROKEN = "fine", "warning", "broken"
REINSTALL = "Run `make start` in the repository, or `pip install -r requirements.lock`."
TENSORFLOW_SECONDS = 180
GIB = 2**30

ASK_TENSORFLOW = """
import json, keras, numpy, tensorflow as tf
gpus = [tf.config.experimental.get_device_details(gpu).get("device_name", gpu.name) for gpu in tf.config.list_physical_devices("GPU")]
total = float(tf.reduce_sum(tf.ones((2, 3))))
print(json.dumps({"tensorflow": tf.__version__, "keras": keras.__version__, "numpy": numpy.__version__, "backend": keras.backend.backend(), "gpus": gpus, "total": total}))
"""


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's report. `mend` says what to do; it is empty where all is fine."""

    about: str
    state: str
    words: str
    mend: str = ""


def examine_python() -> Finding:
    words = f"{platform.python_version()} at {sys.executable}"
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return Finding(
            "Python", BROKEN, words, "Install Python 3.11, 3.12 or 3.13 and set the course up with it."
        )
    if sys.maxsize < 2**32:
        return Finding(
            "Python", BROKEN, f"{words}, 32 bits", "TensorFlow needs a 64-bit Python: install one."
        )
    return Finding("Python", FINE, words)


def examine_packages() -> Finding:
    unmet = versions.unmet_requirements()
    if unmet:
        return Finding("packages", BROKEN, "; ".join(unmet), REINSTALL)
    lock = versions.lock_file()
    if lock is None:
        return Finding(
            "packages", WARNING, "the lock of tested versions is missing", "Install dlcourse again."
        )
    other = versions.other_than_locked(lock)
    if other:
        words = f"{len(other)} in other versions than tested: {'; '.join(other[:4])}{'; ...' if len(other) > 4 else ''}"
        return Finding("packages", WARNING, words, f"If something fails: {REINSTALL}")
    return Finding("packages", FINE, "all in the versions that the course is tested with")


def examine_tensorflow() -> list[Finding]:
    """TensorFlow is imported in a process of its own: it may crash (an old CPU) or never end."""
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    try:
        result = subprocess.run(
            [sys.executable, "-c", ASK_TENSORFLOW],
            capture_output=True,
            text=True,
            env=environment,
            timeout=TENSORFLOW_SECONDS,
        )
    except subprocess.TimeoutExpired:
        mend = "Close other programs and try again; a virus scanner may be reading every file."
        return [
            Finding("TensorFlow", BROKEN, f"did not import within {TENSORFLOW_SECONDS} seconds", mend),
            _processor([]),
        ]
    try:
        told = json.loads(result.stdout.strip().splitlines()[-1])
    except (ValueError, IndexError):
        return [Finding("TensorFlow", BROKEN, _why_not(result), REINSTALL), _processor([])]
    return [_tensorflow(told), _processor(told["gpus"])]


def _tensorflow(told: dict) -> Finding:
    words = f"{told['tensorflow']}, Keras {told['keras']}, NumPy {told['numpy']}"
    if told["backend"] != "tensorflow":
        mend = 'Unset KERAS_BACKEND, and take "backend" out of ~/.keras/keras.json.'
        return Finding("TensorFlow", BROKEN, f"{words}, but Keras uses {told['backend']}", mend)
    if told["total"] != 6:
        return Finding("TensorFlow", BROKEN, f"{words}: the sum of six ones was {told['total']}", REINSTALL)
    return Finding("TensorFlow", FINE, words)


def _why_not(result: subprocess.CompletedProcess) -> str:
    last = (result.stderr.strip().splitlines() or ["no message"])[-1]
    if result.returncode < 0:
        return (
            f"crashed while it was imported (signal {-result.returncode}): this CPU may lack AVX instructions"
        )
    return f"cannot be imported: {last}"


def _processor(gpus: list[str]) -> Finding:
    cpu = f"{_cpu_name()}, {os.cpu_count()} cores"
    if gpus:
        return Finding("device", FINE, f"GPU {', '.join(gpus)}; CPU {cpu}")
    return Finding("device", FINE, f"CPU {cpu}; no GPU, and none is needed")


def _cpu_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def examine_memory() -> Finding:
    import psutil

    memory = psutil.virtual_memory()
    words = f"{memory.available / GIB:.1f} GB free of {memory.total / GIB:.1f} GB"
    if memory.available < GIB:
        return Finding(
            "memory", BROKEN, words, "Close other programs: a lesson with TensorFlow needs about 1 GB."
        )
    if memory.available < 2 * GIB:
        return Finding(
            "memory",
            WARNING,
            words,
            "Close other programs, and shut down lessons you have finished (Kernel menu).",
        )
    return Finding("memory", FINE, words)


def examine_disk() -> Finding:
    free = shutil.disk_usage(Path.cwd()).free
    words = f"{free / GIB:.1f} GB free in {Path.cwd()}"
    if free < GIB / 10:
        return Finding("disk", BROKEN, words, "Make room: notebooks cannot be saved on a full disk.")
    if free < GIB:
        return Finding("disk", WARNING, words, "Make some room before you save or install much.")
    return Finding("disk", FINE, words)


def examine_kernel() -> Finding:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    mend = f"Run `{sys.executable} -m ipykernel install --sys-prefix`."
    try:
        argv = KernelSpecManager().get_kernel_spec("python3").argv
    except NoSuchKernel:
        return Finding("kernel", BROKEN, "JupyterLab knows no kernel called python3", mend)
    ours = argv[0] in ("python", "python3") or os.path.realpath(argv[0]) == os.path.realpath(sys.executable)
    if not ours:
        return Finding("kernel", WARNING, f"python3 means {argv[0]}, another Python than this one", mend)
    return Finding("kernel", FINE, "python3, the Python of this environment")

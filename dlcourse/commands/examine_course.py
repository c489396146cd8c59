"""What `dlcourse doctor` looks at besides Python and TensorFlow: the sliders' front end, the data and the lessons."""

from __future__ import annotations

import json
import os
from importlib.metadata import distribution
from pathlib import Path

from dlcourse.commands.examine import BROKEN, FINE, REINSTALL, WARNING, Finding
from dlcourse.commands.versions import installed
from dlcourse.lessons_folder import all_lessons, lessons_folder

# The part of a widget library that lives in JupyterLab, and the Python package that brings it.
FRONT_ENDS = {"@jupyter-widgets/jupyterlab-manager": "jupyterlab-widgets", "anywidget": "anywidget"}


def examine_front_end() -> Finding:
    from jupyter_core.paths import jupyter_path

    folders = [Path(folder) for folder in jupyter_path("labextensions")]
    problems = [problem for name in FRONT_ENDS if (problem := front_end_problem(name, folders))]
    if problems:
        return Finding("sliders", BROKEN, "; ".join(problems), f"{REINSTALL} Then reload the page.")
    words = f"ipywidgets {installed('ipywidgets')} and anywidget {installed('anywidget')} are in JupyterLab"
    return Finding("sliders", FINE, words)


def front_end_problem(name: str, folders: list[Path]) -> str | None:
    """What is wrong with a front end; JupyterLab takes the first that it finds, which may be an old one."""
    found = [path for folder in folders if (path := folder / name / "package.json").is_file()]
    if not found:
        return f"JupyterLab has no {name}"
    ours = _brought_by(FRONT_ENDS[name], name)
    if ours and ours.is_file() and _version_in(ours) != _version_in(found[0]):
        return f"JupyterLab uses the {name} of {found[0].parent}, another version than {ours.parent}"
    return None


def _brought_by(package: str, name: str) -> Path | None:
    """The front end's package.json that came with the installed Python package."""
    for file in distribution(package).files or ():
        if file.as_posix().endswith(f"labextensions/{name}/package.json"):
            return Path(str(file.locate())).resolve()
    return None


def _version_in(path: Path) -> str:
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, LookupError, TypeError):
        return "unknown"


def examine_data() -> Finding:
    from dlcourse.data import DataError, digits
    from dlcourse.data.cache import cache_folder
    from dlcourse.data.loading import load_mnist

    chosen = os.environ.get("DLCOURSE_DATA")
    try:
        digits()
        if chosen:
            load_mnist(Path(chosen).expanduser())
    except DataError as error:
        return Finding(
            "data",
            BROKEN,
            str(error),
            "Without DLCOURSE_DATA the course uses its own digits." if chosen else REINSTALL,
        )
    folder = cache_folder()
    if not (folder / "digits-5000.npz").is_file():
        mend = "Set DLCOURSE_CACHE to a folder that can be written; without one the digits are read anew each time."
        return Finding("data", WARNING, f"5,000 digits; {folder} cannot be written", mend)
    return Finding("data", FINE, f"5,000 digits, kept in {folder}")


def examine_lessons() -> Finding:
    lessons = all_lessons()
    if not lessons:
        return Finding("lessons", BROKEN, f"none in {lessons_folder()}", "Install dlcourse again.")
    return Finding("lessons", FINE, f"{len(lessons)}, from {lessons[0]} to {lessons[-1]}")

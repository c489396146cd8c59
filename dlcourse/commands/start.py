"""`dlcourse start`: the working copy is made or brought up to date, then JupyterLab opens on the first lesson."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from dlcourse.commands.failure import Failure
from dlcourse.commands.launch import open_lab
from dlcourse.commands.workspace import DEFAULT, OWN, Update, bring_up_to_date
from dlcourse.lessons_folder import all_lessons


def start(
    arguments: Sequence[str],
    launch: bool = True,
    browser: bool = True,
    port: int | None = None,
    lessons: Path | None = None,
) -> int:
    """Make or refresh a working copy and open it; returns the exit code.

    arguments  the folder, if the first is none of JupyterLab's options; the rest goes to JupyterLab
    launch     whether to open JupyterLab
    browser    whether it opens a window
    port       for JupyterLab, None for its own choice
    lessons    the folder of the shipped lessons; the course's own without it
    """
    console = Console(highlight=False)
    chosen, extra = split(arguments)
    home = chosen or default_home(Path.cwd())
    report(console, home, bring_up_to_date(home, lessons))
    first = all_lessons(lessons)[0]
    if not launch:
        console.print(f"The first lesson is {home / first}.ipynb", soft_wrap=True)
        return 0
    console.print("JupyterLab opens. Ctrl-C here ends it; your notebooks are saved as you work.")
    return open_lab(home, first, port, browser, extra)


def split(arguments: Sequence[str]) -> tuple[Path | None, list[str]]:
    """The folder, if one is named, and the options for JupyterLab."""
    folder = [arguments[0]] if arguments and not arguments[0].startswith("-") else []
    extra = list(arguments[len(folder) :])
    if extra and not extra[0].startswith("-"):
        raise Failure(f"start takes one folder; got '{arguments[0]}' and '{extra[0]}'.", code=2)
    return (Path(folder[0]).expanduser() if folder else None), extra


def default_home(here: Path) -> Path:
    """The working copy that we stand in, if there is one, else a new folder here."""
    inside = [folder for folder in (here, *here.parents) if (folder / OWN / "manifest.json").is_file()]
    return inside[0] if inside else DEFAULT


def report(console: Console, home: Path, update: Update) -> None:
    """Say what was done, with a line for every notebook that was not only copied."""
    if update.written:
        console.print(f"{_lessons(len(update.written))} copied to {home}.", soft_wrap=True)
    else:
        console.print(f"Your lessons are in {home}.", soft_wrap=True)
    for name, backup in update.refreshed.items():
        console.print(f"{name}: refreshed; you had not changed it. The old file is {backup}.", soft_wrap=True)
    for name, new in update.beside.items():
        console.print(
            f"{name}: yours stays as it is. There is a new version beside it: {new}.", soft_wrap=True
        )


def _lessons(count: int) -> str:
    return "1 lesson" if count == 1 else f"{count} lessons"

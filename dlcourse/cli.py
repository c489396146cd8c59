"""`dlcourse` on the command line: reads the arguments and calls what is in commands/. Nothing heavy is imported before it is needed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dlcourse.commands.failure import Failure


class Tier(StrEnum):
    """The graders' sandboxes."""

    FULL, CONTAINER, OFF = "full", "container", "off"


app = typer.Typer(
    help="Learn deep learning in notebooks that check your answers. Begin with: dlcourse start",
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit: 0 if all is well, 2 for a wrong argument, 1 for everything else that failed."""
    try:
        code = app(args=arguments, prog_name="dlcourse", standalone_mode=False)
    except Failure as failure:
        code = _complain("dlcourse", str(failure), failure.code)
    except typer.TyperException as problem:
        context = getattr(problem, "ctx", None)
        code = _complain(context.command_path if context else "dlcourse", problem.format_message(), 2)
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    sys.exit(code or 0)


def _complain(command: str, sentence: str, code: int) -> int:
    print(f"{command}: {' '.join(sentence.split())}", file=sys.stderr)
    return code


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"dlcourse {version('dlcourse')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _dlcourse(
    context: typer.Context,
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command()
def start(
    directory: Annotated[
        str | None, typer.Argument(metavar="DIR", help="The folder for your copy: my-dlcourse without it.")
    ] = None,
    options: Annotated[
        list[str] | None, typer.Argument(metavar="-- OPTIONS", help="Options for JupyterLab itself.")
    ] = None,
    no_launch: Annotated[bool, typer.Option("--no-launch", help="Copy only; open nothing.")] = False,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print JupyterLab's address; open no window.")
    ] = False,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="JupyterLab's port; the next free one if taken.")
    ] = None,
) -> None:
    """Copy the lessons to a folder of yours and open the first in JupyterLab.

    Run it again after an update: what you changed is never overwritten. A lesson
    that you did not touch is refreshed. Of one that you did, the new version is
    put beside yours.
    """
    from dlcourse.commands.start import start as run

    arguments = [directory, *(options or [])] if directory else []
    raise typer.Exit(run(arguments, launch=not no_launch, browser=not no_browser, port=port))


@app.command()
def doctor() -> None:
    """Say what is fine on this machine and what is not, each with what mends it.

    The exit code is 1 if the course cannot run.
    """
    from dlcourse.commands.doctor import doctor as run

    raise typer.Exit(run())


@app.command()
def check(
    notebook: Annotated[
        Path, typer.Argument(metavar="NOTEBOOK", help="A notebook with your answers; it is run in a copy.")
    ],
) -> None:
    """Mark the exercises of a notebook.

    The exit code is 0 if all of them are right, else 1.
    """
    from dlcourse.commands.marking import check as run

    raise typer.Exit(run(notebook))


@app.command()
def solve(
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write; with --all, a folder.")],
    lesson: Annotated[
        str | None, typer.Argument(metavar="LESSON", help="A lesson, such as 1.03 or a notebook's path.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All lessons.")] = False,
) -> None:
    """Write the instructor's copy of a lesson, with our answers in it."""
    from dlcourse.commands.solving import solve as run

    run(lesson, every, out)


@app.command("export-nbgrader")
def export_nbgrader(
    lesson: Annotated[
        str, typer.Argument(metavar="LESSON", help="A lesson, such as 1.03 or a notebook's path.")
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of your nbgrader course.")],
) -> None:
    """Write a lesson as a source assignment of nbgrader, for a course on JupyterHub."""
    from dlcourse.commands.exporting import export_nbgrader as run

    run(lesson, folder)


@app.command()
def grade(
    submissions: Annotated[
        Path, typer.Argument(metavar="SUBMISSIONS", help="The folder or zip of what was handed in.")
    ],
    lesson: Annotated[
        str | None, typer.Option(help="A lesson, such as 1.03, or a chapter; all that is there without it.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder for grades and reports: SUBMISSIONS-grades without it.")
    ] = None,
    sandbox: Annotated[Tier, typer.Option(help="What holds the students' code.")] = Tier.FULL,
    scheduler: Annotated[
        str | None,
        typer.Option(help="Dask: local-cluster, tls://HOST:PORT, or tcp://HOST:PORT on this machine."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=512, help="Processes at once; as many as cores without it.")
    ] = None,
    points: Annotated[
        str | None, typer.Option(metavar="FILE|name=2,...", help="Weights that replace the lesson's points.")
    ] = None,
    seconds: Annotated[
        float, typer.Option(min=1, max=3600, help="The most that a submission may take.")
    ] = 60.0,
    memory: Annotated[
        int | None, typer.Option(min=64, metavar="MB", help="The most memory that a submission may add.")
    ] = None,
    output: Annotated[str, typer.Option("--format", help="What is printed: text, json or github.")] = "text",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    fresh: Annotated[bool, typer.Option(help="Begin a new run; without it the last one goes on.")] = False,
    tls_ca: Annotated[str, typer.Option(help="For tls://: the authority's certificate.")] = "",
    tls_cert: Annotated[str, typer.Option(help="For tls://: our certificate.")] = "",
    tls_key: Annotated[str, typer.Option(help="For tls://: our key.")] = "",
) -> None:
    """Grade a class: marks, feedback for each student, a report for you.

    The exit code is 0 only if every submission was judged.
    """
    from dlcourse.commands import grading

    wish = grading.Wish(
        submissions=submissions,
        lesson=lesson,
        out=out,
        sandbox=sandbox.value,
        scheduler=scheduler,
        workers=workers,
        points=points,
        seconds=seconds,
        memory=memory and memory * grading.MIB,
        format=output,
        quiet=quiet,
        fresh=fresh,
        certificates=grading.Certificates(tls_ca, tls_cert, tls_key),
    )
    raise typer.Exit(grading.grade(wish))


@app.command("test")
def run_lessons(
    lessons: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="LESSONS", help="Lessons, notebooks or folders of them; all lessons without any."
        ),
    ] = None,
) -> None:
    """Run lessons from top to bottom, as they are and with our answers in them.

    The exit code is 0 if every cell ran and every answer was right.
    """
    from dlcourse.commands.marking import test as run

    raise typer.Exit(run(lessons or []))

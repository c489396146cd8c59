"""`dlcourse doctor`: what is fine here and what is not, each with what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import Console
from rich.text import Text

from dlcourse.commands import examine, examine_course
from dlcourse.commands.examine import BROKEN, FINE, WARNING, Finding

LOOKS = {FINE: ("ok", "green"), WARNING: ("look", "yellow"), BROKEN: ("broken", "red")}

Examination = Callable[[], Finding | list[Finding]]

EXAMINATIONS: dict[str, Examination] = {
    "Python": examine.examine_python,
    "packages": examine.examine_packages,
    "TensorFlow": examine.examine_tensorflow,
    "memory": examine.examine_memory,
    "disk": examine.examine_disk,
    "kernel": examine.examine_kernel,
    "sliders": examine_course.examine_front_end,
    "data": examine_course.examine_data,
    "lessons": examine_course.examine_lessons,
}


def doctor(examinations: dict[str, Examination] | None = None) -> int:
    """Examine everything and print what was found; returns the exit code: 1 if the course cannot run here."""
    console = Console(highlight=False)
    broken = 0
    for finding in findings(examinations or EXAMINATIONS):
        say(console, finding)
        broken += finding.state == BROKEN
    console.print()
    console.print(
        f"{broken} broken: the course cannot run here yet." if broken else "The course can run here."
    )
    return 1 if broken else 0


def findings(examinations: dict[str, Examination]) -> Iterator[Finding]:
    """What every examination found; one that fails itself counts as broken and does not end the others."""
    for about, look in examinations.items():
        try:
            found = look()
        except Exception as error:  # what is missing here may be what the examination itself needs
            found = Finding(about, BROKEN, f"{type(error).__name__}: {error}", examine.REINSTALL)
        yield from found if isinstance(found, list) else [found]


def say(console: Console, finding: Finding) -> None:
    """One line a finding, and one below it with the mend."""
    word, colour = LOOKS[finding.state]
    line = Text.assemble((f"{word:<7}", colour), (f"{finding.about:<11}", "bold"), finding.words)
    console.print(line, soft_wrap=True)
    if finding.mend:
        console.print(Text(f"{'':18}{finding.mend}"), soft_wrap=True)

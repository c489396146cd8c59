"""What a jail promises: the tiers, what each of them needs, and how it says no."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Sandbox(StrEnum):
    """How untrusted code is held.

    full       Landlock, seccomp, limits, and another user where the grader runs as root; refuses if one of them lacks
    container  limits, and whatever else holds: for a grader that already runs in a container of its own
    off        a plain subprocess with a time limit
    """

    FULL = "full"
    CONTAINER = "container"
    OFF = "off"


class SandboxError(Exception):
    """The machine cannot protect itself, or the warm process cannot start; the message is one sentence or two."""


class ChildGone(Exception):
    """A child ended, or was ended. `reason` is timeout, memory, killed, ended or protocol, or lost (with its warm process, which is
    no fault of the student's); `words` is a sentence.
    """

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason, self.words = reason, words


@dataclass(frozen=True)
class Copy:
    """The jail's copy of dlcourse for a lesson.

    path        the folder that holds `dlcourse/`
    tensorflow  whether the lesson needs Keras
    modules     what the warm process imports before any child is made, such as "dlcourse.checking.probe"
    """

    path: Path
    tensorflow: bool = False
    modules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes of memory over what the zygote has, seconds of CPU, bytes of files in its scratch folder."""

    memory: int = 2**30
    cpu: int = 60
    disk: int = 64 * 2**20


NEEDED: dict[Sandbox, tuple[str, ...]] = {
    Sandbox.FULL: ("landlock", "seccomp", "user", "limits", "scratch"),
    Sandbox.CONTAINER: ("limits", "user"),
    Sandbox.OFF: (),
}

WAY_OUT = {
    "landlock": "It needs Linux 5.13 or later with Landlock switched on.",
    "seccomp": "It needs the library libseccomp (Debian and Ubuntu: apt-get install libseccomp2).",
    "user": "Run it as an ordinary user, or with a Python that every user may read.",
    "limits": "The system refuses to limit memory and time.",
    "scratch": "It needs a temporary folder that it may write to.",
}

WARNING = (
    "No sandbox: the submissions' code runs as you. It can read and delete your files, send them away, and change marks. "
    "Do this only with code that you trust."
)


def refuse_elsewhere(sandbox: Sandbox) -> None:
    """SandboxError where this system has no such sandbox."""
    if sandbox is not Sandbox.OFF and not sys.platform.startswith("linux"):
        raise SandboxError(
            f"The {sandbox} sandbox works on Linux only: run the grader in a Linux container or in WSL2, "
            "or choose --sandbox off for code that you trust."
        )


def held(report: str) -> bool:
    """Whether a layer's report says that it holds."""
    return report.startswith("held")


def check_layers(sandbox: Sandbox, layers: dict[str, str]) -> None:
    """SandboxError unless every layer that this tier needs is held; it names the first that is not."""
    for layer in NEEDED[sandbox]:
        report = layers.get(layer, "no report")
        if not held(report):
            raise SandboxError(
                f"The {sandbox} sandbox needs {layer}, which does not hold here ({report}). {WAY_OUT[layer]}"
            )

"""Which packages are installed here, beside what the course asks for and what its lock pins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement

from dlcourse.lessons_folder import PACKAGE


def lock_file() -> Path | None:
    """The lock beside the package in the repository, or inside an installed package."""
    for path in (PACKAGE / "requirements.lock", PACKAGE.parent / "requirements.lock"):
        if path.is_file():
            return path
    return None


def read_lock(text: str) -> dict[str, str]:
    """Name -> version of every package that a lock pins for this machine and Python."""
    pins = {}
    for name, pinned, marker in re.findall(
        r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?: *; *([^\\\n]+))?", text, flags=re.M
    ):
        if not marker or Marker(marker.strip()).evaluate():
            pins[name] = pinned
    return pins


def direct_requirements() -> Iterator[Requirement]:
    """What the course itself asks for, without its extras."""
    for line in requires("dlcourse") or ():
        requirement = Requirement(line)
        if not requirement.marker or requirement.marker.evaluate({"extra": ""}):
            yield requirement


def installed(name: str) -> str | None:
    """The installed version of a package; None if it is missing."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def unmet_requirements() -> list[str]:
    """What the course cannot do without and does not have: "numpy 1.26.4 (needs <2.5,>=2.2)", "keras is missing"."""
    unmet = []
    for requirement in direct_requirements():
        found = installed(requirement.name)
        if found is None:
            unmet.append(f"{requirement.name} is missing")
        elif not requirement.specifier.contains(found, prereleases=True):
            unmet.append(f"{requirement.name} {found} (needs {requirement.specifier})")
    return unmet


def other_than_locked(lock: Path) -> list[str]:
    """What is installed in another version than the one that the course is tested with: "rich 14.0 (tested 15.0.0)"."""
    pins = read_lock(lock.read_text(encoding="utf-8"))
    found = {name: installed(name) for name in pins}
    return [
        f"{name} {found[name]} (tested {pins[name]})"
        for name in pins
        if found[name] not in (None, pins[name])
    ]

"""A tiny copy of dlcourse for the jail: what probes an answer, the runner's files, and no lesson."""

import shutil
from pathlib import Path

import dlcourse
from dlcourse.grading.sandbox import Copy
from tests.architecture import reached_from

PACKAGE = Path(dlcourse.__file__).parent
INIT = """
from importlib import import_module

def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return getattr(import_module("dlcourse.grading.jail_words"), name)
"""


def tiny_copy(folder, tensorflow=False):
    """Write it; everybody may read it."""
    needed = {"dlcourse.grading.zygote", "dlcourse.grading.breeder", "dlcourse.grading.inside"}
    for name in set().union(*map(reached_from, needed)) - {"dlcourse", "dlcourse.quiet"}:
        place = name.replace(".", "/")
        file = f"{place}.py" if (PACKAGE.parent / f"{place}.py").exists() else f"{place}/__init__.py"
        target = Path(folder, file)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PACKAGE.parent / file, target)
    Path(folder, "dlcourse", "__init__.py").write_text(INIT)
    for path in (Path(folder), *Path(folder).rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return Copy(Path(folder), tensorflow, ("dlcourse.checking.probe",))

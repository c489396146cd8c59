"""One source of versions, told everywhere alike; and a wheel that has all that a student needs."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from setup_venv import SUITABLE, pins

from dlcourse.lessons_folder import all_lessons

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-test.lock", "tools/setup.lock")


def locked(name):
    """Package -> its pins in a lock: a universal lock may hold several, for different systems."""
    found = {}
    for pin in pins(ROOT / name):
        package, version = pin.split("==")
        found.setdefault(package.lower(), []).append(version)
    return found


def requirements(extra=None):
    lines = PROJECT["optional-dependencies"][extra] if extra else PROJECT["dependencies"]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(
    ("lock", "extra"),
    [("requirements.lock", None), ("requirements-test.lock", None), ("requirements-test.lock", "test")],
)
def test_every_dependency_is_locked_within_its_bounds(lock, extra):
    found = locked(lock)
    for requirement in requirements(extra):
        assert requirement.name.lower() in found, f"{requirement.name} is not in {lock}"
        for version in found[requirement.name.lower()]:
            assert requirement.specifier.contains(version), f"{requirement} but {lock} has {version}"


def test_the_tests_lock_holds_all_of_the_other():
    assert pins(ROOT / "requirements.lock") <= pins(ROOT / "requirements-test.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_hash_for_every_package_and_names_no_index_or_machine(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)[1:]
    assert len(blocks) >= len(pins(ROOT / lock)) > 0
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    told = [line for line in text.splitlines() if re.search(r"://|^\s*--(?!hash=)|file:|#.*index", line)]
    assert told == []
    assert "make lock" in text.splitlines()[1]


def test_the_build_backend_and_uv_are_locked():
    backend = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    found = locked("tools/setup.lock")
    assert "uv" in found
    for requirement in map(Requirement, backend):
        assert requirement.specifier.contains(found[requirement.name][0])


def test_the_pythons_are_the_same_everywhere():
    bounds = SpecifierSet(PROJECT["requires-python"])
    suitable = [f"3.{minor}" for minor in range(30) if bounds.contains(f"3.{minor}.0")]
    assert sorted(SUITABLE, key=lambda version: int(version[2:])) == suitable
    told = [name.rpartition(" ")[2] for name in PROJECT["classifiers"] if "Python :: 3." in name]
    assert told == suitable
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python = next(
        Requirement(entry) for entry in environment["dependencies"] if str(entry).startswith("python")
    )
    assert python.specifier == bounds
    ci = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    assert set(ci["jobs"]["others"]["strategy"]["matrix"]["python"]) <= set(suitable)
    assert set(ci["jobs"]["linux"]["steps"][1]["with"]["python-version"].split()) == set(suitable)
    for lock in LOCKS:
        for marker in re.findall(r" ; ([^\\\n]+)", (ROOT / lock).read_text(encoding="utf-8")):
            Marker(marker.strip())


def test_conda_takes_its_versions_from_the_lock_and_nowhere_else():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["name"] == "dlcourse"
    conda = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    assert [re.split(r"[<>=]", entry)[0] for entry in conda] == ["python", "pip"]
    [by_pip] = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    assert by_pip == ["-r requirements.lock"]


def test_binder_and_conda_install_the_course_without_its_dependencies():
    assert "pip install --no-deps ." in (ROOT / "postBuild").read_text(encoding="utf-8")
    assert "pip install --no-deps ." in (ROOT / "environment.yml").read_text(encoding="utf-8")
    for script in ("postBuild", ".ci/run"):
        assert os.access(ROOT / script, os.X_OK)
        subprocess.run(["bash", "-n", str(ROOT / script)], check=True)


def test_every_command_that_pre_commit_and_make_run_exists():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0][
        "hooks"
    ]
    said = "\n".join(hook["entry"] for hook in hooks) + (ROOT / "Makefile").read_text(encoding="utf-8")
    for module in set(re.findall(r"-m (dlcourse\.[a-z_.]+)", said)):
        path = ROOT / f"{module.replace('.', '/')}.py"
        assert '__name__ == "__main__"' in path.read_text(encoding="utf-8")
    for script in set(re.findall(r"tools/[a-z_]+\.py", said)):
        assert (ROOT / script).is_file()


def test_issue_forms_are_such_as_the_site_can_show():
    forms = {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (ROOT / ".github/ISSUE_TEMPLATE").iterdir()
    }
    assert set(forms) == {"bug", "unclear", "config"}
    for name in ("bug", "unclear"):
        assert {"name", "description", "body"} <= set(forms[name])
        assert all(
            part["type"] in ("input", "textarea", "markdown", "dropdown") for part in forms[name]["body"]
        )
        assert len({part["id"] for part in forms[name]["body"]}) == len(forms[name]["body"])


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built here by the locked backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [path] = folder.glob("*.whl")
    return path


def test_the_wheel_holds_the_lessons_the_lock_and_the_package_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
        lock = file.read("dlcourse/requirements.lock")
    assert lock == (ROOT / "requirements.lock").read_bytes()
    lessons = [name for name in names if name.startswith("dlcourse/lessons/")]
    assert sorted(lessons) == [f"dlcourse/lessons/{name}.ipynb" for name in all_lessons()]
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "dlcourse").rglob("*.py")}
    assert modules <= set(names)
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "dlcourse/grading/templates").iterdir()}
    assert "dlcourse/grading/templates/report.html" in pages
    assert pages <= set(names)
    assert {name.split("/")[0] for name in names} == {"dlcourse", f"dlcourse-{PROJECT['version']}.dist-info"}
    assert not [name for name in names if "checkpoint" in name or "__pycache__" in name]


@pytest.fixture(scope="module")
def clean_python(wheel, tmp_path_factory):
    """A Python in a new environment: the wheel is installed in it; of its dependencies it sees those that are here."""
    venv = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    theirs = Path(
        subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    )
    (theirs / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    install = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--python",
        str(python),
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*install, str(wheel)], check=True)
    return python


def run(python, *arguments, cwd):
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DLCOURSE_", "PYTHON"))
    }
    return subprocess.run(
        [str(python), *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_the_installed_course_copies_its_own_lessons(clean_python, tmp_path):
    where = run(clean_python, "-c", "import dlcourse; print(dlcourse.__file__)", cwd=tmp_path)
    assert not Path(where.stdout.strip()).is_relative_to(ROOT)
    started = run(clean_python, "-m", "dlcourse", "start", "--no-launch", cwd=tmp_path)
    assert started.returncode == 0, started.stderr
    copied = sorted(
        path.relative_to(tmp_path / "my-dlcourse") for path in (tmp_path / "my-dlcourse").glob("*_*/*.ipynb")
    )
    assert [path.with_suffix("").as_posix() for path in copied] == all_lessons()


@pytest.mark.tensorflow
def test_a_lesson_runs_in_the_installed_course(clean_python, tmp_path):
    run(clean_python, "-m", "dlcourse", "start", "--no-launch", cwd=tmp_path)
    first = tmp_path / "my-dlcourse" / f"{all_lessons()[0]}.ipynb"
    tested = run(clean_python, "-m", "dlcourse", "test", str(first), cwd=tmp_path)
    assert tested.returncode == 0, tested.stdout[-3000:] + tested.stderr[-1000:]
    assert len(re.findall(r"=+ .*\b\d+ passed", tested.stdout)) == 2

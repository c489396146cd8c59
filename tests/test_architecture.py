"""The shape of the package: layers, sizes, docstrings, and what an import costs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import LAYERS, PLACES, ROOT, imports, layer_of, modules, place_of, reached_from

MODULES = modules()
HEAVY = {
    "tensorflow",
    "keras",
    "numpy",
    "matplotlib",
    "sklearn",
    "scipy",
    "pandas",
    "IPython",
    "ipywidgets",
    "anywidget",
}
DOCUMENTED = (
    "dlcourse.data",
    "dlcourse.reference",
    "dlcourse.checking",
    "dlcourse.viz",
    "dlcourse.student",
    "dlcourse.overview",
    "dlcourse.here",
    "dlcourse.style",
)
BESIDE_THE_STUDENT = [
    "checking.probe",
    "checking.model_facts",
    "checking.plain",
    "checking.guard",
    "checking.arguments",
    "checking.stub",
    "checking.timelimit",
    "checking.crash",
    "checking.seeds",
    "exercises.basics.reading",
    "exercises.basics.reading_project",
    "exercises.basics.reading_models",
]


def files():
    """Every Python file of ours."""
    return [
        f
        for folder in ("dlcourse", "tests", "benchmarks", "tools")
        for f in sorted((ROOT / folder).rglob("*.py"))
        if "build" not in f.parts
    ]


@pytest.mark.parametrize("name", MODULES)
def test_imports_run_one_way_only(name):
    if name == "dlcourse":
        return  # it names what a student types, and loads it when it is used: tested below
    layer = LAYERS.index(layer_of(name))
    ours = {target for target in imports(name, MODULES[name]) if target.startswith("dlcourse.")}
    upwards = {target for target in ours if LAYERS.index(layer_of(target)) > layer}
    assert not upwards, f"{name} ({layer_of(name)}) imports {', '.join(sorted(upwards))}"


def test_every_module_stands_in_a_layer_of_its_own_name():
    nowhere = [name for name in MODULES if place_of(name) in ("", "dlcourse") and name != "dlcourse"]
    assert not nowhere
    assert set(PLACES.values()) == set(LAYERS)


@pytest.mark.parametrize("name", [n for n in MODULES if layer_of(n) == "viz"])
def test_a_visualizer_never_imports_an_exercise(name):
    assert not [t for t in imports(name, MODULES[name]) if t.startswith("dlcourse.exercises")]


@pytest.mark.parametrize("name", [n for n in MODULES if n.startswith("dlcourse.checking")])
def test_checking_knows_of_no_lesson(name):
    assert not [t for t in reached_from(name) if t.startswith(("dlcourse.exercises", "dlcourse.reference"))]


@pytest.mark.parametrize("name", BESIDE_THE_STUDENT)
def test_what_runs_beside_the_students_code_loads_no_answer(name):
    probe = (
        f"import sys, dlcourse.{name}; "
        "print(*[m for m in sys.modules if m.startswith('dlcourse.reference') or m.startswith('dlcourse.exercises.basics.')])"
    )
    loaded = _fresh(probe).split()
    assert not [m for m in loaded if m.startswith("dlcourse.reference")]
    assert "dlcourse.reference" not in {
        t for m in reached_from(f"dlcourse.{name}") for t in imports(m, MODULES[m])
    }


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_file_is_over_300_lines(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


def _public(tree):
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


@pytest.mark.parametrize("name", [n for n in MODULES if n.startswith(DOCUMENTED)])
def test_public_functions_and_classes_have_docstrings(name):
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert not [node.name for node in _public(tree) if not ast.get_docstring(node)]


def _fresh(code, **more):
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=300, **more
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _loaded(code):
    return set(_fresh(f"import sys\n{code}\nprint()\nprint(*sys.modules)").splitlines()[-1].split())


def test_importing_the_package_loads_nothing_heavy():
    loaded = _loaded("import dlcourse as dl; dir(dl)")
    assert not loaded & HEAVY
    assert {m for m in loaded if m.startswith("dlcourse")} <= {"dlcourse", "dlcourse.quiet"}


CHECKS = """
import numpy as np
import dlcourse as dl
def add_bias(X, b):
    return {answer}
dl.check(add_bias)
"""


@pytest.mark.parametrize("answer", ["X + b", "X - b", "..."])
def test_a_check_of_a_numpy_exercise_loads_neither_tensorflow_nor_pyplot(answer):
    loaded = _loaded(CHECKS.format(answer=answer))
    assert not loaded & {"tensorflow", "keras", "matplotlib.pyplot", "sklearn", "pandas", "ipywidgets"}
    assert "matplotlib" not in loaded  # no picture was drawn


def test_a_picture_of_a_wrong_answer_loads_no_pyplot():
    code = "import dlcourse as dl\nimport numpy as np\ndef d_relu(z):\n    return np.tanh(z)\nassert dl.judge(d_relu).picture"
    loaded = _loaded(code)
    assert "matplotlib.figure" in loaded
    assert not loaded & {"tensorflow", "matplotlib.pyplot"}


@pytest.mark.parametrize("name", MODULES)
def test_tensorflow_and_pyplot_are_never_imported_at_the_top_of_a_module(name):
    top = {target.partition(".")[0] for target in imports(name, MODULES[name], only_at_the_top=True)}
    assert not top & {"tensorflow", "keras"}
    assert "matplotlib.pyplot" not in imports(name, MODULES[name])


def test_the_tests_mirror_the_package():
    folders = {f.name for f in (ROOT / "dlcourse").iterdir() if f.is_dir() and any(f.glob("*.py"))}
    assert folders <= {f.name for f in Path(__file__).parent.iterdir() if f.is_dir()}

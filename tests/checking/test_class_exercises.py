"""An answer that is a class, judged by small programs."""

from tests.checking.toys import Counter, make_counter
from tests.exercises.table import cell

RIGHT = """
class Counter:
    def __init__(self, start=0):
        self.total = start

    def add(self, n):
        self.total = self.total + n
        return self

    def mean(self, n):
        return self.total / n
"""


def _judge(source):
    return make_counter().judge(cell(source, "Counter"))


def test_a_class_that_does_the_same_is_right():
    assert _judge(RIGHT).right


def test_methods_still_to_write_are_named():
    feedback = _judge(RIGHT.replace("return self.total / n", "..."))
    assert (feedback.status, feedback.message) == ("todo", "Still to write: mean.")


def test_a_known_mistake_is_recognised_in_a_class():
    feedback = _judge(RIGHT.replace("self.total = self.total + n", "self.total = n"))
    assert (feedback.mistake, feedback.message) == ("Forgets", "It forgets what was there before.")


def test_the_program_that_shows_it_is_told():
    feedback = _judge(RIGHT.replace("self.total / n", "self.total"))
    assert feedback.saw == "Counter(6).mean(4) gave 6; expected 1.5"


def test_a_crash_in_a_method_tells_its_line():
    feedback = _judge(RIGHT.replace("self.total = self.total + n", "self.sum = self.sum + n"))
    assert feedback.status == "crashed"
    assert "line 7: self.sum = self.sum + n" in feedback.saw


def test_our_class_and_its_children_are_ours():
    assert "calls our answer" in make_counter().judge(Counter).saw
    assert "calls our answer" in make_counter().judge(type("Counter", (Counter,), {})).saw


def test_a_class_that_makes_ours_inside_is_noticed():
    source = "class Counter:\n    def __init__(self, start=0):\n        self.inner = Ours(start)\n\n    def add(self, n):\n        self.inner.add(n)\n        return self\n\n    def mean(self, n):\n        return self.inner.mean(n)\n\n    total = property(lambda self: self.inner.total)\n"
    assert "calls our answer" in make_counter().judge(cell(source, "Counter", Ours=Counter)).saw


def test_an_endless_method_is_stopped():
    exercise = make_counter()
    exercise.timeout = 0.2
    assert (
        exercise.judge(cell(RIGHT.replace("return self.total / n", "while True: pass"), "Counter")).status
        == "timeout"
    )

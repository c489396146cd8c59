"""In a real kernel: whatever an answer does, the kernel lives on and answers. One kernel for all of it."""

import pytest
from jupyter_client.manager import start_new_kernel

SECONDS = 120  # to wait for a reply, before we say that there is none


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(tmp_path_factory.mktemp("kernel")))
    try:
        run(
            client,
            "import os; os.environ['DLCOURSE_STATIC'] = '1'\nimport numpy as np\nimport dlcourse as dl\nfrom dlcourse.exercises import BY_NAME\nBY_NAME['sigmoid'].timeout = 1\nkept = 41",
        )
        yield client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(client, code):
    """Run a cell; what it shows (as plain text), its HTML, and the lines of its error."""
    shown, html, errors = [], [], []

    def listen(message):
        content = message["content"]
        if message["msg_type"] == "stream":
            shown.append(content["text"])
        elif message["msg_type"] in ("display_data", "execute_result"):
            shown.append(content["data"].get("text/plain", ""))
            html.append(content["data"].get("text/html", ""))
        elif message["msg_type"] == "error":
            errors.extend(content["traceback"])

    client.execute_interactive(code, timeout=SECONDS, output_hook=listen, allow_stdin=False)
    return "\n".join(shown), "\n".join(html), errors


def sigmoid(body):
    """A cell that answers with this body."""
    return f"def sigmoid(z):\n    {body}\n\n\ndl.check(sigmoid)"


BODIES = {
    "exit": ("exit()", "sigmoid(0.0) stopped in line 2: exit()"),
    "quit": ("quit()", "sigmoid(0.0) stopped in line 2: quit()"),
    "sys.exit": ("raise SystemExit(1)", "it does not end the program"),
    "an endless loop": ("while True: pass", "It was stopped after 1 seconds."),
    "one that swallows everything": (
        "while True:\n        try: sum(range(99))\n        except: pass",
        "It was stopped after 1 seconds.",
    ),
    "a crash": ("return zz", "stopped in line 2: return zz"),
    "input": ("return float(input())", "Nobody can type during a check"),
    "a recursion": ("return sigmoid(z)", "It calls itself without an end."),
    "a megabyte": ("print('x' * 10**6)", "more characters"),
    "an interruption": ("raise KeyboardInterrupt", "It was interrupted."),
    "another stdout": (
        "import sys; sys.stdout = None; return 0.5",
        "returned a single number; expected an array of shape (3,)",
    ),
}


@pytest.mark.parametrize(("body", "words"), BODIES.values(), ids=BODIES.keys())
def test_the_kernel_lives_on_and_answers(kernel, body, words):
    shown, html, errors = run(kernel, sigmoid(body))
    assert words in shown
    assert html
    assert not errors
    assert run(kernel, "print(kept + 1)")[0] == "42\n"


def test_a_right_answer_after_all_of_these_is_right(kernel):
    shown, html, _ = run(kernel, sigmoid("return 0.5 * (1 + np.tanh(np.asarray(z) / 2))"))
    assert shown == "sigmoid: right"
    assert "<strong>" in html


def test_exit_outside_a_check_still_belongs_to_the_student(kernel):
    shown, _, errors = run(kernel, "get_ipython().ask_exit.__func__.__name__")
    assert shown == "'ask_exit'"
    assert not errors


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("dl.check(sigmiod=1)", "No exercise is called 'sigmiod'. Did you mean 'sigmoid'?"),
        (
            "dl.check()",
            "dl.check takes one answer and got nothing. Write dl.check(name_of_your_function), or dl.check(name=value).",
        ),
        ("dl.hint('sigmoid', 7)", "sigmoid has hints 1 to 3; there is none with number 7."),
    ],
)
def test_a_course_error_is_one_line_without_a_traceback(kernel, code, words):
    _, _, errors = run(kernel, code)
    assert errors == [words]


def test_strict_mode_shows_the_feedbacks_words_and_no_traceback(kernel):
    run(kernel, "os.environ['DLCOURSE_STRICT'] = '1'")
    shown, _, errors = run(kernel, sigmoid("..."))
    run(kernel, "del os.environ['DLCOURSE_STRICT']")
    assert shown.startswith("sigmoid: not started")
    assert errors == [shown]

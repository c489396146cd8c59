"""Lessons in a real JupyterLab: they run, sliders move by keyboard, answers get their advice, the kernel survives."""

from __future__ import annotations

import re

import pytest

from dlcourse.exercises import BY_NAME, QUIZZES
from tests.browser.measure import contrasts, corner_colours, names_by_role, pictures_without_words, scrolling
from tests.browser.notebook_page import SHOWN

pytestmark = pytest.mark.browser

HOW_TO_USE, ACTIVATIONS = "1_basics/00_how_to_use", "1_basics/03_activations"
MET = 'dl.show("activation", task="dead_slope", function="sigmoid", z=10.0)'
ENOUGH = 4.5  # the contrast that WCAG asks of text


@pytest.fixture(scope="module")
def how_to_use(open_lesson):
    """Lesson 1.00, all its cells run."""
    notebook = open_lesson(HOW_TO_USE)
    notebook.run_all()
    return notebook


@pytest.fixture(scope="module")
def activations(open_lesson):
    """Lesson 1.03, all its cells run."""
    notebook = open_lesson(ACTIVATIONS)
    notebook.run_all()
    return notebook


@pytest.fixture(params=[HOW_TO_USE, ACTIVATIONS])
def lesson(request):
    """Each of the two."""
    return request.getfixturevalue(request.param.split("/")[1].split("_", 1)[1])


def expect(locator):
    """Playwright's patient assertions, with our patience."""
    from playwright.sync_api import expect

    expect.set_options(timeout=1000 * SHOWN)
    return expect(locator)


def test_every_cell_runs_without_an_error_a_warning_or_a_complaint_of_the_page(lesson):
    prompts = lesson.page.locator(".jp-CodeCell .jp-InputPrompt").all_inner_texts()
    assert len(prompts) > 5
    assert [prompt for prompt in prompts if not re.search(r"\d", prompt)] == []
    assert lesson.errors() == []
    assert lesson.complaints == []


def test_a_slider_moves_by_keyboard_and_picture_words_and_line_follow(activations):
    picture = activations.picture("code-2fd78e2b")
    expect(picture.said).to_contain_text("sigmoid at z = 1:")
    before = picture.bytes()
    picture.cell.locator("select").focus()
    activations.page.keyboard.press("Tab")
    expect(picture.slider("input z")).to_be_focused()
    activations.page.keyboard.press("ArrowRight")
    picture.wait_for_another(before)
    expect(picture.said).to_contain_text("sigmoid at z = 1.1:")
    expect(picture.line).to_have_text('dl.show("activation", function="sigmoid", z=1.1)')
    assert picture.words() == picture.said.inner_text()


def test_a_drop_down_changes_the_picture_by_keyboard_too(activations):
    picture = activations.picture("code-463861aa")
    before = picture.bytes()
    picture.cell.locator("select").focus()
    activations.page.keyboard.press("t")  # for tanh
    picture.wait_for_another(before)
    expect(picture.said).to_contain_text("With tanh")
    expect(picture.line).to_contain_text('activation="tanh"')


def test_an_exercise_goes_from_not_started_over_the_advice_for_a_known_mistake_to_right(activations):
    said = activations.output("exercise-sigmoid")
    expect(said).to_contain_text("sigmoid: not started")
    activations.write("exercise-sigmoid", "return ...", "return 1 / (1 + np.exp(-z))")
    expect(said).to_contain_text("sigmoid: not yet")
    expect(said).to_contain_text(advice("sigmoid", "overflows"))
    activations.write("exercise-sigmoid", "return 1", "return np.exp(-np.logaddexp(0, -z))")
    expect(said).to_contain_text("sigmoid: right")
    expect(said).not_to_contain_text("not yet")


def test_a_value_is_answered_in_its_cell(activations):
    activations.write("exercise-saturated-start", "z_near = ...", "z_near = 10")
    activations.write("exercise-saturated-start", "z_far = ...", "z_far = 0.5")
    said = activations.output("exercise-saturated-start")
    expect(said).to_contain_text(advice("saturated_start", "changes_places"))
    activations.write("exercise-saturated-start", "z_near = 10", "z_near = 0.5")
    activations.write("exercise-saturated-start", "z_far = 0.5", "z_far = 10")
    expect(said).to_contain_text("saturated_start: right")


def test_a_click_on_a_choice_gives_the_line_and_the_line_gives_the_feedback(activations):
    said, quiz = activations.output("quiz-stack-of-layers"), QUIZZES["stack_of_layers"]
    said.get_by_role("radio", name="(b) Solve XOR.").check()
    line = said.locator("code")
    expect(line).to_have_text('dl.quiz("stack_of_layers", "b")')
    activations.write("quiz-stack-of-layers", "dl.quiz", line.inner_text())
    expect(said).to_contain_text("You chose (b) Solve XOR.")
    expect(said).to_contain_text(quiz.because["b"])
    activations.write("quiz-stack-of-layers", "dl.quiz", 'dl.quiz("stack_of_layers", "c")')
    expect(said).to_contain_text("stack_of_layers: right")
    expect(said).to_contain_text(quiz.because["c"])


def test_a_task_is_met_by_moving_the_slider_and_the_line_below_keeps_it_met(how_to_use):
    picture = how_to_use.picture("task-three-waves")
    expect(picture.cell).to_contain_text("not yet")
    picture.slider("frequency").focus()
    how_to_use.page.keyboard.press("ArrowRight")
    how_to_use.page.keyboard.press("ArrowRight")
    expect(picture.said).to_contain_text("3 waves")
    expect(picture.cell).to_contain_text("✓ met")
    how_to_use.write("task-three-waves", "dl.show", picture.line.inner_text())
    expect(picture.said).to_contain_text("3 waves")
    expect(picture.cell).to_contain_text("✓ met")


def test_a_task_is_met_by_the_code_in_the_cell(activations):
    cell = activations.cell("task-dead-slope")
    expect(cell).to_contain_text("not yet")
    activations.write("task-dead-slope", "dl.show", MET)
    expect(cell).to_contain_text("✓ met")


@pytest.mark.parametrize(
    ("exercise", "answer", "heading"),
    [
        ("d_sigmoid", "while True: pass", "d_sigmoid: not yet: it did not finish"),
        ("d_relu", "exit()", "d_relu: not yet: it stopped with an error"),
    ],
)
def test_an_answer_that_would_end_the_lesson_gets_feedback_and_the_kernel_lives(
    activations, exercise, answer, heading
):
    cell = f"exercise-{exercise.replace('_', '-')}"
    activations.write(cell, "return ...", answer)
    expect(activations.output(cell)).to_contain_text(heading)
    assert activations.errors() == []
    activations.write(
        "out-ba5632ed", "0.25", "0.25**10 * h"
    )  # h is of an earlier cell: the kernel is still the same
    expect(activations.output("out-ba5632ed")).to_contain_text("e-10")
    activations.write("out-ba5632ed", "0.25", "0.25**10")


def test_everything_that_can_be_moved_or_chosen_has_a_name(lesson):
    found = names_by_role(lesson.page, "slider", "combobox", "radio", "checkbox", "spinbutton")
    assert found["slider"]
    assert found["radio"]
    assert {role: names.count("") for role, names in found.items() if "" in names} == {}


def test_every_picture_says_in_words_what_it_shows(lesson):
    assert lesson.page.locator(".jp-OutputArea img").count() >= 2
    assert pictures_without_words(lesson.page) == []


def test_nothing_is_wider_than_the_page(lesson):
    assert scrolling(lesson.page) == []


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_feedback_can_be_read_and_pictures_are_white_in_both_themes(activations, theme):
    activations.write("task-dead-slope", "dl.show", MET)  # so that those words are measured, too
    expect(activations.cell("task-dead-slope")).to_contain_text("✓ met")
    activations.use_theme(theme)
    try:
        measured = contrasts(activations.page)
        assert len(measured) > 20
        assert {text: ratio for text, ratio in measured.items() if ratio < ENOUGH} == {}
        assert set(corner_colours(activations.page)) == {"255 255 255 255"}
    finally:
        activations.use_theme("JupyterLab Light")


def advice(exercise: str, mistake: str) -> str:
    """What a reader sees of the advice for a known mistake."""
    (found,) = (one for one in BY_NAME[exercise].mistakes if one.name == mistake)
    return found.advice.replace("`", "").replace("*", "")

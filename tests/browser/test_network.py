"""The playground in a real JupyterLab: it plays, pauses, steps and is reset by mouse and by keys; a long step does not block."""

from __future__ import annotations

import pytest

from tests.browser.measure import names_by_role, scrolling
from tests.browser.notebook_page import PATIENCE
from tests.browser.throwaway import keep, put_notebook

pytestmark = pytest.mark.browser

SLOW = """
import threading
from dlcourse.viz.trainer import Trainer
from dlcourse.viz.trainer_row import TrainerRow

go = threading.Event()

def epoch(n):
    go.wait(60)
    return n + 1

row = TrainerRow(Trainer(epoch, reset=lambda: 0, heartbeat=False))
row.view
"""
THREADS = "go.set(); row.close(); [t.name for t in threading.enumerate() if 'trainer' in t.name]"
DRAWN = "canvas => canvas.toDataURL()"
CHANGED = f"([canvas, before]) => ({DRAWN})(canvas) !== before"
LEARNED = """cell => Number((cell.querySelector('.jp-OutputArea code').innerText.match(/steps=(\\d+)/) || [0, 0])[1])"""


@pytest.fixture(scope="module")
def lesson(lab, open_lesson):
    """A notebook with the playground, one that bursts, and a trainer whose step is long; run."""
    put_notebook(
        lab,
        "playground",
        network='import dlcourse as dl\ndl.show("network")',
        burst='dl.show("network", activation="linear", layers=2, lr=10.0)',
        slow=SLOW,
        threads=THREADS,
    )
    notebook = open_lesson("playground")
    notebook.run_all()
    return notebook


def expect(locator):
    """Playwright's patient assertions, with our patience."""
    from playwright.sync_api import expect

    expect.set_options(timeout=1000 * PATIENCE)
    return expect(locator)


def parts(lesson, name="network"):
    """The canvas, the words below it, the line of code, where the trainer says it is."""
    cell = lesson.cell(name)
    found = [cell.locator(one) for one in (".dl-canvas canvas", ".dl-words", ".jp-OutputArea code")]
    return [*found, cell.locator('.widget-html [role="status"]')]


def button(lesson, word, name="network"):
    """A button, by its word."""
    return lesson.cell(name).get_by_role("button", name=word, exact=True)


def learned(lesson, at_least, name="network"):
    """Waits until the line of code says so many steps; returns how many it says."""
    cell = lesson.cell(name).element_handle()
    lesson.page.wait_for_function(f"([cell, n]) => ({LEARNED})(cell) >= n", arg=[cell, at_least], polling=50)
    return cell.evaluate(LEARNED)


def reset(lesson):
    """Pause and Reset, and waits for the start."""
    button(lesson, "Pause").click()
    button(lesson, "Reset").click()
    expect(parts(lesson)[2]).to_have_text('dl.show("network", data="xor")')


def test_displaying_it_changes_nothing_and_starts_nothing(lesson):
    _, words, line, status = parts(lesson)
    expect(line).to_have_text('dl.show("network", data="xor")')
    expect(words).to_contain_text("after 0 steps at learning rate 0.3")
    expect(status).to_have_text("Ready.")
    assert lesson.errors() == []


def test_play_by_mouse_moves_the_picture_and_pause_by_key_stops_it(lesson):
    canvas, words, _, status = parts(lesson)
    before = canvas.evaluate(DRAWN)
    button(lesson, "Play").click()
    learned(lesson, 5)
    lesson.page.wait_for_function(CHANGED, arg=[canvas.element_handle(), before])
    expect(status).to_have_text("Playing.")
    button(lesson, "Pause").press("Space")
    expect(status).to_contain_text("Paused at step")
    lesson.wait_until_idle()
    stopped = learned(lesson, 1)
    expect(words).to_contain_text(f"after {stopped} steps")
    expect(status).to_have_text(f"Paused at step {stopped}.")
    expect(lesson.cell("network").locator(".widget-slider", has_text="steps")).to_contain_text(str(stopped))
    button(lesson, "Step").press("Enter")
    expect(words).to_contain_text(f"after {stopped + 1} steps")
    keep(lesson.cell("network"), "network-paused")
    reset(lesson)


def test_reset_while_it_plays_brings_it_back_and_it_stays_there(lesson):
    _, words, line, status = parts(lesson)
    lesson.cell("network").get_by_label("speed").select_option("fastest")
    button(lesson, "Play").click()
    learned(lesson, 80)
    button(lesson, "Reset").click()
    expect(status).to_have_text("Ready.")
    expect(words).to_contain_text("after 0 steps")
    expect(line).to_have_text('dl.show("network", data="xor")')


def test_the_learning_rate_is_moved_by_keys_over_round_numbers(lesson):
    slider = lesson.picture("network").slider("learning rate")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(parts(lesson)[2]).to_have_text('dl.show("network", data="xor", lr=0.7)')
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    expect(parts(lesson)[2]).to_have_text('dl.show("network", data="xor")')


def test_more_settings_unfold_and_a_feature_is_ticked(lesson):
    cell = lesson.cell("network")
    expect(cell.get_by_label("x₁²", exact=True)).to_be_hidden()
    cell.get_by_text("More settings").click()
    box = cell.get_by_label("x₁²", exact=True)
    box.press("Space")
    expect(parts(lesson)[1]).to_contain_text("A 3-4-1 network")
    keep(cell, "network-unfolded")
    assert scrolling(lesson.page) == []
    box.press("Space")
    expect(parts(lesson)[1]).to_contain_text("A 2-4-1 network")
    cell.get_by_text("More settings").click()


def test_the_pointer_reads_the_weights_of_a_unit(lesson):
    canvas = parts(lesson)[0]
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    lesson.page.mouse.move(box["x"] + 8 + 392, box["y"] + 440 - 40 - 180 - 63)  # the uppermost of four units
    expect(lesson.cell("network").locator(".dl-readout")).to_contain_text(
        "layer 1, unit 1: bias 0; weights: x₁"
    )
    lesson.page.mouse.move(2, 2)


def test_a_training_that_bursts_stops_says_so_and_reset_brings_it_back(lesson):
    _, words, _, status = parts(lesson, "burst")
    button(lesson, "Play", "burst").click()
    expect(status).to_contain_text("The training bursts")
    stopped = learned(lesson, 1, "burst")
    expect(words).to_contain_text(f"after {stopped} steps")
    keep(lesson.cell("burst"), "network-burst")
    button(lesson, "Reset", "burst").click()
    expect(status).to_have_text("Ready.")
    expect(words).to_contain_text("after 0 steps")


def test_pause_answers_during_a_long_step_of_a_thread_and_close_ends_the_thread(lesson):
    expect(lesson.output("threads")).to_contain_text("[]")
    lesson.cell("slow").locator(".cm-content").click()
    lesson.run("slow")
    status = lesson.cell("slow").locator('.widget-html [role="status"]')
    button(lesson, "Play", "slow").click()
    expect(status).to_have_text("Playing.")
    button(lesson, "Pause", "slow").click()
    expect(status).to_have_text("Paused at step 0.")
    lesson.cell("threads").locator(".cm-content").click()
    lesson.run("threads")
    expect(lesson.output("threads")).to_contain_text("[]")


def test_every_control_has_a_name_and_the_page_complains_of_nothing(lesson):
    names = names_by_role(lesson.page, "button", "slider", "combobox", "checkbox")
    assert all(name.strip() for names_of in names.values() for name in names_of), names
    assert {"Play", "Pause", "Step", "Reset"} <= set(names["button"])
    assert lesson.errors() == []
    assert lesson.complaints == []

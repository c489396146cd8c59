"""The headline claims: what is recorded bears them out, over at least three seeds, and their lessons name the script."""

import json
import runpy
from operator import itemgetter
from pathlib import Path

import pytest

from dlcourse.lessons_folder import lessons_folder
from dlcourse.notebooks.source import read

CLAIMS = Path(__file__).resolve().parents[2] / "benchmarks" / "claims"


topics, claims_of, main = itemgetter("topics", "claims_of", "main")(
    runpy.run_path(str(CLAIMS / "__main__.py"))
)
EACH = [(topic, claim) for topic in topics() for claim in claims_of(topic)]


@pytest.fixture(params=EACH, ids=[f"{topic}-{claim.name}" for topic, claim in EACH])
def made(request):
    topic, claim = request.param
    recorded = json.loads((CLAIMS / "recorded" / f"{topic}.json").read_text(encoding="utf-8"))
    return topic, claim, recorded[claim.name]


def test_what_is_recorded_bears_the_claim_out(made):
    _, claim, recorded = made
    assert recorded["says"] == claim.says, "the sentence was changed: measure it again (make claims)"
    assert claim.holds(recorded["rows"])


def test_a_claim_stands_on_at_least_three_seeds(made):
    _, claim, recorded = made
    assert [row["seed"] for row in recorded["rows"]] == list(claim.seeds)
    assert len(set(claim.seeds)) >= 3


def test_the_lesson_names_the_script(made):
    topic, claim, _ = made
    notebook = read(lessons_folder() / f"{claim.lesson}.ipynb")
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert f"benchmarks/claims/{topic}.py" in prose


def test_every_record_has_its_script():
    assert sorted(path.stem for path in (CLAIMS / "recorded").glob("*.json")) == topics()


def test_an_unknown_topic_is_refused_in_one_sentence(capsys):
    assert main(["astrology"]) == 2
    assert "'astrology'" in capsys.readouterr().err

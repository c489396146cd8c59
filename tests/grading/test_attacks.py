"""Every attack of the list is tried in a real jail: as root, as an ordinary user, with and without the bonus of namespaces."""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from dlcourse.grading.child import SHOWN
from tests.grading.attack_table import ATTACKS
from tests.grading.attacks import MEMORY
from tests.grading.ordinary import ROOT, USER

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a jail")

HERE = Path(__file__).parent
USERS = ["an ordinary user", "an ordinary user without namespaces"]
if os.geteuid() == 0:
    USERS += ["root", "root without namespaces"]


def outcomes(user):
    """What came of all attacks, tried by a judge who is this user: name -> outcome."""
    without = ["namespaces"] if user.endswith("without namespaces") else []
    with tempfile.TemporaryDirectory() as folder:
        start = [sys.executable]
        if os.geteuid() == 0 and user != "root":
            start += [str(HERE / "ordinary.py"), folder, "0" if "root" in user else str(USER)]
        done = subprocess.run(
            [*start, str(HERE / "attacks.py"), f"{folder}/outcomes", "full", *without],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(Path(folder, "outcomes").read_text())


def is_held(attack, found):
    """Whether what came of an attack is what its layer should make of it."""
    words = (found["result"], found.get("then", ""))
    return any(re.match(attack.expect, told) for told in words) and found["damage"] == "" and found["zygote"]


@pytest.mark.parametrize("user", USERS)
def test_every_attack_is_held_and_does_no_damage(user):
    found = outcomes(user)
    layers = found["layers"]
    assert layers["namespaces"].startswith("no: taken away" if "without" in user else "")
    assert layers["user"] == "held (an ordinary user)" or "root" in user
    assert not {
        attack.name: found[attack.name] for attack in ATTACKS if not is_held(attack, found[attack.name])
    }
    assert max(found[attack.name]["rss"] for attack in ATTACKS) < 2 * MEMORY
    assert max(found[attack.name]["output"] for attack in ATTACKS) <= SHOWN

"""Zips that are not what they seem: one clear row each, and nothing is written while they are read."""

import os

import pytest

from dlcourse.grading import archives
from dlcourse.grading.archives import MIB
from tests.grading.found import NAME, only, rows
from tests.grading.packed import claiming, encrypted, zip_bytes, zip_file
from tests.grading.pretended import hand_in, notebook


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 torn", "it is not a zip, or it is damaged"),
        (zip_bytes({NAME: notebook("x")})[:-30], "it is not a zip, or it is damaged"),
        (encrypted(zip_bytes({NAME: notebook("x")})), "it is encrypted"),
        (zip_bytes({f"../{NAME}": notebook("x")}), "leads out of the folder"),
        (zip_bytes({f"/etc/{NAME}": notebook("x")}), "leads out of the folder"),
        (zip_bytes({f"C:\\Users\\{NAME}": notebook("x")}), "leads out of the folder"),
        (zip_bytes({f"..\\{NAME}": notebook("x")}), "leads out of the folder"),
        (zip_bytes({f"{NAME}@": "/etc/passwd"}), "links are not followed"),
        (zip_bytes({NAME: b"0" * (3 * MIB)}), "a zip bomb"),
        (claiming(zip_bytes({NAME: notebook("x")}), 600 * MIB), "perhaps a zip bomb"),
    ],
)
def test_a_zip_that_is_not_what_it_seems_gets_one_row(tmp_path, data, words):
    hand_in(tmp_path, "anna")
    (tmp_path / "bob.zip").write_bytes(data)
    told = rows(tmp_path)
    assert told["anna"] == NAME
    assert words in told["bob"]
    assert set(told) == {"anna", "bob"}


def test_a_bad_entry_of_the_class_zip_costs_only_its_student(tmp_path):
    files = {
        "bergAnna_1_2_act.ipynb": notebook("x"),
        "coleBob_3_4_act.ipynb": b"0" * (30 * MIB),
        "dayEve_5_6_hw.zip": b"torn",
    }
    told = rows(zip_file(tmp_path / "class.zip", files))
    assert told["bergAnna (1)"].startswith("bergAnna_1_2_act.ipynb")
    assert "a zip bomb" in told["coleBob (3)"]
    assert "it is not a zip" in told["dayEve (5)"]


def test_a_zip_that_lies_about_a_size_is_read_no_further_than_the_limit(tmp_path):
    data = zip_bytes({NAME: os.urandom(3000)})
    with archives.open_zip(data) as archive, pytest.raises(archives.ArchiveError, match="more than 1 MB"):
        archives.read_entry(archive, 0, 2000)
    with (
        archives.open_zip(claiming(data, 100)) as archive,
        pytest.raises(archives.ArchiveError, match="it is damaged in the zip"),
    ):
        archives.read_entry(archive, 0, 2000)


def test_a_damaged_class_zip_is_one_row_that_asks(tmp_path):
    (tmp_path / "class.zip").write_bytes(b"PK torn")
    assert only(tmp_path / "class.zip").ask


def test_a_zip_with_too_many_files_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 3)
    zip_file(tmp_path / "bob.zip", dict.fromkeys("abcd", "x"))
    assert "it holds 4 files; at most 3 are read" in rows(tmp_path)["bob"]


def test_nothing_is_written_while_zips_are_read(tmp_path):
    zip_file(tmp_path / "bob.zip", {f"../{NAME}": notebook("x"), f"a/{NAME}": notebook("x")})
    before = sorted(tmp_path.rglob("*"))
    assert rows(tmp_path)["bob"].startswith("a/03")
    assert sorted(tmp_path.rglob("*")) == before

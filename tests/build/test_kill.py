"""The harness that stops a run; what it stops is tested elsewhere."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from tests.build.kill import run_and_kill, stopped_everywhere


def test_a_function_is_stopped_before_each_of_its_changes(tmp_path):
    def change_everything(folder: Path) -> None:
        one, other = folder / "one", folder / "other"
        one.mkdir()
        one.rename(other)
        (other / "file").write_bytes(b"words")
        (other / "file").chmod(0o600)
        (other / "file").unlink()
        other.rmdir()

    (tmp_path / "start").mkdir()
    stops = [
        (str(event).split()[0], [path.name for path in sorted(folder.rglob("*"))])
        for folder, event in stopped_everywhere(change_everything, tmp_path / "start", tmp_path / "stopped")
    ]
    assert stops == [
        ("os.mkdir", []),
        ("os.rename", ["one"]),
        ("open", ["other"]),
        ("os.chmod", ["other", "file"]),
        ("os.remove", ["other", "file"]),
        ("os.rmdir", ["other"]),
        ("None", []),
    ]


def test_a_command_is_stopped_as_a_function_is(tmp_path):
    (tmp_path / "sea.txt").write_bytes(b"The sea")
    pack = ["zipfile", "--create", "sea.zip", "sea.txt"]
    assert run_and_kill(pack, 1, tmp_path) == "open 'sea.zip'"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sea.txt"]
    assert run_and_kill(pack, 2, tmp_path) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sea.txt", "sea.zip"]


def test_a_run_that_fails_by_itself_was_not_stopped():
    with pytest.raises(AssertionError, match="ended with 1 before its change 2"):
        run_and_kill(partial(os.rmdir, "/no/such/folder"), 2)


def test_a_write_is_stopped_halfway(tmp_path):
    def write() -> None:
        file = os.open(tmp_path / "file", os.O_WRONLY | os.O_CREAT)
        os.write(file, b"12345678")

    assert run_and_kill(write, 3) == "os.write, second half"
    assert (tmp_path / "file").read_bytes() == b"1234"

"""Files that are made to be given away."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from briefkit.handout import NotOurs, hand_out

PAGE = b'<!doctype html><meta name="generator" content="briefkit 1.0">'
PDF = b"%PDF-1.7\n/ID [(briefkit 3a91) (e3)]"


@pytest.mark.parametrize("content", [PAGE, PAGE.replace(b'"generator"', b"generator"), PDF])
def test_what_briefkit_made_is_replaced(tmp_path, content):
    path = tmp_path / "folder" / "brief"
    hand_out(path, content)
    hand_out(path, content + b"more")
    assert path.read_bytes() == content + b"more"
    assert [one.name for one in path.parent.iterdir()] == ["brief"]


def test_what_a_person_made_is_left_alone(tmp_path):
    path = tmp_path / "brief.html"
    path.write_bytes(b"mine")
    with pytest.raises(NotOurs, match="--force replaces it"):
        hand_out(path, PAGE)
    assert path.read_bytes() == b"mine"
    hand_out(path, PAGE, force=True)
    assert path.read_bytes() == PAGE


def test_a_folder_is_never_replaced(tmp_path):
    with pytest.raises(NotOurs):
        hand_out(tmp_path, PAGE)
    with pytest.raises(OSError, match=r"."):
        hand_out(tmp_path, PAGE, force=True)
    assert tmp_path.is_dir()


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        hand_out(tmp_path / "brief.html", PAGE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_others_may_read_it_as_any_new_file(tmp_path):
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    hand_out(tmp_path / "brief.html", PAGE)
    assert stat.S_IMODE((tmp_path / "brief.html").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)

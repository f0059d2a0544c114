"""`briefkit suggest`, as an editor runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import call, contents, lay_down
from tests.suggestions.archive import files

ARCHIVE = files("p1: []\n", "It struck Iraq.\n", {"other": ("p1: []\n", "Daesh struck.\n")})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "archive", ARCHIVE)


def test_without_write_nothing_is_changed(root):
    ended = call("suggest", "--format", "concise", folder=root)
    assert ended.code == 0
    assert ended.out == (
        'brief/other.yaml:5:3: BK510 "Daesh" names `is` and carries no label in p1\n'
        'brief/sea.yaml:5:3: BK510 "Iraq" names `iraq` and carries no label in p1\n'
    )
    assert ended.err == (
        "2 briefs looked at: 2 suggestions\n`briefkit suggest --write` puts 2 into 2 sidecars\n"
    )
    assert contents(root) == ARCHIVE


def test_write_puts_them_in_once(root):
    assert call("suggest", "--write", folder=root).err == (
        "2 briefs looked at: 2 suggestions\nput 2 into 2 sidecars; accept one by `status: draft`\n"
    )
    once = contents(root)
    assert b"status: suggested" in once["brief/sea.yaml"]
    assert call("suggest", "--write", folder=root).err == "2 briefs looked at: none\n"
    assert contents(root) == once
    assert call("check", folder=root).code == 0


def test_only_the_briefs_that_are_named_are_changed(root):
    call("suggest", "other", "--write", "-q", folder=root)
    assert {path for path, data in contents(root).items() if data != ARCHIVE[path]} == {"brief/other.yaml"}


def test_a_brief_that_is_not_there_ends_with_2(root):
    ended = call("suggest", "othr", folder=root)
    assert (ended.code, ended.err) == (2, "briefkit: there is no brief othr; the nearest is other\n")


def test_every_format_carries_the_edit(root):
    [finding] = json.loads(call("suggest", "sea", "--format", "json", folder=root).out)
    [edit] = finding["fix"]["edits"]
    text = ARCHIVE["brief/sea.yaml"].decode()
    assert "actor" not in text
    assert (text[: edit["start"]] + edit["text"] + text[edit["end"] :]).endswith("status: suggested\n")
    assert finding["fix"]["safe"] is True


def test_the_threshold_makes_it_a_check(root):
    assert call("suggest", "--fail-on", "suggestion", folder=root).code == 1
    assert call("suggest", "--fail-on", "warning", folder=root).code == 0


def test_sidecars_that_are_not_changed_or_not_read_are_named(root):
    (root / "brief/sea.yaml").write_text(ARCHIVE["brief/sea.yaml"].decode() + "  p9: []\n", "utf-8")
    (root / "brief/other.yaml").write_text("briefkit: 1\n", "utf-8")
    assert call("suggest", "--write", folder=root).err == (
        "1 brief looked at: 1 suggestion\n"
        "not changed, for their errors (`briefkit check`): brief/sea.yaml\n"
        "could not be read (`briefkit check` says why): other\n"
    )


def test_a_sidecar_that_cannot_be_written_ends_with_one_line(root, monkeypatch):
    from briefkit import rewrite

    def changed(*_):
        raise rewrite.ChangedMeanwhile("brief/sea.yaml")

    monkeypatch.setattr(rewrite, "rewrite", changed)
    ended = call("suggest", "--write", folder=root)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "briefkit: brief/sea.yaml changed while this ran, so nothing was written: run it again\n"
    )
    assert contents(root) == ARCHIVE

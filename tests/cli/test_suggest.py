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
    ended = call("suggest", "--write", folder=root)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == (
        'brief/other.yaml:6: actor: is, "Daesh" in p1\n'
        'brief/sea.yaml:6: place: iraq, "Iraq" in p1\n'
        "2 briefs looked at: 2 suggestions\nput 2 into 2 sidecars; accept one by `status: draft`\n"
    )
    once = contents(root)
    assert b"status: suggested" in once["brief/sea.yaml"]
    assert call("suggest", "--write", folder=root).err == "2 briefs looked at: none\n"
    assert contents(root) == once
    assert call("check", folder=root).code == 0


def test_what_is_left_is_shown_as_the_sidecars_are_now(root):
    """It has no fix: the words may name either of two."""
    text = ARCHIVE["brief/entities.yaml"].decode() + "iraq-state: {actor: State of Iraq, aliases: [Iraq]}\n"
    (root / "brief/entities.yaml").write_text(text, "utf-8")
    seed = "Daesh came.\n\nIt struck Iraq.\n"
    labels = "p1: []\np2:\n  - claim: Iraq was struck\n"
    lay_down(root, files(labels, seed) | {"brief/entities.yaml": text.encode()})
    ended = call("suggest", "sea", "--write", folder=root)
    assert "brief/sea.yaml:6: actor: is" in ended.err
    lines = (root / "brief/sea.yaml").read_text("utf-8").splitlines()
    number = lines.index("  p2:") + 1
    assert f"--> brief/sea.yaml:{number}:3\n" in ended.out
    assert f" {number} |   p2:\n" in ended.out
    assert "[fix]" not in ended.out


def test_what_is_proposed_in_a_comment_is_told_of_at_its_line(root):
    label = "  - claim: It will flood\n    quote: It will {} flood\n"
    labels = "p1:\n" + label.format("probably") + label.format("likely")
    seed = "It will probably flood. It will likely flood.\n"
    lay_down(root, files(labels, seed))
    said = call("suggest", "sea", "--write", folder=root).err.splitlines()
    lines = (root / "brief/sea.yaml").read_text("utf-8").splitlines()
    put = [line for line in said if line.startswith("brief/sea.yaml:")]
    assert [line.split(": ", 1)[1] for line in put] == [
        "# suggested: hedge: probably",
        "# suggested: likelihood: likely",
        "# suggested: hedge: likely",
        "# suggested: likelihood: likely",
    ]
    for line in put:
        _, number, words = line.split(":", 2)
        assert lines[int(number) - 1].strip() == words.strip()


def test_suggestions_of_a_passage_are_in_the_order_of_its_words(root):
    lay_down(root, files("p1: []\n", "Iraq fought Daesh, and Daesh fell.\n"))
    out = call("suggest", "sea", "--format", "concise", folder=root).out
    assert [line.split('"')[1] for line in out.splitlines()] == ["Iraq", "Daesh"]


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

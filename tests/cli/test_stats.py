"""`briefkit stats`, in a terminal and in CI."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.archives import archive, sidecar
from tests.commands import call, lay_down

LABELS = "p1:\n  - claim: The sea rises\n    quote: The sea rises\n"
ARCHIVE = archive(
    LABELS,
    **{"seeds/ice.txt": "Ice.", "brief/ice.yaml": sidecar("p1: []\n", seed="Ice.", file="ice.txt")},
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "archive", ARCHIVE)


def test_every_brief_has_a_row(root):
    ended = call("stats", folder=root)
    assert (ended.code, ended.err) == (0, "")
    assert [line.split()[:4] for line in ended.out.splitlines()[:4]] == [
        ["brief", "passages", "labelled", "share"],
        ["ice", "1", "0", "0%"],
        ["sea", "2", "1", "50%"],
        ["all", "3", "1", "33%"],
    ]
    assert "carry no label" not in ended.out
    assert "p2  Harbours flood" in call("stats", "--unlabelled", folder=root).out


def test_of_one_brief_the_passages_without_a_label_are_listed(root):
    assert "sea: 1 of 2 passages carry no label" in call("stats", "sea", folder=root).out


@pytest.mark.parametrize(("least", "code"), [("0.3", 0), ("0.34", 1), ("1", 1), ("2", 2)])
def test_a_share_below_the_threshold_ends_with_1(root, least, code):
    ended = call("stats", "--min-coverage", least, folder=root)
    assert ended.code == code
    assert ("33.3% of the passages carry a label; " in ended.err) == (code == 1)


def test_the_formats_are_pure(root):
    assert json.loads(call("stats", "--format", "json", folder=root).out)["all"]["passages"] == 3
    lines = call("stats", "sea", "--format", "markdown", folder=root).out.splitlines()
    assert all(line.startswith("| ") or not line for line in lines)


def test_a_brief_that_cannot_be_read_is_named_and_fails_a_threshold(root):
    (root / "brief/ice.yaml").write_text("briefkit: 1\n", "utf-8")
    ended = call("stats", "--min-coverage", "0.1", folder=root)
    assert ended.code == 1
    assert ended.err.startswith("could not be read (`briefkit check` says why): ice\n")


def test_a_brief_that_is_not_there_ends_with_2(root):
    assert call("stats", "se", folder=root).code == 2

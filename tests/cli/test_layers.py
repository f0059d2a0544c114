"""`briefkit agree` and `briefkit merge`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.adjudication.readings import archive
from tests.commands import call, contents, lay_down

MAIN = "p1:\n  - place: port-amber\n    quote: Port Amber\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "archive", archive())


def test_agree_prints_figures_and_disagreements(root):
    ended = call("agree", folder=root)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[0].split() == ["kind", "hk", "jm", "alpha", "exact", "F1", "overlap", "F1"]
    assert "sea#p2  implication\n  hk  “may wait”\n  jm  –\n" in ended.out
    assert json.loads(call("agree", "sea", "--format", "json", folder=root).out)["readers"] == ["hk", "jm"]
    assert call("agree", "--format", "markdown", folder=root).out.startswith("| kind | hk | jm | alpha |")


def test_the_sidecar_can_count_as_a_reader(tmp_path):
    root = lay_down(tmp_path, archive(main=MAIN))
    readers = json.loads(call("agree", "--with-main", "--format", "json", folder=root).out)["readers"]
    assert readers == ["hk", "jm", "main"]


def test_without_nltk_agree_names_the_command_that_installs_it(root, monkeypatch):
    monkeypatch.setitem(sys.modules, "nltk.metrics.agreement", None)
    ended = call("agree", folder=root)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "briefkit: `briefkit agree` needs nltk: pip install 'briefkit[agree]'\n"


def test_agree_names_what_it_cannot_read_and_what_it_cannot_compare(root):
    (root / "brief/layers/jm/sea.yaml").write_text("briefkit: 1\n", "utf-8")
    ended = call("agree", folder=root)
    assert ended.code == 2
    assert ended.err.startswith("could not be read (`briefkit check` says why): brief/layers/jm/sea.yaml\n")
    assert "no brief has two readings" in ended.err


def test_merge_shows_first_and_writes_when_asked(root):
    before = contents(root)
    ended = call("merge", "sea", "--format", "concise", folder=root)
    assert ended.code == 1
    assert ended.out.count("\n") == 5
    assert ended.err == "--write writes brief/sea.yaml: 2 labels that all have, 6 disputed\n"
    assert "+++ b/brief/sea.yaml" in call("merge", "sea", "--diff", folder=root).out
    assert contents(root) == before
    written = call("merge", "sea", "--write", "--fail-on", "error", folder=root)
    assert (written.code, written.err) == (0, "wrote brief/sea.yaml: 2 labels that all have, 6 disputed\n")
    assert {path for path in contents(root).keys() - before.keys() if not path.startswith(".briefkit")} == {
        "brief/sea.yaml"
    }
    assert call("check", "-q", folder=root).code == 0
    again = call("merge", "sea", "--write", "-q", folder=root)
    assert again.err == ""


def test_what_cannot_be_merged_ends_with_2(root):
    ended = call("merge", "sea", "--editors", "hk,xx", folder=root)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "briefkit: xx has no layer of sea: there is no brief/layers/xx/sea.yaml\n"

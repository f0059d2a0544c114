"""`briefkit grep`, as grep is used."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from tests.archives import archive, sidecar
from tests.commands import call, lay_down, run

LABELS = "p1:\n  - claim: The sea rises\n    quote: The sea rises\n    note: So they say\n"
ICE = sidecar("p1: []\n", seed="Ice.", file="ice.txt")
ARCHIVE = archive(LABELS, **{"seeds/ice.txt": "Ice on the sea.", "brief/ice.yaml": ICE})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "archive", ARCHIVE)


def test_each_place_is_a_line_with_address_and_place(root):
    ended = call("grep", "sea rises", folder=root)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "sea#p1 seeds/sea.txt:1:5: The sea rises. The sea is likely to rise faster.",
        "sea#p1-claim-1 brief/sea.yaml:6:18: claim: The sea rises",
        "sea#p1-claim-1 brief/sea.yaml:7:18: quote: The sea rises",
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["sea"], 0),
        (["SEA"], 1),
        (["-i", "SEA"], 0),
        (["-E", "("], 2),
        ([" "], 2),
        (["--format", "json", "x"], 1),
    ],
)
def test_it_ends_as_grep_does(root, words, code):
    assert call("grep", *words, folder=root).code == code


def test_slugs_alone_stand_once_each(root):
    assert call("grep", "-l", "sea", folder=root).out == "ice\nsea\n"


def test_a_filter_of_labels_leaves_passages_out(root):
    assert "seeds/" not in call("grep", "sea", "--kind", "claim", folder=root).out
    ended = call("grep", "sea", "--kind", "claim", "--in", "passages", folder=root)
    assert ended.err == "briefkit: a passage has neither kind, editor nor status: leave out `--in passages`\n"
    assert call("grep", "say", "--in", "notes", folder=root).out == (
        "sea#p1-claim-1 brief/sea.yaml:8:21: note: So they say\n"
    )


def test_json_holds_the_whole_text_and_the_offsets(root):
    [hit, *_] = json.loads(call("grep", "likely", "--format", "json", folder=root).out)
    assert hit["text"][hit["start"] : hit["end"]] == "likely"
    assert {key: hit[key] for key in ("brief", "id", "in", "field", "path", "line", "column")} == {
        "brief": "sea",
        "id": "p1",
        "in": "passages",
        "field": "paragraph",
        "path": "seeds/sea.txt",
        "line": 1,
        "column": 27,
    }
    assert json.loads(call("grep", "nowhere", "--format", "json", folder=root).out) == []


def test_a_pattern_that_would_run_for_ever_is_stopped(root, monkeypatch):
    monkeypatch.setattr(import_module("briefkit.cli.grep"), "PATIENCE", 0.2)
    (root / "seeds/ice.txt").write_text("a" * 60 + "!", "utf-8")
    ended = call("grep", "-E", "(a+)+$", folder=root)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("briefkit: the pattern takes more than 0.2 seconds in ice: write it without")


def test_without_a_timer_of_the_system_it_runs_all_the_same(root, monkeypatch):
    monkeypatch.delattr("signal.setitimer")
    assert call("grep", "sea", folder=root).code == 0


def test_no_colours_reach_a_pipe_and_no_control_character_a_terminal(root):
    (root / "seeds/ice.txt").write_text("The ice\u2028melts.", "utf-8")
    assert "\x1b" not in run("grep", "ice", folder=root).out
    assert "The ice melts" in call("grep", "ice", "--in", "passages", folder=root).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--kind", "implicatoin"], "there is no kind implicatoin; the nearest is implication"),
        (["--status", "drafts"], "there is no status drafts; the nearest is draft"),
        (["--status", "x"], "there is no status x; there are suggested, draft, reviewed, disputed"),
    ],
)
def test_a_filter_that_nothing_can_pass_is_told(root, words, told):
    ended = call("grep", *words, "sea", folder=root)
    assert (ended.code, ended.out, ended.err) == (2, "", f"briefkit: {told}\n")

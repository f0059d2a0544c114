"""What changed between two states of an archive is told by what it is, not by where it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.comparing import Comparison, compare_archives
from briefkit.comparison_report import MOST, as_json, as_markdown, as_text, summary
from briefkit.files import Memory
from briefkit.renaming import rename
from tests.archives import archive, sidecar
from tests.commands import call, lay_down
from tests.test_revision import commit, git

GOLDEN = Path(__file__).parent / "golden" / "diff"
ENTITIES = b"office: {actor: The office}\ncrew: {actor: The crew}\n"
LABELS = """\
p1:
  - claim: The sea rises
    id: rises
    quote: The sea rises
    by: office
    supports: [faster]
  - implication: It will rise faster
    id: faster
    likelihood: likely
    hedge: likely
  - actor: crew
    quote: sea
    occurrence: 1
  - claim: The sea is said to rise at the quay, year by year
p2:
  - claim: Harbours flood
    quote: Harbours flood
"""
AFTER = """\
p1:
  - claim: The sea was said to rise at the quay, year by year @someone (#12) | <b>
  - claim: The sea rises
    id: rises
    quote: The sea rises.
    by: [office, crew]
    supports: [faster]
    confidence: low
  - implication: It will rise faster
    id: faster
    likelihood: very likely
    status: disputed
    hedge: likely
p2:
  - actor: crew
    quote: Harbours
  - trend: It goes on
    id: goes-on
"""


def files(labels: str = LABELS, more: str = "", **others: str) -> dict[str, bytes]:
    return archive(labels, more_keys=more) | {"brief/entities.yaml": ENTITIES}


def compared(before: dict[str, bytes], after: dict[str, bytes]) -> Comparison:
    return compare_archives(Memory(before), Memory(after))


def told(found: Comparison) -> list[tuple[Any, ...]]:
    return [
        (one.sort, one.label.address, [(field.name, field.before, field.after) for field in one.fields])
        for brief in found.briefs
        for one in brief.labels
    ]


def test_nothing_changed_where_nothing_did():
    found = compared(files(), files())
    assert not found
    assert list(as_text(found)) == ["nothing changed"]


def test_labels_are_compared_field_by_field():
    assert told(compared(files(), files(AFTER))) == [
        (
            "changed",
            "p1-claim-1",
            [
                (
                    "sentence",
                    "The sea is said to rise at the quay, year by year",
                    "The sea was said to rise at the quay, year by year @someone (#12) | <b>",
                )
            ],
        ),
        (
            "changed",
            "rises",
            [
                ("confidence", "", "low"),
                ("quote", "The sea rises", "The sea rises."),
                ("by", "office", "office, crew"),
            ],
        ),
        ("changed", "faster", [("likelihood", "likely", "very likely"), ("status", "draft", "disputed")]),
        ("added", "p2-actor-crew-1", []),
        ("added", "goes-on", []),
        ("removed", "p1-actor-crew-1", []),
        ("removed", "p2-claim-1", []),
    ]


def test_order_layout_and_comments_do_not_count():
    lines = "p2:\n  - claim: Harbours flood\n    quote: 'Harbours\n\n      flood'\n" + LABELS.split("p2:")[0]
    shuffled = lines.replace(
        "    id: rises\n    quote: The sea rises\n", "    quote: The sea rises\n    id: rises # x\n"
    )
    assert told(compared(files(), files(shuffled))) == []


def test_a_label_that_moved_without_change_has_moved():
    before = files("p1:\n  - claim: It rises\n    id: a\n  - claim: It falls\np2: []\n")
    after = files("p1: []\np2:\n  - claim: It falls\n  - claim: It rises\n    id: a\n")
    assert told(compared(before, after)) == [("moved", "p2-claim-1", []), ("moved", "a", [])]


def test_a_label_that_got_an_id_is_no_other():
    before, after = files("p1:\n  - claim: It rises\n"), files("p1:\n  - claim: It rises\n    id: a\n")
    assert told(compared(before, after)) == [("changed", "a", [("id", "", "a")])]


def test_two_labels_with_an_id_each_are_two():
    before = files("p1:\n  - claim: It rises\n    id: a\n")
    assert [one[:2] for one in told(compared(before, files("p1:\n  - claim: It rises\n    id: b\n")))] == [
        ("added", "b"),
        ("removed", "a"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("sea#faster", "sooner", [("changed", "sooner", [("id", "faster", "sooner")])]),
        ("entity:office", "port", []),
        ("sea", "north/sea", []),
    ],
)
def test_a_renaming_is_told_once_and_not_at_every_place(old, new, expected):
    before = files(more="key_judgments: [faster]\n")
    after = dict(before)
    for one in rename(Memory(before), old, new).rewrites:
        after.pop(one.path, None)
        after[one.to or one.path] = (one.after or "").encode()
    found = compared(before, after)
    assert told(found) == expected
    assert [one.sort for one in found.entities] == (["moved"] if old == "entity:office" else [])
    assert [(one.sort, one.was) for one in found.briefs if one.was] == (
        [("moved", "sea")] if old == "sea" else []
    )
    assert not any(field for brief in found.briefs for field in brief.fields)
    assert (found.new, found.mended) == ((), ())


def test_a_brief_that_supersedes_another_is_held_against_it():
    before = files()
    after = before | {"seeds/sea-2.txt": before["seeds/sea.txt"] + b"More.\n"}
    text = sidecar(
        LABELS.replace("likelihood: likely", "likelihood: unlikely"),
        seed=after["seeds/sea-2.txt"],
        file="sea-2.txt",
        about="title: The sea, supersedes: sea",
    )
    after["brief/sea-2.yaml"] = text.encode()
    found = compared(before, after)
    assert told(found) == [("changed", "faster", [("likelihood", "likely", "unlikely")])]
    assert [(one.slug, one.sort, one.supersedes) for one in found.briefs] == [("sea-2", "added", "sea")]
    assert "sea-2: The sea (added, supersedes sea; 5 labels" in "\n".join(as_text(found))


def test_entities_heads_seeds_coverage_and_findings_are_compared():
    before = files()
    after = before | {
        "brief/entities.yaml": b"crew: {actor: The crew, aliases: [crew]}\ntown: {place: Town}\n",
        "brief/sea.yaml": sidecar(
            "p1:\n  - claim: X\n    quote: not there\n",
            about="title: A sea, date: 2016",
            more="scale: phia\n",
        ).encode(),
    }
    found = compared(before, after)
    assert [(one.sort, one.id) for one in found.entities] == [
        ("changed", "crew"),
        ("removed", "office"),
        ("added", "town"),
    ]
    [brief] = found.briefs
    assert [(one.name, one.before, one.after) for one in brief.fields] == [
        ("title", "The sea", "A sea"),
        ("date", "", "2016"),
        ("scale", "", "phia"),
    ]
    assert (brief.coverage, brief.count) == ((1.0, 0.0), (5, 1))
    comment = "\n".join(as_markdown(found))
    assert "- changed: `crew` The crew\n  - aliases: **crew**" in comment
    assert "- error BK202 in brief/sea.yaml:" in comment
    assert "title: ~~The sea~~ → **A sea**" in comment
    terminal = "\n".join(as_text(found))
    assert "~ entity crew: The crew\n    aliases: + crew" in terminal
    assert "new error brief/sea.yaml:" in terminal
    assert [one.code for one in found.new if one.severity == "error"] == ["BK202"]
    assert summary(found).endswith("; 1 finding new")
    assert [one.code for one in compared(after, before).mended if one.severity == "error"] == ["BK202"]


def test_a_finding_that_only_moved_is_not_new():
    wrong = "p1:\n  - claim: X\n    quote: not there\n"
    found = compared(files(wrong), files("p1:\n  - claim: Y\n" + wrong[4:]))
    assert not [one for one in (*found.new, *found.mended) if one.code == "BK202"]


def test_a_brief_that_cannot_be_read_is_compared_as_far_as_it_can():
    broken = files() | {"brief/sea.yaml": b"labels: [\n"}
    assert {one[0] for one in told(compared(files(), broken))} == {"removed"}
    assert {one[0] for one in told(compared(broken, files()))} == {"added"}


def test_the_comment_for_a_pull_request_is_as_it_was(renew_golden):
    text = "\n".join(as_markdown(compared(files(), files(AFTER)))) + "\n"
    if renew_golden:
        (GOLDEN / "comment.md").write_text(text, "utf-8")
    assert text == (GOLDEN / "comment.md").read_text("utf-8")


def test_a_comment_calls_nobody_and_has_room():
    comment = "\n".join(as_markdown(compared(files(), files(AFTER))))
    assert "@someone" not in comment
    assert "#12" not in comment
    assert "<b>" not in comment.replace("\\<b\\>", "")
    many = "p1:\n" + "".join(f"  - claim: The sea rises for the {n}th time\n" for n in range(2000))
    long = "\n".join(as_markdown(compared(files(), files(many))))
    assert len(long) <= MOST + 100
    assert long.endswith("… and more: `briefkit diff` shows all of it.")


def test_the_json_holds_both_states():
    whole = json.loads("".join(as_json(compared(files(), files(AFTER)))))
    [brief] = whole["briefs"]
    assert brief["labels"][2]["before"]["fields"]["likelihood"] == "likely"
    assert brief["labels"][2]["after"]["fields"]["likelihood"] == "very likely"
    assert whole["summary"].startswith("brief: 1 changed; labels: 2 added, 2 removed, 3 changed")


@given(st.permutations(range(6)), st.sets(st.integers(0, 5), max_size=3))
def test_what_is_neither_added_nor_removed_is_not_told_in_whatever_order(order, dropped):
    sentences = [
        f"{word} is what the sea does" for word in ("Rising", "Falling", "Storing", "Xenon", "Quiet", "Ebb")
    ]
    before = files("p1:\n" + "".join(f"  - claim: {one}\n" for one in sentences))
    kept = [sentences[number] for number in order if number not in dropped]
    after = files("p1:\n" + "".join(f"  - claim: {one}\n" for one in kept) if kept else "p1: []\n")
    found = told(compared(before, after))
    assert len(found) == len(dropped)
    assert {sort for sort, *_ in found} <= {"removed"}


def test_the_command_compares_with_a_revision_and_two_of_them(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    root = tmp_path / "archive"
    commit(tmp_path, {f"archive/{path}": content for path, content in files().items()})
    lay_down(root, files(AFTER))
    ended = call("diff", "HEAD", folder=root)
    assert ended.code == 0
    assert "      likelihood: likely → very likely\n" in ended.out
    commit(tmp_path, {})
    assert call("diff", "HEAD", folder=root).out == "nothing changed\n"
    assert call("diff", "HEAD~1", "HEAD", folder=root).out == ended.out
    assert call("diff", "HEAD~1...", "--format", "markdown", folder=root).out.startswith(
        "### brief: 1 changed"
    )
    assert call("diff", "nope", folder=root).code == 2

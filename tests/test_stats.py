"""The numbers of an archive are those of its labels, and a suggested label is in none of them."""

from __future__ import annotations

import json
from collections import Counter

from briefkit.stats import ArchiveStats, as_json, as_markdown, as_text, share, stats_of
from tests.archives import archive, look

SEED = "The sea rises.\n\nHarbours flood.\n\nThe port of Delmouth is shut.\n\nNothing else.\n"
LABELS = """\
p1:
  - claim: The sea rises
    quote: The sea rises
    editor: hk
    status: reviewed
  - trend: It rises
    status: disputed
p2:
  - claim: Harbours flood
    quote: Harbours drown
p3:
  - claim: The port is shut
    status: suggested
"""
EDITORS = "editors: {hk: H. Keyes}\n"
KINDS = ("claim", "trend", "implication", "actor", "place")


def stats(labels=LABELS, seed=SEED):
    _, briefs = look(archive(labels, seed=seed, more_keys=EDITORS), drafts=True)
    return stats_of(briefs["sea"])


def test_labels_are_counted_by_kind_editor_and_status():
    found = stats()
    assert found.kinds == Counter(claim=1, trend=1)
    assert found.editors == Counter({"hk": 1, "": 1})
    assert found.statuses == Counter(reviewed=1, disputed=1, suggested=1)
    assert (found.labels, found.suggested, found.refused) == (2, 1, 1)


def test_a_suggested_label_covers_nothing_and_one_with_a_fault_does():
    found = stats()
    assert found.unlabelled == (("p3", "The port of Delmouth is shut."), ("p4", "Nothing else."))
    assert (found.labelled, found.passages) == (2, 4)


def test_of_no_passages_all_are_labelled():
    assert share(0, 0) == 1.0
    assert ArchiveStats((), KINDS).coverage == 1.0


def test_the_table_has_a_row_a_brief_and_one_for_all():
    one = stats()
    lines = list(as_text(ArchiveStats((one, one), KINDS), unlabelled=False))
    assert lines[:4] == [
        "brief  passages  labelled  share  labels  claim  trend  suggested  refused",
        "sea           4         2    50%       2      1      1          1        1",
        "sea           4         2    50%       2      1      1          1        1",
        "all           8         4    50%       4      2      2          2        2",
    ]
    assert lines[5:] == [
        "by                 labels",
        "status  disputed        2",
        "status  reviewed        2",
        "status  suggested       2",
        "editor  –               2",
        "editor  hk              2",
    ]


def test_of_one_brief_there_is_no_row_for_all():
    assert [line[:3] for line in as_text(ArchiveStats((stats(),), KINDS), unlabelled=False)][:3] == [
        "bri",
        "sea",
        "",
    ]


def test_passages_without_a_label_are_listed_with_their_first_words():
    lines = list(as_text(ArchiveStats((stats(), stats("p1: []\n", "All.\n")), KINDS), unlabelled=True))
    assert lines[-6:] == [
        "sea: 2 of 4 passages carry no label",
        "p3  The port of Delmouth is shut.",
        "p4  Nothing else.",
        "",
        "sea: 1 of 1 passages carry no label",
        "p1  All.",
    ]
    markdown = list(as_markdown(ArchiveStats((stats(),), KINDS), unlabelled=True))
    assert markdown[-2:] == ["| sea | p3 | The port of Delmouth is shut. |", "| sea | p4 | Nothing else. |"]
    assert not any("p3" in line for line in as_markdown(ArchiveStats((stats(),), KINDS), unlabelled=False))


def test_json_says_all_of_it():
    value = json.loads(as_json(ArchiveStats((stats(),), KINDS, lost=("ice",))))
    numbers = {
        "passages": 4,
        "labelled": 2,
        "coverage": 0.5,
        "labels": 2,
        "kinds": {"claim": 1, "trend": 1},
        "editors": {"": 1, "hk": 1},
        "statuses": {"disputed": 1, "reviewed": 1, "suggested": 1},
        "refused": 1,
    }
    words = [
        {"id": "p3", "words": "The port of Delmouth is shut."},
        {"id": "p4", "words": "Nothing else."},
    ]
    assert value == {
        "briefs": [{"slug": "sea", **numbers, "unlabelled": words}],
        "all": numbers,
        "lost": ["ice"],
    }

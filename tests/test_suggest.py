"""E15: suggestions are written in once, and leave everything else as it was."""

from __future__ import annotations

import pytest

from briefkit.suggestions.usage import meaning
from tests.archives import look
from tests.suggestions.archive import files, said, suggested, written

SEED = "IS struck Iraq.\n\nIt will probably strike Iraq again.\n\nIraq, said IS, is lost.\n"
LABELS = """\
p1: []   # nothing yet

# about p2
p2:
  - implication: It will strike again
    quote: It will probably strike
    note: >-
      Two
      lines

# at the end
"""


def test_what_is_written_once_is_not_written_again():
    once = written(files(LABELS, SEED))
    assert suggested(once).changes == ()
    assert suggested(once).findings == ()
    assert written(once) == once


def test_every_line_that_was_there_is_still_there_in_its_order():
    before = files(LABELS, SEED)
    after = written(before)["brief/sea.yaml"].decode().splitlines()
    rest = iter(after)
    kept = [
        line
        for line in before["brief/sea.yaml"].decode().splitlines()
        if line.strip() != "p1: []   # nothing yet"
    ]
    assert all(line in rest for line in kept)
    assert "  p1:   # nothing yet" in after


def test_a_comment_stands_in_its_label_and_labels_behind_it():
    text = written(files(LABELS, SEED))["brief/sea.yaml"].decode()
    assert text.endswith(
        "    - implication: It will strike again\n"
        "      # suggested: hedge: probably\n"
        "      # suggested: likelihood: likely\n"
        "      quote: It will probably strike\n"
        "      note: >-\n"
        "        Two\n"
        "        lines\n"
        "    - place: iraq\n"
        "      quote: Iraq\n"
        "      status: suggested\n"
        "  p3:\n"
        "    - place: iraq\n"
        "      quote: Iraq\n"
        "      status: suggested\n"
        "    - actor: is\n"
        "      quote: IS\n"
        "      status: suggested\n"
        "\n"
        "  # at the end\n"
    )


@pytest.mark.parametrize("labels", ["{}\n", "p1: []\np2: []\np3: []\n", "p2: []\n"])
def test_passages_get_their_lists_whatever_there_is(labels):
    after = written(files(labels, SEED))
    result, _ = look(after)
    assert [one for one in result.findings if one.severity == "error"] == []
    _, briefs = look(after, drafts=True)
    assert [(label.passage, meaning(label)) for label in briefs["sea"].labels] == [
        ("p1", "is"),
        ("p1", "iraq"),
        ("p2", "iraq"),
        ("p3", "iraq"),
        ("p3", "is"),
    ]


def test_line_ends_and_a_byte_order_mark_stay():
    archive = files(LABELS, SEED)
    archive["brief/sea.yaml"] = b"\xef\xbb\xbf" + archive["brief/sea.yaml"].replace(b"\n", b"\r\n")
    after = written(archive)["brief/sea.yaml"]
    assert after.startswith(b"\xef\xbb\xbfbriefkit")
    assert after.count(b"\n") == after.count(b"\r\n") > archive["brief/sea.yaml"].count(b"\n")


def test_suggested_labels_are_neither_built_nor_counted():
    archive = files(LABELS, SEED)
    _, before = look(archive)
    _, after = look(written(archive))
    assert [(one.address, one.body) for one in after["sea"].labels] == [
        (one.address, one.body) for one in before["sea"].labels
    ]


def test_a_sidecar_with_errors_is_looked_at_and_not_changed():
    archive = files(LABELS + "p9: []\n", SEED)
    found = suggested(archive)
    assert [one.code for one in found.findings].count("BK510") == 5
    assert (found.changes, found.fixes, found.held_back) == ((), 0, ("brief/sea.yaml",))


def test_a_sidecar_that_gives_no_brief_is_named():
    archive = files(LABELS, SEED)
    archive["brief/lost.yaml"] = b"briefkit: 1\n"
    assert suggested(archive).lost == ("lost",)
    assert suggested(archive, "sea").lost == ()


def test_only_the_briefs_that_are_named_are_looked_at():
    archive = files("p1: []\n", "Iraq.\n", {"b": ("p1: []\n", "Turkey and Iraq.\n")})
    assert {one.path for one in suggested(archive, "b").findings} == {"brief/b.yaml"}
    assert suggested(archive).briefs == 2


def test_the_archive_may_switch_a_suggestion_off_or_raise_it():
    for weight, found in (("off", []), ("warning", ["warning"])):
        settings = f"rules: {{BK510: {weight}}}\n"
        archive = {**files("p1: []\n", "Iraq.\n"), "brief/archive.yaml": settings.encode()}
        assert [one.severity for one in suggested(archive).findings] == found


def test_an_allow_silences_a_suggestion_and_check_leaves_it_in_peace():
    archive = files("p1: []\n", "Iraq.\n", more_keys="allow: {BK510: the name is the ship’s}\n")
    assert said(archive) == []
    assert suggested(archive).changes == ()
    assert [one for one in look(archive)[0].findings if one.path == "brief/sea.yaml"] == []


def test_an_allow_of_a_suggestion_that_is_of_no_use_is_told_by_suggest():
    archive = files("p1: []\n", "Nothing.\n", more_keys="allow: {BK510: because}\n")
    assert said(archive) == ["BK390 `allow` of BK510 silences nothing"]


def test_what_another_rule_is_allowed_is_no_matter_of_suggest():
    archive = files("p1: []\n", "Nothing.\n", more_keys="allow: {BK302: because}\n")
    assert said(archive) == []

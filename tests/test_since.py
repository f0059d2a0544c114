from __future__ import annotations

import pytest

from briefkit.diagnostics import Diagnostic
from briefkit.files import Memory
from briefkit.since import brought_since, changed_lines
from tests.archives import archive, findings, sidecar

BAD = "p1:\n  - claim: One\n    quote: The see rises\n"
OTHER = sidecar("p1:\n  - claim: Two\n    supports: [sea#one]\n")


def brought(before: dict[str, bytes], now: dict[str, bytes]) -> list[Diagnostic]:
    return brought_since(findings(now), Memory(now), Memory(before))


def errors(before: dict[str, bytes], now: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in brought(before, now) if one.severity == "error"]


def test_what_was_there_before_is_not_shown():
    assert brought(archive(BAD), archive(BAD)) == []


def test_lines_that_come_above_an_old_fault_do_not_make_it_new():
    assert errors(archive(BAD), archive("p2: []\n" + BAD)) == []


def test_a_new_fault_is_shown_alone():
    now = archive(BAD + "    hedge: surely\n")
    assert errors(archive(BAD), now) == [("BK207", "brief/sea.yaml")]


def test_an_old_fault_on_a_line_that_was_touched_is_shown():
    now = archive(BAD.replace("quote: The see rises", "quote: The see rises  # why?"))
    assert errors(archive(BAD), now) == [("BK202", "brief/sea.yaml")]


def test_a_second_fault_of_the_same_words_is_new():
    now = archive(BAD + "p2:\n  - claim: One\n    quote: The see rises\n")
    [one] = [one for one in brought(archive(BAD), now) if one.code == "BK202"]
    assert one.line == 10


def test_a_fault_that_the_change_brings_to_another_file_is_shown():
    linked = "p1:\n  - claim: One\n    id: one\n"
    before = archive(linked, **{"brief/other.yaml": OTHER})
    after = archive(linked.replace("id: one", "id: uno"), **{"brief/other.yaml": OTHER})
    assert errors(before, after) == [("BK210", "brief/other.yaml")]


def test_where_there_was_no_archive_everything_is_new():
    assert errors({}, archive(BAD)) == [("BK202", "brief/sea.yaml")]


def test_files_that_are_no_text_are_compared_by_their_findings():
    bad = {**archive(), "brief/ice.yaml": b"\xff"}
    assert brought(bad, {**bad, "brief/ice.yaml": b"\xff"}) == []


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        ("a\nb\nc\n", "a\nb\nc\n", set()),
        ("a\nb\nc\n", "a\nB\nc\n", {2}),
        ("a\nb\nc\n", "a\nc\n", set()),
        ("a\nc\n", "a\nb\nc\n", {2}),
        ("a\r\nb\r\n", "a\nb\n", set()),
        ("", "a\nb", {1, 2}),
        ("a\n" * 3000, "a\n" * 1500 + "b\n" + "a\n" * 1500, {1501}),
    ],
)
def test_lines_that_are_new_or_differ_are_counted_from_1(before, now, lines):
    assert changed_lines(before, now) == lines

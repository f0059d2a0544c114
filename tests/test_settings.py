"""archive.yaml becomes settings, and a bad key costs itself alone."""

import pytest

from briefkit.brief import KINDS, Kind
from briefkit.settings import WrittenSettings, read_settings
from briefkit.spans import Document


def read(text: str) -> tuple[WrittenSettings, list[str]]:
    written, findings = read_settings(Document("brief/archive.yaml", text))
    return written, [f"{finding.code} {finding.line}" for finding in findings]


def test_what_is_not_said_holds_by_default():
    written, findings = read("title: Seas\n")
    settings = written.settings
    assert findings == []
    assert (settings.title, settings.language, settings.scale, settings.max_quoted) == (
        "Seas",
        "en",
        "icd203",
        0.25,
    )
    assert settings.kinds == KINDS


def test_everything_that_can_be_said_is_read():
    text = """\
title: Seas
description: Of seas and harbours
url: https://seas.example/archive/
language: ar
publisher: The Sea Press
contact: sea@seas.example
scale: phia
kinds: {event: {base: mention, title: Event}}
rules: {BK401: warning, BK402: off}
coverage: 0.5
max_quoted: 0.1
retired: {old-sea: sea, gone: ~}
"""
    written, findings = read(text)
    settings = written.settings
    assert findings == []
    assert settings.url == "https://seas.example/archive"
    assert settings.kinds["event"] == Kind("event", "mention", "Event")
    assert settings.rules == {"BK401": "warning", "BK402": "off"}
    assert (settings.coverage, settings.max_quoted) == (0.5, 0.1)
    assert settings.retired == {"old-sea": "sea", "gone": None}
    assert [code for code, _ in written.rules] == ["BK401", "BK402"]
    assert written.retired["gone"].of(text) == "gone"


def test_a_file_that_is_no_mapping_leaves_the_defaults():
    written, findings = read("- one\n")
    assert len(findings) == 1
    assert written.settings.kinds == KINDS


def test_a_bad_key_costs_itself_alone():
    written, findings = read("title: Seas\ncoverage: half\nlanguge: en\nscale: PHIA\n")
    assert sorted(findings) == ["BK120 3", "BK123 2", "BK123 4"]
    assert written.settings.title == "Seas"


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("{event: {base: mentions, title: Event}}", "BK123 1"),
        ("{event: {base: mention}}", "BK121 1"),
        ("{event: mention}", "BK122 1"),
        ("{status: {base: mention, title: Status}}", "BK124 1"),
        ("{brief: {base: mention, title: Brief}}", "BK124 1"),
        ("{claim: {base: mention, title: Claim}}", "BK124 1"),
        ("{Event: {base: mention, title: Event}}", "BK124 1"),
        ("[event]", "BK122 1"),
    ],
)
def test_a_bad_kind_is_met_and_costs_no_other(kinds: str, expected: str):
    _, findings = read(f"kinds: {kinds}\n")
    assert findings == [expected]


def test_a_kind_that_did_not_get_in_is_remembered_so_that_its_use_is_silent():
    written, _ = read(
        "kinds: {event: {base: mentions, title: Event}, storm: {base: mention, title: Storm}}\n"
    )
    assert written.settings.refused_kinds == {"event"}
    assert "storm" in written.settings.kinds

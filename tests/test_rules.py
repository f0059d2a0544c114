"""What an archive lowers, switches off and allows."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

import briefkit
from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.rules import find_rule, rules
from tests.archives import archive, findings, sidecar

UNSUPPORTED = "BK403"  # a suggestion
LABELS = """\
p1:
  - implication: The sea will rise faster
  - implication: The sea rises
"""


def with_settings(text: str, labels: str = LABELS, **more: str) -> list[Diagnostic]:
    return findings(archive(labels, **{"brief/archive.yaml": text}, **more))


def places(found: list[Diagnostic]) -> list[str]:
    return [f"{one.path}:{one.line}:{one.column} {one.code} {one.severity}" for one in found]


def declared() -> list[Rule]:
    """Every rule constant of the package, wherever it stands."""
    modules = [import_module(one.name) for one in pkgutil.walk_packages(briefkit.__path__, "briefkit.")]
    return [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]


# The table


def test_every_rule_of_the_package_is_known():
    assert set(declared()) == set(rules().values())


def test_a_code_and_a_name_stand_for_one_rule():
    assert len({rule.code for rule in declared()}) == len({rule.name for rule in declared()}) == len(rules())


def test_rules_are_in_the_order_of_their_codes():
    assert list(rules()) == sorted(rules())


@pytest.mark.parametrize("word", ["BK202", "bk202", " quote-not-found ", "Quote-Not-Found"])
def test_a_rule_is_found_by_code_and_name_in_any_case(word):
    rule = find_rule(word)
    assert rule
    assert (rule.code, rule.name) == ("BK202", "quote-not-found")


def test_a_part_of_a_name_finds_no_rule():
    assert find_rule("quote") is None
    assert find_rule("") is None


# archive.yaml


def test_a_severity_is_the_rules_own_where_the_archive_says_nothing():
    assert places(findings(archive(LABELS))) == [
        "brief/sea.yaml:6:20 BK403 suggestion",
        "brief/sea.yaml:7:20 BK403 suggestion",
    ]


@pytest.mark.parametrize("severity", ["error", "warning", "suggestion"])
def test_an_archive_gives_a_rule_another_severity(severity):
    found = with_settings(f"rules: {{{UNSUPPORTED}: {severity}}}\n")
    assert [str(one.severity) for one in found] == [severity, severity]


def test_a_rule_that_is_off_finds_nothing():
    assert with_settings(f"rules: {{{UNSUPPORTED}: off}}\n") == []


def test_rules_of_tradecraft_are_suggestions_until_an_archive_says_more():
    tradecraft = [rule for rule in rules().values() if rule.code.startswith("BK4")]
    assert len(tradecraft) == 7
    assert {rule.severity for rule in tradecraft} == {Severity.SUGGESTION}
    raised = with_settings(f"title: A\nrules: {{{UNSUPPORTED}: error}}\n")
    assert {one.severity for one in raised if one.code == UNSUPPORTED} == {Severity.ERROR}


def test_an_allow_without_a_reason_is_an_error_and_silences_nothing():
    found = with_settings("title: A\n", LABELS + f"    allow: {{{UNSUPPORTED}: }}\n")
    assert [one.severity for one in found if one.code.startswith("BK1")] == [Severity.ERROR]
    found = with_settings("title: A\n", LABELS + f"    allow: {{{UNSUPPORTED}: No room}}\n")
    assert not [one for one in found if one.code.startswith("BK1")]


def test_a_rule_is_off_for_all_briefs_and_no_other_rule_is():
    other = sidecar("p1:\n  - implication: The sea falls\n    likelihood: likely\n")
    found = with_settings(f"rules: {{{UNSUPPORTED}: off}}\n", **{"brief/other.yaml": other})
    assert "BK402" in [one.code for one in found]
    assert UNSUPPORTED not in [one.code for one in found]


@pytest.mark.parametrize("severity", ["warning", "off"])
def test_a_locked_rule_keeps_its_severity_and_the_try_is_reported(severity):
    found = with_settings(f"rules:\n  BK202: {severity}\n", "p1:\n  - claim: It rises\n    quote: The see\n")
    assert places(found) == ["brief/archive.yaml:2:3 BK192 error", "brief/sea.yaml:7:14 BK202 error"]
    assert found[0].message == "BK202 quote-not-found cannot be lowered or silenced"


def test_an_unknown_rule_is_reported_with_the_nearest():
    [found] = with_settings("rules: {BK4033: off}\n", "p1: []")
    assert (found.code, found.message, found.help) == ("BK191", "there is no rule `BK4033`", "write `BK403`")
    assert (found.path, found.line, found.column) == ("brief/archive.yaml", 1, 9)


def test_an_unknown_rule_that_is_near_to_none_is_to_be_looked_up():
    [found] = with_settings("rules: {nonsense: off}\n", "p1: []")
    assert (found.code, found.help) == ("BK191", "`briefkit explain` lists the rules")


# allow


ALLOWED_AT_LABEL = """\
p1:
  - implication: The sea will rise faster
    allow: {BK403: the source gives no reason}
  - implication: The sea rises
"""


def test_an_allow_at_a_label_silences_that_label_alone():
    assert places(findings(archive(ALLOWED_AT_LABEL))) == ["brief/sea.yaml:8:20 BK403 suggestion"]


def test_an_allow_at_the_top_silences_the_whole_file():
    files = archive(LABELS, more_keys="allow: {BK403: the source gives no reasons}\n")
    assert findings(files) == []


def test_an_allow_at_the_top_silences_no_other_file():
    files = archive(LABELS, more_keys="allow: {BK403: the source gives no reasons}\n")
    files["seeds/other.txt"] = b"The sea rises."
    files["brief/other.yaml"] = sidecar(
        "p1:\n  - implication: The sea rises\n", seed="The sea rises.", file="other.txt"
    ).encode()
    assert places(findings(files)) == ["brief/other.yaml:6:20 BK403 suggestion"]


def test_what_is_allowed_twice_uses_both_allows():
    files = archive(ALLOWED_AT_LABEL, more_keys="allow: {BK403: the source gives no reasons}\n")
    assert findings(files) == []


def test_an_allow_holds_against_a_severity_of_the_archive():
    files = archive(ALLOWED_AT_LABEL, **{"brief/archive.yaml": "rules: {BK403: error}\n"})
    assert places(findings(files)) == ["brief/sea.yaml:8:20 BK403 error"]


def test_an_allow_stays_in_peace_while_its_rule_is_off():
    assert findings(archive(ALLOWED_AT_LABEL, **{"brief/archive.yaml": "rules: {BK403: off}\n"})) == []


def test_an_allow_that_silences_nothing_is_a_finding_at_its_place():
    [found] = findings(archive("p1:\n  - claim: The sea rises\n    allow: {BK403: for no reason}\n"))
    assert (found.code, found.message) == ("BK390", "`allow` of BK403 silences nothing")
    assert (found.line, found.column, str(found.severity)) == (7, 15, "warning")


def test_an_allow_of_a_locked_rule_is_reported_and_silences_nothing():
    label = "p1:\n  - claim: It rises\n    quote: The see\n    allow: {BK202: the typesetter erred}\n"
    assert places(findings(archive(label))) == [
        "brief/sea.yaml:7:14 BK202 error",
        "brief/sea.yaml:8:15 BK192 error",
    ]


def test_an_allow_of_an_unknown_rule_is_reported_once():
    found = findings(archive("p1:\n  - claim: It rises\n    allow: {BK999: because}\n"))
    assert [one.code for one in found] == ["BK191"]


def test_a_sidecar_that_gives_no_brief_has_its_allows_looked_at():
    text = sidecar("{}", more="allow: {BK999: because}\n").replace("sea.txt", "gone.txt")
    found = findings({"brief/sea.yaml": text.encode()})
    assert [one.code for one in found] == ["BK001", "BK191"]


# Order


def test_findings_come_file_by_file_and_line_by_line():
    files = archive(
        "p2:\n  - implication: Harbours flood\np1:\n  - implication: The sea rises\n",
        **{"brief/archive.yaml": "rules: {BK999: off}\n", "seeds/alone.txt": "Alone."},
    )
    assert places(findings(files)) == [
        "brief/archive.yaml:1:9 BK191 error",
        "brief/sea.yaml:6:20 BK403 suggestion",
        "brief/sea.yaml:8:20 BK403 suggestion",
        "seeds/alone.txt:1:1 BK502 warning",
    ]

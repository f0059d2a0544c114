from __future__ import annotations

import pytest

from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.selection import UnknownRules, choose, counted

CODES = ("BK202", "BK301", "BK302", "BK401")


def of(code: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic.of_file("x", Rule(code, "some-name", severity, ""), "m")


@pytest.mark.parametrize(
    ("select", "ignore", "taken"),
    [
        ([], [], CODES),
        (["BK3"], [], ("BK301", "BK302")),
        (["bk3,quote-not-found"], [], ("BK202", "BK301", "BK302")),
        ([" BK202 , BK401"], [], ("BK202", "BK401")),
        (["BK202", "BK401"], [], ("BK202", "BK401")),
        ([], ["BK3"], ("BK202", "BK401")),
        (["BK3"], ["BK301"], ("BK302",)),
        (["BK301"], ["BK3"], ("BK301",)),
        (["BK"], ["BK3"], ("BK202", "BK401")),
        (["BK3"], ["BK3"], ()),
        (["BK3"], ["BK"], ("BK301", "BK302")),
    ],
)
def test_the_longest_word_that_fits_a_rule_decides(select, ignore, taken):
    selection = choose(select, ignore)
    assert tuple(code for code in CODES if selection.takes(code)) == taken


@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("BK2022", "the nearest is BK202"),
        ("quote-not-fund", "the nearest is quote-not-found"),
        ("BK8", "the nearest is BK"),
        ("nonsense", "`briefkit explain` lists the rules"),
    ],
)
@pytest.mark.parametrize("option", ["select", "ignore"])
def test_a_word_that_names_no_rule_is_answered_with_the_nearest(option, word, help):
    with pytest.raises(UnknownRules, match=f"^there is no rule {word}; {help}"):
        choose(*([word], []) if option == "select" else ([], [word]))


def test_errors_that_cannot_be_silenced_are_kept_apart():
    findings = [of("BK202"), of("BK301"), of("BK202", Severity.WARNING), of("BK401")]
    wanted, locked = choose([], ["BK2", "BK3"]).part(findings)
    assert (wanted, locked) == ([findings[3]], [findings[0]])


def test_what_is_kept_apart_is_counted_by_rule():
    assert counted([of("BK202"), of("BK101"), of("BK202")]) == "BK101 some-name (1), BK202 some-name (2)"

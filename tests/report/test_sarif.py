"""The log is held against the schema of SARIF 2.1.0, which comes from npm."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from tests.checkers import found
from tests.report.findings import TEXT, finding, printed

from briefkit.diagnostics import Edit, Fix, Related, Rule, Severity
from briefkit.report import Look
from briefkit.spans import Span

SCHEMA = json.loads(found("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)
FIX = Fix("write sea", (Edit(Span(21, 24), "sea"), Edit(Span(0, 0), "# a\n")), safe=True)
RELATED = Related("first given here", "brief/a b.yaml", 1, 1, Span(0, 6))


def read(text: str) -> dict[str, Any]:
    log = json.loads(text)
    VALIDATOR.validate(log)
    [run] = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    return dict(run)


def part(region: dict[str, int], text: str = TEXT) -> str:
    """The words of a region, by its lines and columns alone."""
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
    return text[start : starts[region["endLine"] - 1] + region["endColumn"] - 1]


def test_the_schema_sees_what_is_wrong():
    log = json.loads(printed("sarif", finding()))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not VALIDATOR.is_valid(log)
    log = json.loads(printed("sarif", finding()))
    del log["runs"][0]["tool"]["driver"]["name"]
    assert not VALIDATOR.is_valid(log)


def test_a_finding_is_a_result_at_its_region():
    run = read(printed("sarif", finding(help="write sea"), look=Look(folder="my archive/")))
    [result] = run["results"]
    [location] = result["locations"]
    place = location["physicalLocation"]
    assert (result["level"], result["message"]["text"]) == ("error", "it does not stand\nwrite sea")
    assert unquote(place["artifactLocation"]["uri"]) == "my archive/brief/sea.yaml"
    assert " " not in place["artifactLocation"]["uri"]
    assert part(place["region"]) == "The see rises"
    assert run["columnKind"] == "unicodeCodePoints"


def test_columns_count_code_points():
    text = "a: 🌊🌊 see\n"
    [result] = read(printed("sarif", finding(text, "see"), text=text))["results"]
    assert part(result["locations"][0]["physicalLocation"]["region"], text) == "see"


def test_rules_are_told_with_their_page():
    [rule] = read(printed("sarif", finding(), finding()))["tool"]["driver"]["rules"]
    assert rule["help"]["markdown"].startswith("# BK202 quote-not-found\n")
    assert rule["defaultConfiguration"] == {"level": "error"}


def test_related_places_and_fixes_have_regions_of_their_own():
    run = read(printed("sarif", finding(fix=FIX, related=(RELATED,))))
    [result] = run["results"]
    [related] = result["relatedLocations"]
    assert related["message"]["text"] == "first given here"
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "brief/a%20b.yaml"
    assert part(related["physicalLocation"]["region"]) == "labels"
    [fix] = result["fixes"]
    [change] = fix["artifactChanges"]
    replacements = change["replacements"]
    assert [part(one["deletedRegion"]) for one in replacements] == ["see", ""]
    assert [one["insertedContent"]["text"] for one in replacements] == ["sea", "# a\n"]


def test_a_file_that_cannot_be_read_has_neither_fix_nor_end():
    [result] = read(printed("sarif", finding(fix=FIX), text=None))["results"]
    assert "fixes" not in result
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 10}


@pytest.mark.parametrize(("threshold", "code"), [("error", 0), ("warning", 1)])
def test_the_invocation_says_how_the_run_ends(threshold, code):
    warning = finding(rule=Rule("BK390", "unused-allow", Severity.WARNING, ""))
    run = read(printed("sarif", warning, look=Look(threshold=Severity(threshold))))
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": code}]


def test_nothing_found_is_a_run_without_results():
    assert read(printed("sarif"))["results"] == []

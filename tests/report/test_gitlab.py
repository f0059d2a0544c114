from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from tests.report.findings import finding, printed

from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.report import Look

# The table and the notes of https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format:
# what a report must have. GitLab publishes no schema of it; the JSON file "must not have a byte order
# mark", a path is "relative to the repository" and "must not have a ./ prefix", and every fingerprint
# is unique.
REPORT = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/|.*\\)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                        "additionalProperties": False,
                    },
                },
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
    },
}


def read(text: str) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(text)
    jsonschema.Draft202012Validator(REPORT).validate(issues)
    assert not text.startswith("\ufeff")
    assert len({one["fingerprint"] for one in issues}) == len(issues)
    return issues


def test_a_finding_is_an_issue_at_its_lines():
    [one] = read(printed("gitlab", finding(help="write sea"), look=Look(folder="archive/")))
    assert one.pop("fingerprint")
    assert one == {
        "description": "it does not stand. write sea",
        "check_name": "BK202 quote-not-found",
        "severity": "major",
        "location": {"path": "archive/brief/sea.yaml", "lines": {"begin": 2, "end": 2}},
    }


def test_nothing_found_is_an_empty_list():
    assert read(printed("gitlab")) == []


def test_the_same_words_twice_are_two_issues():
    assert len(read(printed("gitlab", finding(), finding()))) == 2


@pytest.mark.parametrize(
    ("severity", "word"), [("error", "major"), ("warning", "minor"), ("suggestion", "info")]
)
def test_severities_are_gitlabs(severity, word):
    rule = Rule("BK400", "some", Severity(severity), "")
    [one] = read(printed("gitlab", Diagnostic.of_file("x", rule, "m")))
    assert one["severity"] == word
    assert one["location"]["lines"] == {"begin": 1, "end": 1}


def test_the_description_is_one_line():
    [one] = read(printed("gitlab", finding(message="a\nb\x00c")))
    assert one["description"] == "a b␀c"


def test_a_file_that_cannot_be_read_has_the_line_of_the_finding():
    [one] = read(printed("gitlab", finding(), text=None))
    assert one["location"]["lines"] == {"begin": 2, "end": 2}

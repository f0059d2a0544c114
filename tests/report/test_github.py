"""The commands are read back by a parser of the documented syntax that shares no code with the writer."""

from __future__ import annotations

import re

from tests.report.findings import finding, printed

from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.report import Look
from briefkit.word_diff import compare

COMMAND = re.compile(r"::(?P<command>\w+) (?P<properties>.*?)::(?P<message>.*)", re.DOTALL)


def read(line: str) -> tuple[str, dict[str, str], str]:
    """(command, properties, message), as actions/runner takes a line apart (ActionCommand.cs)."""
    assert "\n" not in line
    assert "\r" not in line
    found = COMMAND.fullmatch(line)
    assert found
    pairs = [one.split("=", 1) for one in found["properties"].split(",")]
    return found["command"], {key: unescaped(value) for key, value in pairs}, unescaped(found["message"])


def unescaped(text: str) -> str:
    codes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    assert re.fullmatch(r"(?:[^%]|%(?:0D|0A|3A|2C|25))*", text)
    return re.sub("%..", lambda found: codes[found[0]], text)


def test_a_finding_is_an_annotation_at_its_place():
    one = finding(help="100 %\nsure, yes: ok")
    assert read(printed("github", one)) == (
        "error",
        {
            "file": "brief/sea.yaml",
            "line": "2",
            "col": "10",
            "endLine": "2",
            "endColumn": "23",
            "title": "BK202 quote-not-found",
        },
        "it does not stand\n100 %\nsure, yes: ok",
    )


def test_what_would_end_a_property_or_a_command_is_escaped():
    one = finding(path="brief/a,b::c%0A.yaml", message="x ::error::y\r\nz")
    command, properties, message = read(printed("github", one))
    assert (command, properties["file"], message) == ("error", "brief/a,b::c%0A.yaml", "x ::error::y\r\nz")
    assert set(properties) == {"file", "line", "col", "endLine", "endColumn", "title"}


def test_a_fault_over_several_lines_has_no_last_column():
    one = finding("a:\n  b\n", "a:\n  b")
    _, properties, _ = read(printed("github", one, text="a:\n  b\n"))
    assert (properties["endLine"], "endColumn" in properties) == ("2", False)


def test_severities_become_levels():
    rules = [Rule("BK400", "some", severity, "") for severity in Severity]
    lines = printed("github", *(Diagnostic.of_file("x", rule, "m") for rule in rules)).splitlines()
    assert [read(line)[0] for line in lines] == ["notice", "warning", "error"]


def test_files_are_named_from_the_top_of_the_repository():
    _, properties, _ = read(printed("github", finding(), look=Look(folder="archive/")))
    assert properties["file"] == "archive/brief/sea.yaml"


def test_a_near_miss_shows_both_wordings():
    one = finding(difference=compare("rose by 34 %", "rose by 43 %", ("written", "p1")))
    assert read(printed("github", one))[2].splitlines()[1:] == [
        "written: rose by [-34-] %",
        "p1: rose by {+43+} %",
    ]

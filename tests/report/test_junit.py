"""The report is held against a grammar, and read back by junitparser."""

from __future__ import annotations

from pathlib import Path

import junitparser
import pytest
from lxml import etree  # type: ignore[import-untyped]
from tests.report.findings import finding, printed

from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.report import Look

GRAMMAR = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("junit.rng"))))
WARNING = Diagnostic.of_file("brief/z.yaml", Rule("BK300", "thing", Severity.WARNING, ""), "m")


def read(text: str) -> junitparser.JUnitXml:
    tree = etree.fromstring(text.encode("utf-8"))
    GRAMMAR.assertValid(tree)
    return junitparser.JUnitXml.fromstring(text.encode("utf-8"))


def test_a_file_is_a_suite_and_a_finding_a_case_of_it():
    report = read(printed("junit", finding(help="write sea"), WARNING, look=Look(folder="archive/")))
    assert [suite.name for suite in report] == ["archive/brief/sea.yaml", "archive/brief/z.yaml"]
    assert (report.tests, report.failures) == (2, 1)
    [case] = next(iter(report))
    assert (case.name, case.classname) == ("BK202 quote-not-found at 2:10", "archive/brief/sea.yaml")
    [failure] = case.result
    assert (failure.type, failure.message) == ("error", "it does not stand")
    assert failure.text == "archive/brief/sea.yaml:2:10\nit does not stand\nwrite sea"


def test_what_does_not_fail_the_run_is_a_skipped_case():
    [case] = next(iter(read(printed("junit", WARNING))))
    assert isinstance(case.result[0], junitparser.Skipped)
    [case] = next(iter(read(printed("junit", WARNING, look=Look(threshold=Severity.WARNING)))))
    assert isinstance(case.result[0], junitparser.Failure)


def test_nothing_found_is_one_case_that_passed():
    [suite] = read(printed("junit"))
    [case] = suite
    assert (suite.tests, suite.failures, case.is_passed) == (1, 0, True)


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\x7f", "\x9f", "\udc80", "\ufffe", "\uffff"])
def test_what_xml_cannot_say_does_not_break_the_report(character):
    report = read(printed("junit", finding(message=f"a{character}b", path=f"brief/{character}.yaml")))
    [case] = next(iter(report))
    assert case.result[0].message.startswith("a")
    assert case.result[0].message.endswith("b")


def test_markup_in_a_message_is_text():
    [case] = next(iter(read(printed("junit", finding(message='<b a="1"> & ]]>')))))
    assert case.result[0].message == '<b a="1"> & ]]>'

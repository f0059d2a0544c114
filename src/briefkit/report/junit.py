"""A JUnit report: a suite a file, a case a finding. What does not fail the run is a skipped case.

No standard defines it; the elements and attributes are those that the schema of Jenkins' xUnit plugin
(junit-10.xsd) and JUnit's own writer have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from briefkit.diagnostics import Diagnostic
from briefkit.report.look import PLAIN, Look, Sources, said
from briefkit.terminal_text import visible

NO_XML = re.compile("[\ufffe\uffff]")  # what `visible` leaves and XML 1.0 cannot say (2.2)


def junit(findings: Sequence[Diagnostic], sources: Sources, look: Look = PLAIN) -> Iterator[str]:
    root = Element("testsuites", name="briefkit check")
    for path, group in groupby(findings, key=lambda finding: finding.path):
        _suite(root, _sayable(look.folder + path), list(group), look)
    if not findings:
        suite = SubElement(root, "testsuite", name="briefkit check", tests="1", failures="0", errors="0")
        SubElement(suite, "testcase", name="nothing found", classname="briefkit")
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    indent(root)
    # ElementTree's own declaration would name the encoding of the locale.
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _suite(root: Element, path: str, findings: list[Diagnostic], look: Look) -> None:
    failed = [finding.severity.rank >= look.threshold.rank for finding in findings]
    suite = SubElement(root, "testsuite", name=path, tests=str(len(findings)), failures=str(sum(failed)))
    suite.attrib |= {"errors": "0", "skipped": str(failed.count(False))}
    for finding, fails in zip(findings, failed, strict=True):
        name = f"{finding.code} {finding.name} at {finding.line}:{finding.column}"
        case = SubElement(suite, "testcase", name=name, classname=path)
        outcome = SubElement(case, "failure" if fails else "skipped", message=_sayable(finding.message))
        outcome.attrib |= {"type": str(finding.severity)} if fails else {}
        place = f"{path}:{finding.line}:{finding.column}"
        outcome.text = "\n".join([place, *map(_sayable, said(finding))])


def _sayable(text: str) -> str:
    return NO_XML.sub("\ufffd", visible(text))

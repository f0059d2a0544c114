"""SARIF 2.1.0 (OASIS, 27 March 2020), which code hosts and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; numbers in comments are its sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

import briefkit
from briefkit.diagnostics import Diagnostic, Fix, Related, Severity
from briefkit.folder import rule_page
from briefkit.report.as_json import dumped
from briefkit.report.fingerprints import fingerprints
from briefkit.report.look import PLAIN, Look, Sources, fails, said
from briefkit.spans import Document, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
Value = dict[str, Any]


def sarif(findings: Sequence[Diagnostic], sources: Sources, look: Look = PLAIN) -> Iterator[str]:
    codes = sorted({finding.code for finding in findings})
    numbers = {code: number for number, code in enumerate(codes)}
    results = [
        _result(finding, numbers[finding.code], fingerprint, sources, look)
        for finding, fingerprint in zip(findings, fingerprints(findings, sources), strict=True)
    ]
    driver = {
        "name": "briefkit",
        "version": briefkit.__version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "exitCode": int(fails(findings, look.threshold))}],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
    }
    yield dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> Value:
    """3.49: with the rule's page, which GitHub shows beside each finding."""
    from briefkit.rules import (
        family,
    )  # and with it the forms: a check that finds nothing changed does without

    rule = family(code[:3])[code]
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "fullDescription": {"text": rule.reason},
        "help": {"text": f"briefkit explain {code}", "markdown": rule_page(code) or rule.reason},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(finding: Diagnostic, rule: int, fingerprint: str, sources: Sources, look: Look) -> Value:
    document = sources(finding.path)
    region = _region(document, finding.span, finding.line, finding.column)
    result = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": "\n".join(said(finding))},
        "locations": [_location(look.folder + finding.path, region)],
        "partialFingerprints": {"briefkit/v1": fingerprint},
    }
    if finding.related:
        related = enumerate(finding.related, 1)
        result["relatedLocations"] = [_related(number, one, sources, look) for number, one in related]
    if finding.fix and document:
        result["fixes"] = [_fix(finding.fix, look.folder + finding.path, document)]
    return result


def _related(number: int, one: Related, sources: Sources, look: Look) -> Value:
    region = _region(sources(one.path), one.span, one.line, one.column)
    return {"id": number, "message": {"text": one.message}, **_location(look.folder + one.path, region)}


def _fix(fix: Fix, path: str, document: Document) -> Value:
    replacements = [
        {
            "deletedRegion": _lines_and_columns(document, edit.span),
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": {"uri": _uri(path)}, "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }


def _location(path: str, region: Value) -> Value:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}}


def _region(document: Document | None, span: Span | None, line: int, column: int) -> Value:
    """3.30: lines and columns from 1, the column behind the last not included."""
    if document and span and span != Span(0, 0) and span.end <= len(document.text):
        return _lines_and_columns(document, span)
    return {"startLine": line, "startColumn": column}


def _lines_and_columns(document: Document, span: Span) -> Value:
    line, column = document.line_column(span.start)
    end_line, end_column = document.line_column(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _uri(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")

"""Findings as people and machines read them."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from briefkit.diagnostics import Diagnostic, Severity
from briefkit.spans import Document, Span

Sources = Callable[[str], Document | None]  # path -> the file's text, None where it cannot be had

WIDTH = 100  # columns of an excerpt; a longer line is shown around the fault
PLURALS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.SUGGESTION: "suggestions"}


class Style:
    """Terminal colours, or none."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and text else text

    def severity(self, severity: Severity, text: str) -> str:
        return self({Severity.ERROR: "1;31", Severity.WARNING: "1;33"}.get(severity, "1;36"), text)


def full(findings: Iterable[Diagnostic], sources: Sources, *, colour: bool = False) -> Iterator[str]:
    """Each finding with its line, a caret under the fault, and what would mend it. Learnt from ruff."""
    style = Style(colour)
    for finding in findings:
        code = style.severity(finding.severity, f"{finding.severity}[{finding.code}]")
        yield f"{code} {finding.name}: {style('1', visible(finding.message))}"
        margin = " " * (len(str(finding.line)) + 1)
        yield f"{margin}{style('34', '-->')} {_place(finding)}"
        yield from _excerpt(finding, sources(finding.path), style)
        for one in finding.related:
            yield f"{margin} {style('34', '=')} {one.message}: {visible(one.path)}:{one.line}:{one.column}"
        if finding.help:
            yield f"{margin} {style('34', '=')} {style('1', 'help:')} {visible(finding.help)}"
        yield ""


def concise(findings: Iterable[Diagnostic], sources: Sources, *, colour: bool = False) -> Iterator[str]:
    """A line a finding."""
    style = Style(colour)
    for finding in findings:
        code = style.severity(finding.severity, finding.code)
        yield f"{_place(finding)}: {code} {visible(finding.message)}"


def as_json(findings: Iterable[Diagnostic], sources: Sources, *, colour: bool = False) -> Iterator[str]:
    """A JSON list; offsets are code points, `end` is not included."""
    yield json.dumps([_as_value(finding) for finding in findings], ensure_ascii=False, indent=2)


def github(findings: Iterable[Diagnostic], sources: Sources, *, colour: bool = False) -> Iterator[str]:
    """Workflow commands: GitHub shows each beside its line."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}
    for finding in findings:
        document = sources(finding.path)
        properties = {"file": finding.path, "line": str(finding.line), "col": str(finding.column)}
        if document and finding.span.end <= len(document.text):
            line, column = document.line_column(finding.span.end)
            properties |= {"endLine": str(line)} | (
                {"endColumn": str(column)} if line == finding.line else {}
            )
        properties["title"] = f"{finding.code} {finding.name}"
        named = ",".join(f"{key}={_escaped(value, property=True)}" for key, value in properties.items())
        text = finding.message + (f"\n{finding.help}" if finding.help else "")
        yield f"::{levels[finding.severity]} {named}::{_escaped(text)}"


FORMATS: dict[str, Callable[..., Iterator[str]]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "github": github,
}


def summary(findings: Sequence[Diagnostic], briefs: int) -> str:
    """One line: what was looked at and what was found."""
    looked_at = f"{briefs} brief" + ("" if briefs == 1 else "s")
    counts = Counter(finding.severity for finding in findings)
    found = [
        f"{counts[severity]} {severity if counts[severity] == 1 else PLURALS[severity]}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.SUGGESTION)
        if counts[severity]
    ]
    return (
        f"{looked_at} checked: {' and '.join(found[-2:]) if len(found) < 3 else ', '.join(found)}"
        if found
        else (f"{looked_at} checked, nothing found")
    )


def visible(text: str) -> str:
    """The text on one line, with control characters that a terminal would obey made visible."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\n\r\t\u2028\u2029\x85":
        return " "
    if ord(character) < 0x20:
        return chr(0x2400 + ord(character))
    if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\u200c\u200d":
        return f"<U+{ord(character):04X}>"
    return character


def _place(finding: Diagnostic) -> str:
    return f"{visible(finding.path)}:{finding.line}:{finding.column}"


def _excerpt(finding: Diagnostic, document: Document | None, style: Style) -> Iterator[str]:
    if document is None or finding.span == Span(0, 0) or finding.span.end > len(document.text):
        return
    line = document.line_span(finding.span.start)
    shown, marked = _window(
        line, Span(finding.span.start, min(finding.span.end, max(line.end, finding.span.start)))
    )
    number = str(finding.line)
    gutter, bar = " " * len(number), style("34", "|")
    text = visible(shown.of(document.text))
    before = columns(visible(Span(shown.start, marked.start).of(document.text)))
    carets = max(1, columns(visible(marked.of(document.text))))
    left = "…" if shown.start > line.start else ""
    right = "…" if shown.end < line.end else ""
    yield f" {gutter} {bar}"
    yield f" {style('34', number)} {bar} {left}{text}{right}"
    yield f" {gutter} {bar} {' ' * (before + len(left))}{style.severity(finding.severity, '^' * carets)}"


def _window(line: Span, fault: Span) -> tuple[Span, Span]:
    """(the part of the line to show, the part of the fault in it)."""
    if len(line) <= WIDTH:
        return line, fault
    start = max(line.start, min(fault.start - WIDTH // 3, line.end - WIDTH))
    shown = Span(start, min(line.end, start + WIDTH))
    return shown, Span(fault.start, max(fault.start, min(fault.end, shown.end)))


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _as_value(finding: Diagnostic) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "start": finding.span.start,
        "end": finding.span.end,
        "help": finding.help,
        "related": [
            {"message": one.message, "path": one.path, "line": one.line, "column": one.column}
            for one in finding.related
        ],
        "fix": finding.fix
        and {
            "title": finding.fix.title,
            "safe": finding.fix.safe,
            "edits": [
                {"start": edit.span.start, "end": edit.span.end, "text": edit.text}
                for edit in finding.fix.edits
            ],
        },
    }


def _escaped(text: str, *, property: bool = False) -> str:
    for character in "%\r\n" + (":," if property else ""):
        text = text.replace(character, f"%{ord(character):02X}")
    return text

"""Findings and offers as the page's script takes them: plain values, for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from briefkit.diagnostics import Diagnostic, Difference, Severity
from briefkit.offer import Offer
from briefkit.preview.bench import Findings
from briefkit.spans import Document, Span

Sources = Callable[[str], Document | None]  # path → the file's text now
Addresses = Callable[[str, int, int], str]  # path, line, column → what opens the editor there
MOST = 50  # findings that are told one by one; of the others, how many of which rule
WIDTH = 160  # characters of an excerpt
LEAD = 50  # of them, before the fault

Value = dict[str, Any]


def findings_value(findings: Findings, sources: Sources, address: Addresses) -> Value:
    """`here` and `elsewhere` are lists of findings, the gravest first; `errors` counts all of either."""
    return {
        "trouble": findings.trouble,
        "here": _listed(findings.here, sources, address),
        "elsewhere": _listed(findings.elsewhere, sources, address),
    }


def offer_value(path: str, made: Offer, kinds: list[tuple[str, str]], address: Addresses) -> Value:
    """A label ready to paste, with the place where it goes; `kinds` are names and titles of all kinds."""
    place = made.place
    return {
        "kind": made.kind.name,
        "mention": made.kind.base == "mention",
        "kinds": kinds,
        "passage": made.passage,
        "value": made.value,
        "entities": [[one.id, one.name] for one in made.entities],
        "label": made.label,
        "newEntity": made.new_entity,
        "widened": made.quotes[0] if made.widened else "",
        "path": path,
        "place": place
        and {
            "line": place.line,
            "lines": place.lines,
            "replaced": place.replaced,
            "editor": address(path, place.line, 1),
        },
        "present": [
            {
                "address": one.address,
                "status": one.status,
                "line": one.line,
                "editor": address(path, one.line, 1),
            }
            for one in made.present
        ],
    }


def _listed(several: Iterable[Diagnostic], sources: Sources, address: Addresses) -> Value:
    ordered = sorted(several, key=lambda one: (-one.severity.rank, one.order))
    rest = Counter((one.code, one.name) for one in ordered[MOST:])
    counts = Counter(one.severity for one in ordered)
    return {
        "counts": {severity.value: counts[severity] for severity in reversed(Severity)},
        "findings": [_value(one, sources(one.path), address) for one in ordered[:MOST]],
        "rest": [[code, name, count] for (code, name), count in rest.most_common()],
    }


def _value(one: Diagnostic, document: Document | None, address: Addresses) -> Value:
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity.value,
        "message": one.message,
        "help": one.help or "",
        "place": f"{one.path}:{one.line}:{one.column}",
        "editor": address(one.path, one.line, one.column),
        "excerpt": _excerpt(one, document),
        "difference": one.difference and _difference(one.difference),
        "related": [
            {
                "message": other.message,
                "place": f"{other.path}:{other.line}:{other.column}",
                "editor": address(other.path, other.line, other.column),
            }
            for other in one.related
        ],
    }


def _difference(difference: Difference) -> Value:
    """What was written and what stands, run by run; white space is not what differs."""
    return {
        "titles": difference.titles,
        "runs": [
            {"written": run.written, "stands": run.stands, "same": run.same, "weights": run.weights}
            for run in difference.runs
        ],
    }


def _excerpt(one: Diagnostic, document: Document | None) -> list[str]:
    """[what stands before, the words at fault, what stands behind] on the line; empty for a whole file."""
    if document is None or one.span == Span(0, 0) or one.span.end > len(document.text):
        return []
    line = document.line_span(one.span.start)
    fault = Span(one.span.start, max(one.span.start, min(one.span.end, line.end)))
    start = max(line.start, fault.start - LEAD) if len(line) > WIDTH else line.start
    end = min(line.end, start + WIDTH)
    fault = Span(fault.start, max(fault.start, min(fault.end, end)))
    before = Span(start, fault.start).of(document.text).lstrip() if start == line.start else "…"
    if start != line.start:
        before += Span(start, fault.start).of(document.text)
    behind = Span(fault.end, end).of(document.text) + ("…" if end < line.end else "")
    return [before, fault.of(document.text), behind]

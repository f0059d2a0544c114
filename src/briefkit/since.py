"""The findings that a change brought: on lines that it touched, or not there before it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from difflib import SequenceMatcher
from functools import cache

from briefkit.cache import open_scratch
from briefkit.diagnostics import Diagnostic
from briefkit.files import Files
from briefkit.report.fingerprints import fingerprints
from briefkit.report.look import Sources, texts_of
from briefkit.spans import LINE_END, Span
from briefkit.survey import survey


def brought_since(findings: Sequence[Diagnostic], files: Files, before: Files) -> list[Diagnostic]:
    """Those of the findings that stand on lines changed since, and those that were not there before.

    So a label that others linked to, and that was taken away, is reported in the files that link to it;
    and a fault that was there already is not, as long as nobody touches its lines.
    """
    now, earlier = texts_of(files), texts_of(before)
    with closing(open_scratch()) as database:
        known = set(fingerprints(survey(before, database).findings, earlier))

    @cache
    def changed(path: str) -> frozenset[int]:
        was, document = earlier(path), now(path)
        return changed_lines(was.text if was else "", document.text) if document else frozenset()

    prints = fingerprints(findings, now)
    return [
        finding
        for finding, print in zip(findings, prints, strict=True)
        if print not in known or not changed(finding.path).isdisjoint(_lines(finding, now))
    ]


def changed_lines(before: str, now: str) -> frozenset[int]:
    """The numbers, from 1, of the lines of `now` that are new or differ."""
    old, new = LINE_END.split(before), LINE_END.split(now)
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    matcher = SequenceMatcher(None, old[same:], new[same:])
    return frozenset(
        same + number + 1
        for tag, _, _, start, end in matcher.get_opcodes()
        if tag != "equal"
        for number in range(start, end)
    )


def _lines(finding: Diagnostic, now: Sources) -> range:
    document = now(finding.path)
    if document is None or finding.span == Span(0, 0) or finding.span.end > len(document.text):
        return range(finding.line, finding.line + 1)
    return range(finding.line, document.line_column(finding.span.end)[0] + 1)

"""Findings for the tests of formats."""

from __future__ import annotations

from typing import Any

from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.report import FORMATS, PLAIN, Look
from briefkit.spans import Document, Span

RULE = Rule("BK202", "quote-not-found", Severity.ERROR, "Because.")
PATH = "brief/sea.yaml"
TEXT = "labels:\n  quote: The see rises\n"


def finding(text: str = TEXT, words: str = "The see rises", path: str = PATH, **more: Any) -> Diagnostic:
    """A finding on the first place of these words in the text."""
    start = text.index(words)
    span = Span(start, start + len(words))
    return Diagnostic.at(
        Document(path, text), span, more.pop("rule", RULE), more.pop("message", "it does not stand"), **more
    )


def printed(
    format: str, *findings: Diagnostic, text: str | None = TEXT, look: Look = PLAIN, **texts: str
) -> str:
    """The report; every file has the same text, or none."""

    def source(path: str) -> Document | None:
        return None if text is None else Document(path, text)

    return "\n".join(FORMATS[format](findings, source, look))

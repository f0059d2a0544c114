"""Each finding with its lines, marks under the fault, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefkit.diagnostics import Diagnostic, Difference, Related
from briefkit.report.diff_rows import diff_rows
from briefkit.report.excerpt import Excerpt
from briefkit.report.flood import More, without_flood
from briefkit.report.look import PLAIN, Look, Sources
from briefkit.spans import Document, Span
from briefkit.terminal_text import Style, visible


def full(findings: Sequence[Diagnostic], sources: Sources, look: Look = PLAIN) -> Iterator[str]:
    style = Style(look.colour)
    for finding in findings if look.every else without_flood(findings):
        if isinstance(finding, More):
            yield style("1", str(finding))
        else:
            yield from _drawn(finding, sources, style)
        yield ""


def _drawn(finding: Diagnostic, sources: Sources, style: Style) -> Iterator[str]:
    documents = [_document(finding.path, finding.span, sources)]
    documents += [_document(one.path, one.span, sources) for one in finding.related]
    gutter = _room(finding, documents)
    margin = " " * (gutter + 1)
    point = f"{margin} {style('34', '=')} "
    code = style.severity(finding.severity, f"{finding.severity}[{finding.code}]")
    yield f"{code} {finding.name}: {style('1', visible(finding.message))}"
    yield f"{margin}{style('34', '-->')} {visible(finding.path)}:{finding.line}:{finding.column}"
    if documents[0]:
        carets = Excerpt(gutter, style, "^", lambda text: style.severity(finding.severity, text))
        yield from carets.of(documents[0], finding.span)
    for one, document in zip(finding.related, documents[1:], strict=True):
        yield from _related(one, document, gutter, style)
    if finding.difference:
        for line in _rows(finding.difference, style):
            yield point + line
    if finding.help:
        fix = style("32", f" [{'fix' if finding.fix.safe else 'unsafe fix'}]") if finding.fix else ""
        yield f"{point}{style('1', 'help:')} {visible(finding.help)}{fix}"


def _related(one: Related, document: Document | None, gutter: int, style: Style) -> Iterator[str]:
    place = f"{visible(one.path)}:{one.line}:{one.column}"
    if document is None or one.span is None:
        yield f"{' ' * (gutter + 1)} {style('34', '=')} {visible(one.message)}: {place}"
        return
    yield f"{' ' * (gutter + 1)}{style('34', ':::')} {place}"
    dashes = Excerpt(gutter, style, "-", lambda text: style("34", text))
    yield from dashes.of(document, one.span, visible(one.message))


def _rows(difference: Difference, style: Style) -> Iterator[str]:
    room = max(map(len, difference.titles))
    first, second = (f"{title:>{room}}: " for title in difference.titles)
    for written, stands, marks in diff_rows(difference, style):
        yield first + written
        yield second + stands
        yield f"{' ' * (room + 2)}{style('1', marks)}"


def _document(path: str, span: Span | None, sources: Sources) -> Document | None:
    """The file's text, if the span is a place in it."""
    if span is None or span == Span(0, 0):
        return None
    document = sources(path)
    return document if document and span.end <= len(document.text) else None


def _room(finding: Diagnostic, documents: list[Document | None]) -> int:
    """How many figures the longest line number has that is shown."""
    spans = [finding.span, *(one.span for one in finding.related)]
    lines = [
        document.line_column(span.end)[0]
        for document, span in zip(documents, spans, strict=True)
        if document and span
    ]
    return len(str(max([finding.line, *lines])))

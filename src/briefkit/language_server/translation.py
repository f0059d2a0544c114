"""Findings, choices, symbols and edits in the words of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lsprotocol import types

from briefkit.diagnostics import Diagnostic, Edit, Severity
from briefkit.language.completion import Choice, Completion
from briefkit.language.folding import Fold
from briefkit.language.symbols import Named, Symbol
from briefkit.language_server.positions import position_of, range_of
from briefkit.spans import Document

SOURCE = "briefkit"
MOST_FINDINGS = 500  # of one file; an editor that is sent thousands shows none of them sooner
UNUSED = frozenset({"BK390"})  # what is of no use is shown faded

SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.SUGGESTION: types.DiagnosticSeverity.Information,
}
CHOICES: Mapping[str, types.CompletionItemKind] = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "passage": types.CompletionItemKind.Reference,
    "entity": types.CompletionItemKind.Class,
    "label": types.CompletionItemKind.Field,
    "rule": types.CompletionItemKind.Constant,
    "quote": types.CompletionItemKind.Text,
}
SYMBOLS: Mapping[str, types.SymbolKind] = {
    "part": types.SymbolKind.Namespace,
    "passage": types.SymbolKind.Module,
    "statement": types.SymbolKind.Field,
    "mention": types.SymbolKind.Constant,
    "entity": types.SymbolKind.Class,
}


def diagnostics(
    findings: Sequence[Diagnostic],
    documents: Callable[[str], Document | None],
    uri: Callable[[str], str],
    rule_page: Callable[[str], str | None],
    encoding: str,
) -> list[types.Diagnostic]:
    """Findings of one file. `documents` gives the texts by which their places are counted."""
    shown = [diagnostic(one, documents, uri, rule_page, encoding) for one in findings[:MOST_FINDINGS]]
    if left := len(findings) - len(shown):
        message = f"{left} more findings in this file are not shown: mend some of these first"
        shown.append(
            types.Diagnostic(
                types.Range(types.Position(0, 0), types.Position(0, 0)),
                message,
                severity=types.DiagnosticSeverity.Warning,
                source=SOURCE,
            )
        )
    return shown


def diagnostic(
    finding: Diagnostic,
    documents: Callable[[str], Document | None],
    uri: Callable[[str], str],
    rule_page: Callable[[str], str | None],
    encoding: str,
) -> types.Diagnostic:
    document = documents(finding.path)
    page = rule_page(finding.code)
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri(one.path), _point(documents(one.path), one.line, one.column, encoding)),
            one.message,
        )
        for one in finding.related
    ]
    return types.Diagnostic(
        range=_range(finding, document, encoding),
        message=finding.message + (f"\n{finding.help}" if finding.help else ""),
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(page) if page else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if finding.code in UNUSED else None,
        related_information=related or None,
    )


def _range(finding: Diagnostic, document: Document | None, encoding: str) -> types.Range:
    if document is None or finding.span.end > len(document.text) or finding.span.end == 0:
        return _point(document, finding.line, finding.column, encoding)
    return range_of(document, finding.span, encoding)


def _point(document: Document | None, line: int, column: int, encoding: str) -> types.Range:
    """The place of a line and column from 1; by code points where the text cannot be had."""
    at = types.Position(line - 1, column - 1)
    if document is not None and line <= document.line_column(len(document.text))[0]:
        at = position_of(document, document.offset(line, column), encoding)
    return types.Range(at, at)


def completion(found: Completion, document: Document, encoding: str) -> types.CompletionList:
    """The choices in their order. The list is never complete: each keystroke asks for it anew."""
    replaced = range_of(document, found.replaces, encoding)
    items = [_item(one, number, replaced) for number, one in enumerate(found.choices)]
    return types.CompletionList(is_incomplete=True, items=items)


def _item(choice: Choice, number: int, replaced: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        label=choice.label,
        kind=CHOICES[choice.sort],
        detail=choice.detail or None,
        sort_text=f"{number:05}",
        filter_text=choice.found_by or choice.label,
        insert_text_format=types.InsertTextFormat.PlainText,
        insert_text_mode=types.InsertTextMode.AsIs,
        text_edit=types.TextEdit(replaced, choice.text),
    )


def symbol(one: Symbol, document: Document, encoding: str) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=one.name,
        detail=one.detail or None,
        kind=SYMBOLS[one.sort],
        range=range_of(document, one.span, encoding),
        selection_range=range_of(document, one.chosen, encoding),
        children=[symbol(inner, document, encoding) for inner in one.inner],
    )


def named(one: Named, uri: str, encoding: str) -> types.WorkspaceSymbol:
    place = types.Location(uri, range_of(one.place.document, one.place.span, encoding))
    return types.WorkspaceSymbol(place, one.name, SYMBOLS[one.sort], container_name=one.around)


def fold(one: Fold) -> types.FoldingRange:
    kind = types.FoldingRangeKind.Comment if one.comment else types.FoldingRangeKind.Region
    return types.FoldingRange(one.first - 1, one.last - 1, kind=kind)


def text_edits(edits: Iterable[Edit], document: Document, encoding: str) -> list[types.TextEdit]:
    return [types.TextEdit(range_of(document, one.span, encoding), one.text) for one in edits]

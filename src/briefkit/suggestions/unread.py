"""Statements whose words hold a term of likelihood, and that say none themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefkit.brief import Statement
from briefkit.checks.subject import Subject
from briefkit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity
from briefkit.edits import line_end
from briefkit.labels import WrittenLabel
from briefkit.likelihood import SCALES, Term, ladder_words_in
from briefkit.spans import Document, Span
from briefkit.suggestions.known import Suggestion

LIKELIHOOD_UNREAD = Rule(
    "BK513",
    "likelihood-unread",
    Severity.SUGGESTION,
    "Words of the ladder that nobody read as a likelihood are in no list of judgments and can never be "
    "scored.",
)

SUGGESTED = "# suggested: "  # opens a comment that proposes a field of a label that stands
# Before a word of the ladder these make another thing of it: a comparison, a denial, a question.
TURNED = re.compile(
    r"\b(?:not|no|never|less|more|how|as|hardly|whether|least|most)\s+(?:be\s+|so\s+)?\Z|n[’']t\s+(?:be\s+)?\Z",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Suggestion]:
    """Statements without a likelihood whose hedge, or whose quote where there is no hedge, holds a term."""
    scale = SCALES[subject.brief.scale]
    if not scale.may_stand_in(subject.brief.about.language):
        return
    for label, statement, written in subject.statements():
        if statement.likelihood or not (statement.hedge or label.anchors):
            continue
        words = statement.hedge or subject.words(label)
        found = [
            (span.of(words), term)
            for span, term in ladder_words_in(words, scale)
            if not TURNED.search(words[: span.start])
        ]
        proposed = _proposed(subject.sidecar.document, written)
        if found and "likelihood" not in proposed:
            yield Suggestion(_unread(subject, statement, written, found, proposed))


def _unread(
    subject: Subject,
    statement: Statement,
    written: WrittenLabel,
    found: Sequence[tuple[str, Term]],
    proposed: frozenset[str],
) -> Diagnostic:
    word, term = found[0]
    where = "hedge" if statement.hedge else "quote"
    fields = {} if statement.hedge or "hedge" in proposed else {"hedge": word}
    fields["likelihood"] = term.words
    message = f'the {where} holds "{word}" and the label no likelihood'
    listed = " and ".join(f"`{key}: {value}`" for key, value in fields.items())
    help = f"add {listed} if it is the statement’s own"
    finding = subject.at(written.span(where), LIKELIHOOD_UNREAD, message, help)
    if len({term.words for _, term in found}) > 1 or written.node.flow:
        return finding  # which term is meant, an editor reads; in brackets no comment can stand
    edit = _comment(subject.sidecar.document, written, fields)
    return replace(finding, fix=Fix(f"Propose {listed} in a comment", (edit,), safe=True))


def _comment(document: Document, written: WrittenLabel, fields: Mapping[str, str]) -> Edit:
    """The fields as comments in the label: one that stands is not changed.

    Under the first field, and not the last: what is put behind a label goes behind its last field.
    """
    column = document.line_column(written.node.entries[0][0].span.start)[1] - 1
    place = document.line_span(written.node.entries[0][1].span.end).end
    lines = (f"{' ' * column}{SUGGESTED}{key}: {value}" for key, value in fields.items())
    return Edit(Span(place, place), "".join(line_end(document.text) + line for line in lines))


def _proposed(document: Document, written: WrittenLabel) -> frozenset[str]:
    """The fields that comments in the label, or right behind it, propose already."""
    number, _ = document.line_column(written.node.span.end)
    last, _ = document.line_column(len(document.text))
    while number < last and document.line(number + 1).lstrip().startswith("#"):
        number += 1
    end = document.offset(number, 1) + len(document.line(number))
    text = document.text[written.node.span.start : end]
    return frozenset(re.findall(rf"^[ \t]*{SUGGESTED}(\w+):", text, re.MULTILINE))

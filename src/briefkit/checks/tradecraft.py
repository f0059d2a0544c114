"""BK4xx: analytic tradecraft, as ICD 203 (2 January 2015) asks for it. Suggestions by default."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.checks.subject import Subject
from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.likelihood import (
    SCALES,
    ladder_words_in,
    mixes_columns,
    mixes_confidence_and_likelihood,
)

LADDER_WORD_UNREAD = Rule(
    "BK401",
    "ladder-word-unread",
    Severity.SUGGESTION,
    "The quoted words hold a term of likelihood; without hedge or likelihood the label drops the source's "
    "doubt.",
)
LIKELIHOOD_WITHOUT_HEDGE = Rule(
    "BK402",
    "likelihood-without-hedge",
    Severity.SUGGESTION,
    "A likelihood is a reading of the source's own words of uncertainty; without them a reader cannot "
    "check it.",
)
IMPLICATION_UNSUPPORTED = Rule(
    "BK403",
    "implication-unsupported",
    Severity.SUGGESTION,
    "A conclusion that nothing supports or leads to is an assertion: readers cannot see what it rests on.",
)
JUDGMENT_WITHOUT_HORIZON = Rule(
    "BK404",
    "judgment-without-horizon",
    Severity.SUGGESTION,
    "A key judgment without a horizon can never be found to have been wrong.",
)
CONFIDENCE_WITH_LIKELIHOOD = Rule(
    "BK405",
    "confidence-with-likelihood",
    Severity.SUGGESTION,
    "ICD 203 keeps the two apart: how likely a thing is, and how well founded the judgment is. In one "
    "sentence they read as one.",
)
COLUMNS_MIXED = Rule(
    "BK406",
    "columns-mixed",
    Severity.SUGGESTION,
    "ICD 203 has two columns of terms; one product uses one of them, or readers look for a difference.",
)
LIKELIHOOD_BEYOND_HEDGE = Rule(
    "BK407",
    "likelihood-beyond-hedge",
    Severity.SUGGESTION,
    "The hedge holds no word of the ladder, so the likelihood is a guess at what the source meant.",
)


def check(subject: Subject) -> Iterator[Diagnostic]:
    yield from _likelihood(subject)
    yield from _reached(subject)
    yield from _sentences(subject)


def _likelihood(subject: Subject) -> Iterator[Diagnostic]:
    scale = SCALES[subject.brief.scale]
    can_hold = scale.may_stand_in(subject.brief.about.language)
    for label, statement, written in subject.statements():
        if statement.likelihood and not statement.hedge:
            yield subject.at(
                written.span("likelihood"),
                LIKELIHOOD_WITHOUT_HEDGE,
                f"[{statement.likelihood}] is read from no words of the source",
                "add `hedge: …` with the source's words, or take the likelihood away",
            )
        elif can_hold and statement.likelihood and not ladder_words_in(statement.hedge or "", scale):
            yield subject.at(
                written.span("likelihood"),
                LIKELIHOOD_BEYOND_HEDGE,
                f'the hedge "{statement.hedge}" holds no word of {scale.name}',
                "keep the hedge and take the likelihood away",
            )
        elif (
            not statement.hedge and label.anchors and (found := ladder_words_in(subject.words(label), scale))
        ):
            word = found[0][0].of(subject.words(label))
            yield subject.at(
                written.span("quote"),
                LADDER_WORD_UNREAD,
                f'the quote holds "{word}" and the label no hedge',
                f"add `hedge: {word}`, and `likelihood` if it is the statement's own",
            )


def _reached(subject: Subject) -> Iterator[Diagnostic]:
    reached = {
        link.label
        for _, statement, _ in subject.statements()
        for link in statement.links
        if link.relation in ("supports", "leads_to") and link.slug == subject.brief.slug
    }
    judgments = set(subject.brief.key_judgments)
    is_whole = not subject.brief.refused  # what was lost may be just what supports it
    for label, statement, written in subject.statements():
        if is_whole and label.kind == "implication" and label.address not in reached:
            yield subject.at(
                written.span(label.kind),
                IMPLICATION_UNSUPPORTED,
                "nothing in this brief supports this implication or leads to it",
                "add `supports` or `leads_to` to the claim or trend it rests on",
            )
        if label.address in judgments and not statement.when:
            yield subject.at(
                written.span(label.kind),
                JUDGMENT_WITHOUT_HORIZON,
                "this key judgment has no horizon",
                "add `when: …`, with `supplied: [when]` if the source does not say it",
            )


def _sentences(subject: Subject) -> Iterator[Diagnostic]:
    """Every sentence of the editor's: confidence and likelihood apart, one column of the ladder."""
    scale = SCALES[subject.brief.scale]
    for label, statement, written in subject.statements():
        fields = [(label.kind, statement.sentence), ("confidence_basis", statement.confidence_basis)]
        for field, text in [*fields, ("note", label.note)]:
            if text and mixes_confidence_and_likelihood(text, scale):
                yield subject.at(
                    written.span(field),
                    CONFIDENCE_WITH_LIKELIHOOD,
                    "one sentence speaks of confidence and of likelihood",
                    "make it two sentences",
                )
            if text and mixes_columns(text, scale):
                yield subject.at(
                    written.span(field),
                    COLUMNS_MIXED,
                    f"one text uses both columns of {scale.name}",
                    "keep to one: likely and unlikely, or probable and improbable",
                )

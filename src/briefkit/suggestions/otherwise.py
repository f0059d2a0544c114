"""Words that mean one thing here and another elsewhere in the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefkit.brief import Entity, Label, Mention
from briefkit.checks.subject import Subject
from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.gazetteer import carries
from briefkit.lookup import a_, shortened, times
from briefkit.suggestions.known import Known, Suggestion
from briefkit.suggestions.usage import Uses, is_name, labelled_words, meaning

LABELLED_OTHERWISE = Rule(
    "BK512",
    "labelled-otherwise",
    Severity.SUGGESTION,
    "The same words with two meanings are either two things, which the names should tell apart, or a slip.",
)


def check(subject: Subject, known: Known) -> Iterator[Suggestion]:
    entities = {**known.entities, **{one.id: one for one in subject.brief.entities}}
    slug = subject.brief.slug
    for label in subject.brief.labels:
        mine = meaning(label)
        for words in labelled_words(label, subject.brief):
            if isinstance(label.body, Mention) and not is_name(words):
                continue
            elsewhere = {
                other: uses
                for other, uses in known.usage.of(label, words).items()
                if other != mine and uses.count(but=slug) and not _shared(words, entities, mine, other)
            }
            if not elsewhere:
                continue
            usual = min(elsewhere, key=lambda other: (-elsewhere[other].count(but=slug), other))
            own = known.usage.of(label, words).get(mine)
            count = elsewhere[usual].count(but=slug)
            if own is None or (count, mine) > (own.count(), usual):
                yield Suggestion(_differs(subject, known, label, words, usual, elsewhere[usual]))


def _shared(words: str, entities: Mapping[str, Entity], *ids: str) -> bool:
    """Whether all these entities have the words for a name, so that each is right at its place."""
    return all(id in entities and carries(entities[id], words) for id in ids)


def _differs(subject: Subject, known: Known, label: Label, words: str, usual: str, uses: Uses) -> Diagnostic:
    often = times(uses.count(but=subject.brief.slug))
    written = subject.written[label.address]
    if isinstance(label.body, Mention):
        message = (
            f'"{shortened(words)}" is labelled `{label.body.entity}` here and `{usual}` elsewhere, {often}'
        )
        help = f"write `{usual}`, or give both the alias if the words may name either"
    else:
        message = f"these words are {a_(label.kind)} here and {a_(usual)} elsewhere, {often}"
        help = f"make it {a_(usual)}, or allow the finding if it is another thing here"
    finding = subject.at(written.span(written.kind.name), LABELLED_OTHERWISE, message, help)
    return replace(finding, related=known.places(uses, subject.brief.slug, "labelled otherwise"))

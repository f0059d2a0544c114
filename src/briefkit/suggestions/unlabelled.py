"""Names that carry no label, and words that carry one elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefkit import yamltree
from briefkit.anchoring import find_words
from briefkit.brief import Entity, Mention, Passage
from briefkit.checks.subject import Subject
from briefkit.diagnostics import Fix, Related, Rule, Severity, related
from briefkit.edits import Fields, add_labels
from briefkit.gazetteer import carries, names_of
from briefkit.lookup import shortened, times
from briefkit.spans import Document, Span
from briefkit.suggestions.known import Known, Suggestion
from briefkit.suggestions.usage import Usage

UNLABELLED_NAME = Rule(
    "BK510",
    "unlabelled-name",
    Severity.SUGGESTION,
    "A known name that carries no label is missing from its entity's page, and from every figure and list.",
)
LABELLED_ELSEWHERE = Rule(
    "BK511",
    "labelled-elsewhere",
    Severity.SUGGESTION,
    "What is labelled in one passage and not in the next looks like a difference that the texts make.",
)


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """Words of a passage that a mention is missing for."""

    passage: Passage
    words: str
    at: tuple[Span, ...]  # where they stand without a label, in the seed
    places: tuple[int, ...]  # which of the words' occurrences in the passage these are, from 1
    all: int  # how many there are
    meant: tuple[Entity, ...]  # what they may name, the one to suggest first
    sure: bool  # that one, and no other
    is_name: bool  # a name or an alias; else words that are labelled elsewhere

    def labels(self) -> tuple[Fields, ...]:
        """The mentions that are missing: one for all places, or for each its own."""
        label: Fields = {self.meant[0].kind: self.meant[0].id, "quote": self.words}
        status = {"status": "suggested"}
        if len(self.places) == self.all:
            return ({**label, **({"occurrence": "all"} if self.all > 1 else {}), **status},)
        return tuple({**label, "occurrence": place, **status} for place in self.places)


def find_unlabelled(subject: Subject, known: Known) -> Iterator[Unlabelled]:
    """Words that name an entity, by its name, an alias or their labels elsewhere, and carry no mention.

    Words inside any mention carry one, and so do words that a mention of one of these entities
    touches. A passage with a mention that did not get in is left alone: it may be just that one.
    """
    brief = subject.brief
    local = {one.id: one for one in brief.entities}
    entities = {**known.entities, **local}
    names = known.names.with_names(names_of(local.values())) if local else known.names
    marked: dict[str, list[tuple[Span, str]]] = {}
    for label in brief.labels:
        if isinstance(label.body, Mention):
            marked.setdefault(label.passage, []).extend((span, label.body.entity) for span in label.anchors)
    lost = {one.passage for one in brief.refused}
    for passage in brief.passages:
        if passage.id in lost:
            continue
        groups: dict[tuple[str, tuple[str, ...]], list[Span]] = {}
        for found in names.find(passage.text):
            here = found.span.moved(passage.span.start)
            if not any(_counts(here, found.entities, *one) for one in marked.get(passage.id, ())):
                words = " ".join(found.span.of(passage.text).split())
                groups.setdefault((words, found.entities), []).append(here)
        for (words, ids), spans in groups.items():
            yield _group(passage, words, spans, [entities[id] for id in ids], known.usage)


def _counts(here: Span, ids: Sequence[str], marked: Span, entity: str) -> bool:
    """Whether a mention labels the words."""
    return marked.covers(here) or (entity in ids and marked.overlaps(here))


def _group(passage: Passage, words: str, spans: list[Span], meant: list[Entity], usage: Usage) -> Unlabelled:
    every = [one.moved(passage.span.start) for one in find_words(passage.text, words, whole_words=True)]
    uses = usage.mentions(words)
    counted = sorted((-uses[one.id].count() if one.id in uses else 0, one.id) for one in meant)
    by_id = {one.id: one for one in meant}
    return Unlabelled(
        passage=passage,
        words=words,
        at=tuple(spans),
        places=tuple(every.index(one) + 1 for one in spans),
        all=len(every),
        meant=tuple(by_id[id] for _, id in counted),
        sure=len(counted) == 1 or counted[0][0] < counted[1][0],
        is_name=any(carries(one, words) for one in meant),
    )


def check(subject: Subject, known: Known) -> Iterator[Suggestion]:
    seed = Document(f"seeds/{subject.brief.seed.path}", subject.brief.seed.text)
    for one in find_unlabelled(subject, known):
        first = one.meant[0]
        where = related(seed, one.at[0], "the words stand")
        labels = one.labels() if one.sure else ()
        if one.is_name:
            rule = UNLABELLED_NAME
            message = f'"{shortened(one.words)}" {_names(one)} and carries no label{_which(one)}'
        else:
            rule = LABELLED_ELSEWHERE
            message = f'"{shortened(one.words)}" is labelled `{first.id}` elsewhere and not here{_which(one)}'
        places: tuple[Related, ...] = ()
        if uses := known.usage.mentions(one.words).get(first.id):
            places = known.places(uses, subject.brief.slug, "labelled")
        finding = subject.at(_key(subject, one.passage.id), rule, message, _help(one))
        fix = _fix(subject, one, labels) if labels else None
        yield Suggestion(replace(finding, related=(where, *places), fix=fix), one.passage.id, labels)


def _names(one: Unlabelled) -> str:
    ids = [f"`{entity.id}`" for entity in one.meant]
    return f"names {ids[0]}" if one.sure else f"may name {' or '.join(ids)}"


def _which(one: Unlabelled) -> str:
    """Where in the passage, if the words stand there more than once."""
    if one.all == 1:
        return f" in {one.passage.id}"
    if len(one.places) == one.all:
        return f", {times(one.all)} in {one.passage.id}"
    numbers = ", ".join(map(str, one.places))
    return f" at occurrence {numbers} of {one.all} in {one.passage.id}"


def _help(one: Unlabelled) -> str:
    if one.sure:
        return f"label it `{one.meant[0].kind}: {one.meant[0].id}`; `briefkit suggest --write` proposes that"
    return "label it " + " or ".join(f"`{entity.kind}: {entity.id}`" for entity in one.meant)


def _fix(subject: Subject, one: Unlabelled, labels: tuple[Fields, ...]) -> Fix | None:
    try:
        edit = add_labels(subject.sidecar.document, subject.sidecar.root, one.passage.id, labels)
    except ValueError:  # the list has a shape that nothing can be added to, and that is reported
        return None
    return Fix(f"Suggest a mention of {one.meant[0].id}", (edit,), safe=True)


def _key(subject: Subject, passage: str) -> Span:
    """Where the labels of a passage are written, or would be."""
    labels = subject.sidecar.root.get("labels")
    there = isinstance(labels, yamltree.Mapping) and labels.key(passage)
    return subject.sidecar.key_span("labels", passage) if there else subject.sidecar.key_span("labels")

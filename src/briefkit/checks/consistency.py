"""BK3xx: what fits the format and contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefkit import mends, yamltree
from briefkit.brief import Mention
from briefkit.checks.subject import Subject
from briefkit.circles import circles
from briefkit.diagnostics import Diagnostic, Fix, Rule, Severity, related
from briefkit.entities import WrittenEntity
from briefkit.labels import WrittenLabel
from briefkit.nearest import nearest
from briefkit.schema import StatementForm
from briefkit.spans import Span

CIRCULAR_ARGUMENT = Rule(
    "BK301",
    "circular-argument",
    Severity.ERROR,
    "What supports or leads to itself, by whatever way round, rests on nothing.",
)
SAME_STATEMENT = Rule(
    "BK302",
    "same-statement",
    Severity.WARNING,
    "Two statements in the same words count twice in every figure and list.",
)
SAME_MENTION = Rule(
    "BK303",
    "same-mention",
    Severity.WARNING,
    "The same words naming the same entity are one mention, and counted once.",
)
SAME_JUDGMENT = Rule(
    "BK304", "same-judgment", Severity.WARNING, "A key judgment listed twice has two places in the order."
)
UNUSED_ENTITY = Rule(
    "BK305",
    "unused-entity",
    Severity.SUGGESTION,
    "An entity that nothing names has an empty page; most often its mentions are still to be labelled.",
)
CIRCULAR_PARTS = Rule(
    "BK306", "circular-parts", Severity.ERROR, "Nothing is part of itself, by whatever way round."
)
WITHHELD_PASSAGE = Rule(
    "BK307",
    "withheld-passage",
    Severity.WARNING,
    "Where only quotes are published, a label on a whole passage shows none of its words unless that is "
    "allowed for it.",
)
TOO_MUCH_QUOTED = Rule(
    "BK308",
    "too-much-quoted",
    Severity.WARNING,
    "Quotes that cover much of a withheld text publish it after all.",
)
SUPPLIED_NOTHING = Rule(
    "BK309",
    "supplied-nothing",
    Severity.WARNING,
    "`supplied` tells which facts are the editor's; a field that is not there cannot be.",
)
FIELD_WITHOUT_ANOTHER = Rule(
    "BK310",
    "field-without-another",
    Severity.WARNING,
    "Some fields speak of another one, and say nothing where that is missing.",
)

PARTNERS = (
    ("confidence_basis", "confidence"),
    ("reason", "revises"),
    ("revises", "reason"),
    ("occurrence", "quote"),
)


def check(subject: Subject) -> Iterator[Diagnostic]:
    yield from _circles(subject)
    yield from _doubles(subject)
    yield from _partners(subject)
    yield from _unused(subject)
    yield from _parts(subject)
    if subject.sidecar.publish == "quotes":
        yield from _withheld(subject)


def _circles(subject: Subject) -> Iterator[Diagnostic]:
    """Circles of the links as written: also through labels that did not get in."""
    statements = [one for one in _written(subject) if isinstance(one.form, StatementForm)]
    graph: dict[str, list[str]] = {one.address: [] for one in statements}
    spans: dict[tuple[str, str], Span] = {}
    for one in statements:
        for relation in ("supports", "leads_to"):
            for number, target in enumerate(getattr(one.form, relation)):
                if target in graph and target != one.address:  # a link to itself is reported as such
                    graph[one.address].append(target)
                    spans[one.address, target] = one.span(relation, number)
    for way in circles(graph):
        round_ = " → ".join([*way, way[0]])
        yield subject.at(
            spans[way[-1], way[0]],
            CIRCULAR_ARGUMENT,
            f"the argument runs in a circle: {round_}",
            "take one link away",
        )


def _written(subject: Subject) -> Iterator[WrittenLabel]:
    return (one for one in subject.sidecar.labels if isinstance(one, WrittenLabel))


def _doubles(subject: Subject) -> Iterator[Diagnostic]:
    document = subject.sidecar.document
    said: dict[str, Span] = {}
    for _, statement, written in subject.statements():
        span = written.span(written.kind.name)
        first = said.setdefault(" ".join(statement.sentence.split()).casefold(), span)
        if first is not span:
            yield Diagnostic.at(
                document,
                span,
                SAME_STATEMENT,
                "another statement says the same",
                "say what is different, or make it one label with a list of quotes",
                (related(document, first, "first said here"),),
            )
    named: dict[tuple[str, Span], Span] = {}
    for label, mention, written in subject.mentions():
        span = written.span("quote")
        earlier = [named.setdefault((mention.entity, anchor), span) for anchor in label.anchors]
        doubled = next((one for one in earlier if one is not span), None)
        if doubled:
            yield Diagnostic.at(
                document,
                span,
                SAME_MENTION,
                f"these words are labelled `{mention.entity}` already",
                "take one of the two labels away",
                (related(document, doubled, "first labelled here"),),
            )
    judgments = subject.sidecar.key_judgments
    for number, id in enumerate(judgments):
        if id in judgments[:number]:
            sidecar = subject.sidecar
            yield subject.at(
                sidecar.span("key_judgments", number),
                SAME_JUDGMENT,
                f"`{id}` is listed above",
                "take one of the two away",
                mends.take_item_away(document, sidecar.root, "key_judgments", number),
            )


def _partners(subject: Subject) -> Iterator[Diagnostic]:
    """Fields that speak of one that is not there. A key misspelt may be the one, so it silences this."""
    document = subject.sidecar.document
    for written in _written(subject):
        given = {key.text for key, _ in written.node.entries}
        if given - {written.kind.name} - type(written.form).model_fields.keys():
            continue
        for field, partner in PARTNERS:
            if field in given and partner not in given:
                yield subject.at(
                    written.span(field),
                    FIELD_WITHOUT_ANOTHER,
                    f"`{field}` without `{partner}` says nothing",
                    f"add `{partner}`, or take `{field}` away",
                    mends.take_away(document, written.node, field) if field == "occurrence" else None,
                )
        if written.form.publish and subject.sidecar.publish == "full":
            yield subject.at(
                written.span("publish"),
                FIELD_WITHOUT_ANOTHER,
                "`publish` of a label says nothing where the whole seed is published",
                "take it away, or set `publish: quotes` at the top",
                mends.take_away(document, written.node, "publish"),
            )
        for number, name in enumerate(getattr(written.form, "supplied", ())):
            if name not in given or name == "supplied":
                yield subject.at(
                    written.span("supplied", number),
                    SUPPLIED_NOTHING,
                    f"`supplied` names `{name}`, which this label does not have",
                    *_near_field(subject, written.node, number, name, given),
                )
    about = subject.brief.about
    given = set(about.__slots__)
    for number, name in enumerate(about.supplied):
        if name == "supplied" or not getattr(about, name, None):
            yield subject.at(
                subject.sidecar.span("about", "supplied", number),
                SUPPLIED_NOTHING,
                f"`supplied` names `{name}`, which `about` does not have",
                *_near_field(
                    subject,
                    subject.sidecar.root.get("about"),
                    number,
                    name,
                    [field for field in given if getattr(about, field)],
                ),
            )


def _near_field(
    subject: Subject, node: yamltree.Node | None, number: int, name: str, given: Iterable[str]
) -> tuple[str, Fix | None]:
    """(what to do, and the fix that does it) about a field that `supplied` names and that is not there."""
    document = subject.sidecar.document
    if not isinstance(node, yamltree.Mapping):
        return f"add `{name}`, or take it out of `supplied`", None
    names = node.get("supplied")
    span = names.items[number].span if isinstance(names, yamltree.Sequence) else node.span
    if close := nearest(name, set(given) - set(_words(names))):
        return f"write `{close}`", mends.instead(document.text, span, name, close)
    fix = mends.take_item_away(document, node, "supplied", number)
    return f"add `{name}`, or take it out of `supplied`", fix


def _words(node: yamltree.Node | None) -> list[str]:
    items = node.items if isinstance(node, yamltree.Sequence) else ()
    return [one.text for one in items if isinstance(one, yamltree.Scalar)]


def _parts(subject: Subject) -> Iterator[Diagnostic]:
    """Entities of this brief alone that are part of themselves by way of others."""
    by_id = {one.entity.id: one for one in subject.sidecar.entities}
    yield from circular_parts(by_id)


def circular_parts(by_id: Mapping[str, WrittenEntity]) -> Iterator[Diagnostic]:
    wholes = {id: one.entity.part_of for id, one in by_id.items()}
    graph = {id: [whole] if whole is not None and whole in by_id else [] for id, whole in wholes.items()}
    for way in circles(graph):
        if len(way) > 1:  # part of itself at once: reported where `part_of` is looked up
            last = by_id[way[-1]]
            message = f"the parts run in a circle: {' → '.join([*way, way[0]])}"
            yield Diagnostic.at(last.document, last.span("part_of"), CIRCULAR_PARTS, message, "take one away")


def _unused(subject: Subject) -> Iterator[Diagnostic]:
    if subject.brief.refused:
        return  # where labels are lost, entities only seem unused
    used = {label.body.entity for label in subject.brief.labels if isinstance(label.body, Mention)}
    used |= {id for _, statement, _ in subject.statements() for id in statement.by}
    used |= {one.entity.part_of for one in subject.sidecar.entities if one.entity.part_of}
    used |= {one.value for one in subject.sidecar.labels if isinstance(one, WrittenLabel)}  # refused ones too
    for one in subject.sidecar.entities:
        if one.entity.id not in used:
            yield subject.at(
                one.key,
                UNUSED_ENTITY,
                f"nothing in this brief names `{one.entity.id}`",
                "label its mentions, or take it away",
            )


def _withheld(subject: Subject) -> Iterator[Diagnostic]:
    quoted = [False] * len(subject.brief.seed.text)
    passages = {passage.id: passage.span for passage in subject.brief.passages}
    for label in subject.brief.labels:
        spans = label.anchors or ((passages[label.passage],) if label.shows_passage else ())
        for span in spans:
            quoted[span.start : span.end] = [True] * len(span)
        if not spans:
            yield subject.at(
                label.written_at,
                WITHHELD_PASSAGE,
                f"no words of {label.passage} are shown for this label",
                "add a quote, or `publish: true` to show the whole passage",
            )
    whole = sum(len(span) for span in passages.values())
    share = sum(quoted) / whole if whole else 0.0
    if share > subject.settings.max_quoted:
        yield subject.at(
            subject.sidecar.span("publish"),
            TOO_MUCH_QUOTED,
            f"quotes cover {share:.1%} of the seed; {subject.settings.max_quoted:.1%} is the most allowed",
            "quote less, or raise `max_quoted` in archive.yaml if the rights allow it",
        )

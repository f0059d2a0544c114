"""Actors and places as entities.yaml, a file of entities/ or a sidecar gives them.

Each is read by itself: a bad field costs that field, and an entity without a sound kind is
refused and its id remembered, so that what names it is not reported a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefkit import mends, yamltree
from briefkit.brief import Entity, Settings
from briefkit.diagnostics import Diagnostic, Rule, Severity, related
from briefkit.misfits import EMPTY_VALUE, fit, fit_value, wrong_shape
from briefkit.names import BAD_NAME, nearest_name, problem_with_entity_id
from briefkit.nearest import nearest
from briefkit.schema import ENTITY_FORMS, EntityForm, Replacement
from briefkit.spans import Document, Span
from briefkit.yamltree import Broken, Node, Scalar

ENTITY_KIND = Rule(
    "BK130",
    "entity-kind",
    Severity.ERROR,
    "An entity has exactly one kind, with its name behind it: that is what labels of the kind may name.",
)
DOUBLED_ENTITY = Rule(
    "BK131",
    "doubled-entity",
    Severity.ERROR,
    "An entity's id means one thing in the whole archive, wherever it is given.",
)


@dataclass(frozen=True, slots=True)
class WrittenEntity:
    """An entity and where it was written."""

    entity: Entity
    document: Document
    key: Span
    node: yamltree.Mapping

    def place_of(self, href: str) -> Span:
        """Where a link of the note stands."""
        note = self.span("note")
        start = self.document.text.find(href, note.start, note.end)
        return Span(start, start + len(href)) if start >= 0 else note

    def span(self, name: str) -> Span:
        node = self.node.get(name)
        return node.span if node else self.key


@dataclass(frozen=True)
class EntityTable:
    """The entities that all briefs share."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()  # ids that were given and did not get in
    retired: Mapping[str, str | None] = field(default_factory=dict)  # id -> the id that took its place


def read_entities(
    root: yamltree.Mapping, document: Document, settings: Settings
) -> tuple[tuple[WrittenEntity, ...], frozenset[str], list[Diagnostic]]:
    """(entities, ids that did not get in, findings) of a mapping from id to entity."""
    found: list[WrittenEntity] = []
    refused: set[str] = set()
    findings: list[Diagnostic] = []
    for key, node in root.entries:
        written, faults = _read_entity(key, node, document, settings)
        findings += faults
        if written:
            found.append(written)
        else:
            refused |= {key.text, nearest_name(key.text) or key.text}
    return tuple(found), frozenset(refused), findings


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """The shared entities and where they, and the retired ids, were written."""

    table: EntityTable
    entities: tuple[WrittenEntity, ...]
    retired: Mapping[str, tuple[Document, Span]]


def read_table(documents: Iterable[Document], settings: Settings) -> tuple[WrittenTable, list[Diagnostic]]:
    """The shared entities of all files together; an id given twice holds as it was given first."""
    written: dict[str, WrittenEntity] = {}
    refused: set[str] = set()
    retired: dict[str, str | None] = {}
    places: dict[str, tuple[Document, Span]] = {}
    findings: list[Diagnostic] = []
    for document in documents:
        root, faults = yamltree.parse(document)
        findings += faults
        if not isinstance(root, yamltree.Mapping):
            continue
        given = yamltree.Mapping(
            tuple((key, node) for key, node in root.entries if key.text != "retired"), root.span, root.flow
        )
        entities, lost, faults = read_entities(given, document, settings)
        findings += faults
        refused |= lost
        for one in entities:
            first = written.setdefault(one.entity.id, one)
            if first is not one:
                findings.append(doubled(one, first))
        if (gone := root.get("retired")) is not None:
            names, faults = fit_value(dict[str, Replacement], gone, document, "retired")
            findings += faults
            retired.update(names or {})
            if isinstance(gone, yamltree.Mapping):
                places |= {one.text: (document, one.span) for one, _ in gone.entries}
    table = EntityTable({id: one.entity for id, one in written.items()}, frozenset(refused), retired)
    return WrittenTable(table, tuple(written.values()), places), findings


def doubled(one: WrittenEntity, first: WrittenEntity) -> Diagnostic:
    return Diagnostic.at(
        one.document,
        one.key,
        DOUBLED_ENTITY,
        f"`{one.entity.id}` is the id of another entity",
        "take this one away, or give it an id of its own",
        (related(first.document, first.key, "first given here"),),
    )


def _read_entity(
    key: Scalar, node: Node, document: Document, settings: Settings
) -> tuple[WrittenEntity | None, list[Diagnostic]]:
    findings: list[Diagnostic] = []
    if problem := problem_with_entity_id(key.text):
        mended = nearest_name(key.text)
        usable = mended and not problem_with_entity_id(mended)
        help, fix = (
            (f"write `{mended}`", mends.write(key.span, key.text, mended))
            if mended and usable
            else (None, None)
        )
        findings.append(
            Diagnostic.at(document, key.span, BAD_NAME, f"`{key.text}`: {problem}", help, fix=fix)
        )
    if not isinstance(node, yamltree.Mapping):
        finding = wrong_shape(
            document, node, key.text, "a mapping", "write its kind and name first: `actor: …`"
        )
        return None, findings + ([finding] if finding else [])
    kind, name, faults = _kind_and_name(key, node, document, settings)
    form = ENTITY_FORMS.get(kind or "", EntityForm)
    kinds = {one.text for one, _ in node.entries if one.text in settings.kinds}
    if kind is None:  # what goes with it cannot be told: only what goes with none is wrong
        form = ENTITY_FORMS["place"] if node.get("at") or node.get("geonames") else EntityForm
        kinds |= {one.text for one, _ in node.entries if one.text not in form.model_fields}
    filled, misfits = fit(form, node, document, without=kinds, lenient=True)
    findings += faults + misfits
    if kind is None or name is None or filled is None or problem:
        return None, findings
    entity = Entity(id=key.text, kind=kind, name=name, **filled.model_dump())
    return WrittenEntity(entity, document, key.span, node), findings


def _kind_and_name(
    key: Scalar, node: yamltree.Mapping, document: Document, settings: Settings
) -> tuple[str | None, str | None, list[Diagnostic]]:
    mentions = [kind.name for kind in settings.kinds.values() if kind.base == "mention"]
    given = [(one, value) for one, value in node.entries if one.text in mentions]
    if len(given) == 1:
        (one, value), finding = given[0], None
        if isinstance(value, Scalar) and value.text.strip():
            return one.text, value.text, []
        if isinstance(value, Scalar):
            finding = Diagnostic.at(
                document,
                value.span,
                EMPTY_VALUE,
                f"`{one.text}`: the value is empty",
                "write the entity's name",
            )
        elif not isinstance(value, Broken):
            finding = wrong_shape(document, value, one.text, "text")
        return one.text, None, [finding] if finding else []
    if given:
        message = f"`{key.text}` is both {given[0][0].text} and {given[1][0].text}"
        help = "an actor and its territory are two entities, with an id each"
        return None, None, [Diagnostic.at(document, given[1][0].span, ENTITY_KIND, message, help)]
    if any(one.text in settings.refused_kinds for one, _ in node.entries):
        return None, None, []  # the kind itself is at fault, and reported
    strange = [one for one, _ in node.entries if one.text not in ENTITY_FORMS["place"].model_fields]
    close = next((near for one in strange if (near := nearest(one.text, mentions))), None)
    help = (
        f"write `{close}: …`"
        if close
        else f"write its kind and name, such as `place: Saltmere`; the kinds are: {', '.join(mentions)}"
    )
    span = strange[0].span if strange else key.span
    fix = mends.rename_key(node, strange[0], close) if close and nearest(strange[0].text, [close]) else None
    return (
        None,
        None,
        [Diagnostic.at(document, span, ENTITY_KIND, f"`{key.text}` has no kind", help, fix=fix)],
    )

"""What the names in a sidecar mean: passages, entities, editors, labels, the links of notes.

An unknown name is reported where it stands, with the nearest known one. What was given and did
not get in is known too, and silent: its own fault is reported already.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from briefkit import mends
from briefkit.brief import Base, Entity, Link, LinkFact, Passage, Settings
from briefkit.circles import circles
from briefkit.diagnostics import Diagnostic, Difference, Fix, Rule, Severity
from briefkit.entities import EntityTable, WrittenEntity
from briefkit.labels import WrittenLabel
from briefkit.likelihood import SCALES
from briefkit.nearest import nearest
from briefkit.notes import links_in
from briefkit.sidecar import Sidecar
from briefkit.spans import Span

ERROR = Severity.ERROR
REFUSED_TOO = ", which did not get in for another reason"  # the nearest name, and its own fault is reported
BLOCK = re.compile(r"[|>][^\n]*\n\s*")  # what opens a block scalar, up to its first word
UNKNOWN_PASSAGE = Rule(
    "BK201",
    "unknown-passage",
    ERROR,
    "A label must lead to words that are there; the seed has no such passage.",
)
UNKNOWN_ENTITY = Rule(
    "BK205",
    "unknown-entity",
    ERROR,
    "A mention is worth as much as what it names: without the entity it cannot be listed, mapped or found.",
)
ENTITY_OF_OTHER_KIND = Rule(
    "BK206",
    "entity-of-other-kind",
    ERROR,
    "A state that acts is an actor and its territory a place: the two have ids of their own.",
)
UNKNOWN_LIKELIHOOD = Rule(
    "BK208",
    "unknown-likelihood",
    ERROR,
    "A likelihood is read on one ladder, by its terms: any other means what each reader takes it to mean.",
)
UNKNOWN_EDITOR = Rule(
    "BK209", "unknown-editor", ERROR, "Readers must be able to tell who made or reviewed a label."
)
UNKNOWN_LABEL = Rule(
    "BK210",
    "unknown-label",
    ERROR,
    "A link that leads nowhere breaks the argument it is part of.",
)
NOT_A_STATEMENT = Rule(
    "BK211",
    "not-a-statement",
    ERROR,
    "Only statements can support, lead to or contradict one another, or be judged.",
)
LINK_TO_ITSELF = Rule("BK212", "link-to-itself", ERROR, "Nothing is a reason for itself.")
NOTE_LINK = Rule(
    "BK214",
    "note-link",
    ERROR,
    "A note may link to labels (`#id`, `slug#id`), entities (`entity:id`) and web addresses; any other link "
    "breaks when the pages move.",
)
RETIRED_NAME = Rule(
    "BK215",
    "retired-name",
    ERROR,
    "A retired name is kept for readers with old links; new links use the new name.",
)


class Lookup:
    """The names of one sidecar and of the entities that it shares; gathers what is wrong with their use."""

    def __init__(
        self, sidecar: Sidecar, passages: tuple[Passage, ...] | None, table: EntityTable, settings: Settings
    ) -> None:
        self.sidecar = sidecar
        self.document = sidecar.document
        self.passages = None if passages is None else {passage.id: passage for passage in passages}
        self.table = table
        self.settings = settings
        self.local: dict[str, WrittenEntity] = {one.entity.id: one for one in sidecar.entities}
        self.scale = SCALES[sidecar.scale] if sidecar.scale else None
        self.findings: list[Diagnostic] = []
        self.facts: list[LinkFact] = []  # references that are no links between statements

    def report(
        self,
        span: Span,
        rule: Rule,
        message: str,
        help: str | None = None,
        difference: Difference | None = None,
        fix: Fix | None = None,
    ) -> None:
        # The words of a block scalar are at fault, not the `>-` above them.
        if opening := BLOCK.match(self.document.text, span.start, span.end):
            span = Span(opening.end(), span.end)
        self.findings.append(
            Diagnostic.at(self.document, span, rule, message, help, fix=fix, difference=difference)
        )

    def instead(self, span: Span, given: str, wanted: str | None, *, safe: bool | None = None) -> Fix | None:
        """A name in the place of another, which stands in the span."""
        return mends.instead(self.document.text, span, given, wanted, safe=safe) if wanted else None

    def entity(self, id: str, span: Span, kind: str | None = None) -> bool:
        """Whether the id names an entity of the kind; an unknown one is reported, a refused one is not."""
        entity = self.local[id].entity if id in self.local else self.table.entities.get(id)
        if entity is None:
            if id in self.sidecar.refused_entities or id in self.table.refused:
                return False
            if id in self.table.retired:
                new = self.table.retired[id]
                fix = self.instead(span, id, new, safe=True)
                self.report(span, RETIRED_NAME, f"entity `{id}` is retired", led_on(new), fix=fix)
                return False
            known = [
                one
                for one in (*self.table.entities.values(), *(local.entity for local in self.local.values()))
                if kind in (None, one.kind)
            ]
            help, meant = _near_entity(id, known)
            fix = self.instead(span, id, meant)
            self.report(span, UNKNOWN_ENTITY, f"there is no entity `{id}`", help, fix=fix)
            return False
        if kind and entity.kind != kind:
            twins = [
                one.id for one in self.table.entities.values() if one.kind == kind and one.name == entity.name
            ]
            help = (
                f"write `{twins[0]}`"
                if twins
                else f"label it `{entity.kind}: {id}`, or add {a_(kind)} for it"
            )
            message = f"`{id}` is {a_(entity.kind)}, not {a_(kind)}"
            fix = self.instead(span, id, twins[0] if len(twins) == 1 else None)
            self.report(span, ENTITY_OF_OTHER_KIND, message, help, fix=fix)
            return False
        return True

    def unknown_likelihood(self, words: str, span: Span) -> None:
        assert self.scale is not None
        terms = [name for term in self.scale.terms for name in (term.words, *term.synonyms)]
        close = nearest(words, terms)
        other = next(
            (scale for scale in SCALES.values() if scale is not self.scale and scale.term(words)), None
        )
        help = f"write `{close}`" if close else f"the terms are: {', '.join(terms)}"
        if any(character.isdigit() for character in words):
            help = f"a likelihood is a term, never a number: {', '.join(terms)}"
        if other:
            help = (
                f"it is a term of {other.name}; this brief's scale is {self.scale.name}: {', '.join(terms)}"
            )
        fix = self.instead(span, words, close) if help == f"write `{close}`" else None
        self.report(span, UNKNOWN_LIKELIHOOD, f"`{words}` is no term of {self.scale.name}", help, fix=fix)

    def unknown_passage(self, id: str, span: Span) -> None:
        """A passage named as a key of `labels`, or in `see`."""
        meant = self._passage_meant(id)
        keys = {key.text: key.span for key in self.sidecar.passages}
        doubled = meant in keys and keys.get(id) == span
        fix = None if doubled else self.instead(span, id, meant, safe=True)
        self.report(span, UNKNOWN_PASSAGE, f"there is no passage `{id}`", self.near_passage(id), fix=fix)

    def _passage_meant(self, id: str) -> str | None:
        """P12 and 12 are meant for p12."""
        meant = f"p{id.lower().removeprefix('p')}"
        return meant if meant in (self.passages or {}) else None

    def near_passage(self, id: str) -> str:
        known = list(self.passages or {})
        if meant := self._passage_meant(id):
            return f"write `{meant}`"
        if any(one.address == id for one in self.sidecar.labels):
            return "that is a label; passages are p1, p2 and so on, and `supports` and its like link labels"
        if len(known) == 1:
            return "there is one passage, p1"
        return f"the passages are p1 to {known[-1]}" if known else "the seed has no passages"

    def unknown_editor(self, editor: str, span: Span) -> None:
        if self.sidecar.editors is None:
            return
        close = nearest(editor, self.sidecar.editors)
        help = f"write `{close}`" if close else f"add `{editor}: …` with the name to `editors`"
        fix = self.instead(span, editor, close)
        self.report(span, UNKNOWN_EDITOR, f"`{editor}` is not one of `editors`", help, fix=fix)

    def label_here(self, id: str, span: Span, statements: dict[str, Base], refused: set[str]) -> bool:
        """Whether an id names a statement of this sidecar that got in."""
        if id in statements:
            if statements[id] == "mention":
                self.report(
                    span, NOT_A_STATEMENT, f"`{id}` is a mention, not a statement", "name a statement"
                )
            return statements[id] == "statement"
        if id in refused:
            return False
        if id in self.sidecar.retired:
            new = self.sidecar.retired[id]
            fix = self.instead(span, id, new, safe=True)
            self.report(span, RETIRED_NAME, f"`{id}` is retired", led_on(new), fix=fix)
            return False
        close = nearest(id, {*(one for one, base in statements.items() if base == "statement"), *refused})
        help = self._near_label(id, close)
        fix = self.instead(span, id, close) if help == f"write `{close}`" else None
        if fix and close in refused:  # it is as near as one that got in, and its own fault is reported
            help += REFUSED_TOO
        self.report(span, UNKNOWN_LABEL, f"there is no label `{id}`", help, fix=fix)
        return False

    def _near_label(self, id: str, close: str | None) -> str:
        derived = {one.address: one for one in self.sidecar.labels if isinstance(one, WrittenLabel)}
        if id in derived and derived[id].kind.base == "mention":
            return "that is a mention: only statements can be linked or judged"
        if id in derived:
            return "that is a derived address, which moves: give the label an `id` and name that"
        if id in (self.passages or {}):
            return "that is a passage: name a statement, or list it in `see`"
        if id == self.sidecar.slug or "/" in id:
            return f"a brief is linked by one of its statements: write `{id}#` and the statement's id"
        return f"write `{close}`" if close else "give the label meant an `id`, and name that"

    def refer(self, links: Iterable[Link]) -> None:
        """Note links to other briefs, whose ends only the archive's facts can tell."""
        for link in links:
            if link.slug != self.sidecar.slug:
                line, column = self.document.line_column(link.written_at.start)
                self.facts.append(LinkFact("", "note", link.slug, link.label, line, column, link.written_at))

    def note(self, text: str, span: Span) -> None:
        """Check a note's links; those to other briefs are left to the archive's facts."""
        for href in links_in(text):
            at = self.document.text.find(href, span.start, span.end)
            place = Span(at, at + len(href)) if at >= 0 else span
            slug, hash_, id = href.partition("#")
            if href.startswith(("https://", "http://", "mailto:")):
                continue
            if href.startswith("entity:"):
                self.entity(href.removeprefix("entity:"), place)
            elif hash_ and id and slug and ":" not in slug and not slug.endswith(".html"):
                line, column = self.document.line_column(place.start)
                self.facts.append(LinkFact("", "note", slug, id, line, column, place))
            elif hash_ and id and not slug:
                self.note_target(id, place)
            else:
                help = "write #id, slug#id, entity:id, or a web address"
                self.report(place, NOTE_LINK, f"a note cannot link to `{shortened(href)}`", help)

    def note_target(self, id: str, span: Span) -> None:
        labels = {one.address: one for one in self.sidecar.labels}
        if id in labels or (self.passages is None or id in self.passages):
            return
        close, fix = nearest(id, labels), None
        if re.fullmatch("p[0-9]+", id):
            help = self.near_passage(id)
        else:
            help = f"write `#{close}`" if close else "give the label meant an `id`, and name that"
            fix = self.instead(span, id, close)
        self.report(span, NOTE_LINK, f"there is no label or passage `{id}`", help, fix=fix)


def retired_faults(
    retired: Mapping[str, str | None], used: Container[str], known: Container[str]
) -> Iterator[tuple[str, str, str]]:
    """(name, message, help) for each retired name that is in use again or leads nowhere.

    `used` are the names in use; `known` are those that a retired one may lead to.
    """
    for old, new in retired.items():
        if old in used:
            yield old, f"`{old}` is retired and in use", "give what uses it a new name"
        elif new is not None and new not in known and new not in retired:
            yield (
                old,
                f"`{old}` leads to `{new}`, which is not there",
                "write the new name, or `~` where it is gone",
            )
    chains = {old: [new] if new is not None and new in retired else [] for old, new in retired.items()}
    for way in circles(chains):
        yield way[0], f"`{way[0]}` leads back to itself", "write the name in use, or `~` where there is none"


def _near_entity(id: str, known: Sequence[Entity]) -> tuple[str, str | None]:
    """What to do about an id that is none, and the one that was meant if it is plain which."""
    named = [
        one.id
        for one in known
        if id.casefold() in (one.name.casefold(), *(alias.casefold() for alias in one.aliases))
    ]
    if named:
        return f"a label names the id: write `{named[0]}`", named[0] if len(named) == 1 else None
    ids = [one.id for one in known]
    close = nearest(id, ids) or next((one for one in sorted(ids) if one.startswith(f"{id}-")), None)
    return (
        f"write `{close}`" if close else "add it to entities.yaml, or to `entities` of this sidecar"
    ), close


def led_on(new: str | None) -> str:
    return f"write `{new}`" if new else "it is gone: take it away"


def a_(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def shortened(text: str, longest: int = 80) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest - 1] + "…"


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")

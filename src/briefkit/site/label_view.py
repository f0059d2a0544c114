"""What stands beside a passage: each of its labels, with its links from both ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from briefkit.addresses import brief_path, entity_path, link
from briefkit.brief import Brief, Label, Relation, Settings, Statement
from briefkit.facts import Foreign, short_name
from briefkit.interface import interface_for
from briefkit.likelihood import SCALES, Scale
from briefkit.notes import render, render_markdown
from briefkit.site.frame import markdown_of
from briefkit.site.passage_view import BadgeView, badges
from briefkit.wording import MUTUAL, bracketed, capitalised, signs

DOT = " · "


class LinkView(NamedTuple):
    """A link to another label, to a passage or to an entity's page; `md` leads to the Markdown form."""

    before: str  # the words between it and what stands before it: " · supports " or ", "
    href: str
    md: str
    words: str
    relation: Relation | None = None
    incoming: bool = False


@dataclass(slots=True)
class LabelView:
    address: str
    kind: str
    noun: str  # the kind in words
    badge: BadgeView
    passage: str
    quote: str  # the words marked, as they stand; "" for a whole passage
    status: str  # "" for a draft
    status_said: str
    entity: LinkView | None = None  # a mention's
    entity_id: str = ""
    sentence: str = ""  # a statement's
    hedge: str = ""
    likelihood: str = ""
    band: str = ""  # the range of the likelihood in words
    confidence: str = ""  # the level's code
    confidence_words: str = ""  # "[moderate]"
    confidence_said: str = ""  # "[moderate] confidence"
    confidence_basis: str = ""
    facts: str = ""  # the start of the line under the sentence, behind the hedge and the likelihood
    links: Sequence[LinkView] = ()  # the rest of it
    reason: str = ""
    outcome: str = ""
    evidence: str = ""
    indicators: Sequence[str] = ()
    note: str = ""  # HTML, as Markup
    note_md: str = ""
    has_more: bool = False  # whether anything follows the sentence


class LabelViews:
    """Makes the views of one brief's labels; what they share is worked out once."""

    def __init__(self, brief: Brief, foreign: Foreign, settings: Settings) -> None:
        self.brief = brief
        self.foreign = foreign
        self.settings = settings
        self.page = brief_path(brief.slug)
        self.words = interface_for(settings.language)
        self.signs = signs(settings.kinds, self.words)
        self.scale: Scale = SCALES[brief.scale]
        self.labels = {label.address: label for label in brief.labels}
        self.passages = {passage.id: passage for passage in brief.passages}
        self.by_passage: dict[str, list[Label]] = {passage.id: [] for passage in brief.passages}
        for label in brief.labels:
            self.by_passage[label.passage].append(label)
        self.badges: dict[str, BadgeView] = {}
        for labels in self.by_passage.values():
            self.badges.update(badges(labels, self.signs))
        self.judgments = {address: number for number, address in enumerate(brief.key_judgments, 1)}
        self.entities: dict[str, LinkView] = {}
        self.incoming = self._incoming()

    def view(self, label: Label) -> LabelView:
        text, body = self.brief.seed.text, label.body
        view = LabelView(
            label.address,
            label.kind,
            self.signs[label.kind].noun,
            self.badges[label.address],
            label.passage,
            " … ".join([anchor.of(text) for anchor in label.anchors]),
            "" if label.status == "draft" else label.status,
            self.words.code("status", label.status),
        )
        if label.note:
            view.note = Markup(render(label.note, self.note_href))
            view.note_md = render_markdown(label.note, self.note_md_href)
        if isinstance(body, Statement):
            self._fill(view, label, body)
        else:
            view.entity_id = body.entity
            view.entity = self.entity(body.entity)
            view.facts = DOT.join(self._of_the_label(label))
        return view

    def _fill(self, view: LabelView, label: Label, body: Statement) -> None:
        view.sentence = body.sentence
        view.hedge = self._hedge(body, label)
        if body.likelihood:
            view.likelihood = f"[{body.likelihood}]"
            view.band = self.band(body.likelihood)
        if body.confidence:
            view.confidence = body.confidence
            level = self.words.code("confidence", body.confidence)
            view.confidence_words = bracketed(level, "confidence" in body.supplied)
            view.confidence_said = self.words.say("some_confidence", level=view.confidence_words)
            view.confidence_basis = body.confidence_basis or ""
        facts = DOT.join([*self._of_the_statement(label, body), *self._of_the_label(label)])
        starts = not (view.hedge or view.likelihood)
        view.facts = capitalised(facts) if starts else facts and DOT + facts
        view.links = [*self._line(label.address, body, starts and not facts)]
        view.reason = body.reason or ""
        view.indicators = body.indicators
        if body.outcome:
            result = self.words.code("result", body.outcome.result)
            if body.outcome.date:
                date = self.words.date(body.outcome.date)
                result = self.words.say("result_on", result=result, date=date)
            view.outcome = bracketed(result, "outcome" in body.supplied)
            view.evidence = body.outcome.evidence or ""
        view.has_more = any(
            (view.facts, view.links, not starts, view.confidence, view.outcome, view.note, view.indicators)
        )

    def _hedge(self, body: Statement, label: Label) -> str:
        """The source's words of uncertainty; under `publish: quotes` only where a label quotes them."""
        hedge = body.hedge or ""
        if hedge and self.brief.publish != "full":
            words, text = " ".join(hedge.split()), self.brief.seed.text
            quoted = (anchor.of(text) for other in self.by_passage[label.passage] for anchor in other.anchors)
            if not any(words in " ".join(quote.split()) for quote in quoted):
                return ""
        return hedge

    def band(self, likelihood: str) -> str:
        """The range that a term stands for: "55–80 %"."""
        term = self.scale.term(likelihood)
        return f"{term.low}–{term.high}\N{NARROW NO-BREAK SPACE}%" if term else ""

    def _of_the_statement(self, label: Label, body: Statement) -> Iterator[str]:
        if number := self.judgments.get(label.address):
            yield self.words.say("key_judgment", n=number)
        for name, code in (("basis", body.basis), ("direction", body.direction)):
            if code:
                yield bracketed(self.words.code(name, code), name in body.supplied)
        if body.when:
            yield bracketed(self.words.date(body.when), "when" in body.supplied)

    def _of_the_label(self, label: Label) -> Iterator[str]:
        if label.status in ("suggested", "disputed"):
            yield self.words.code("status", label.status)
        if label.tags:
            yield self.words.say("tagged", tags=self.words.comma.join(label.tags))
        if label.editor and len(self.brief.editors) > 1:
            did = "reviewed_by" if label.status == "reviewed" else "noted_by"
            yield self.words.say(did, editor=self.brief.editors[label.editor])

    # -- links

    def entity(self, id: str) -> LinkView:
        if (known := self.entities.get(id)) is None:
            entity = self.foreign.entities[id]
            href = link(self.page, entity_path(self.settings.kinds[entity.kind], id))
            known = self.entities[id] = LinkView("", href, markdown_of(href), entity.name)
        return known

    def _line(self, address: str, body: Statement, starts: bool) -> Iterator[LinkView]:
        """Who says so, and the links from both ends, with the words between them."""
        groups = self.groups(address, body)
        if body.by:
            groups = {self.words.said_by: {id: self.entity(id) for id in body.by}, **groups}
        for words, links in groups.items():
            before = f"{capitalised(words)} " if starts else f"{DOT}{words} "
            for one in links.values():
                yield one._replace(before=before)
                before = self.words.comma
            starts = False

    def groups(self, address: str, body: Statement) -> dict[str, dict[str, LinkView]]:
        """The statement's links and those that lead to it, by what they say and where they lead."""
        code = self.words.code
        groups: dict[str, dict[str, LinkView]] = {}
        for one in body.links:
            if view := self._outgoing(one.relation, one.slug, one.label):
                groups.setdefault(code("relation", one.relation), {})[view.href] = view
        for view in self.incoming.get(address, ()):
            relation = view.relation
            if relation in MUTUAL and view.href in groups.get(code("relation", relation), {}):
                continue
            if relation:
                groups.setdefault(code("incoming", relation), {}).setdefault(view.href, view)
        if body.see:
            see = {f"#{id}": LinkView("", f"#{id}", f"#{id}", id) for id in body.see}
            groups[code("relation", "see")] = see
        revises = code("relation", "revises")
        if revised := groups.pop(revises, None):
            groups[revises] = revised  # at the end, where the reason follows it
        return groups

    def _outgoing(self, relation: Relation, slug: str, address: str) -> LinkView | None:
        """None where the label linked to did not get in, which is reported and said on its page."""
        if slug == self.brief.slug:
            target = self.labels.get(address)
            return self._here(relation, target, False) if target else None
        fact = self.foreign.statements.get((slug, address))
        if fact is None:
            return None
        name = self.words.say("in_brief", name=fact.name, title=self.foreign.titles.get(slug, slug))
        return self._elsewhere(relation, slug, address, name, False)

    def _here(self, relation: Relation, label: Label, incoming: bool) -> LinkView:
        name = self.names[label.address]
        href = f"#{label.address}"
        return LinkView("", href, href, name, relation, incoming)

    def _elsewhere(self, relation: Relation, slug: str, address: str, name: str, incoming: bool) -> LinkView:
        href = link(self.page, brief_path(slug), address)
        return LinkView("", href, link(self.page, brief_path(slug, "md"), address), name, relation, incoming)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {
            label.address: short_name(label.body)
            for label in self.brief.labels
            if isinstance(label.body, Statement)
        }

    def _incoming(self) -> dict[str, list[LinkView]]:
        found: dict[str, list[LinkView]] = {}
        for label in self.brief.labels:
            if isinstance(label.body, Statement):
                for one in label.body.links:
                    if one.slug == self.brief.slug:
                        found.setdefault(one.label, []).append(self._here(one.relation, label, True))
        for far in self.foreign.incoming:
            name = self.words.say("in_brief", name=far.name, title=far.title)
            view = self._elsewhere(far.relation, far.slug, far.address, name, True)
            found.setdefault(far.label, []).append(view)
        return found

    def note_href(self, address: str) -> str | None:
        return self._note_target(address, "html")

    def note_md_href(self, address: str) -> str | None:
        return self._note_target(address, "md")

    def _note_target(self, address: str, form: str) -> str | None:
        """`#id`, `slug#id` or `entity:id` as an address from this page."""
        scheme, colon, id = address.partition(":")
        if colon:
            if scheme != "entity" or id not in self.foreign.entities:
                return None
            view = self.entity(id)
            return view.md if form == "md" else view.href
        slug, hash, id = address.partition("#")
        if not hash:
            return None
        if not slug:
            return address if id in self.labels or id in self.passages else None
        if slug != self.brief.slug and address not in self.foreign.noted:
            return None  # what it names did not get in
        return link(brief_path(self.brief.slug, form), brief_path(slug, form), id)

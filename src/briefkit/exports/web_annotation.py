"""A brief as a W3C Web Annotation page: `briefs/<slug>.json`.

What the standard has a word for is said in it: bodies, purposes, selectors, creators. The rest
stands in properties of the namespace `briefkit:`, named as in the sidecar; docs/output.md lists
them. Everything about the seed is said once, of the node that each target names as its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic_core import to_json

from briefkit import addresses
from briefkit.brief import Brief, Entity, Label, Link, Mention, Outcome, Passage, Settings, Statement
from briefkit.facts import Foreign
from briefkit.spans import Span

Json = dict[str, Any]

CONTEXT_WORDS = 32  # code points on either side of a quote (format.md, "What build/ holds")
NAMESPACE = "https://briefkit.invalid/ns#"  # RFC 2606: a name and nothing else, it can never resolve
CONTEXT: list[str | Json] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "briefkit": NAMESPACE,
        # Addresses, not text; and the lists whose order says something.
        **{
            f"briefkit:{name}": {"@type": "@id"}
            for name in ("by", "see", "part_of", "supersedes", "superseded_by")
        },
        "briefkit:key_judgments": {"@type": "@id", "@container": "@list"},
        **{f"briefkit:{name}": {"@container": "@list"} for name in ("authors", "at")},
    },
]


def annotation_page(brief: Brief, foreign: Foreign, settings: Settings) -> bytes:
    """The brief as one AnnotationPage (Web Annotation Data Model 5.2), compact JSON ending in a line feed.

    Every label is an Annotation, in the brief's order, and every span of it a target. Under
    `publish: quotes` no word of the seed is in it that is not quoted.
    """
    page = _Page(brief, foreign, settings).whole()
    return to_json(page) + b"\n"  # the bytes of json.dumps, in a third of its time


class _Page:
    """One brief with the addresses that its annotations share."""

    def __init__(self, brief: Brief, foreign: Foreign, settings: Settings) -> None:
        self.brief, self.foreign, self.settings = brief, foreign, settings
        self.address = self._absolute(addresses.brief_path(brief.slug))
        self.json_address = self._absolute(addresses.brief_path(brief.slug, "json"))
        self.seed_address = self._absolute(addresses.seed_path(brief.seed.path))
        self.passages = {passage.id: passage for passage in brief.passages}
        self.addresses = {label.address for label in brief.labels}
        self.entities = {name: self._entity_address(entity) for name, entity in foreign.entities.items()}
        self.creators = {
            key: {"type": "Person", "name": name, "nickname": key} for key, name in brief.editors.items()
        }

    def whole(self) -> Json:
        return {
            "@context": CONTEXT,
            "id": self.json_address,
            "type": "AnnotationPage",
            "partOf": self.collection(),
            "startIndex": 0,
            "briefkit:seed": self.seed(),
            "briefkit:passages": [self.passage(passage) for passage in self.brief.passages],
            "briefkit:entities": [self.entity(entity) for _, entity in sorted(self.foreign.entities.items())],
            "briefkit:key_judgments": [f"{self.address}#{label}" for label in self.brief.key_judgments],
            "items": [self.annotation(label) for label in self.brief.labels],
        }

    # -- what the page is about

    def collection(self) -> Json:
        """The brief: the collection that this page is the whole of."""
        about = self.brief.about
        return {
            "id": self.address,
            "type": "AnnotationCollection",
            "label": about.title,
            "total": len(self.brief.labels),
            "first": self.json_address,
            "last": self.json_address,
            **_own(
                summary=about.summary,
                published=about.published,
                updated=about.updated,
                status=about.status,
                reason=about.reason,
                handling=about.handling,
                supersedes=about.supersedes and self._brief_address(about.supersedes),
                superseded_by=[self._brief_address(slug) for slug in self.foreign.superseded_by],
                publish=self.brief.publish,
                scale=self.brief.scale,
            ),
        }

    def seed(self) -> Json:
        """The source, with its fixity."""
        seed, about = self.brief.seed, self.brief.about
        node: Json = {
            "id": self.seed_address,
            "type": "Text",
            "format": "text/markdown" if seed.path.endswith(".md") else "text/plain",
        }
        if about.language:
            node["language"] = about.language
        return node | _own(
            sha256=seed.sha256,
            size=seed.size,
            split=self.brief.split,
            date=about.date,
            authors=about.authors,
            publisher=about.publisher,
            source=about.source,
            accessed=about.accessed,
            descriptor=about.descriptor,
            reliability=about.reliability,
            rights=about.rights,
            supplied=about.supplied,
        )

    def passage(self, passage: Passage) -> Json:
        span = passage.span
        return {"id": f"{self.address}#{passage.id}"} | _own(
            type=passage.type, start=span.start, end=span.end
        )

    def entity(self, entity: Entity) -> Json:
        return {
            "id": self.entities[entity.id],
            "label": entity.name,
            **_own(
                kind=entity.kind,
                type=entity.type,
                aliases=entity.aliases,
                part_of=entity.part_of and self.entities[entity.part_of],
                wikidata=entity.wikidata,
                geonames=entity.geonames,
                country=entity.country,
                at=entity.at,
                note=entity.note,
                tags=entity.tags,
            ),
        }

    # -- labels

    def annotation(self, label: Label) -> Json:
        body = label.body
        annotation: Json = {
            "id": f"{self.address}#{label.address}",
            "type": "Annotation",
            "motivation": "identifying" if isinstance(body, Mention) else "describing",
        }
        if label.editor:
            annotation["creator"] = self.creators[label.editor]
        annotation["body"] = list(self._bodies(label))
        annotation["target"] = [self._target(span, quoted) for span, quoted in self._spans(label)]
        annotation["briefkit:passage"] = label.passage
        annotation["briefkit:status"] = label.status
        if isinstance(body, Statement):
            annotation |= self._statement(body, label.passage)
        return annotation

    def _bodies(self, label: Label) -> Iterator[Json]:
        yield {"type": "TextualBody", "purpose": "classifying", "value": label.kind}
        if isinstance(label.body, Mention):
            yield _resource("identifying", self.entities[label.body.entity])
        else:
            yield _text("describing", label.body.sentence, "text/plain", self.settings.language)
        if label.note:
            yield _text("commenting", label.note, "text/markdown", self.settings.language)
        for tag in label.tags:
            yield {"type": "TextualBody", "purpose": "tagging", "value": tag}
        if isinstance(label.body, Statement):
            for link in label.body.links:
                if self._is_known(link):
                    yield self._link(link, label.body)

    def _is_known(self, link: Link) -> bool:
        """Whether the label linked to got in; if not, that is reported and an address would lead nowhere."""
        if link.slug == self.brief.slug:
            return link.label in self.addresses
        return (link.slug, link.label) in self.foreign.statements

    def _link(self, link: Link, body: Statement) -> Json:
        address = self.address if link.slug == self.brief.slug else self._brief_address(link.slug)
        reason = body.reason if link.relation == "revises" else None
        return _resource("linking", f"{address}#{link.label}") | _own(relation=link.relation, reason=reason)

    def _statement(self, body: Statement, passage: str) -> Json:
        return _own(
            name=body.name,
            by=[self.entities[actor] for actor in body.by],
            see=[f"{self.address}#{passage}" for passage in body.see],
            basis=body.basis,
            hedge=body.hedge if body.hedge and self._may_show(body.hedge, passage) else None,
            likelihood=body.likelihood,
            confidence=body.confidence,
            confidence_basis=body.confidence_basis,
            direction=body.direction,
            when=body.when,
            indicators=body.indicators,
            outcome=_outcome(body.outcome) if body.outcome else None,
            supplied=body.supplied,
        )

    def _may_show(self, hedge: str, passage: str) -> bool:
        """Whether a label of the passage quotes the hedge, or all of the seed is shown anyway."""
        if self.brief.publish == "full":
            return True
        words, text = " ".join(hedge.split()), self.brief.seed.text
        return any(
            words in " ".join(anchor.of(text).split())
            for label in self.brief.labels
            if label.passage == passage
            for anchor in label.anchors
        )

    # -- targets

    def _spans(self, label: Label) -> Iterator[tuple[Span, bool]]:
        """Each span that the label marks, and whether its words may be shown."""
        if label.anchors:
            for anchor in label.anchors:
                yield anchor, True
        else:
            yield self.passages[label.passage].span, self.brief.publish == "full" or label.shows_passage

    def _target(self, span: Span, quoted: bool) -> Json:
        selectors: list[Json] = [{"type": "TextPositionSelector", "start": span.start, "end": span.end}]
        if quoted:
            selectors.append(self._quote(span))
        return {"type": "SpecificResource", "source": self.seed_address, "selector": selectors}

    def _quote(self, span: Span) -> Json:
        text = self.brief.seed.text
        selector: Json = {"type": "TextQuoteSelector", "exact": span.of(text)}
        if self.brief.publish == "full":
            selector["prefix"] = text[max(0, span.start - CONTEXT_WORDS) : span.start]
            selector["suffix"] = text[span.end : span.end + CONTEXT_WORDS]
        return selector

    # -- addresses

    def _absolute(self, path: str) -> str:
        return addresses.absolute(self.settings.url, path)

    def _brief_address(self, slug: str) -> str:
        return self._absolute(addresses.brief_path(slug))

    def _entity_address(self, entity: Entity) -> str:
        return self._absolute(addresses.entity_path(self.settings.kinds[entity.kind], entity.id))


def _text(purpose: str, value: str, media_type: str, language: str) -> Json:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": value,
        "format": media_type,
        "language": language,
    }


def _resource(purpose: str, address: str) -> Json:
    return {"type": "SpecificResource", "purpose": purpose, "source": address}


def _outcome(outcome: Outcome) -> Json:
    return _own(result=outcome.result, date=outcome.date, evidence=outcome.evidence)


def _own(**properties: str | int | Sequence[object] | Mapping[str, object] | None) -> Json:
    """Properties of our namespace; what a brief does not say is left out."""
    return {
        f"briefkit:{name}": value for name, value in properties.items() if value not in (None, "", (), [])
    }

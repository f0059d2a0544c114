"""What the JSON of a brief says: the values that every other form is compared with.

Nothing is taken on trust. A key that the format does not know, a value of another shape, the
same value spelt in another way: each is a finding. So no byte of the file can change without
changing a value, and each value stands in another form too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from briefkit.diagnostics import Rule, Severity
from briefkit.verify.shapes import BODIES, OWN, PAGE, Misread, written

ANNOTATIONS_MALFORMED = Rule(
    "BK708",
    "annotations-malformed",
    Severity.ERROR,
    "The JSON of a brief is no Web Annotation page of the form that briefkit writes, so neither it nor the "
    "pages that are compared with it are proved.",
)
SAFE = "/~!$&'()*+,;=@:"  # what an address keeps as it is


@dataclass(frozen=True, slots=True)
class SaidSpan:
    """A target: where the words of a label stand, and what they are."""

    start: int
    end: int
    exact: str | None  # not said of a whole passage under `publish: quotes`
    prefix: str | None
    suffix: str | None


@dataclass(frozen=True, slots=True)
class SaidLink:
    relation: str
    to: str  # "<slug>#<label>"
    reason: str | None


@dataclass(frozen=True, slots=True)
class SaidLabel:
    address: str
    kind: str
    passage: str
    status: str
    sentence: str | None  # of a statement
    entity: str | None  # of a mention: the path of its page
    spans: tuple[SaidSpan, ...]
    links: tuple[SaidLink, ...]
    note: str | None
    tags: tuple[str, ...]
    editor: str | None
    own: Mapping[str, Any]  # the fields of our own, by their names in the sidecar


@dataclass(frozen=True, slots=True)
class SaidPassage:
    id: str
    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """A brief as its JSON tells it. Addresses have become paths in build/."""

    slug: str
    base: str  # what all addresses begin with
    title: str
    about: Mapping[str, Any]
    seed: Mapping[str, Any]
    seed_path: str
    language: str | None
    interface: frozenset[str]  # the languages of what the editors wrote: one, or none
    passages: tuple[SaidPassage, ...]
    entities: Mapping[str, Mapping[str, Any]]  # path of the page → name, kind, …
    key_judgments: tuple[str, ...]
    labels: Mapping[str, SaidLabel]  # by address

    @property
    def is_full(self) -> bool:
        return bool(self.about["publish"] == "full")


def read_annotations(slug: str, text: str) -> Said:
    """What the text says; raises Misread."""
    try:
        page = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Misread("it cannot be read as JSON") from error
    PAGE(page, "the page")
    if written(page) + "\n" != text:
        raise Misread("it is not written as briefkit writes JSON")
    return _Reader(slug, page).said()


class _Reader:
    def __init__(self, slug: str, page: Mapping[str, Any]) -> None:
        self.slug, self.page = slug, page
        ending = f"/briefs/{slug}.json"
        if not page["id"].endswith(ending):
            raise Misread(f"its id does not end in {ending}", page["id"])
        self.base = page["id"].removesuffix(ending)
        self.here = f"briefs/{slug}.html"

    def said(self) -> Said:
        page, collection = self.page, self.page["partOf"]
        for key, form in (("id", "html"), ("first", "json"), ("last", "json")):
            if self.path(collection[key]) != f"briefs/{self.slug}.{form}":
                raise Misread(f"the collection's {key} is not this brief", collection[key])
        labels = [self.label(item) for item in page["items"]]
        if collection["total"] != len(labels):
            raise Misread(f"the total is {collection['total']} and the labels are {len(labels)}")
        if len({label.address for label in labels}) != len(labels):
            raise Misread("two labels have one address")
        about = _without_prefix(collection)
        about["superseded_by"] = tuple(self.slug_of(address) for address in about.get("superseded_by", ()))
        about["supersedes"] = self.slug_of(about["supersedes"]) if "supersedes" in about else None
        return Said(
            slug=self.slug,
            base=self.base,
            title=collection["label"],
            about=about,
            seed=_without_prefix(page[OWN + "seed"]),
            seed_path=self.seed_path(page[OWN + "seed"]["id"]),
            language=page[OWN + "seed"].get("language"),
            interface=frozenset(
                body["language"] for item in page["items"] for body in item["body"] if "language" in body
            ),
            passages=tuple(self.passage(one) for one in page[OWN + "passages"]),
            entities=dict(self.entity(one) for one in page[OWN + "entities"]),
            key_judgments=tuple(self.fragment(one) for one in page[OWN + "key_judgments"]),
            labels={label.address: label for label in labels},
        )

    # -- addresses

    def path(self, address: str) -> str:
        """The path in build/ of an address, which stands in its one right spelling."""
        path = unquote(address.removeprefix(f"{self.base}/"))
        if f"{self.base}/{quote(path, safe=SAFE)}" != address:
            raise Misread(f"“{address}” is no address of this archive", address)
        return path

    def fragment(self, address: str) -> str:
        page, _, fragment = address.partition("#")
        if self.path(page) != self.here:
            raise Misread(f"“{address}” does not stand in this brief", address)
        return fragment

    def slug_of(self, address: str) -> str:
        path = self.path(address)
        slug = path.removeprefix("briefs/").removesuffix(".html")
        if path != f"briefs/{slug}.html":
            raise Misread(f"“{address}” is no brief", address)
        return slug

    def label_of(self, address: str) -> str:
        page, _, fragment = address.partition("#")
        return f"{self.slug_of(page)}#{fragment}"

    def seed_path(self, address: str) -> str:
        path = self.path(address)
        if not path.startswith("seeds/"):
            raise Misread(f"“{address}” is no seed", address)
        return path.removeprefix("seeds/")

    # -- parts

    def passage(self, one: Mapping[str, Any]) -> SaidPassage:
        own = _without_prefix(one)
        return SaidPassage(self.fragment(one["id"]), own["type"], own["start"], own["end"])

    def entity(self, one: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
        own = _without_prefix(one)
        if "part_of" in own:
            own["part_of"] = self.path(own["part_of"])
        return self.path(one["id"]), {"name": one["label"], **own}

    def label(self, item: Mapping[str, Any]) -> SaidLabel:
        address = self.fragment(item["id"])
        bodies: dict[str, list[Mapping[str, Any]]] = {purpose: [] for purpose in BODIES}
        for body in item["body"]:
            bodies[body["purpose"]].append(body)
        counts = tuple(len(bodies[purpose]) for purpose in ("classifying", "describing", "identifying"))
        is_statement = item["motivation"] == "describing"
        if counts != ((1, 1, 0) if is_statement else (1, 0, 1)) or len(bodies["commenting"]) > 1:
            raise Misread(f"the bodies of “{address}” are not those of one label", item["id"])
        own = _without_prefix(item)
        passage, status = own.pop("passage"), own.pop("status")
        own["by"] = tuple(self.path(actor) for actor in own.get("by", ()))
        own["see"] = tuple(self.fragment(passage) for passage in own.get("see", ()))
        return SaidLabel(
            address=address,
            kind=bodies["classifying"][0]["value"],
            passage=passage,
            status=status,
            sentence=bodies["describing"][0]["value"] if is_statement else None,
            entity=None if is_statement else self.path(bodies["identifying"][0]["source"]),
            spans=tuple(self.span(target) for target in item["target"]),
            links=tuple(
                SaidLink(body[OWN + "relation"], self.label_of(body["source"]), body.get(OWN + "reason"))
                for body in bodies["linking"]
            ),
            note=bodies["commenting"][0]["value"] if bodies["commenting"] else None,
            tags=tuple(body["value"] for body in bodies["tagging"]),
            editor=item["creator"]["name"] if "creator" in item else None,
            own=own,
        )

    def span(self, target: Mapping[str, Any]) -> SaidSpan:
        if target["source"] != self.page[OWN + "seed"]["id"]:
            raise Misread(f"“{target['source']}” is not the seed", target["source"])
        position, *quotes = target["selector"]
        words = quotes[0] if quotes else {}
        return SaidSpan(
            position["start"], position["end"], words.get("exact"), words.get("prefix"), words.get("suffix")
        )


def _without_prefix(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key.removeprefix(OWN): one for key, one in value.items() if key.startswith(OWN)}

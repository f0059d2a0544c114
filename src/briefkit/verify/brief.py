"""One brief: its seed and its three forms."""

from __future__ import annotations

import hashlib
import json as json_format
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.diagnostics import Related, Rule, Severity
from briefkit.spans import Document
from briefkit.verify.annotations import ANNOTATIONS_MALFORMED, Said, read_annotations
from briefkit.verify.cards import Cards
from briefkit.verify.figures import Figures
from briefkit.verify.findings import COMPARED, Findings
from briefkit.verify.forms import FORMS_DISAGREE, Form, Forms
from briefkit.verify.head import Head
from briefkit.verify.ledger import Ledger
from briefkit.verify.links import Links
from briefkit.verify.lists import ROW_ASTRAY, look_at_far_links
from briefkit.verify.machine import MachineHead
from briefkit.verify.manifest import FILE_MISSING, MANIFEST, Built, Manifest, Published
from briefkit.verify.markup import Element, Page
from briefkit.verify.pages import Shown, Site, decoded, look_at_page
from briefkit.verify.passages import Passages
from briefkit.verify.prose import words_of_links
from briefkit.verify.rendered import entries, look_at_markdown, look_at_markdown_passages
from briefkit.verify.retold import note_facts
from briefkit.verify.search import search_faults
from briefkit.verify.shapes import Misread
from briefkit.verify.words import Words, known_words, look_at_words

SEED_DIGEST = Rule(
    "BK720",
    "seed-digest",
    Severity.ERROR,
    "A seed is not the one of which the SHA-256 is published, or one is published that should not be.",
)
DERIVED = re.compile(r"p[0-9]+-.+")  # an address that counts, and no explicit id


@dataclass(slots=True)
class ProvedBrief:
    passages: int = 0
    labels: int = 0
    seed_is_known: bool = False


class BriefProof:
    """Proves one brief; what it says of other pages, and they of it, is left for later."""

    def __init__(
        self,
        slug: str,
        published: Published,
        manifest: Manifest,
        site: Site,
        files: Built,
        seeds: Built | None,
        links: Links,
        ledger: Ledger,
        findings: Findings,
        searched: Sequence[str] = (),  # the files of the search that show something of it
    ) -> None:
        self.searched = searched
        self.slug, self.published, self.manifest, self.site = slug, published, manifest, site
        self.files, self.seeds, self.findings = files, seeds, findings
        self.links, self.ledger = links, ledger
        self.said: Said | None = None
        self.words = Words(None)

    def prove(self) -> ProvedBrief:
        result, found_before = ProvedBrief(), len(self.findings)
        json, html, markdown = (self._document(form) for form in ("json", "html", "md"))
        self.said = said = self._said(json) if json else None
        base = said.base if said else None
        page = look_at_page(html, base, self.site, self.findings) if html else None
        markdown_page = look_at_markdown(markdown, self.findings) if markdown else None
        for document, one in ((html, page), (markdown, markdown_page)):
            if document and one:
                self.links.add(one, document, base)
                written = words_of_links(said) if said else set()
                look_at_far_links(Shown(one, document, document is html), self.slug, written, self.ledger)
        if not (said and json):
            return result
        text = self._seed_text(said)
        result.seed_is_known = text is not None
        self.words = known_words(said, text)
        self._look_at_manifest(said, json)
        look_at_words(said, self.words, json, self.findings)
        if page and html:
            result.passages = Passages(said, self.words, page, html, json, self.findings).look()
        if markdown_page and markdown:
            look_at_markdown_passages(said, self.words, markdown_page, markdown, self.findings)
        if page and html and markdown_page and markdown:
            result.labels = self._look_at_forms(said, json, page, html, markdown_page, markdown)
        note_facts(said, self.words, page, self.ledger)
        if len(self.findings) == found_before:  # else it is open which of its own forms is right
            self._look_at_search(said)
        return result

    def _document(self, form: str) -> Document | None:
        path = f"briefs/{self.slug}.{form}"
        if path in self.files.names:
            return decoded(path, self.files, self.findings)
        self.findings.of_file(path, FILE_MISSING, "the brief has no such form")
        return None

    def _said(self, document: Document) -> Said | None:
        try:
            return read_annotations(self.slug, document.text)
        except Misread as misread:
            place = max(0, document.text.find(misread.needle))
            self.findings.at(
                document, ANNOTATIONS_MALFORMED, str(misread), place, place + len(misread.needle)
            )
            return None

    def _seed_text(self, said: Said) -> str | None:
        """The seed's text; None where it is not at hand, which is no fault under `publish: quotes`."""
        path = f"seeds/{said.seed_path}"
        files: Built | None = self.files
        if not said.is_full:
            if path in self.files.names:
                self.findings.of_file(
                    path, SEED_DIGEST, "the seed is published, and only quotes of it should be"
                )
            files, path = self.seeds, said.seed_path
        if files is None:
            return None
        if path not in files.names:
            self.findings.of_file(path, FILE_MISSING, f"the seed of “{self.slug}” is not there")
            return None
        content = files.read(path)
        if hashlib.sha256(content).hexdigest() != self.published.sha256:
            message = f"it is not the seed that “{self.slug}” was made from"
            self.findings.compared(path, SEED_DIGEST, message, MANIFEST)
        if len(content) != said.seed["size"]:
            self.findings.of_file(
                path, SEED_DIGEST, f"it has {len(content)} bytes, and {said.seed['size']} by the JSON"
            )
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            self.findings.of_file(path, SEED_DIGEST, f"it is not UTF-8 from its byte {error.start} on")
            return None

    def _look_at_search(self, said: Said) -> None:
        for path in self.searched:
            if document := decoded(path, self.files, self.findings):
                for fault in search_faults(said, self.words, document):
                    self.findings.compared(path, ROW_ASTRAY, fault, f"briefs/{self.slug}.json")

    def _look_at_manifest(self, said: Said, document: Document) -> None:
        """The manifest and the JSON say the same of what is published."""
        explicit = tuple(address for address in said.labels if not DERIVED.fullmatch(address))
        pairs = {
            "seed": (self.published.seed, said.seed_path),
            "SHA-256 of the seed": (self.published.sha256, said.seed["sha256"]),
            "publish": (self.published.publish, said.about["publish"]),
            "number of passages": (self.published.passages, len(said.passages)),
            "list of explicit ids": (self.published.labels, explicit),
        }
        for what, (by_manifest, by_json) in pairs.items():
            if by_manifest != by_json:
                message = f"the {what} of “{self.slug}” is not what the manifest says"
                others = (
                    Related(COMPARED, MANIFEST, 1, 1),
                    Related(COMPARED, f"seeds/{said.seed_path}", 1, 1),
                )
                self.findings.at(document, FORMS_DISAGREE, message, related=others)
        for path, entity in said.entities.items():
            name = path.rpartition("/")[2].removesuffix(".html")
            if self.manifest.entities.get(name) != entity["kind"] or path != f"{entity['kind']}s/{name}.html":
                message = f"the manifest does not say that “{name}” is of the kind “{entity['kind']}”"
                other = (Related(COMPARED, MANIFEST, 1, 1),)
                self.findings.at(document, FORMS_DISAGREE, message, related=other)
            if first := self.ledger.agrees(path, self.slug, json_format.dumps(entity)):
                message = f"“{name}” is something else by “{first}”"
                other = (Related(COMPARED, f"briefs/{first}.json", 1, 1),)
                self.findings.at(document, FORMS_DISAGREE, message, related=other)

    def _look_at_forms(
        self, said: Said, json: Document, page: Page, html: Document, markdown_page: Page, markdown: Document
    ) -> int:
        labels: dict[str, Element] = {}
        for element in page.with_class("label"):
            labels[element.get("id")] = element
        incoming: dict[str, set[tuple[str, str]]] = {}
        for label in said.labels.values():
            for link in label.links:
                slug, _, address = link.to.partition("#")
                if slug == self.slug:
                    incoming.setdefault(address, set()).add((link.relation, f"{slug}#{label.address}"))
        items = entries(markdown_page)
        retired = {id: items.pop(id) for id in self.published.retired if id in items}
        forms = Forms(
            said,
            self.words,
            Form(html, page, "html", labels, True),
            Form(markdown, markdown_page, "md", items, False),
            json,
            self.findings,
        )
        Head(forms, self.ledger).look()
        MachineHead(forms, self.ledger).look()
        Figures(forms, self.ledger, incoming).look()
        proved = Cards(forms, self.ledger, incoming).look()
        self._look_at_retired(page, html, markdown_page, retired, markdown)
        return proved

    def _look_at_retired(
        self, page: Page, html: Document, markdown_page: Page, items: dict[str, Element], markdown: Document
    ) -> None:
        """The retired ids of the manifest lead on, in both forms, to where it says."""
        shown: dict[str, str | None] = {
            element.get("id"): element.get("href").removeprefix("#") or None
            for element in page.with_class("retired")
        }
        listed: dict[str, str | None] = {}
        for id, item in items.items():
            targets = [one.get("href") for one in markdown_page.inside(item) if one.has("href")]
            listed[id] = targets[0].removeprefix("#") if targets else None
        for document, found in ((html, shown), (markdown, listed)):
            if found != self.published.retired:
                message = "the retired addresses are not those of the manifest"
                other = (Related(COMPARED, MANIFEST, 1, 1),)
                self.findings.at(document, FORMS_DISAGREE, message, related=other)

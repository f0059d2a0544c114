"""What stands beside the passages and at the top: labels, their links, and the key judgments.

Every word of a label on the page stands in the Markdown too, and the other way round. A template
that adds words of its own to a label marks them `data-apparatus`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from briefkit.diagnostics import Rule, Severity
from briefkit.verify.annotations import SaidLabel
from briefkit.verify.echo import chunks, numbers_in_notes, stands
from briefkit.verify.forms import Comparison, Form
from briefkit.verify.ledger import BOTH_WAYS
from briefkit.verify.links import resolve
from briefkit.verify.markup import Element, squeezed
from briefkit.verify.prose import date_stands, names_of, texts_of_markdown
from briefkit.verify.relations import relations_before
from briefkit.verify.supplied import faults_of_card, faults_of_judgment
from briefkit.verify.words import LABEL_WRONG_PASSAGE

LABEL_MISSING = Rule(
    "BK715",
    "label-missing",
    Severity.ERROR,
    "A form of the brief lacks a label, or has one that the others do not know.",
)

JUDGED = frozenset({"src", "read", "confidence"})  # what stands beside a judgment, by class


@dataclass(frozen=True, slots=True)
class Cards(Comparison):
    incoming: Mapping[str, set[tuple[str, str]]]  # label → (relation, slug#label) of this brief

    def look(self) -> int:
        """How many labels stand alike in all forms."""
        self._look_at_judgments()
        proved, editors = 0, {label.editor for label in self.said.labels.values() if label.editor}
        for form in (self.html, self.markdown):
            for address in form.labels.keys() - self.said.labels.keys():
                self.forms.find(form, form.labels[address], LABEL_MISSING, f"“{address}” is not in the JSON")
        for label in self.said.labels.values():
            before = len(self.forms.findings)
            for form in (self.html, self.markdown):
                if label.address in form.labels:
                    self._look_at_label(label, form, form.labels[label.address])
                else:
                    self.forms.find(form, None, LABEL_MISSING, f"“{label.address}” is not here")
            if label.address in self.html.labels and label.address in self.markdown.labels:
                self._look_at_card(label, self.html.labels[label.address])
                if len(editors) > 1:  # of a single one the page speaks once
                    self._look_at_editor(label, self.html.labels[label.address])
                self._echo(label)
            proved += len(self.forms.findings) == before
        return proved

    # -- key judgments

    def _look_at_judgments(self) -> None:
        shown = [element for element in self.html.page.elements if element.has("data-judgment")]
        if tuple(element.get("data-judgment") for element in shown) != self.said.key_judgments:
            self.forms.disagree(
                self.html, shown[0] if shown else None, "the key judgments are not those of the JSON"
            )
            return
        for element in shown:
            label = self.said.labels.get(element.get("data-judgment"))
            if label is None or label.sentence is None:
                self.forms.disagree(self.html, element, "a key judgment is no statement of this brief")
                continue
            self._look_at_fields(label, element)
            for one, message in faults_of_judgment(self.html, self.language, label, element):
                self.forms.disagree(self.html, one, message)
            self._look_at_text_fragments(label, element)
            other = self._judgment_in_markdown(label)
            for part in self.html.page.inside(element):
                if JUDGED.intersection(part.classes):
                    self.forms.look_for_chunks(part, other)
                elif "why" in part.classes and (links := self._links_of(part)):
                    self.forms.look_for_chunks(part, other)
                    for link in links:
                        self._look_at_name(link)
        for address in self.said.key_judgments:
            sentence = self.said.labels[address].sentence if address in self.said.labels else None
            if sentence and self.markdown.text.count(squeezed(sentence)) < 2:
                self.forms.disagree(
                    self.markdown, None, f"the key judgment “{address}” does not stand at the top"
                )

    def _judgment_in_markdown(self, label: SaidLabel) -> str:
        """What the Markdown says of a judgment, at the top and among the labels."""
        page = self.markdown.page
        items = [self.markdown.labels[label.address]] if label.address in self.markdown.labels else []
        for element in page.elements:
            link = next((one for one in page.inside(element) if one.tag == "a"), None)
            if element.tag == "li" and link and link.get("href") == f"#{label.address}":
                items.append(element)
        return squeezed(page.spoken(item) for item in items)

    def _look_at_fields(self, label: SaidLabel, element: Element) -> None:
        """The elements whose class names a field of a statement."""
        own = label.own
        expected = {
            "sentence": squeezed(label.sentence or ""),
            "hedge": squeezed(own.get("hedge", "")),
            "likelihood": f"[{own['likelihood']}]" if "likelihood" in own else "",
            "basis": squeezed(own.get("confidence_basis", "")),
        }
        for name, value in expected.items():
            found = [
                self.html.words(one).removeprefix(": ") for one in self.html.page.with_class(name, element)
            ]
            if found != ([value] if value else []) and (found or name != "basis"):
                self.forms.disagree(
                    self.html, element, f"the {name} of “{label.address}” is not what the JSON says"
                )
        for one in self.html.page.with_class("confidence", element):
            if one.get("data-confidence") != own.get("confidence", ""):
                self.forms.disagree(
                    self.html, one, f"the confidence of “{label.address}” is not what the JSON says"
                )

    # -- labels

    def _look_at_label(self, label: SaidLabel, form: Form, element: Element) -> None:
        """What any form shows of a label."""
        text = form.page.spoken(element)
        for value in self._values(label):
            if not stands(squeezed(value), text):
                self.forms.disagree(form, element, f"“{squeezed(value)}” of “{label.address}” is not here")
        found = {
            target
            for one in form.page.inside(element)
            if one.tag == "a" and (target := resolve(form.document.path, one.get("href")))
        }
        for date in (label.own.get("when"), label.own.get("outcome", {}).get("briefkit:date")):
            if date is not None and not date_stands(date, text, self.language.months):
                self.forms.disagree(
                    form, element, f"the date “{date}” of “{label.address}” is not here in words"
                )
        here = f"briefs/{self.said.slug}.{form.ending}"
        if (here, label.passage) not in found:
            message = f"“{label.address}” does not lead to {label.passage}"
            self.forms.find(form, element, LABEL_WRONG_PASSAGE, message)
        for path, fragment in self._targets(label, form.ending):
            if (path, fragment) not in found:
                leads_to = f"{path}#{fragment}" if fragment else path
                self.forms.disagree(form, element, f"“{label.address}” does not lead to {leads_to}")

    def _values(self, label: SaidLabel) -> Iterator[str]:
        """The words that any form of a label shows as they stand in the JSON."""
        own = label.own
        if label.sentence is not None:
            yield label.sentence
        for entity in (label.entity, *own["by"]):
            if entity is not None:
                yield self._entity_name(entity)
        for name in ("hedge", "confidence_basis"):
            if name in own:
                yield own[name]
        for name in ("confidence", "basis", "direction"):
            if name in own:
                yield self.language.word(own[name])
        if "likelihood" in own:
            yield f"[{own['likelihood']}]"
        yield from own.get("indicators", ())
        yield from label.tags
        for link in label.links:
            if link.reason:
                yield link.reason
        if "briefkit:evidence" in own.get("outcome", {}):
            yield own["outcome"]["briefkit:evidence"]
        if label.note is not None:
            yield from texts_of_markdown(label.note)

    def _targets(self, label: SaidLabel, ending: str) -> Iterator[tuple[str, str]]:
        for entity in (label.entity, *label.own["by"]):
            if entity is not None:
                yield entity.removesuffix("html") + ending, ""
        for passage in label.own["see"]:
            yield f"briefs/{self.said.slug}.{ending}", passage
        for link in label.links:
            slug, _, address = link.to.partition("#")
            yield f"briefs/{slug}.{ending}", address

    def _entity_name(self, path: str) -> str:
        entity = self.said.entities.get(path)
        return str(entity["name"]) if entity else path

    def _look_at_card(self, label: SaidLabel, element: Element) -> None:
        """What the page's element of a label says in its attributes and parts."""
        if element.get("data-kind") != label.kind:
            message = f"data-kind of “{label.address}” is not what the JSON says"
            self.forms.disagree(self.html, element, message)
        if (element.get("data-status") or self._usual_status()) != label.status:
            message = f"the status of “{label.address}” is not what the JSON says"
            self.forms.disagree(self.html, element, message)
        if label.sentence is not None:
            self._look_at_fields(label, element)
            self._look_at_links(label, element)
            for one, message in faults_of_card(self.html, self.language, label, element):
                self.forms.disagree(self.html, one, message)
        self._look_at_text_fragments(label, element)
        for one in self.html.page.inside(element):
            if one.tag == "summary" and "sentence" not in one.classes:
                indicators = {"indicator": len(label.own.get("indicators", ()))}
                for count in self.language.miscounted(self.html.words(one), indicators):
                    message = f"the indicators of “{label.address}” are not “{count}”"
                    self.forms.disagree(self.html, one, message)

    def _look_at_editor(self, label: SaidLabel, element: Element) -> None:
        # A note begins a new line without a space before it, so the element with the name is asked too.
        shown = (self.html.words(one) for one in (element, *self.html.page.inside(element)))
        if label.editor and not any(stands(squeezed(label.editor), words) for words in shown):
            message = f"the editor of “{label.address}” is not the one that the JSON says"
            self.forms.disagree(self.html, element, message)

    def _usual_status(self) -> str:
        """What the page says once of every label that says nothing else."""
        article = next((one for one in self.html.page.elements if one.tag == "article"), None)
        return (article.get("data-status") if article else "") or "draft"

    def _look_at_links(self, label: SaidLabel, element: Element) -> None:
        """The links to other statements, from both ends."""
        here = f"{self.said.slug}#{label.address}"
        outgoing = {(link.relation, link.to) for link in label.links}
        incoming = self.incoming.get(label.address, set())
        mutual = {link for link in outgoing if link[0] in BOTH_WAYS}  # is shown once
        shown: dict[bool, set[tuple[str, str]]] = {False: set(), True: set()}
        lines = [one for one in self.html.page.with_class("m", element) if one.tag == "p"]
        links = [link for line in lines for link in self._links_of(line)]
        for link, relation, is_incoming in relations_before(self.html.page, self.language, links):
            target = resolve(self.html.document.path, link.get("href"))
            to = f"{target[0].removeprefix('briefs/').removesuffix('.html')}#{target[1]}" if target else ""
            # Some read alike from both ends.
            is_incoming = is_incoming or (relation in BOTH_WAYS and (relation, to) not in outgoing)
            shown[is_incoming].add((relation, to))
            self._look_at_name(link)
            if is_incoming and not to.startswith(f"{self.said.slug}#"):
                self.ledger.far_shown.add((to, relation, here))
        for said in label.links:
            if not said.to.startswith(f"{self.said.slug}#"):
                self.ledger.far_said.add((here, said.relation, said.to))
        leads_to = {link.get("href") for link in links} & {f"#{passage.id}" for passage in self.said.passages}
        if leads_to != {f"#{passage}" for passage in label.own["see"]}:
            message = f"“{label.address}” does not send its reader to the passages that the JSON says"
            self.forms.disagree(self.html, element, message)
        near = {link for link in shown[True] if link[1].startswith(f"{self.said.slug}#")}
        if shown[False] != outgoing or near - mutual != incoming - mutual:
            self.forms.disagree(
                self.html, element, f"the links of “{label.address}” are not those of the JSON"
            )

    def _links_of(self, element: Element) -> list[Element]:
        return [one for one in self.html.page.inside(element) if one.tag == "a" and one.has("href")]

    def _look_at_name(self, link: Element) -> None:
        """A link to a statement of this brief is written with its name."""
        target = self.said.labels.get(link.get("href").removeprefix("#"))
        if target and target.sentence and self.html.words(link) not in names_of(target):
            self.forms.disagree(
                self.html, link, f"the link to “{target.address}” is not written with its name"
            )

    def _look_at_text_fragments(self, label: SaidLabel, element: Element) -> None:
        for one in self.html.page.inside(element):
            if one.tag == "a" and ":~:text=" in one.get("href"):
                self._look_at_text_fragment(label, one)

    def _look_at_text_fragment(self, label: SaidLabel, link: Element) -> None:
        """The words of a text fragment (`#p1:~:text=before-,first,last`) are those of the label."""
        *before, words = re.split(r"-,", link.get("href").partition(":~:text=")[2])
        parts = [squeezed(unquote(part)) for part in words.split(",")]
        span = label.spans[0] if label.spans else None
        quote = squeezed(span.exact or "") if span else ""
        fits = len(parts) <= 2 and quote.startswith(parts[0]) and quote.endswith(parts[-1])
        if len(parts) == 1:
            fits = fits and parts[0] == quote
        if before and span and self.forms.words.text is not None:
            fits = fits and squeezed(self.forms.words.text[: span.start][-400:]).endswith(
                squeezed(unquote(before[0]))
            )
        if not fits:
            self.forms.disagree(
                self.html, link, f"the text fragment of “{label.address}” looks for other words"
            )

    # -- what is worked out for the reader

    def _echo(self, label: SaidLabel) -> None:
        """Every word of a card stands in the Markdown, and the other way round."""
        card, entry = self.html.labels[label.address], self.markdown.labels[label.address]
        self.forms.look_for_chunks(card, self.markdown.page.spoken(entry))
        own = [
            self.html.words(one) for one in self.html.page.inside(card) if one.get("href").startswith("#p")
        ]
        badge = own[0] if own else ""
        words = [self.language.word(code) for code in (label.status, "indicator")]
        head = f"{badge} {self._kind_in_words(label, badge)}, {' '.join(words)} {label.passage}"
        quotes = (self.forms.words.at(span.start, span.end) or "" for span in label.spans)
        numbers = numbers_in_notes(self.html.page, card)
        other = squeezed([self.html.page.spoken(card), head, *quotes, *numbers])
        for chunk, _ in chunks(self.markdown.page, entry):
            if not stands(chunk, other):
                self.forms.disagree(
                    self.markdown, self._anchor(entry), f"“{chunk}” does not stand on the page"
                )

    def _kind_in_words(self, label: SaidLabel, badge: str) -> str:
        """A kind that the archive added may be called by its title; the page's key to the letters says it."""
        if self.language.knows(label.kind):
            return self.language.word(label.kind)
        for key in self.html.page.with_class("legend"):
            for item in self.html.page.inside(key):
                letter, _, title = self.html.words(item).partition(" ")
                if item.tag == "li" and letter == badge.rstrip("0123456789"):
                    return title
        return label.kind

    def _anchor(self, entry: Element) -> Element | None:
        return next((one for one in self.markdown.page.inside(entry) if one.get("id")), None)

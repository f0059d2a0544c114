"""What a page says of its brief as a whole: title, source, fixity, counts.

What the JSON has a value for is compared with that value. What is worked out for the reader, such
as a date in words, stands in the JSON only as it was written; so it must stand in the Markdown too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from briefkit.verify.annotations import SaidLabel
from briefkit.verify.echo import EDGES, ancestors, chunks, numbers_in_notes, stands, times
from briefkit.verify.forms import FORMS_DISAGREE, Comparison, Form
from briefkit.verify.language import pages_may_say, tag_of
from briefkit.verify.links import addresses_elsewhere, resolve
from briefkit.verify.markup import Element, bare, squeezed
from briefkit.verify.prose import date_stands, names_of, texts_of_markdown, words_of_links

# Classes of elements of which every word stands in the Markdown as well.
AREAS = frozenset({"facts", "cite", "banner", "sum", "ents", "ladder", "lv"})
BEGINNING = re.compile(r"\b([0-9a-f]{16,})…")
HEXADECIMAL = re.compile(r"\b[0-9a-f]{32,}\b")


@dataclass(frozen=True, slots=True)
class Head(Comparison):
    def look(self) -> None:
        said = self.said
        supplied = said.seed.get("supplied", ())
        title = squeezed(f"[{said.title}]" if "title" in supplied else said.title)
        for form in (self.html, self.markdown):
            headings = [element for element in form.page.elements if element.tag == "h1"]
            if [form.words(heading) for heading in headings] != [title]:
                self.forms.disagree(form, headings[0] if headings else None, f"the heading is not “{title}”")
            for value in self._said_in_the_head():
                if not stands(squeezed(value), form.text):
                    self.forms.disagree(form, None, f"“{squeezed(value)}” of the JSON is not here")
        self._look_at_facts()
        self._look_at_handling()
        self._look_at_supplied(supplied)
        if self.said.about["supersedes"]:
            self.ledger.far_said.add((self.said.slug, "supersedes", self.said.about["supersedes"]))
        for slug in self.said.about["superseded_by"]:
            self.ledger.far_shown.add((slug, "supersedes", self.said.slug))
        self._look_at_dates()
        self._look_at_meta()
        self._look_at_fixity()
        self._look_for_areas(list(self._areas()))
        source = self.said.seed.get("source")
        if source is not None and unquote(source) not in addresses_elsewhere(self.html.page):
            self.forms.disagree(self.html, None, f"the page does not lead to {source}")
        if addresses_elsewhere(self.html.page) != addresses_elsewhere(self.markdown.page):
            self.forms.disagree(
                self.html, None, "the page leads to other addresses of the web than the Markdown"
            )
        self._look_at_counts()
        self._look_at_digests()
        self._look_at_items()

    def _areas(self) -> Iterator[Element]:
        """Of a table its rows, without the words above its columns."""
        page = self.html.page
        for element in page.elements:
            if AREAS.intersection(element.classes):
                bodies = [one for one in page.inside(element) if one.tag == "tbody"]
                yield from bodies if element.tag == "table" else [element]

    def _look_at_handling(self) -> None:
        """The handling caveat stands at head and foot, and wherever else the page has a place for it."""
        handling = squeezed(self.said.about.get("handling", ""))
        for form in (self.html, self.markdown) if handling else ():
            places = [one for one in form.page.elements if one.tag == "p" and form.words(one) == handling]
            others = [one for one in form.page.with_class("handling") if form.words(one) != handling]
            # What runs at the foot of each printed sheet ends with it.
            others += [
                one for one in form.page.with_class("running") if not form.words(one).endswith(handling)
            ]
            if len(places) < 2 or others:
                element = others[0] if others else None
                self.forms.disagree(form, element, f"“{handling}” does not stand at head and foot")

    def _look_at_facts(self) -> None:
        """A fact that the page gives as written stands there by itself, not by chance in other words."""
        facts = [one for one in self.html.page.elements if one.tag == "dd"]
        shown = {self.html.words(one).removeprefix("[").removesuffix("]") for one in facts}
        for editor in sorted({label.editor for label in self.said.labels.values() if label.editor}):
            if not any(stands(squeezed(editor), fact) for fact in shown):
                message = f"“{squeezed(editor)}” of the JSON is no editor of the page"
                self.forms.disagree(self.html, facts[0] if facts else None, message)
        for one in self.html.page.with_class("sum"):
            summary = squeezed(texts_of_markdown(self.said.about.get("summary", "")))
            if bare(self.html.words(one)) != bare(summary):
                self.forms.disagree(self.html, one, "the summary is not what the JSON says")
        for name in ("publisher", "descriptor", "rights"):
            value = self.said.seed.get(name)
            if value is not None and squeezed(value) not in shown:
                message = f"“{squeezed(value)}” of the JSON is no fact of the page"
                self.forms.disagree(self.html, facts[0] if facts else None, message)

    def _look_at_supplied(self, supplied: Iterable[str]) -> None:
        """What the editor supplied is there, and stands in [brackets] where it is plain text."""
        facts = {
            **self.said.about,
            **self.said.seed,
            "title": self.said.title,
            "language": self.said.language,
        }
        for name in supplied:
            value = facts.get(name)
            if not value:
                self.forms.disagree(
                    self.html, None, f"“{name}” is called supplied, and the JSON has no such fact"
                )
            elif name in ("publisher", "descriptor", "rights", "language"):
                for form in (self.html, self.markdown):
                    if not stands(squeezed(f"[{value}]"), form.text):
                        self.forms.disagree(
                            form, None, f"“{squeezed(value)}” is supplied, and not in brackets here"
                        )

    def _said_in_the_head(self) -> Iterator[str]:
        seed, about = self.said.seed, self.said.about
        yield from seed.get("authors", ())
        for value in (seed, about):
            for name in ("publisher", "descriptor", "rights", "reliability", "reason", "handling"):
                if name in value:
                    yield value[name]
        if self.said.language:
            yield self.said.language
        if "summary" in about:
            yield from texts_of_markdown(about["summary"])
        yield self.said.seed["sha256"]

    def _look_at_dates(self) -> None:
        """A date of the JSON stands in words in the head of both forms."""
        seed, about = self.said.seed, self.said.about
        head = list(self.html.page.with_class("facts"))
        shown = squeezed(self.html.page.spoken(one) for one in head)
        for date in (seed.get("date"), seed.get("accessed"), about.get("published"), about.get("updated")):
            if date is not None and not date_stands(date, shown, self.language.months):
                self.forms.disagree(
                    self.html, head[0] if head else None, f"the date “{date}” is not here in words"
                )

    def _look_at_meta(self) -> None:
        for element in self.html.page.elements:
            if (
                element.tag == "article"
                and element.has("data-slug")
                and element.get("data-slug") != self.said.slug
            ):
                self.forms.disagree(self.html, element, f"this is not “{self.said.slug}”")
            is_window = element.tag == "title" and element.parent is not None and element.parent.tag == "head"
            if is_window and squeezed(self.said.title) not in self.html.words(element):
                self.forms.disagree(self.html, element, f"the window's title is not “{self.said.title}”")

            level = element.get("data-confidence")
            words = self.html.words(element)
            if "confidence" in element.classes and not (level and self.language.word(level) in words):
                self.forms.disagree(
                    self.html, element, "the words are of another confidence than the element"
                )
            if "handling" in element.classes and self.html.words(element) != squeezed(
                self.said.about.get("handling", "")
            ):
                self.forms.disagree(self.html, element, "the handling is not what the JSON says")
        for form in (self.html, self.markdown):
            self._look_at_link_words(form)
        html = next((element for element in self.html.page.elements if element.tag == "html"), None)
        tag = tag_of(self.html.page)
        if not all(pages_may_say(tag, archive) for archive in self.said.interface):
            self.forms.disagree(self.html, html, "the language of the page is not that of the JSON")

    def _look_at_link_words(self, form: Form) -> None:
        """A link to an entity or label of the brief is written with its name, save in an editor's note."""
        written = {"", *words_of_links(self.said)}
        for element in form.page.elements:
            target = resolve(form.document.path, element.get("href")) if element.tag == "a" else None
            words = form.words(element)
            if target is None or words in written or words == f"#{target[1]}" or "retired" in element.classes:
                continue
            path, fragment = target
            entity = self.said.entities.get(f"{path.rpartition('.')[0]}.html")
            label = self.said.labels.get(fragment) if path == form.document.path else None
            if entity and words != squeezed(entity["name"]):
                self.forms.disagree(form, None, f"“{words}” is not the name of “{entity['name']}”")
            if label and any(one.tag == "figure" for one in ancestors(element)):
                self._look_at_drawn(element, label)
            elif (
                label
                and not words.isdigit()
                and words not in {squeezed(label.sentence or ""), *names_of(label)}
            ):
                self.forms.disagree(form, None, f"“{words}” is no name of “{label.address}”")

    def _look_at_drawn(self, link: Element, label: SaidLabel) -> None:
        """A link in a figure begins with the name of what it leads to, or with as much as there was room for.

        Spaces do not count: a line may break between two ideographs, where there is none.
        """
        words = squeezed(self.html.page.spoken(link)) or link.get("aria-label")
        entity = self.said.entities.get(label.entity or "", {}).get("name", "")
        start, cut, _ = bare(words).partition("…")
        if not any(
            bare(words).startswith(name) or (cut and start and name.startswith(start))
            for name in map(bare, (entity, *names_of(label)))
            if name
        ):
            self.forms.disagree(self.html, link, f"“{words}” is no name of “{label.address}”")

    def _look_at_fixity(self) -> None:
        seed = self.said.seed
        expected = (seed["sha256"], self.said.seed_path, str(seed["size"]))
        lines = list(self.html.page.with_class("sha256"))
        if not lines:
            self.forms.disagree(self.html, None, "the seed's SHA-256 is not here")
        for element in lines:
            if tuple(element.get(name) for name in ("data-sha256", "data-seed", "data-size")) != expected:
                self.forms.disagree(
                    self.html, element, "the seed's SHA-256, path or size is not what the JSON says"
                )
            head, _, tail = self.html.words(element).partition("…")
            if not (seed["sha256"].startswith(head) and seed["sha256"].endswith(tail)):
                self.forms.disagree(self.html, element, "the SHA-256 shown is not the seed's")
        size = f"{seed['size']:,}"
        for form in (self.html, self.markdown):
            if size not in form.text:
                self.forms.disagree(form, None, f"the seed's size, {size} bytes, is not here")
        for element in self.html.page.with_class("sha"):
            if self.html.page.words(element) != seed["sha256"]:
                self.forms.disagree(self.html, element, "the SHA-256 shown is not the seed's")

    def _look_for_areas(self, areas: list[Element]) -> None:
        """What the page says there, the Markdown says at least as often."""
        found: dict[str, list[tuple[Element, int]]] = {}
        for area in areas:
            for text, number in self.html.page.pieces(area):
                if chunk := squeezed(text).strip(EDGES):
                    found.setdefault(chunk, []).append((area, number))
        shown = "\0".join(squeezed(text) for area in areas for text, _ in self.html.page.pieces(area))
        for chunk, places in found.items():
            if times(chunk, self.markdown.text) < times(chunk, shown):
                for area, number in places:
                    message = f"“{chunk}” does not stand in the Markdown, or not so often"
                    self.forms.find(self.html, area, FORMS_DISAGREE, message, self.html.page.texts_at[number])

    def _look_at_counts(self) -> None:
        """A number before a noun is the number of passages, of labels, or of labels of that kind."""
        page = self.html.page
        whole = Counter(label.kind for label in self.said.labels.values())
        whole |= {"passage": len(self.said.passages), "label": len(self.said.labels)}
        for section in page.with_class("source"):
            words = [
                p for p in page.inside(section) if p.tag == "p" and "label" not in (p.parent or p).classes
            ]
            self._look_at_numbers(words[:1], whole)
        for details in page.elements:
            if details.tag == "details" and "labels" in details.classes:
                kinds = Counter(one.get("data-kind") for one in page.with_class("label", details))
                summaries = [one for one in page.inside(details) if one.tag == "summary"]
                self._look_at_numbers(summaries[:1], kinds)

    def _look_at_numbers(self, elements: list[Element], counts: Mapping[str, int]) -> None:
        for element in elements:
            for count in self.language.miscounted(self.html.words(element), counts):
                self.forms.disagree(self.html, element, f"“{count}” is not their number")

    def _look_at_digests(self) -> None:
        """Every long hexadecimal number is the seed's SHA-256, save one that the JSON says."""
        for form in (self.html, self.markdown):
            for part in BEGINNING.findall(form.text):
                if not self.said.seed["sha256"].startswith(part):
                    self.forms.disagree(form, None, f"“{part}…” is not how the seed's SHA-256 begins")
            for digest in HEXADECIMAL.findall(form.text):
                if digest != self.said.seed["sha256"] and digest not in self.forms.json.text:
                    self.forms.disagree(form, None, f"“{digest}” is not the seed's SHA-256")

    def _look_at_items(self) -> None:
        """What the lists of the Markdown say, the page says too."""
        entries = {item.index for item in self.markdown.labels.values()}
        page = self.markdown.page
        addresses = (element.get("href") for element in self.html.page.elements)
        other = squeezed([self.html.text, *addresses, *numbers_in_notes(self.html.page)])
        first = next((one.index for one in page.elements if one.tag == "h2"), 0)
        for item in page.elements:
            if (item.tag == "li" or (item.tag == "p" and item.index < first)) and not any(
                one.index in entries for one in (item, *ancestors(item))
            ):
                for chunk, _ in chunks(page, item):
                    if not stands(chunk, other):
                        self.forms.disagree(self.markdown, None, f"“{chunk}” does not stand on the page")

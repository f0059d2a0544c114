"""The figures of a brief's page: their captions, their data, and what their links say.

What is drawn is not read: paths and places. But every figure says the same in words, and these are
counted again from the JSON, or stand in the Markdown too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefkit.verify.annotations import SaidLabel
from briefkit.verify.echo import ancestors, chunks
from briefkit.verify.forms import Comparison
from briefkit.verify.ledger import BOTH_WAYS
from briefkit.verify.links import resolve
from briefkit.verify.markup import Element, Page, squeezed
from briefkit.verify.prose import date_stands, names_of
from briefkit.verify.relations import relations_before

ARGUMENT, COMPANY, STRIP, TIMELINE = "am", "cm", "st", "tl"
DRAWINGS = frozenset((ARGUMENT, COMPANY, STRIP, TIMELINE))  # classes
PASSAGE = re.compile(r"p[0-9]+(?![0-9])")
NUMBER = re.compile(r"[0-9]+")
YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
# The kinds that every language has a noun for; others may be called by a title of the archive's.
KINDS = ("claim", "trend", "implication", "actor", "place")

Row = tuple[str, ...]  # the words of a row in pieces, which stand together in any form


@dataclass(frozen=True, slots=True)
class Figures(Comparison):
    incoming: Mapping[str, set[tuple[str, str]]]  # label → (relation, slug#label) of this brief

    def look(self) -> None:
        page = self.html.page
        figures = [one for one in page.elements if one.tag == "figure" and "fig" in one.classes]
        markdown = self.markdown.page
        items = {_row(markdown, one) for one in markdown.elements if one.tag == "li"} if figures else set()
        for figure in figures:
            self._look_at_caption(figure)
            for link in (one for one in page.inside(figure) if one.tag == "a" and one.has("href")):
                self._look_at_link(link)
            for part in page.with_class("data", figure):
                self._look_at_data(part, items)

    def _disagree(self, element: Element, message: str) -> None:
        self.forms.disagree(self.html, element, message)

    # -- the caption

    def _look_at_caption(self, figure: Element) -> None:
        """Under the drawing's file the Markdown has the same; the title is what that file is called."""
        page, markdown = self.html.page, self.markdown.page
        titles = {squeezed(one.get("alt")) for one in markdown.elements if one.tag == "img"}
        captions = {self.markdown.words(one) for one in markdown.elements if one.tag == "p"}
        for caption in (one for one in page.inside(figure) if one.tag == "figcaption"):
            title = next((one for one in page.inside(caption) if one.tag in ("h2", "b")), caption)
            words = squeezed(page.texts[title.stop_text : caption.stop_text])
            if self.html.words(title).removesuffix(".") not in titles or words not in captions:
                self._disagree(caption, "the title or caption of the figure is not that of the Markdown")

    # -- links in the drawing

    def _look_at_link(self, link: Element) -> None:
        """Names are looked at with those of all links; here, what stands beside them."""
        path, fragment = resolve(self.html.document.path, link.get("href")) or ("", "")
        drawing = next((name for one in ancestors(link) for name in DRAWINGS.intersection(one.classes)), "")
        words = squeezed(self.html.page.spoken(link))
        label = self.said.labels.get(fragment)
        if path != self.html.document.path:
            return
        if label is None:
            passage = PASSAGE.match(words)
            if passage and passage[0] != fragment:
                self._disagree(link, f"“{words}” leads to {fragment}")
            elif drawing == STRIP:
                self._look_at_cell(link, fragment)
            elif drawing == COMPANY:
                passages, _, names = words.partition(":")
                for one in PASSAGE.findall(passages):
                    self._look_at_company(link, one, names)
        elif drawing == ARGUMENT and label.sentence is not None:
            self._look_at_node(link, label)
        elif drawing == TIMELINE:
            date = str(label.own.get("when", "")).replace("X", "0")
            for tspan in (one for one in self.html.page.inside(link) if one.tag == "tspan"):
                if astray := set(YEAR.findall(self.html.words(tspan))).difference(YEAR.findall(date)):
                    self._disagree(link, f"“{label.address}” is not of {', '.join(sorted(astray))}")

    def _look_at_cell(self, link: Element, passage: str) -> None:
        """How many labels of each kind a passage has, in words."""
        counts = Counter(label.kind for label in self.said.labels.values() if label.passage == passage)
        for title in (one for one in self.html.page.inside(link) if one.tag == "title"):
            words = self.html.words(title)
            wrong = list(self.language.miscounted(words, {kind: counts[kind] for kind in KINDS}))
            missing = [
                kind
                for kind in KINDS
                if counts[kind] and not any(one in words for one in self.language.counted(kind, counts[kind]))
            ]
            if wrong or missing:
                self._disagree(link, f"“{words}” does not count the labels of {passage}")

    def _look_at_node(self, link: Element, label: SaidLabel) -> None:
        """The passage of a statement, and of a key judgment its number and likelihood."""
        inner = self.html.page.inside(link)
        for tspan in (one for one in inner if one.tag == "tspan"):
            if self.html.words(tspan).split()[-1:] != [label.passage]:
                self._disagree(link, f"“{label.address}” does not stand in {self.html.words(tspan)}")
        beneath = squeezed(self.html.words(one) for one in inner if "u" in one.classes)
        if beneath and not self._may_stand_beneath(beneath, label):
            self._disagree(link, f"“{beneath}” is not what the JSON says of “{label.address}”")

    def _may_stand_beneath(self, words: str, label: SaidLabel) -> bool:
        """Whether these are a key judgment's number and a likelihood, or as much as there is room for."""
        judgments, likelihood = self.said.key_judgments, f"[{label.own.get('likelihood', '')}]"
        before, bracket, read = words.partition("[")
        read, cut, _ = (bracket + read).partition("…")
        number = [str(judgments.index(label.address) + 1)] if label.address in judgments else []
        fits = likelihood.startswith(read) if cut else read in ("", likelihood)
        return fits and NUMBER.findall(before) in ([], number)

    def _look_at_company(self, element: Element, passage: str, words: str) -> None:
        """Who is marked in a passage; some may be left out."""
        if not _consists_of(words, self._actors(passage)):
            self._disagree(element, f"“{squeezed(words)}” are not who is marked in {passage}")

    def _actors(self, passage: str) -> Iterator[str]:
        for label in self.said.labels.values():
            if label.passage == passage and (entity := self.said.entities.get(label.entity or "")):
                yield squeezed(entity["name"])

    # -- the same as a table or a list

    def _look_at_data(self, part: Element, items: set[Row]) -> None:
        page = self.html.page
        for item in (one for one in page.inside(part) if one.tag == "li"):
            self._look_at_item(item, items)
        rows = [
            [cell for cell in page.inside(row) if cell.tag in ("th", "td")]
            for body in page.inside(part)
            for row in page.inside(body)
            if body.tag == "tbody" and row.tag == "tr"
        ]
        if rows and rows[0] and rows[0][0].tag == "th":
            self._look_at_counts(part, [[self.html.words(cell) for cell in row] for row in rows])
        elif rows:
            self._look_at_dates(part, rows, items)

    def _look_at_item(self, item: Element, items: set[Row]) -> None:
        """What a statement has to do with others, or who is marked together in a passage."""
        page = self.html.page
        links = [one for one in page.inside(item) if one.tag == "a"]
        target = links[0].get("href").removeprefix("#") if links else ""
        if _row(page, item) not in items:
            self._disagree(item, f"“{self.html.words(item)}” does not stand so in the Markdown")
        elif target in self.said.labels:
            self._look_at_relations(item, self.said.labels[target], links[1:])
        else:
            beside = page.texts[links[0].stop_text : item.stop_text] if links else [""]
            self._look_at_company(item, target, squeezed(beside))

    def _look_at_counts(self, part: Element, rows: list[list[str]]) -> None:
        """A row a passage, a column a kind, in the order of the key to the letters."""
        page = self.html.page
        keys = (one for legend in page.with_class("legend") for one in page.inside(legend))
        kinds = [one.get("data-kind") for one in keys if one.has("data-kind")]
        counts = Counter((label.passage, label.kind) for label in self.said.labels.values())
        expected = [
            [passage.id, *(str(counts[passage.id, kind] or "") for kind in kinds)]
            for passage in self.said.passages
        ]
        if rows != expected:
            self._disagree(part, "the table does not count the labels of each passage")

    def _look_at_dates(self, part: Element, rows: list[list[Element]], items: set[Row]) -> None:
        """A row a statement with a date: when it is, and what the statement is called."""
        page, months = self.html.page, self.language.months
        dated = [label for label in self.said.labels.values() if "when" in label.own]
        for cells in rows:
            when, name = ([*map(self.html.words, cells), "", ""])[:2]
            label = next(
                (
                    one
                    for one in dated
                    if name in names_of(one) and date_stands(one.own["when"], when, months)
                ),
                None,
            )
            if label is None or sum((_row(page, cell) for cell in cells), ()) not in items:
                self._disagree(part, f"“{when}” is not the time of “{name}”")
            else:
                dated.remove(label)
        if dated:
            self._disagree(part, f"the table leaves out “{dated[0].address}”")

    def _look_at_relations(self, item: Element, label: SaidLabel, links: list[Element]) -> None:
        """Each link to another statement is one of the JSON's."""
        outgoing = {(link.relation, link.to) for link in label.links}
        incoming = self.incoming.get(label.address, set())
        found = relations_before(self.html.page, self.language, links, item.first_text)
        for link, relation, is_incoming in found:
            to = f"{self.said.slug}#{link.get('href').removeprefix('#')}"
            known = incoming if is_incoming else outgoing
            if (relation, to) not in (incoming | outgoing if relation in BOTH_WAYS else known):
                message = f"what “{label.address}” has to do with “{to}” is not what the JSON says"
                self._disagree(item, message)


def _row(page: Page, element: Element) -> Row:
    return tuple(chunk for chunk, _ in chunks(page, element))


def _consists_of(words: str, names: Iterable[str]) -> bool:
    """Whether nothing stands there but names, each once at most."""
    for name in sorted(set(names), key=len, reverse=True):
        words = words.replace(name, "", 1)
    return not words.strip(" ,،…")

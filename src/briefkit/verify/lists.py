"""The pages that are about several briefs: the index, the entities, and retired addresses.

Whatever they say of a brief was noted when the brief was proved: they are held against that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from briefkit.diagnostics import Related, Rule, Severity
from briefkit.verify.echo import chunks, numbers_in_notes, stands
from briefkit.verify.findings import COMPARED, Findings
from briefkit.verify.forms import FORMS_DISAGREE
from briefkit.verify.judgments import NUMBER, Judgments
from briefkit.verify.judgments import PAGE as JUDGMENTS
from briefkit.verify.ledger import Ledger, Tally
from briefkit.verify.links import addresses_elsewhere, resolve
from briefkit.verify.manifest import FILE_MISSING, MANIFEST, Manifest
from briefkit.verify.markup import Element, Page, bare, squeezed
from briefkit.verify.pages import NUMBERED, Shown
from briefkit.verify.prose import date_stands
from briefkit.verify.rows import BRIEF, Row, dates, differences, list_of, rows, says, targets

ROW_ASTRAY = Rule(
    "BK721",
    "row-astray",
    Severity.ERROR,
    "A list says something of a brief that the brief does not say, or leaves out what it says.",
)

AREAS = frozenset({"facts", "sum", "kind", "names", "m"})  # where a list says what is not a link's words
INDEX = ("index.", "index/")
PARTS_LISTED = 500  # at most
OTHER_KIND = re.compile(r"[^:]+: ([0-9,]+)")  # of a kind called by a title of the archive's


# -- what the lists say ----------------------------------------------------------------------------


def look_at_far_links(shown: Shown, slug: str, written: set[str], ledger: Ledger) -> None:
    """A link of one brief into another is written with a name of what it leads to; that is looked up later.

    Save where an editor's note has other words for it.
    """
    for element, path, fragment in shown.links():
        brief = BRIEF.fullmatch(path)
        if brief and brief[1] != slug:
            words = squeezed(shown.page.words(element))
            if words in written:
                continue
            place = shown.document.path, *shown.document.line_column(shown.at(element))
            ledger.claim(
                place, _not_a_name(words, path, fragment), brief[1], "name", fragment, squeezed(words)
            )


def _not_a_name(words: str, path: str, fragment: str) -> str:
    return f"“{words}” is no name of {path}{'#' if fragment else ''}{fragment}"


@dataclass(slots=True)
class Lists:
    """Looks at every page that is no brief's own, and at the end at what they have left out."""

    manifest: Manifest
    ledger: Ledger
    findings: Findings
    text_of: Callable[[str], str | None]  # of a brief's seed; None where it is not published
    mentions: dict[str, Tally] = field(default_factory=dict)  # the page of an entity → the rows seen
    sayings: dict[str, Tally] = field(default_factory=dict)
    about: dict[str, Tally] = field(default_factory=dict)
    judgments: dict[str, Tally] = field(default_factory=dict)  # ending → the rows of the index
    judged: Judgments = field(init=False)
    indexed: dict[str, set[str]] = field(default_factory=dict)  # ending → the pages that the index names

    def __post_init__(self) -> None:
        self.judged = Judgments(self.ledger)

    def look(self, html: Shown | None, markdown: Shown | None) -> None:
        """A page in its two forms."""
        for shown in (html, markdown):
            if shown:
                self._look_at_names(shown)
                self._look_at_retired(shown)
                if shown.document.path.startswith(INDEX):
                    self._look_at_index(shown)
                elif JUDGMENTS.fullmatch(shown.document.path):
                    self._look_at_judgments(shown)
                elif entity := self._entity(shown.document.path):
                    self._look_at_entity(shown, entity)
        if html and markdown:
            self._compare(html, markdown)
            if not html.document.path.startswith(INDEX):
                self._compare_rows(html, markdown)

    def _compare(self, html: Shown, markdown: Shown) -> None:
        """Every word of the Markdown stands on the page, and what the page says in lists, in the Markdown."""
        said = squeezed([*html.page.texts, *self.ledger.kinds, *numbers_in_notes(html.page)])
        for element in (one for one in markdown.page.elements if one.parent is None):
            for chunk, _ in chunks(markdown.page, element):
                if not stands(chunk, said):
                    message = f"“{chunk}” does not stand on the page"
                    self.findings.compared(
                        markdown.document.path, FORMS_DISAGREE, message, html.document.path
                    )
        said = squeezed(markdown.page.texts)
        if addresses_elsewhere(html.page) != addresses_elsewhere(markdown.page):
            message = "it leads to other addresses of the web than the page"
            self.findings.compared(markdown.document.path, FORMS_DISAGREE, message, html.document.path)
        for element in html.page.elements:
            if element.tag in ("h1", "h2") or AREAS.intersection(element.classes):
                for chunk, number in chunks(html.page, element):
                    if not stands(chunk, said):
                        place, message = (
                            html.page.texts_at[number],
                            f"“{chunk}” does not stand in the Markdown",
                        )
                        other = (Related(COMPARED, markdown.document.path, 1, 1),)
                        self.findings.at(html.document, FORMS_DISAGREE, message, place, related=other)

    def _compare_rows(self, html: Shown, markdown: Shown) -> None:
        """The same statements in the same order, and of each the same is said."""
        here, there = ([row for row in rows(shown) if row.words is None] for shown in (html, markdown))
        if [row.label for row in here] != [row.label for row in there]:
            message = "it lists other statements than the page, or in another order"
            self.findings.compared(markdown.document.path, FORMS_DISAGREE, message, html.document.path)
            return
        other = (Related(COMPARED, markdown.document.path, 1, 1),)
        for row, twin in zip(here, there, strict=True):
            for chunk in differences(html.page, row.element, markdown.page, twin.element):
                message = f"“{chunk}” of “{row.label}” stands in one form and not in the other"
                self.findings.at(html.document, FORMS_DISAGREE, message, row.element.at, related=other)

    def close(self, names: frozenset[str]) -> None:
        """All pages were seen: is every row on one of them?"""
        self._look_for_judgments()
        for ending in ("html", "md"):
            self._look_for_rows(ending)
            for id, kind in self.manifest.entities.items():
                self._look_for_page(f"{kind}s/{id}.{ending}", ending, names)
            for slug in self.manifest.briefs:
                self._look_for_page(f"briefs/{slug}.{ending}", ending, names)
            for slug in self.manifest.retired_briefs:
                if f"briefs/{slug}.{ending}" not in names:
                    self.findings.compared(
                        f"briefs/{slug}.{ending}", FILE_MISSING, "a retired brief has no page", MANIFEST
                    )
            for id in self.manifest.retired_entities:
                if not any(path.endswith(f"/{id}.{ending}") for path in names):
                    self.findings.compared(
                        f"{id}.{ending}", FILE_MISSING, "a retired entity has no page", MANIFEST
                    )

    def _find(self, shown: Shown, element: Element | None, message: str) -> None:
        self.findings.at(shown.document, ROW_ASTRAY, message, shown.at(element) if element else 0)

    def _look_at_retired(self, shown: Shown) -> None:
        """The page of a retired address leads where the manifest says, or nowhere where it is gone."""
        folder, _, name = shown.document.path.removesuffix(f".{shown.ending}").partition("/")
        retired = self.manifest.retired_briefs if folder == "briefs" else self.manifest.retired_entities
        if name not in retired:
            return
        leads = [
            element.get("href").partition("#")[0].rpartition("/")[2].removesuffix(f".{shown.ending}")
            for element in shown.page.elements
            if element.tag == "a" and element.has("href")
        ]
        new = retired[name]
        expected = [] if new is None else [new.rpartition("/")[2]]
        if [one for one in leads if one not in ("", "index")] != expected:
            message = "it does not lead where the manifest says"
            self.findings.compared(shown.document.path, FORMS_DISAGREE, message, MANIFEST)

    # -- on any page

    def _look_at_names(self, shown: Shown) -> None:
        """A link is written with a name of the brief, label or entity that it leads to."""
        written = self.ledger.links_in_notes.get(self._entity(shown.document.path) or "", ())
        for element, path, fragment in shown.links():
            words = shown.page.words(element)
            if squeezed(words) in written:
                continue
            if brief := BRIEF.fullmatch(path):
                known = brief[1] not in self.manifest.briefs or self.ledger.holds(
                    brief[1], "name", fragment, squeezed(words)
                )
            else:
                entity = self.ledger.entities.get(f"{path.rpartition('.')[0]}.html")
                known = (
                    entity is None
                    or squeezed(words) == squeezed(entity[0])
                    or self._entity(path) == self._entity(shown.document.path)  # the pages of a long list
                )
            if not known and not element.has("rel"):
                self._find(shown, element, _not_a_name(squeezed(words), path, fragment))

    # -- the index

    def _look_at_index(self, shown: Shown) -> None:
        tally = self.judgments.setdefault(shown.ending, Tally())
        indexed = self.indexed.setdefault(shown.ending, set())
        for element, path, fragment in shown.links():
            brief = BRIEF.fullmatch(path)
            if brief and fragment:
                tally.add(f"{brief[1]}#{fragment}")
            elif brief and element.parent is not None:
                indexed.add(path)
                self._look_at_facts(shown, brief[1], self._beside(shown, element.parent))
            else:
                indexed.add(path)
                if JUDGMENTS.fullmatch(path):
                    self._look_at_way_to_judgments(shown, element)

    def _look_at_way_to_judgments(self, shown: Shown, link: Element) -> None:
        """If it says how many judgments there are and how many wait for an outcome, these are the numbers."""
        numbers = NUMBER.findall(shown.page.words(link))
        if numbers not in ([], [f"{self.ledger.judged.rows:,}", f"{self.ledger.pending:,}"]):
            self._find(shown, link, f"“{squeezed(shown.page.words(link))}” is not the number of judgments")

    def _beside(self, shown: Shown, heading: Element) -> list[Element]:
        """What stands behind the heading of a brief, up to its judgments."""
        found = [heading]
        for element in shown.page.elements[heading.stop :]:
            if element.tag not in ("p", "b", "strong", "em", "a") or element.parent is not heading.parent:
                if element.tag != "b" or element.parent not in found:
                    break
                continue
            found.append(element)
        return found

    def _look_at_facts(self, shown: Shown, slug: str, elements: list[Element]) -> None:
        for element in elements:
            for text, number in _outside_links(shown.page, element):
                for chunk in text.split("·"):
                    if not self._is_fact(slug, squeezed(chunk).strip(" ,،")):
                        place = shown.page.texts_at[number] if shown.in_source else 0
                        message = f"“{squeezed(chunk)}” is not what “{slug}” says"
                        self.findings.at(shown.document, ROW_ASTRAY, message, place)

    def _is_fact(self, slug: str, chunk: str) -> bool:
        def is_one(words: str) -> bool:
            number = OTHER_KIND.fullmatch(words)
            return self.ledger.holds(slug, "fact", words) or bool(
                number and self.ledger.holds(slug, "number", number[1])
            )

        return not chunk or is_one(chunk) or all(is_one(one) for one in re.split("[,،] ", chunk))

    # -- an entity

    def _entity(self, path: str) -> str | None:
        """The first page of the entity that the page is about."""
        first = NUMBERED.sub("", path) if NUMBERED.search(path) else path.rpartition(".")[0]
        folder, _, id = first.rpartition("/")
        kind = self.manifest.entities.get(id)
        return f"{first}.html" if kind is not None and folder == f"{kind}s" else None

    def _look_at_entity(self, shown: Shown, entity: str) -> None:
        first, *others = self.ledger.entities.get(entity, ("",))
        headings = [element for element in shown.page.elements if element.tag == "h1"]
        if first and [squeezed(shown.page.words(one)) for one in headings] != [squeezed(first)]:
            self._find(shown, headings[0] if headings else None, f"the heading is not “{first}”")
        text = squeezed(shown.page.texts)
        if NUMBERED.search(shown.document.path) is None:
            for word in others:
                if not stands(squeezed(word), text):
                    self._find(shown, None, f"“{word}” is not said of it")
            self._look_at_tree(shown, entity)
            self._look_at_company(shown, entity)
        if count := self.ledger.language.mentions_in_briefs(text):
            mentions = self.ledger.mentions.get(entity, Tally()).rows
            expected = self.ledger.language.so_many_mentions(mentions, self.ledger.briefs_naming[entity])
            if count not in expected:
                self._find(shown, None, f"“{count}” is not the number of its mentions")
        if shown.in_source:
            about = [one.get("data-entity") for one in shown.page.elements if one.has("data-entity")]
            if about != [_id(entity)]:
                self._find(shown, None, f"the page is not about “{_id(entity)}”")
        self._look_at_rows(shown, entity)

    def _look_at_rows(self, shown: Shown, entity: str) -> None:
        key = f"{entity} {shown.ending}"
        mentions, sayings, about = (
            of.setdefault(key, Tally()) for of in (self.mentions, self.sayings, self.about)
        )
        for row in rows(shown):
            if row.words is None:
                # In Markdown no mark tells the two lists apart: there they are counted as one.
                (about if list_of(row) == "about" else sayings).add(row.label)
                self._look_at_statement(shown, row)
                continue
            mentions.add(row.label, bare(row.words))
            if not self._stands(row):
                self._find(shown, row.element, f"“{squeezed(row.words)}” does not stand so at {row.label}")
        for element in shown.page.elements:
            if element.tag == "h3":
                links = [one for one in shown.page.inside(element) if one.tag == "a"]
                target = resolve(shown.document.path, links[0].get("href")) if links else None
                if target and (brief := BRIEF.fullmatch(target[0])):
                    self._look_at_facts(shown, brief[1], [element])

    def _look_at_statement(self, shown: Shown, row: Row) -> None:
        """What a row says of a statement is what its brief says."""
        here = f"briefs/{row.slug}.{shown.ending}"
        leads = set(targets(shown, row))
        if (here, row.address) not in leads:
            self._find(shown, row.element, f"it does not lead to “{row.label}”")
        if not any(
            path == here and self.ledger.holds(row.slug, "passage", row.address, fragment)
            for path, fragment in leads
        ):
            self._find(shown, row.element, f"it does not lead to the passage of “{row.label}”")
        if shown.in_source:
            if not self.ledger.holds(row.slug, *says(shown.page, row)):
                self._find(shown, row.element, f"“{row.label}” is not as its brief has it")
            text = shown.page.spoken(row.element)
            for date in dates(row):
                if not date_stands(date, text, self.ledger.language.months):
                    self._find(shown, row.element, f"the date “{date}” of “{row.label}” is not here in words")

    def _look_at_judgments(self, shown: Shown) -> None:
        found = [row for row in rows(shown) if row.words is None]
        for row in found:
            self._look_at_statement(shown, row)
        for element, message in self.judged.look(shown, found):
            self._find(shown, element, message)

    # -- who stands around an entity

    def _look_at_tree(self, shown: Shown, entity: str) -> None:
        """What it is part of, and its parts; those that no brief names are not known here."""
        wholes: list[str] = []
        whole = self.ledger.wholes.get(entity, "")
        while whole and whole not in (entity, *wholes):
            wholes.append(whole)
            whole = self.ledger.wholes.get(whole, "")
        found = [path for path, after in self._entities_listed(shown) if not after]
        missing = self.ledger.parts.get(entity, set()).difference(found)
        astray = [path for path in found[len(wholes) :] if self.ledger.wholes.get(path, entity) != entity]
        if found[: len(wholes)] != wholes[::-1] or astray or (missing and len(found) < PARTS_LISTED):
            self._find(shown, None, "what it is part of, or what its parts are, is said otherwise")

    def _look_at_company(self, shown: Shown, entity: str) -> None:
        """Who is marked in the same passages: those with the most, and how many more there are."""
        expected = self.ledger.company(entity)
        listed = {path: after for path, after in self._entities_listed(shown) if after}
        if any(after != f"{expected[path]:,}" for path, after in listed.items()):
            self._find(shown, None, "it counts the passages that it shares otherwise")
        others = [count for path, count in expected.items() if path not in listed]
        least = min((expected[path] for path in listed), default=0)
        if (others and max(others) > least) or (expected and not listed):
            self._find(shown, None, "it leaves out who is marked beside it more often")

    def _entities_listed(self, shown: Shown) -> Iterator[tuple[str, str]]:
        """The pages of entities that list items lead to, each with the number behind the link or nothing."""
        page = shown.page
        for element in page.elements:
            links = [one for one in page.inside(element) if one.tag == "a"] if element.tag == "li" else []
            target = resolve(shown.document.path, links[0].get("href")) if links else None
            if target and not target[1] and (path := self._entity(target[0])):
                nested = (one.first_text for one in page.inside(element) if one.tag == "ul")
                stop = next(nested, element.stop_text)
                if links[0].stop_text <= stop:
                    yield path, squeezed(page.texts[links[0].stop_text : stop])

    def _stands(self, row: Row) -> bool:
        """Whether the words and those around them stand in the seed where the label marks it."""
        slug, _, address = row.label.partition("#")
        if not self.ledger.holds(slug, "name", address, squeezed(row.words or "")):
            return False
        text = self.text_of(slug)
        if text is None:
            return not bare(row.before + row.after)
        return any(
            bare(text[place.start : place.end]) == bare(row.words or "")
            and any(bare(text[passage.start : place.start]).endswith(one) for one in _cut(row.before))
            and any(bare(text[place.end : passage.end]).startswith(one) for one in _cut(row.after))
            for place, passage in self.ledger.places(slug, address)
        )

    def _look_for_rows(self, ending: str) -> None:
        for id, kind in self.manifest.entities.items():
            entity = f"{kind}s/{id}.html"
            sayings, about = (of.get(entity, Tally()) for of in (self.ledger.sayings, self.ledger.about))
            if ending == "md":
                sayings, about = sayings.joined(about), Tally()
            expected = self.ledger.mentions.get(entity, Tally()), sayings, about
            seen = (of.get(f"{entity} {ending}", Tally()) for of in (self.mentions, self.sayings, self.about))
            if expected != tuple(seen):
                path = entity.removesuffix("html") + ending
                self.findings.of_file(path, ROW_ASTRAY, "its rows are not all that the briefs say of it")
        if self.judgments.get(ending, Tally()) != self.ledger.judgments:
            self.findings.of_file(f"index.{ending}", ROW_ASTRAY, "it does not list each key judgment once")

    def _look_for_judgments(self) -> None:
        for ending, message in self.judged.close():
            self.findings.of_file(f"judgments.{ending}", ROW_ASTRAY, message)

    def _look_for_page(self, path: str, ending: str, names: frozenset[str]) -> None:
        if path not in names:
            self.findings.compared(
                path, FILE_MISSING, "this address is published, and there is no page", MANIFEST
            )
        elif path not in self.indexed.get(ending, ()):
            self.findings.compared(f"index.{ending}", ROW_ASTRAY, f"it does not lead to {path}", MANIFEST)


def _cut(context: str) -> tuple[str, str]:
    """The words around a mention, as they are and less the mark that there are more."""
    return bare(context), bare(context).strip("…")


def _outside_links(page: Page, element: Element) -> Iterator[tuple[str, int]]:
    in_links = {
        number
        for one in page.inside(element)
        if one.tag == "a"
        for number in range(one.first_text, one.stop_text)
    }
    return ((text, number) for text, number in page.pieces(element) if number not in in_links)


def _id(entity: str) -> str:
    return entity.rpartition("/")[2].removesuffix(".html")

"""The passages of a brief's page, held character by character against the words of the seed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefkit.diagnostics import Related, Rule, Severity
from briefkit.spans import Document
from briefkit.verify.annotations import Said, SaidPassage
from briefkit.verify.findings import COMPARED, Findings
from briefkit.verify.markup import Element, Page
from briefkit.verify.words import Words

PASSAGE_MISSING = Rule(
    "BK709",
    "passage-missing",
    Severity.ERROR,
    "A form of the brief lacks a passage, has one too many, or says another place or type for one.",
)
PASSAGE_TEXT = Rule(
    "BK711",
    "passage-text",
    Severity.ERROR,
    "What the page shows as the source's words is not what stands in the seed.",
)
LABEL_WITHOUT_WORDS = Rule(
    "BK712",
    "label-without-words",
    Severity.ERROR,
    "The words marked for a label are not those that it quotes, or none are marked.",
)

# In a passage other elements could hide or move words; these only dress them.
INLINE = frozenset("a abbr b bdi bdo cite code em i mark q s small span strong sub sup u wbr".split())
OFFSET = re.compile(r"[0-9]{1,12}")
Covered = dict[str, list[tuple[int, int]]]  # address → the places that are marked for it, in order


@dataclass(slots=True)
class _Run:
    """A text of a passage and the offset at which it starts in the seed."""

    text: str
    start: int
    number: int  # in `page.texts`


@dataclass(slots=True)
class Passages:
    """Compares the passages of a page with the JSON, and both with the seed."""

    said: Said
    words: Words
    page: Page
    document: Document
    json: Document
    findings: Findings
    covered: Covered = field(default_factory=dict)

    def look(self) -> int:
        """How many passages of the page hold exactly the seed's text; those that do not are found."""
        shown = list(self.page.with_class("passage"))
        proved = 0
        for passage, element in zip(self.said.passages, shown, strict=False):
            before = len(self.findings)
            self._look_at_place(passage, element)
            runs = list(self._runs(element, passage))
            self._look_at_text(passage, runs)
            self._cover(element, passage, runs)
            proved += len(self.findings) == before
        if len(shown) != len(self.said.passages):
            message = f"the page has {len(shown)} passages and the JSON {len(self.said.passages)}"
            self._find(PASSAGE_MISSING, message, shown[-1].at if shown else 0)
        self._look_at_marks()
        return proved

    def _find(self, rule: Rule, message: str, start: int, end: int | None = None) -> None:
        other = (Related(COMPARED, self.json.path, 1, 1),)
        self.findings.at(self.document, rule, message, start, end, related=other)

    def _look_at_place(self, passage: SaidPassage, element: Element) -> None:
        says = tuple(element.get(name) for name in ("id", "data-start", "data-end", "data-type"))
        if says != (passage.id, str(passage.start), str(passage.end), passage.type):
            message = f"the page and the JSON say different things of {passage.id}: place, type or id"
            self._find(PASSAGE_MISSING, message, element.at)

    def _runs(self, element: Element, passage: SaidPassage) -> Iterator[_Run]:
        """The texts of the passage, each with its offset in the seed; gaps are stepped over."""
        gaps = []
        for inner in self.page.inside(element):
            if inner.tag not in INLINE:
                self._find(PASSAGE_TEXT, f"<{inner.tag}> stands in {passage.id}", inner.at)
            if inner.has("data-gap"):
                gaps.append(inner)
        if gaps and self.said.is_full:
            self._find(PASSAGE_TEXT, f"{passage.id} has a gap, though all of it is published", gaps[0].at)
        here = passage.start
        for text, number in self.page.pieces(element):
            while gaps and gaps[0].first_text <= number:
                here = self._over(gaps.pop(0), here, passage)
            yield _Run(text, here, number)
            here += len(text)
        for gap in gaps:
            here = self._over(gap, here, passage)
        if here != passage.end:
            length = passage.end - passage.start
            message = f"{passage.id} shows {here - passage.start} characters and has {length}"
            self._find(PASSAGE_TEXT, message, element.at)

    def _over(self, gap: Element, here: int, passage: SaidPassage) -> int:
        start, end = _offset(gap.get("data-start")), _offset(gap.get("data-end"))
        if start != here or not start < end <= passage.end or gap.stop_text != gap.first_text:
            self._find(PASSAGE_TEXT, f"a gap of {passage.id} is not where it says", gap.at)
        return max(here, min(end, passage.end))

    def _look_at_text(self, passage: SaidPassage, runs: list[_Run]) -> None:
        for run in runs:
            known = self.words.at(run.start, run.start + len(run.text))
            if known == run.text:
                continue
            place = self.page.texts_at[run.number]
            if known is None:
                self._find(PASSAGE_TEXT, f"{passage.id} shows words that nothing quotes", place)
            else:
                same = next(n for n, (a, b) in enumerate(zip(known, run.text, strict=True)) if a != b)
                message = f"{passage.id} is not the seed's text from its character {run.start + same} on"
                self._find(PASSAGE_TEXT, message, place + same, place + same + 1)
            return

    # -- marks

    def _cover(self, element: Element, passage: SaidPassage, runs: list[_Run]) -> None:
        """Note what is marked in the passage, and for which labels."""
        by_number = {run.number: run for run in runs}
        for address in element.get("data-labels").split():
            self.covered.setdefault(address, []).append((passage.start, passage.end))
        for inner in self.page.inside(element):
            if inner.tag == "mark":
                texts = range(inner.first_text, inner.stop_text)
                own = [by_number[number] for number in texts if number in by_number]
                if own:
                    piece = own[0].start, own[-1].start + len(own[-1].text)
                    for address in inner.get("data-labels").split():
                        self.covered.setdefault(address, []).append(piece)

    def _look_at_marks(self) -> None:
        for label in self.said.labels.values():
            marked = _joined(self.covered.pop(label.address, []))
            if marked != _joined([(span.start, span.end) for span in label.spans]):
                element = next((one for one in self.page.elements if one.get("id") == label.address), None)
                message = f"the words marked for “{label.address}” are not those that it quotes"
                self._find(LABEL_WITHOUT_WORDS, message, element.at if element else 0)
        for address in self.covered:
            self._find(LABEL_WITHOUT_WORDS, f"words are marked for “{address}”, which is no label", 0)


def _offset(written: str) -> int:
    """The number, or one that no offset is."""
    return int(written) if OFFSET.fullmatch(written) else -1


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order, those that touch as one: a label is cut wherever another begins or ends."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found

"""The forms of one brief side by side: the page, the Markdown as rendered, and what the JSON says."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefkit.diagnostics import Related, Rule, Severity, related
from briefkit.spans import Document, Span
from briefkit.verify.annotations import Said
from briefkit.verify.echo import chunks, stands
from briefkit.verify.findings import COMPARED, Findings
from briefkit.verify.language import Language, language_of, tag_of
from briefkit.verify.ledger import Ledger
from briefkit.verify.markup import RAW, Element, Page, squeezed
from briefkit.verify.words import Words

FORMS_DISAGREE = Rule(
    "BK716",
    "forms-disagree",
    Severity.ERROR,
    "The page, the Markdown and the JSON are one brief in three forms; where they say different things, one "
    "of them was not made from what the others were made from.",
)
NOWHERE = Span(0, 0)


@dataclass(slots=True)
class Form:
    """The page or the Markdown as rendered: where its labels are, and how its addresses end."""

    document: Document
    page: Page
    ending: str  # html or md
    labels: dict[str, Element]
    in_source: bool  # whether offsets of the page are offsets of the document
    text: str = ""  # all that readers see, squeezed

    def __post_init__(self) -> None:
        scripts = [one for one in self.page.elements if one.tag in RAW]
        unseen = {number for one in scripts for number in range(one.first_text, one.stop_text)}
        texts = enumerate(self.page.texts)
        self.text = squeezed(text for number, text in texts if number not in unseen)

    def place(self, element: Element | None) -> int:
        if element is None:
            return 0
        if self.in_source:
            return element.at
        return max(0, self.document.text.find(f'<a id="{element.get("id")}"'))

    def words(self, element: Element) -> str:
        return squeezed(self.page.words(element))


@dataclass(slots=True)
class Forms:
    """The three forms, and a way to say that they differ."""

    said: Said
    words: Words
    html: Form
    markdown: Form
    json: Document
    findings: Findings
    language: Language = field(init=False)
    _others: dict[str, tuple[Related, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.language = language_of(tag_of(self.html.page))
        documents = (self.html.document, self.markdown.document, self.json)
        for one in documents:
            # Which of the three was changed, no comparison can tell: each finding names them all.
            self._others[one.path] = tuple(
                related(other, NOWHERE, COMPARED) for other in documents if other is not one
            )

    def find(
        self, form: Form, element: Element | None, rule: Rule, message: str, at: int | None = None
    ) -> None:
        place = form.place(element) if at is None else at
        self.findings.at(form.document, rule, message, place, related=self._others[form.document.path])

    def disagree(self, form: Form, element: Element | None, message: str) -> None:
        self.find(form, element, FORMS_DISAGREE, message)

    def look_for_chunks(self, element: Element, other: str) -> None:
        """Every word of an element of the page stands in the other text, which is of the Markdown."""
        for chunk, number in chunks(self.html.page, element):
            if not stands(chunk, other):
                message = f"“{chunk}” does not stand in the Markdown"
                self.find(self.html, element, FORMS_DISAGREE, message, self.html.page.texts_at[number])


@dataclass(frozen=True, slots=True)
class Comparison:
    """A part of a brief that is compared in its forms."""

    forms: Forms
    ledger: Ledger

    @property
    def language(self) -> Language:
        """What is known of the language that the page says it is in."""
        return self.forms.language

    @property
    def said(self) -> Said:
        return self.forms.said

    @property
    def html(self) -> Form:
        return self.forms.html

    @property
    def markdown(self) -> Form:
        return self.forms.markdown

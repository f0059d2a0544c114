"""What a link between statements says that it is: the words before it, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefkit.verify.language import Language
from briefkit.verify.markup import Element, Page, squeezed

BEFORE = re.compile(r"[·.:;؛]")  # what a relation stands behind
ANOTHER = frozenset(("", ",", "،"))  # what parts the links of one relation


def relations_before(
    page: Page, language: Language, links: Sequence[Element], first: int = 0
) -> Iterator[tuple[Element, str, bool]]:
    """The links to statements, each with its relation and whether it is said from the other end.

    Before the first link of several stands what they all are. A link with no relation before it, from
    the text with the number `first` on, leads to something else.
    """
    # Where one word serves both ends, it is read as said from this one.
    relations = {words: key for key, words in sorted(language.relations.items(), reverse=True)}
    in_links = {number for link in links for number in range(link.first_text, link.stop_text)}
    for link in links:
        number = link.first_text - 1
        while number >= first and (number in in_links or page.texts[number].strip() in ANOTHER):
            number -= 1
        words = squeezed(BEFORE.split(page.texts[number])[-1]) if number >= first else ""
        if found := relations.get(words[:1].lower() + words[1:]):
            yield link, *found

"""The fixes that findings carry: what a rule knows to be meant, as the fewest edits that say it.

A fix is safe where what is written cannot be read in another way: the same letters in another
case, with other signs between the words. Whatever was guessed at is unsafe, and for an editor to
ask for.
"""

from __future__ import annotations

import re
import unicodedata

from briefkit import edits, yamltree
from briefkit.diagnostics import Edit, Fix
from briefkit.spans import Document, Span

BETWEEN_WORDS = re.compile(r"[\s_-]+")
PLAIN = re.compile(r"[0-9A-Za-z.][0-9A-Za-z./~?%_-]*")  # names, dates and numbers, which editors write so


def spelt_alike(one: str, other: str) -> bool:
    """Whether two words differ in case, and in what parts their parts, alone: `Leads-to`, `leads_to`."""
    return _folded(one) == _folded(other)


def _folded(word: str) -> str:
    return BETWEEN_WORDS.sub("-", unicodedata.normalize("NFC", word).strip().casefold())


def write(span: Span, given: str, wanted: str, *, safe: bool | None = None) -> Fix:
    """Another word in the place of the one given; safe, unless told, where it is only spelt otherwise."""
    edit = Edit(span, _plainly(wanted))
    return Fix(f"Write {wanted}", (edit,), spelt_alike(given, wanted) if safe is None else safe)


def instead(text: str, span: Span, given: str, wanted: str, *, safe: bool | None = None) -> Fix | None:
    """Another name in the place of the one given, wherever in the span that stands; None if not just once.

    What is around it stays: quotation marks, the words of a note, `entity:`. A name needs no marks.
    """
    places = [found.span() for found in re.finditer(rf"(?<![\w-]){re.escape(given)}(?![\w-])", span.of(text))]
    if len(places) != 1:
        return None
    edit = Edit(Span(*places[0]).moved(span.start), wanted)
    return Fix(f"Write {wanted}", (edit,), spelt_alike(given, wanted) if safe is None else safe)


def rename_key(mapping: yamltree.Node | None, key: yamltree.Scalar, wanted: str) -> Fix | None:
    """Another key before a value; none where it would be there twice."""
    if isinstance(mapping, yamltree.Mapping) and mapping.get(wanted) is not None:
        return None
    return write(key.span, key.text, wanted)


def take_away(document: Document, mapping: yamltree.Mapping, key: str, *, safe: bool = False) -> Fix | None:
    """A key goes, with its value; none where the mapping would be empty."""
    if len(mapping.entries) < 2:
        return None
    edit = edits.remove_field(document, mapping, key)
    return Fix(f"Take `{key}` away", (edit,), safe)


def take_item_away(
    document: Document, mapping: yamltree.Mapping, key: str, number: int, *, safe: bool = False
) -> Fix | None:
    """An item of a list goes, and the last one with its key."""
    items = mapping.get(key)
    if not isinstance(items, yamltree.Sequence) or len(items.items) < 2:
        return take_away(document, mapping, key, safe=safe)
    word = yamltree.plain(items.items[number])
    return Fix(f"Take {word} away", (edits.remove_item(document, items, number),), safe)


def add_field(
    document: Document, mapping: yamltree.Mapping, key: str, value: str, *, safe: bool = False
) -> Fix:
    """A key that is not there, behind the others."""
    edit = edits.set_field(document, mapping, key, _plainly(value))
    return Fix(f"Add `{key}: {value}`", (edit,), safe)


def _plainly(text: str) -> str:
    return text if PLAIN.fullmatch(text) else edits.scalar(text, flow=True)

"""What other pages may retell of a brief, noted while the brief itself is at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefkit.spans import Span
from briefkit.verify.annotations import Said, SaidLabel
from briefkit.verify.ledger import Fact, Ledger, Tally
from briefkit.verify.markup import Page, squeezed
from briefkit.verify.prose import links_of_markdown, names_of, texts_of_markdown
from briefkit.verify.words import Words


def note_facts(said: Said, words: Words, page: Page | None, ledger: Ledger) -> None:
    """Note all that other pages may say of a brief."""
    ledger.record(said.slug, _facts(said, words, page))
    ledger.mark(said.slug, _marked(said))
    for path, entity in said.entities.items():
        ledger.entities.setdefault(path, tuple(_words_of_entity(entity)))
        if "note" in entity:
            ledger.links_in_notes.setdefault(path, set(links_of_markdown(entity["note"])))
    ledger.kinds.update(label.kind for label in said.labels.values())
    naming = set()
    for label in said.labels.values():
        if label.entity is not None:
            naming.add(label.entity)
            for span in label.spans:
                exact = words.at(span.start, span.end) or ""
                ledger.mentions.setdefault(label.entity, Tally()).add(
                    f"{said.slug}#{label.address}", bare(exact)
                )
        for actor in label.own["by"]:
            ledger.sayings.setdefault(actor, Tally()).add(f"{said.slug}#{label.address}")
    ledger.briefs_naming.update(naming)
    for address in said.key_judgments:
        ledger.judgments.add(f"{said.slug}#{address}")


def _facts(said: Said, words: Words, page: Page | None) -> Iterator[Fact]:
    titles = said.title, f"[{said.title}]"
    for title in titles:
        yield "name", "", squeezed(title)
    for label in said.labels.values():
        if label.sentence is not None:
            yield "name", label.address, squeezed(label.sentence)
        for name in names_of(label):
            yield "name", label.address, squeezed(name)
            for title in titles if label.sentence is not None else ():
                yield "name", label.address, squeezed(f"{name} (in {title})")
        yield "kind", label.address, label.kind
        yield "passage", label.address, label.passage
        for words_of_one in _marked_words(label, words):
            yield "name", label.address, squeezed(words_of_one)
    yield from (("fact", fact) for fact in _shown_facts(said, page))


def _shown_facts(said: Said, page: Page | None) -> Iterator[str]:
    """What lists show beside a title. Dates stand in words, which the brief's own page says."""
    counts: dict[str, int] = {"passage": len(said.passages)}
    for label in said.labels.values():
        counts[label.kind] = counts.get(label.kind, 0) + 1
    for noun, number in counts.items():
        yield f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
    yield said.about["status"]
    yield said.about["status"].capitalize()
    if "handling" in said.about:
        yield from (part.strip() for part in squeezed(said.about["handling"]).split("·"))
    for element in page.with_class("facts") if page else ():
        for one in page.inside(element) if page else ():
            if one.tag == "dd" and page:
                words = squeezed(page.words(one))
                yield words
                yield words.removeprefix("[").removesuffix("]")


def _words_of_entity(entity: Mapping[str, Any]) -> Iterator[str]:
    yield str(entity["name"])
    for name in ("type", "wikidata", "geonames"):
        if name in entity:
            yield str(entity[name])
    for name in ("aliases", "tags"):
        yield from entity.get(name, ())
    if "note" in entity:
        yield from texts_of_markdown(entity["note"])
    if "at" in entity:
        latitude, longitude = entity["at"]
        north, east = "S" if latitude < 0 else "N", "W" if longitude < 0 else "E"
        yield f"{abs(latitude):g}° {north}, {abs(longitude):g}° {east}"


def _marked_words(label: SaidLabel, words: Words) -> Iterator[str]:
    """What a mention may be called: the words that it marks."""
    if label.entity is not None:
        marked = [words.at(span.start, span.end) or "" for span in label.spans]
        yield from marked
        yield " … ".join(marked)


def _marked(said: Said) -> Iterator[tuple[str, Span, Span]]:
    passages = {passage.id: passage for passage in said.passages}
    for label in said.labels.values():
        passage = passages.get(label.passage)
        for span in label.spans if label.entity is not None and passage else ():
            if passage and span.start <= span.end and passage.start <= passage.end:
                yield label.address, Span(span.start, span.end), Span(passage.start, passage.end)


def bare(text: str) -> str:
    """The text without white space: what Markdown and HTML show alike."""
    return "".join(text.split())

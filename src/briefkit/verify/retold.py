"""What other pages may retell of a brief, noted while the brief itself is at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from briefkit.spans import Span
from briefkit.verify.annotations import Said, SaidLabel
from briefkit.verify.language import Language, language_of, tag_of
from briefkit.verify.ledger import Fact, Ledger, Tally
from briefkit.verify.markup import Page, bare, squeezed
from briefkit.verify.prose import links_of_markdown, names_of, texts_of_markdown
from briefkit.verify.words import Words


def note_facts(said: Said, words: Words, page: Page | None, ledger: Ledger) -> None:
    """Note all that other pages may say of a brief."""
    if page:
        ledger.language = language_of(tag_of(page))
    ledger.record(said.slug, _facts(said, words, page, ledger.language))
    ledger.mark(said.slug, _marked(said))
    for path, entity in said.entities.items():
        known = ledger.entities.get(path, ())  # from another brief, which must say the same
        ledger.entities[path] = tuple(dict.fromkeys((*known, *_words_of_entity(entity, ledger.language))))
        if "part_of" in entity:
            ledger.wholes[path] = entity["part_of"]
            ledger.parts.setdefault(entity["part_of"], set()).add(path)
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
    _note_company(said, ledger)
    _note_judgments(said, ledger)
    for address in said.key_judgments:
        ledger.judgments.add(f"{said.slug}#{address}")


def _note_company(said: Said, ledger: Ledger) -> None:
    """Who is marked together, and which statements are about whom."""
    mentions: dict[str, list[SaidLabel]] = {}
    for label in said.labels.values():
        if label.entity is not None:
            mentions.setdefault(label.passage, []).append(label)
    for marked in mentions.values():
        ledger.note_company(label.entity for label in marked if label.entity)
    for label in said.labels.values():
        if label.sentence is not None:
            touched = {
                one.entity for one in mentions.get(label.passage, ()) if one.entity and _touch(label, one)
            }
            for entity in touched.difference(label.own["by"]):
                ledger.about.setdefault(entity, Tally()).add(f"{said.slug}#{label.address}")


def _touch(statement: SaidLabel, mention: SaidLabel) -> bool:
    """Whether the two mark any character in common; a whole passage stands as one span."""
    return any(
        one.start < other.end and other.start < one.end for one in statement.spans for other in mention.spans
    )


def _note_judgments(said: Said, ledger: Ledger) -> None:
    for label in said.labels.values():
        here = f"{said.slug}#{label.address}"
        if label.kind == "implication" or label.address in said.key_judgments:
            ledger.judged.add(here)
        if label.kind == "implication" and "outcome" not in label.own:
            ledger.pending += 1
        if label.kind == "implication" and "likelihood" in label.own:
            result = label.own.get("outcome", {}).get("briefkit:result", "")
            ledger.outcomes[said.about["scale"], label.own["likelihood"], result] += 1
        for link in label.links:
            if link.relation == "revises":
                ledger.revises[here] = link.to


def row_of(label: SaidLabel, judgment: str) -> Fact:
    """What a list shows of a statement, in the order of `verify.rows`."""
    own, outcome = label.own, label.own.get("outcome", {})
    return (
        *("row", label.address, label.kind, own.get("basis", "")),
        *("" if label.status == "draft" else label.status, judgment, own.get("when", "")),
        " ".join((outcome.get("briefkit:result", ""), outcome.get("briefkit:date", ""))).strip(),
        *(own.get("confidence", ""), squeezed(own.get("hedge", ""))),
        f"[{own['likelihood']}]" if "likelihood" in own else "",
    )


def _facts(said: Said, words: Words, page: Page | None, language: Language) -> Iterator[Fact]:
    titles = said.title, f"[{said.title}]"
    judgments = {address: str(number) for number, address in enumerate(said.key_judgments, 1)}
    for title in titles:
        yield "name", "", squeezed(title)
    for passage in said.passages:
        yield "name", passage.id, passage.id
    for label in said.labels.values():
        if label.sentence is not None:
            yield "name", label.address, squeezed(label.sentence)
            yield row_of(label, judgments.get(label.address, ""))
            likelihood = label.own.get("likelihood")
            yield "likelihood", label.address, f"[{likelihood}]" if likelihood else ""
            for link in label.links:
                yield "revises", label.address, link.to, squeezed(link.reason or "")
        for name in names_of(label):
            yield "name", label.address, squeezed(name)
            for title in titles if label.sentence is not None else ():
                yield "name", label.address, squeezed(language.in_brief.format(name=name, title=title))
        yield "kind", label.address, label.kind
        yield "passage", label.address, label.passage
        for words_of_one in _marked_words(label, words):
            yield "name", label.address, squeezed(words_of_one)
    yield from (("fact", fact) for fact in _shown_facts(said, page, language))
    yield from (("number", number) for number in _numbers_of_other_kinds(said, language))


def _shown_facts(said: Said, page: Page | None, language: Language) -> Iterator[str]:
    """What lists show beside a title. Dates stand in words, which the brief's own page says."""
    counts = Counter(label.kind for label in said.labels.values())
    for noun, number in {"passage": len(said.passages), **counts}.items():
        yield from language.counted(noun, number)
    yield language.word(said.about["status"])
    yield language.word(said.about["status"]).capitalize()
    if "handling" in said.about:
        yield from (part.strip() for part in squeezed(said.about["handling"]).split("·"))
    for element in page.with_class("facts") if page else ():
        for one in page.inside(element) if page else ():
            if one.tag == "dd" and page:
                words = squeezed(page.words(one))
                yield words
                yield words.removeprefix("[").removesuffix("]")


def _numbers_of_other_kinds(said: Said, language: Language) -> Iterator[str]:
    """What a list counts of a kind that it calls by a title which the JSON does not say."""
    counts = Counter(label.kind for label in said.labels.values())
    return (f"{number:,}" for kind, number in counts.items() if not language.knows(kind))


def _words_of_entity(entity: Mapping[str, Any], language: Language) -> Iterator[str]:
    yield str(entity["name"])
    if "type" in entity:
        yield language.word(str(entity["type"]))
    for name in ("wikidata", "geonames"):
        if name in entity:
            yield str(entity[name])
    for name in ("aliases", "tags"):
        yield from entity.get(name, ())
    if "note" in entity:
        yield from texts_of_markdown(entity["note"])
    if "at" in entity:
        latitude, longitude = entity["at"]
        north, east = "S" if latitude < 0 else "N", "W" if longitude < 0 else "E"
        north, east = language.compass.get(north, north), language.compass.get(east, east)
        yield f"{abs(latitude):g}° {north}"
        yield f"{abs(longitude):g}° {east}"


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

"""A neutral, repeatable corpus of labelled texts: the same job for every tool that is measured.

    python bench/gen_corpus.py OUT --briefs 100 --seed 1

writes OUT/briefs/<slug>.json, one labelled text each, and OUT/entities.json, every entity that
they mention. Offsets count code points into `text`, end not included. All names are invented.
Sizes follow a real brief: about 1,200 words, 15 passages and 60 labels.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Pick = Callable[[random.Random, int], list[Json]]

SYLLABLES = (
    "ba be bo bra cal can dar del dor el en far fen gal gor hal hel is ka kel la len lo mar mel "
    "mor na nel nor or pel per qua ra ren ros sa sel sol ta tel tor u val ven vor wes yal za zen"
).split()
PLACE_ENDS = "port ford stad mouth field haven bridge holm ton vale gate wick".split()
PLACE_FORMS = [
    *["{}"] * 3,
    "Upper {}",
    "{} Bay",
    "{} Basin",
    "the {} corridor",
    "{} Straits",
    "New {}",
]
ORGANIZATIONS = [
    "Ministry of Ports",
    "Water Authority",
    "Grain Board",
    "Rail Union",
    "Energy Council",
    "Fisheries Agency",
    "Customs Service",
    "Development Bank",
    "Pilots’ Guild",
    "Farmers’ League",
    "Transit Consortium",
    "Statistics Office",
    "Civic Forum",
    "Highway Directorate",
    "Health Trust",
    "Shipping Line",
]
FIRST_NAMES = (
    "Ada Boris Carla Dmitri Elena Farid Greta Hassan Ines Jonas Katya Lionel Mira Nils Oksana Pavel "
    "Quentin Rosa Samir Tilda Ugo Vera Wim Xenia Yusuf Zora"
).split()
TOPICS = [
    "port fees",
    "the grain quota",
    "reservoir levels",
    "the rail timetable",
    "fuel subsidies",
    "the fishing ban",
    "border inspections",
    "dredging work",
    "the housing levy",
    "the toll road",
    "seasonal hiring",
    "the ferry contract",
    "the drought plan",
    "cold-storage capacity",
    "the tender process",
    "the census",
    "the pension reform",
    "the flood wall",
    "the ‘open berth’ scheme",
    "river traffic",
]
LIKELIHOODS = ["remote", "unlikely", "even chance", "likely", "very likely", "almost certain"]
MONTHS = "January February March April May June July August September October November December".split()

OPENINGS = [
    *[""] * 4,
    "In practice, ",
    "At first sight, ",
    "So far, ",
    "On paper, ",
    "By most accounts, ",
    "Over the past year, ",
    "Since {month}, ",
    "For now, ",
    "Equally important, ",
    "Not surprisingly, ",
    "On the other hand, ",
    "In the short term, ",
    "Despite the publicity, ",
    "Seen from {place}, ",
]
CORES = [
    "{actor} has kept {topic} under review, and officials in {place} expect a decision before {month}",
    "traders in {place} say that {actor} is quietly moving stock inland to avoid {topic}",
    "{actor} argues that {topic} would cost about {num} million a year, a figure that {actor2} disputes",
    "the dispute between {actor} and {actor2} over {topic} has slowed work on the quays at {place}",
    "{num} per cent of the vessels that called at {place} in {month} were delayed by more than a day",
    "neither {actor} nor {actor2} has published the data on which the forecast for {place} rests",
    "local councils around {place} have begun to hire their own engineers rather than wait for {actor}",
    "{actor} still has the larger budget, but {actor2} holds most of the permits issued in {place}",
    "a leaked memo suggests that {actor} would accept a smaller share of {topic} in return for a seat "
    "in {place}",
    "the price of storage in {place} rose by {num} per cent, which {actor} blames on {topic}",
    "{topic} matters less to households in {place} than to the carriers who depend on {actor}",
    "the first test will come in {month}, when {actor} has to renew its lease near {place}",
    "insurers have begun to treat {place} as a separate zone, and {actor} has so far not objected",
    "smaller firms, which lack the reserves of {actor}, have responded by leaving {place} altogether",
    "{actor} has promised to open its books, though it has made the same promise {num} times before",
    "staff at {actor} describe a backlog of {num} files, most of them about {topic}",
    "a poll taken in {place} shows that support for {topic} has fallen by {num} points since {month}",
    "{actor2} is eager to present the agreement as its own, even where {actor} did most of the work",
    "the roads north of {place} were closed for {num} days, and {actor} had no plan for a second route",
    "several mayors near {place} now coordinate directly, which leaves {actor} with less to arbitrate",
    "the new rules oblige {actor} to report every delay in {place} within {num} hours",
    "old rivalries inside {actor} make it hard to say who speaks for it on {topic}",
    "{actor} and {actor2} share the same suppliers, so a shortage in {place} would hit both at once",
    "water use in {place} is {num} per cent above the norm for {month}, according to {actor}",
]
TAILS = [
    *[""] * 5,
    ", at least for the coming season",
    ", and the trend shows no sign of slowing",
    ", although the evidence – such as it is – remains thin",
    ", with consequences that reach well beyond the region",
    ", which is why observers treat the announcement with caution",
    ", not least because budgets are fixed until {month}",
    ", a pattern familiar from earlier rounds of talks",
    ", and few expect it to be reversed",
    " – perhaps by design",
    ", or so its critics claim",
    ", even if nobody says so in public",
]
ORDINALS = ["First, ", "Second, ", "Third, ", "Fourth, ", "Finally, "]
ITEM_LEADS = [
    "{actor} will probably press ahead with {topic}.",
    "pressure on {place} could grow.",
    "{actor2} may look for other partners.",
    "costs will be passed on to users in {place}.",
    "the timetable for {topic} is likely to slip.",
    "expect more coordination around {place}.",
]
BRIDGES = [
    "These developments suggest a few implications going forward:",
    "Three points deserve attention:",
    "Several consequences follow from this:",
    "What does this mean for the months ahead?",
]
TITLES = [
    "{topic} and the future of {place}",
    "Why {actor} is betting on {place}",
    "{place} after the deal",
    "What {topic} means for {actor}",
    "{actor}, {actor2} and the struggle over {topic}",
    "Slow water: {topic} in {place}",
]
SUMMARIES = [
    "{a} is the main driver of the change described here",
    "The passage treats {t} as settled although it is not",
    "Costs fall on {p} first and spread from there",
    "Rivalry over {t} delays a decision",
    "{a} gains room for manoeuvre at the expense of its partners",
    "Local bodies step in where {a} is absent",
    "The figures for {p} rest on a single source",
    "Timing matters more than substance",
]
NOTES = [
    "Compare the earlier brief on the same subject; the wording there was more cautious.",
    "The author gives no source. A second reader should confirm the number before it is reused.",
    "“Officials” is not further identified, and the plural may hide one person.",
    "Coded by hand. The span leaves out the subordinate clause on purpose: it carries a different judgement.",
    "Linked to the implication below, which depends on it; see also the list of open questions.",
    "Term used loosely: the body meant is the regional office, not the parent organisation.",
    "Reads as a forecast, although the tense is present. Treated as likely for want of a stronger cue.",
    "No change since the last revision – kept for the record.",
]
ROLES = ["named", "as a party", "in passing", "as the setting"]
RELATIONS = ["supports", "follows-from", "about", "contrasts"]


def load_briefs(corpus: Path) -> Iterator[Json]:
    for path in sorted((corpus / "briefs").glob("*.json")):
        yield json.loads(path.read_text("utf-8"))


def load_entities(corpus: Path) -> list[Json]:
    entities: list[Json] = json.loads((corpus / "entities.json").read_text("utf-8"))
    return entities


# -- entities --------------------------------------------------------------------------------------


def make_entities(briefs: int, seed: str) -> list[Json]:
    """The cast of a corpus. It grows slower than the corpus, as vocabularies do."""
    rng = random.Random(f"{seed}:entities")
    entities: dict[str, Json] = {}
    while len(entities) < max(60, int(40 * briefs**0.5)):
        entity = make_entity(rng)
        if entity["id"] in entities:
            continue
        if entity["kind"] == "place":
            entity["lat"], entity["lon"] = round(rng.uniform(-60, 70), 4), round(rng.uniform(-180, 180), 4)
        entities[entity["id"]] = entity
    return list(entities.values())


def make_entity(rng: random.Random) -> Json:
    """A place, an organization or a person."""
    share = rng.random()
    base = invented_name(rng, rng.choice([1, 2, 2, 3]))
    kind = "actor"
    if share < 0.45:
        kind, base = "place", base + rng.choice(PLACE_ENDS)
        name = rng.choice(PLACE_FORMS).format(base)
        aliases = [base] if name != base else []
    elif share < 0.8:
        full = f"{base} {rng.choice(ORGANIZATIONS)}"
        name = f"the {full}"
        aliases = ["".join(word[0] for word in full.split() if word[0].isupper()), full]
    else:
        first = rng.choice(FIRST_NAMES)
        name, aliases = f"{first} {base}", [base, f"{first[0]}. {base}"]
    return {"id": as_slug(name), "name": name, "kind": kind, "aliases": aliases}


def invented_name(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(syllables)).capitalize()


def as_slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower().replace("’", "")).strip("-")


def picker(entities: Sequence[Json]) -> Pick:
    """A heavy-tailed choice: a few entities are mentioned very often, most seldom."""
    weights, total = [], 0.0
    for rank in range(len(entities)):
        total += 1 / (rank + 2) ** 0.8
        weights.append(total)
    return lambda rng, number: rng.choices(entities, cum_weights=weights, k=number)


# -- texts -----------------------------------------------------------------------------------------


class Writer:
    """A text on its way, with the places of what will be labelled."""

    def __init__(self, rng: random.Random, actors: list[Json], places: list[Json]) -> None:
        self.rng, self.actors, self.places = rng, actors, places
        self.parts: list[str] = []
        self.length = 0
        self.passages: list[Json] = []
        self.sentences: list[tuple[int, int]] = []
        self.mentions: list[tuple[int, int, Json]] = []

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def fill(self, template: str, capital: bool = False) -> None:
        """Write a template with its slots filled, and note where each entity stands."""
        actor, actor2 = self.rng.sample(self.actors, 2)
        entities = {"actor": actor, "actor2": actor2, "place": self.rng.choice(self.places)}
        for number, part in enumerate(re.split(r"\{(\w+)\}", template)):
            entity = entities.get(part) if number % 2 else None
            words = part if number % 2 == 0 else entity["name"] if entity else self._slot(part)
            if not words:
                continue
            if capital:
                words, capital = words[0].upper() + words[1:], False
            if entity:
                self.mentions.append((self.length, self.length + len(words), entity))
            self.put(words)

    def _slot(self, name: str) -> str:
        # All three are drawn for each slot: the corpus is what it is through the order of the draws.
        drawn = {
            "topic": self.rng.choice(TOPICS),
            "month": self.rng.choice(MONTHS),
            "num": str(self.rng.randint(2, 96)),
        }
        return drawn[name]

    def sentence(self) -> None:
        start = self.length
        core, tail = self.rng.choice(CORES), self.rng.choice(TAILS)
        self.fill(self.rng.choice(OPENINGS) + core + tail + ".", capital=True)
        self.sentences.append((start, self.length))

    def paragraph(self, sentences: int) -> None:
        self._passage(lambda: self._sentences(sentences))

    def bridge(self) -> None:
        self._passage(lambda: self.put(self.rng.choice(BRIDGES)))

    def item(self, number: int, sentences: int) -> None:
        def write() -> None:
            start = self.length
            self.fill(ORDINALS[number] + self.rng.choice(ITEM_LEADS))
            self.sentences.append((start, self.length))
            for _ in range(sentences):
                self.put(" ")
                self.sentence()

        self._passage(write, bullet=True)

    def _sentences(self, number: int) -> None:
        for place in range(number):
            if place:
                self.put(" ")
            self.sentence()

    def _passage(self, write: Callable[[], None], *, bullet: bool = False) -> None:
        """One passage: items of a list on lines of their own, all else between blank lines."""
        if self.passages:
            self.put("\n" if bullet and self.passages[-1]["bullet"] else "\n\n")
        if bullet:
            self.put("  • ")
        start = self.length
        write()
        id = f"p{len(self.passages) + 1}"
        self.passages.append({"id": id, "start": start, "end": self.length, "bullet": bullet})


# -- labels ----------------------------------------------------------------------------------------


def make_labels(writer: Writer) -> list[Json]:
    """Up to 26 statements and 34 mentions in the order of the text, with links among the labels."""
    rng, text = writer.rng, writer.text
    marked: list[tuple[int, int, str, Json | None]] = []
    for start, end in rng.sample(writer.sentences, min(len(writer.sentences), 26)):
        span = clause(rng, text, start, end)
        marked.append((*span, rng.choice(["claim", "claim", "trend", "implication"]), None))
    for start, end, named in rng.sample(writer.mentions, min(len(writer.mentions), 34)):
        marked.append((start, end, named["kind"], named))
    marked.sort(key=lambda one: (one[0], -one[1]))
    labels: list[Json] = []
    passage = 0
    for number, (start, end, kind, entity) in enumerate(marked, 1):
        while end > writer.passages[passage]["end"]:
            passage += 1
        label: Json = {
            "id": f"l{number}",
            "kind": kind,
            "passage": writer.passages[passage]["id"],
            "start": start,
            "end": end,
            "quote": text[start:end],
            "summary": "",
            "note": "",
            "likelihood": None,
            "links": [],
            "entity": None,
        }
        label |= mention_body(rng, entity) if entity else statement_body(writer)
        labels.append(label)
    for label in labels:
        if label["entity"] is None:
            others = rng.sample(labels, rng.choice([1, 2, 2, 3]))
            label["links"] = [
                {"rel": rng.choice(RELATIONS), "to": other["id"]} for other in others if other is not label
            ]
    return labels


def clause(rng: random.Random, text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or one of the clauses on either side of its first comma."""
    if rng.random() >= 0.35:
        return start, end
    comma = text.find(", ", start + 20, end - 20)
    if comma <= 0:
        return start, end
    return (start, comma) if rng.random() < 0.5 else (comma + 2, end)


def mention_body(rng: random.Random, entity: Json) -> Json:
    return {
        "entity": entity["id"],
        "summary": f"{entity['name']} ({rng.choice(ROLES)})",
        "note": rng.choice(NOTES) if rng.random() < 0.5 else "",
    }


def statement_body(writer: Writer) -> Json:
    rng = writer.rng
    summary = rng.choice(SUMMARIES).format(
        a=rng.choice(writer.actors)["name"], p=rng.choice(writer.places)["name"], t=rng.choice(TOPICS)
    )
    return {
        "summary": summary[0].upper() + summary[1:] + ".",
        "note": " ".join(rng.sample(NOTES, rng.choice([1, 1, 2]))),
        "likelihood": rng.choice(LIKELIHOODS),
    }


# -- briefs ----------------------------------------------------------------------------------------


def make_brief(number: int, seed: str, actors: list[Json], pick_actors: Pick, pick_places: Pick) -> Json:
    rng = random.Random(f"{seed}:brief:{number}")
    cast = unique(pick_actors(rng, 11))
    settings = unique(pick_places(rng, 9))
    while len(cast) < 3:
        cast = unique([*cast, rng.choice(actors)])
    heading, body = Writer(rng, cast, settings), Writer(rng, cast, settings)
    heading.fill(rng.choice(TITLES), capital=True)
    for _ in range(rng.randint(6, 8)):
        body.paragraph(rng.choice([1, 2, 3, 4, 5]))
    body.bridge()
    for place in range(rng.randint(3, 5)):
        body.item(place, rng.choice([2, 3, 4]))
    for _ in range(rng.randint(3, 4)):
        body.paragraph(rng.choice([2, 3, 4]))
    labels = make_labels(body)
    mentioned = {label["entity"] for label in labels}
    return {
        "slug": f"{number:05d}-{as_slug(heading.text)[:48].strip('-')}",
        "title": heading.text,
        "date": f"{2015 + number % 10}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        "author": f"{rng.choice(FIRST_NAMES)} {invented_name(rng, 2)}",
        "text": body.text,
        "passages": body.passages,
        "labels": labels,
        "entities": [entity for entity in cast + settings if entity["id"] in mentioned],
    }


def unique(entities: list[Json]) -> list[Json]:
    return list({entity["id"]: entity for entity in entities}.values())


def make_corpus(out: Path, briefs: int, seed: str) -> None:
    entities = make_entities(briefs, seed)
    actors = [entity for entity in entities if entity["kind"] == "actor"]
    pick_actors = picker(actors)
    pick_places = picker([entity for entity in entities if entity["kind"] == "place"])
    (out / "briefs").mkdir(parents=True, exist_ok=True)
    mentioned: set[str] = set()
    for number in range(briefs):
        brief = make_brief(number, seed, actors, pick_actors, pick_places)
        mentioned.update(entity["id"] for entity in brief["entities"])
        write_json(out / "briefs" / f"{brief['slug']}.json", brief)
    write_json(out / "entities.json", [entity for entity in entities if entity["id"] in mentioned])


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--briefs", type=int, default=100)
    parser.add_argument("--seed", default="1", help="another seed gives another corpus of the same kind")
    options = parser.parse_args()
    make_corpus(options.out, options.briefs, options.seed)


if __name__ == "__main__":
    main()

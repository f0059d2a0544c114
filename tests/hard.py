"""Archives that are hard to show, each made of one brief, and all of them as one archive.

Names of briefs and entities are unique over all of them, so that `every` is their union. The same bytes at
each call.
"""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import yaml

Files = dict[str, bytes]
Value = Mapping[str, Any]  # texts, and lists and mappings of them

TERMS = (
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely",
    "almost certain",
)  # fmt: skip
LEVELS = ("low", "moderate", "high")
KINDS = ("claim", "trend", "implication")
# Before 1000, before Christ, open at either end, far off, and one of today's to set them against.
DATES = (
    "0800", "-0043-03-15", "0999/1000", "../1066", "1914/..", "2016-07~/..", "-0500/0500", "2016-07-14",
    "201X", "2500/2600", "9999-12-31", "Y170000002", "Y-50000", "1453?", "0000",
)  # fmt: skip
EDGES = (
    (0, 180), (0, -180), (90, 0), (-90, 0), (89.9, 179.9), (-89.9, -179.9), (66, 180), (66, -179.99), (0, 0),
    (52.5, 13.4),
)  # fmt: skip
ARCHIVE = {
    "title": "أرشيف 🌊 " + "Donaudampfschifffahrt" * 14,
    "description": "\u202b" + "مرحبا 👩‍👩‍👧‍👦 " * 12 + "\u202c",
    "publisher": "P" * 300,
    "language": "en",
    "url": "https://example.org/" + "archive" * 40,
}


def every() -> Files:
    """All of them in one archive, whose own settings are hard too."""
    files = {"brief/archive.yaml": _yaml(ARCHIVE)}
    for name, make in BRIEFS.items():
        files |= make(name)
    return files


def brief(
    name: str,
    passages: Sequence[str],
    labels: Mapping[str, Sequence[Value]] = MappingProxyType({}),
    about: Value = MappingProxyType({}),
    **more: Any,
) -> Files:
    """The files of one brief; without a title it has its name's."""
    seed = "\n\n".join(passages) + "\n"
    head = {
        "briefkit": "1",
        "seed": {
            "file": f"{name}.txt",
            "sha256": hashlib.sha256(seed.encode()).hexdigest(),
            "split": "blocks-1",
        },
        "about": {"title": name.replace("-", " ").capitalize(), **about},
    }
    sidecar = {**head, **more, "labels": {id: list(several) for id, several in labels.items()}}
    return {f"seeds/{name}.txt": seed.encode(), f"brief/{name}.yaml": _yaml(sidecar)}


class _Plain(yaml.CSafeDumper):
    """Writes a value as often as it stands there: the format has no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(value: Value) -> bytes:
    return yaml.dump(
        value, Dumper=_Plain, default_style='"', allow_unicode=True, sort_keys=False, width=1 << 30
    ).encode()


def _statement(number: int, sentence: str, **more: Any) -> Value:
    return {KINDS[number % 3]: sentence, **more}


# -- few and many ----------------------------------------------------------------------------------


def without_labels(name: str) -> Files:
    return brief(name, ["Nobody has read this yet.", "Nor this."])


def one_passage(name: str) -> Files:
    return brief(name, ["The sea rises."], {"p1": [{"claim": "It rises", "quote": "The sea rises"}]})


def many_passages(name: str) -> Files:
    """400, every fourth with a statement."""
    passages = [f"Passage {n} tells of gauge {n} and of what it measured there." for n in range(1, 401)]
    labels = {
        f"p{n}": [_statement(n, f"Gauge {n} has been read", quote=f"gauge {n}")] for n in range(1, 401, 4)
    }
    return brief(name, passages, labels)


def many_labels(name: str) -> Files:
    """2,000: ten in each of 200 passages, of all kinds, with what labels usually say."""
    words = "The office reported that dyke {0} has leaked; it will probably break, as at Ost and West."
    actor, place = f"{name}-office", f"{name}-ost"
    labels: dict[str, list[Value]] = {}
    for n in range(1, 201):
        labels[f"p{n}"] = [
            {"claim": f"Dyke {n} has leaked", "id": f"leak-{n}", "quote": f"dyke {n} has leaked",
             "by": actor, "basis": "reported", "confidence": "low", "supports": [f"break-{n}"]},
            {"implication": f"Dyke {n} will break", "id": f"break-{n}", "quote": "it will probably break",
             "hedge": "probably", "likelihood": "likely", "when": f"20{n % 80 + 10}"},
            {"trend": f"Leaks spread from dyke {n}", "quote": "has leaked", "direction": "rising"},
            {"claim": f"The office speaks of dyke {n}", "quote": "The office reported", "basis": "judged"},
            {"actor": actor, "quote": "The office"},
            {"actor": actor, "quote": "it"},
            {"actor": f"{name}-west", "quote": "West"},
            {"place": place, "quote": "Ost"},
            {"place": place, "quote": "at Ost"},
            {"place": place, "quote": f"dyke {n}"},
        ]  # fmt: skip
    entities = {
        actor: {"actor": "Dyke office"},
        f"{name}-west": {"actor": "West"},
        place: {"place": "Ost", "at": ["53.5", "9.9"]},
    }
    return brief(name, [words.format(n) for n in range(1, 201)], labels, entities=entities)


def twelve_on_the_same_words(name: str) -> Files:
    statements = [_statement(n, f"Reading {n} of these words", quote="the same words") for n in range(10)]
    mentions = [
        {kind: f"{name}-{id}", "quote": "the same words"} for kind, id in (("actor", "a"), ("place", "b"))
    ]
    return brief(
        name,
        ["All twelve are labels of the same words, and these come after them."],
        {"p1": [*statements, *mentions]},
        entities={f"{name}-a": {"actor": "Words"}, f"{name}-b": {"place": "Words", "at": ["1", "1"]}},
    )


def thirty_statements_in_a_passage(name: str) -> Files:
    """Each with something to say beyond its sentence."""
    parts = [f"finding {n} holds" for n in range(30)]
    labels = [
        _statement(
            n, f"Finding {n} holds, as the survey of that year says", quote=part,
            confidence=LEVELS[n % 3], confidence_basis="One survey", when=str(1990 + n),
        )
        for n, part in enumerate(parts)
    ]  # fmt: skip
    return brief(name, ["; ".join(parts) + "."], {"p1": labels})


def sixty_actors_in_a_passage(name: str) -> Files:
    actors = [f"Delegation of country {n}" for n in range(60)]
    return brief(
        name,
        ["There came: " + "; ".join(actors) + ".", f"{actors[7]} left with {actors[8]}."],
        {
            "p1": [
                {"actor": f"{name}-{n}", "quote": f"{actor};" if n < 59 else f"{actor}."}
                for n, actor in enumerate(actors)
            ],
            "p2": [{"actor": f"{name}-{n}", "quote": actors[n]} for n in (7, 8)],
        },
        entities={f"{name}-{n}": {"actor": actor} for n, actor in enumerate(actors)},
    )


# -- where and when --------------------------------------------------------------------------------


def _places(name: str, places: Sequence[tuple[float, float] | None]) -> Files:
    names = [f"Station {n}" for n in range(len(places))]
    return brief(
        name,
        [f"{one} reports." for one in names],
        {f"p{n}": [{"place": f"{name}-{n}", "quote": one}] for n, one in enumerate(names, 1)},
        entities={
            f"{name}-{n}": {"place": one} | ({"at": [str(at[0]), str(at[1])]} if at else {})
            for n, (one, at) in enumerate(zip(names, places, strict=True), 1)
        },
    )


def places_nowhere(name: str) -> Files:
    return _places(name, [None] * 9)


def places_at_one_point(name: str) -> Files:
    return _places(name, [(48.86, 2.35)] * 24)


def places_at_the_edges(name: str) -> Files:
    return _places(name, EDGES)


def ages(name: str) -> Files:
    return brief(
        name,
        [f"Event {n} is told of here." for n in range(len(DATES))],
        {
            f"p{n + 1}": [
                _statement(n, f"Event {n} took place", quote=f"Event {n}", when=date, name=f"event {n}")
            ]
            for n, date in enumerate(DATES)
        },
        {"date": "-0044"},
    )


# -- arguments -------------------------------------------------------------------------------------


def _argument(name: str, links: Sequence[tuple[str, Sequence[int]]], **more: Any) -> Files:
    """A statement for each: its relation, and the numbers of those that it leads to."""
    labels: dict[str, list[Value]] = {}
    passages = []
    for n, (relation, targets) in enumerate(links):
        passages.append(f"Point {n} is made here, and it is likely to matter.")
        said: dict[str, Any] = {"id": f"s{n}", "quote": f"Point {n}", "name": f"point {n} of many"}
        if targets:
            said[relation] = [f"s{target}" for target in targets]
        if n % 3 == 2:
            said |= {"hedge": "likely", "likelihood": TERMS[n % 7], "confidence": LEVELS[n % 2]}
        labels[f"p{n + 1}"] = [_statement(n, f"Point {n} is made and it matters for what follows", **said)]
    return brief(name, passages, labels, **more)


def forty_judgments(name: str) -> Files:
    """45 statements, each linked to two others, 40 of them key judgments."""
    links = [("supports", [at for at in (n + 1, n + 7) if at < 45]) for n in range(45)]
    return _argument(name, links, key_judgments=[f"s{n}" for n in range(44, 4, -1)])


def chain(name: str) -> Files:
    links = [("leads_to", [n + 1] if n < 299 else []) for n in range(300)]
    return _argument(name, links, key_judgments=["s299"])


def star(name: str) -> Files:
    links = [("supports", [299] if n < 299 else []) for n in range(300)]
    return _argument(name, links, key_judgments=["s299"])


def circle(name: str) -> Files:
    return _argument(name, [("assumes", [(n + 1) % 300]) for n in range(300)])


# -- long and foreign words ------------------------------------------------------------------------


def _in_every_field(name: str, text: Callable[[str], str], **more: Any) -> Files:
    """A brief that has something in every field: `text` gives it, unlike for unlike fields."""
    first, second, third = (text(f"{number} words") for number in ("first", "second", "third"))
    hedge = text("hedge")
    actor, place = f"{name}-actor", f"{name}-place"
    about = {
        "title": text("title"), "date": "2016-07~", "authors": [text("author one"), text("author two")],
        "publisher": text("publisher"), "source": "https://example.org/" + "s" * 280, "accessed": "2016-08",
        "descriptor": text("descriptor"), "reliability": "B", "rights": text("rights"),
        "supplied": ["title", "date", "descriptor"], "summary": text("summary"), "published": "2016-08-01",
        "updated": "2016-08-03", "status": "revised", "reason": text("reason"), "handling": text("handling"),
    }  # fmt: skip
    full = {
        "confidence": "low", "confidence_basis": text("basis"), "when": "2016/2017", "note": text("note"),
        "tags": ["t" * 60, "second-tag"], "supplied": ["when", "confidence"],
    }  # fmt: skip
    labels: dict[str, list[Value]] = {
        "p1": [
            {"claim": text("claim"), "id": f"{name}-claim", "name": text("claim name"), "quote": first,
             "by": [actor], "basis": "reported", "supports": [f"{name}-end"], "editor": "a", **full},
            {"trend": text("trend"), "id": f"{name}-trend", "name": text("trend name"),
             "quote": [first, second], "direction": "rising", "leads_to": [f"{name}-end"],
             "indicators": [text("sign")], "editor": "b", "status": "reviewed", **full},
            {"actor": actor, "quote": first},
            {"place": place, "quote": second, "note": text("note on a place")},
        ],
        "p2": [
            {"implication": text("implication"), "id": f"{name}-end", "name": text("end name"),
             "quote": f"{hedge} {third}", "hedge": hedge, "likelihood": "likely", "see": ["p1"],
             "indicators": [text("first sign"), text("second sign")], "status": "disputed",
             "outcome": {"result": "partly", "date": "2018", "evidence": text("evidence")}, **full},
        ],
        "p3": [{"claim": text("whole claim"), "publish": "true"}] if "publish" in more else [],
    }  # fmt: skip
    aliases = [text("alias one"), text("alias two")]
    land = f"{name}-land"
    entities = {
        actor: {
            "actor": text("actor"),
            "aliases": aliases,
            "type": "group",
            "note": text("note on an actor"),
        },
        place: {"place": text("place"), "type": "city", "at": ["33.3", "44.4"], "part_of": land},
        land: {"place": text("land"), "type": "country", "country": "IQ", "at": ["33", "43"]},
    }
    return brief(
        name,
        [f"{first} {second}", f"{hedge} {third}", text("rest")],
        labels,
        about,
        editors={"a": text("editor one"), "b": text("editor two")},
        key_judgments=[f"{name}-end", f"{name}-claim"],
        retired={f"{name}-old": f"{name}-end", f"{name}-gone": "~"},
        entities=entities,
        **more,
    )


def _word(field: str) -> str:
    """One word of 300 characters that begins as the field is called."""
    return (field.replace(" ", "").capitalize() + "abcdefghij" * 30)[:300]


def _long(field: str) -> str:
    """Ordinary words: 2,000 characters for a sentence, 300 for a title or name, 200 for a caveat."""
    lengths = {"claim": 2000, "trend": 2000, "implication": 2000, "title": 300, "handling": 200}
    length = lengths.get(field, 300)
    words = f"{field.capitalize()} of many words, and none of them says more than the one before it did: "
    return textwrap.shorten(words * (length // len(words) + 2), length, placeholder=" end")


def _foreign(field: str) -> str:
    """Arabic, Hebrew, Chinese, combining marks, and emoji of several code points; right to left first."""
    return f"مرحبا بالعالم «{field}» 👩‍👩‍👧‍👦 שלום עולם 🇮🇶 漢字かな交じり文 é̂ 🌊 \u2067طرف\u2069"


BRIEFS: Mapping[str, Callable[[str], Files]] = MappingProxyType(
    {
        "without-labels": without_labels,
        "one-passage": one_passage,
        "many-passages": many_passages,
        "many-labels": many_labels,
        "same-words": twelve_on_the_same_words,
        "thirty-statements": thirty_statements_in_a_passage,
        "sixty-actors": sixty_actors_in_a_passage,
        "nowhere": places_nowhere,
        "one-point": places_at_one_point,
        "edges": places_at_the_edges,
        "ages": ages,
        "forty-judgments": forty_judgments,
        "chain": chain,
        "star": star,
        "circle": circle,
        "long-words": partial(_in_every_field, text=_word),
        "long-texts": partial(_in_every_field, text=_long),
        "foreign": partial(_in_every_field, text=_foreign),
        "long-words-quoted": partial(_in_every_field, text=_word, publish="quotes"),
        "long-texts-quoted": partial(_in_every_field, text=_long, publish="quotes"),
        "foreign-quoted": partial(_in_every_field, text=_foreign, publish="quotes"),
    }
)

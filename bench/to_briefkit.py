"""The corpus of gen_corpus.py as a briefkit archive (format version 1).

    python bench/to_briefkit.py CORPUS OUT

Every label of the corpus becomes a label with its quote, and briefkit has to find the place again.
Links between two statements are kept, save those that would make `supports` and `leads_to` run in
a circle. Each brief also links to statements of two other briefs, has a claim `by` an actor and a
local entity, so that no page depends on its own sidecar alone.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path

import yaml
from gen_corpus import Json, load_briefs, load_entities

STATEMENTS = {"claim", "trend", "implication"}
LIKELIHOODS = {"even chance": "roughly even chance", "remote": "almost no chance"}  # as ICD 203 has them

# Texts put together at random repeat themselves and have no hedges. An archive kept by people does not
# give three dozen such findings a brief, so their printing is not part of the measure.
QUIET = ("BK302", "BK402", "BK403")


def as_yaml(value: object) -> str:
    """As a person would keep it: block style, long lines folded."""
    text: str = yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100)
    return text


def sidecar(briefs: list[Json], number: int) -> Json:
    brief = briefs[number]
    statements = {label["id"] for label in brief["labels"] if label["kind"] in STATEMENTS}
    labels: dict[str, list[Json]] = {}
    for label in brief["labels"]:
        labels.setdefault(label["passage"], []).append(as_label(label, brief, statements))
    local = tie(briefs, number, labels)
    return {
        "briefkit": 1,
        "seed": {
            "file": brief["slug"] + ".txt",
            "sha256": hashlib.sha256(brief["text"].encode()).hexdigest(),
            "split": "prose-1",
        },
        "about": {
            "title": brief["title"],
            "date": brief["date"],
            "authors": [brief["author"]],
            "language": "en",
        },
        "entities": local,
        "labels": labels,
    }


def as_label(label: Json, brief: Json, statements: set[str]) -> Json:
    is_statement = label["id"] in statements
    written: Json = {label["kind"]: label["summary"] if is_statement else label["entity"]}
    if is_statement:
        written["id"] = label["id"]
    written["quote"] = label["quote"]
    passage = next(one for one in brief["passages"] if one["id"] == label["passage"])
    start = with_bullet(brief["text"], passage["start"])
    places = occurrences(label["quote"], brief["text"][start : passage["end"]], whole_words=not is_statement)
    if len(places) > 1:
        written["occurrence"] = places.index(label["start"] - start) + 1
    if is_statement:
        if label["likelihood"]:
            written["likelihood"] = LIKELIHOODS.get(label["likelihood"], label["likelihood"])
        for relation, other in links(label, statements):
            written.setdefault(relation, []).append(other)
    if label["note"]:
        written["note"] = label["note"]
    return written


def with_bullet(text: str, start: int) -> int:
    """Where the passage starts by prose-1, which counts the bullet in; the corpus does not."""
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    return line + len(before) - len(before.lstrip())


def occurrences(words: str, text: str, *, whole_words: bool) -> list[int]:
    """Where the words stand in the text, overlapping places included."""
    left = r"(?<!\w)" if whole_words and words[0].isalnum() else ""
    right = r"(?!\w)" if whole_words and words[-1].isalnum() else ""
    return [match.start() for match in re.finditer(f"(?={left}{re.escape(words)}{right})", text)]


def links(label: Json, statements: set[str]) -> list[tuple[str, str]]:
    """(relation, label id). What must not run in a circle leads only to later labels."""
    found = []
    for link in label["links"]:
        other, later = link["to"], int(link["to"][1:]) > int(label["id"][1:])
        if other not in statements or other == label["id"]:
            continue
        if link["rel"] == "contrasts":
            found.append(("contradicts", other))
        elif later and link["rel"] in ("supports", "follows-from"):
            found.append(("supports" if link["rel"] == "supports" else "leads_to", other))
    return found


def tie(briefs: list[Json], number: int, labels: dict[str, list[Json]]) -> Json:
    """Tie the brief to others: links to two later ones, a claim by an actor. Gives its local entities."""
    brief = briefs[number]
    own = [label for group in labels.values() for label in group if "id" in label]
    for step, relation in ((1, "supports"), (7, "contradicts")):
        other = briefs[min(number + step, len(briefs) - 1)]
        if other is not brief:
            first = next(label["id"] for label in other["labels"] if label["kind"] in STATEMENTS)
            own[step % len(own)].setdefault(relation, []).append(f"{other['slug']}#{first}")
    actors = [label["actor"] for group in labels.values() for label in group if "actor" in label]
    if actors:
        own[0]["by"] = actors[0]
    second = brief["passages"][1]
    words = brief["text"][second["start"] : second["end"]].split()
    quote = " ".join(words[:3]).rstrip(",.;:")
    local = f"setting-{number:05}"
    mention: Json = {"place": local, "quote": quote}
    if len(occurrences(quote, " ".join(words), whole_words=True)) > 1:
        mention["occurrence"] = 1
    labels.setdefault(second["id"], []).append(mention)
    return {local: {"place": f"Setting of brief {number}", "type": "area"}}


def as_entity(entity: Json) -> Json:
    written: Json = {entity["kind"]: entity["name"]}
    if entity["aliases"]:
        written["aliases"] = entity["aliases"]
    if "lat" in entity:
        written["at"] = [entity["lat"], entity["lon"]]
    return written


def make_archive(corpus: Path, out: Path) -> None:
    for folder in ("seeds", "brief"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    briefs = list(load_briefs(corpus))
    for number, brief in enumerate(briefs):
        (out / "seeds" / f"{brief['slug']}.txt").write_bytes(brief["text"].encode())
        (out / "brief" / f"{brief['slug']}.yaml").write_text(as_yaml(sidecar(briefs, number)), "utf-8")
    entities = {entity["id"]: as_entity(entity) for entity in load_entities(corpus)}
    (out / "brief" / "entities.yaml").write_text(as_yaml(entities), "utf-8")
    archive = {"title": "Benchmark archive", "language": "en", "rules": dict.fromkeys(QUIET, "off")}
    (out / "brief" / "archive.yaml").write_text(as_yaml(archive), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    make_archive(options.corpus, options.out)


if __name__ == "__main__":
    main()

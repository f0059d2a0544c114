"""JSON Schema of one sidecar, which knows the names that may stand in it.

Passages with their first words, entities with theirs, labels that links may lead to, editors. What
all sidecars of an archive share stands in a file of its own, since a name that is added to
entities.yaml must not change a thousand schemas.

A passage or an entity that is not there is complained of. A label's id or an editor's key is only
offered: they are given in the very file that is being written, of which the schema knows what
was last saved.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Container, Iterable, Mapping
from typing import Any

from briefkit import json_schema
from briefkit.brief import Entity, Kind, Passage
from briefkit.entities import EntityTable
from briefkit.json_schema import DRAFT, NAMES, Schema, definitions, likelihood, ref, sidecar_head
from briefkit.labels import WrittenLabel
from briefkit.lookup import shortened
from briefkit.modeline import SHARED
from briefkit.schema import TEXT_SCHEMA
from briefkit.sidecar import Sidecar

ELSEWHERE = "elsewhere:/"  # before the name of a definition that is meant although there is one here
WHOLE_NUMBER = re.compile("[0-9]+|0x[0-9a-f]+|0o[0-7]+")
EXPONENT = re.compile("[0-9]+e-?[0-9]+")
FIRST_WORDS = 60  # characters of a passage, and of a statement, that tell which one it is


def shared(table: EntityTable, kinds: Mapping[str, Kind], rules: Mapping[str, str]) -> Schema:
    """What the schemas of all sidecars refer to. `rules`: code and name of those that `allow` silences."""
    found = definitions(kinds)
    for kind in _mentions(kinds):
        ids = [one for one in table.entities.values() if one.kind == kind]
        found[f"{kind}-id"] = entity_ids(ids, kind)
    found["entity-id"] = entity_ids(table.entities.values(), "entity")
    found["allow"] = {
        "type": "object",
        "properties": {code: {"description": name, **ref("text")} for code, name in rules.items()},
        "additionalProperties": False,
        "errorMessage": "no rule that can be silenced has this code",
    }
    return {"title": "what sidecars share", "definitions": found}


def of_entities(table: EntityTable, kinds: Mapping[str, Kind], rules: Mapping[str, str]) -> Schema:
    """The schema of entities.yaml itself."""
    return {**json_schema.entities(kinds), "definitions": shared(table, kinds, rules)["definitions"]}


def of_sidecar(
    sidecar: Sidecar, passages: Iterable[Passage], kinds: Mapping[str, Kind], shared: Schema
) -> Schema:
    """The schema of one sidecar; `shared` is what all refer to.

    Where its seed is not to be had, any passage id will do.
    """
    names = _own_names(sidecar, tuple(passages), kinds)
    found = {**shared["definitions"], **names}
    own = set(names)
    while more := {name for name, one in found.items() if name not in own and not own.isdisjoint(_refs(one))}:
        own |= more
    made = {**sidecar_head(), "definitions": {name: one for name, one in found.items() if name in own}}
    located: Schema = _located(made, own, "../" * sidecar.slug.count("/") + SHARED)
    return located


def as_line(made: Schema) -> bytes:
    """The schema as a JSON text that only programs read: a third of the size."""
    return json.dumps({"$schema": DRAFT, **made}, ensure_ascii=False, separators=(",", ":")).encode()


def entity_ids(entities: Iterable[Entity], kind: str) -> Schema:
    """The ids, each with its name and aliases."""
    about = {one.id: _names(one) for one in entities}
    message = f"no {kind} has this id; `briefkit check` looks again at entities.yaml"
    return offered(about, errorMessage=message) if about else {"type": "null", "errorMessage": message}


def offered(about: Mapping[str, str], **more: Any) -> Schema:
    """One of the names, each with some words; a name that YAML takes for a number is that number, too."""
    others = {name: other for name in about if (other := as_yaml_reads(name)) != name}
    words = [*about.values(), *(about[name] for name in others)]
    return {"enum": [*about, *others.values()], "enumDescriptions": words, **more}


def as_yaml_reads(name: str) -> Any:
    """What YAML 1.2 makes of a name as an editor reads it: `2016` is a number, `null` is none."""
    if name in ("null", "true", "false"):
        return {"null": None, "true": True, "false": False}[name]
    if WHOLE_NUMBER.fullmatch(name):
        return int(name, 0) if name[1:2] in ("x", "o") else int(name)
    if EXPONENT.fullmatch(name) and math.isfinite(number := float(name)):
        return int(number) if number.is_integer() else number
    return name


def _own_names(sidecar: Sidecar, passages: tuple[Passage, ...], kinds: Mapping[str, Kind]) -> Schema:
    own: Schema = {}
    words = {passage.id: shortened(" ".join(passage.text.split()), FIRST_WORDS) for passage in passages}
    if passages:
        message = f"this seed has the passages p1 to {passages[-1].id}"
        own["passage-id"] = offered(words, errorMessage=message)
        # The server copies what a `$ref` leads to. So a thousand passages have their words here and
        # what may stand in each is said once, beside them: the first look takes a third of the time.
        own["labels"] = {
            "type": "object",
            "allOf": [
                {
                    "properties": {id: {"type": "array", "description": one} for id, one in words.items()},
                    "additionalProperties": False,
                    "errorMessage": message,
                },
                {"additionalProperties": ref("of-passage")},
            ],
            "errorMessage": message,
        }
    statements = {
        one.form.id: shortened(one.value, FIRST_WORDS)
        for one in sidecar.labels
        if isinstance(one, WrittenLabel) and one.form.id and one.kind.base == "statement"
    }
    own["statement"] = _or(offered(statements) if statements else None, NAMES["statement"])
    editors = dict(sidecar.editors or {})
    own["editor"] = _or(offered(editors) if editors else None, TEXT_SCHEMA)
    if sidecar.scale:
        own["likelihood"] = likelihood(sidecar.scale)
    local = [one.entity for one in sidecar.entities]
    for kind in _mentions(kinds):
        if ids := [one for one in local if one.kind == kind]:
            own[f"{kind}-id"] = _or({"$ref": f"{ELSEWHERE}{kind}-id"}, entity_ids(ids, kind))
    if local:
        own["entity-id"] = _or({"$ref": f"{ELSEWHERE}entity-id"}, entity_ids(local, "entity"))
    return own


def _refs(node: Any) -> set[str]:
    """The definitions that a schema refers to."""
    if isinstance(node, list):
        return {name for one in node for name in _refs(one)}
    if not isinstance(node, dict):
        return set()
    inner = {name for one in node.values() for name in _refs(one)}
    return inner | ({node["$ref"].rpartition("/")[2]} if isinstance(node.get("$ref"), str) else set())


def _located(node: Any, own: Container[str], elsewhere: str) -> Any:
    """The schema, in which whatever is not among its own definitions is looked for in another file."""
    if isinstance(node, list):
        return [_located(one, own, elsewhere) for one in node]
    if not isinstance(node, dict):
        return node
    located = {key: _located(one, own, elsewhere) for key, one in node.items()}
    if isinstance(target := node.get("$ref"), str):
        name = target.rpartition("/")[2]
        if target.startswith(ELSEWHERE) or name not in own:
            located["$ref"] = f"{elsewhere}#/definitions/{name}"
    return located


def _or(one: Schema | None, other: Schema) -> Schema:
    """Either of them. In `allOf`, or the server would list every name where none fits."""
    return {"anyOf": [{"allOf": [one]}, {"allOf": [other]}]} if one else other


def _names(entity: Entity) -> str:
    """The name of an entity, its aliases, and what sort it is."""
    also = f" ({', '.join(entity.aliases)})" if entity.aliases else ""
    return f"{entity.name}{also}" + (f", {entity.type}" if entity.type else "")


def _mentions(kinds: Mapping[str, Kind]) -> list[str]:
    return [kind.name for kind in kinds.values() if kind.base == "mention"]

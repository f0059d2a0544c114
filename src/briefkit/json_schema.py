"""JSON Schema, draft-07, of the three kinds of YAML file, made from the forms that read them.

yaml-language-server reads draft-07; pydantic writes 2020-12, so what that spells otherwise is
said again in the older words here.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from briefkit import schema
from briefkit.brief import KINDS

DRAFT = "http://json-schema.org/draft-07/schema#"
NAME = "^[a-z0-9]+(-[a-z0-9]+)*$"
Schema = dict[str, Any]


def as_text(of: str) -> str:
    """The schema of `sidecar`, `entities` or `archive` as a JSON text."""
    made = {"sidecar": sidecar, "entities": entities, "archive": archive}[of]()
    return json.dumps({"$schema": DRAFT, **made}, ensure_ascii=False, indent=2) + "\n"


def sidecar() -> Schema:
    """A sidecar with the built-in kinds."""
    definitions = _definitions()
    properties: Schema = {
        "briefkit": {"enum": [1, "1"]},
        "seed": _ref("SeedForm"),
        "about": _ref("AboutForm"),
        "publish": {"enum": ["full", "quotes"]},
        "scale": {"enum": ["icd203", "phia"]},
        "key_judgments": {"type": "array", "items": {"type": "string"}},
        "editors": {"type": "object", "additionalProperties": schema.TEXT_SCHEMA},
        "defaults": _ref("DefaultsForm"),
        "entities": _entities(),
        "retired": {"type": "object", "additionalProperties": schema.TEXT_SCHEMA},
        "labels": {
            "type": "object",
            "propertyNames": {"pattern": "^p[1-9][0-9]*$"},
            "additionalProperties": {"type": "array", "items": {"oneOf": [_ref(kind) for kind in KINDS]}},
        },
        "allow": {"type": "object", "additionalProperties": schema.TEXT_SCHEMA},
    }
    for key, description in schema.SIDECAR_KEYS.items():
        one = properties[key]
        properties[key] = {"description": description} | ({"allOf": [one]} if "$ref" in one else one)
    return {
        "title": "briefkit sidecar",
        "type": "object",
        "properties": properties,
        "required": ["briefkit", "seed", "about", "labels"],
        "additionalProperties": False,
        "definitions": definitions,
    }


def entities() -> Schema:
    """entities.yaml, or a file of entities/."""
    whole = _entities()
    retired = {
        "type": "object",
        "additionalProperties": schema.TEXT_SCHEMA,
        "description": "ids no longer in use",
    }
    return {
        "title": "briefkit entities",
        **whole,
        "properties": {"retired": retired},
        "definitions": _definitions(),
    }


def archive() -> Schema:
    """archive.yaml."""
    definitions = _definitions()
    return {**definitions["ArchiveForm"], "title": "briefkit archive", "definitions": definitions}


def _entities() -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": NAME},
        "additionalProperties": {"oneOf": [_ref("actor-entity"), _ref("place-entity")]},
    }


def _definitions() -> Schema:
    """Every form, and for each kind the label or entity that has it."""
    forms: list[type[schema.Form]] = [
        *(schema.SeedForm, schema.AboutForm, schema.DefaultsForm, schema.ArchiveForm, schema.MentionForm),
        *schema.STATEMENT_FORMS.values(),
        *schema.ENTITY_FORMS.values(),
    ]
    _, made = models_json_schema(
        [(form, "validation") for form in forms], ref_template="#/definitions/{model}"
    )
    definitions: Schema = _older(made["$defs"])
    for kind in KINDS.values():
        form = schema.STATEMENT_FORMS.get(kind.name, schema.MentionForm).__name__
        what = "the sentence, in the editor's words" if kind.base == "statement" else "the entity's id"
        definitions[kind.name] = _with_kind(definitions[form], kind.name, what)
        if kind.base == "mention":
            entity = definitions[schema.ENTITY_FORMS[kind.name].__name__]
            definitions[f"{kind.name}-entity"] = _with_kind(entity, kind.name, "its name")
    return definitions


def _with_kind(form: Schema, kind: str, what: str) -> Schema:
    properties = {kind: {**schema.TEXT_SCHEMA, "description": what}, **form["properties"]}
    return {**form, "title": kind, "properties": properties, "required": [kind, *form.get("required", [])]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _older(node: Any) -> Any:
    """draft-07 for what pydantic says in 2020-12; defaults go, since an absent key is no value."""
    if isinstance(node, list):
        return [_older(one) for one in node]
    if not isinstance(node, dict):
        return node
    older = {key: _older(value) for key, value in node.items() if key != "default" or isinstance(value, dict)}
    if "prefixItems" in older:
        older["items"] = older.pop("prefixItems")
    if "anyOf" in older:
        older |= _without_null(older.pop("anyOf"))
    if "$ref" in older and len(older) > 1:  # draft-07 reads nothing beside a $ref
        older["allOf"] = [{"$ref": older.pop("$ref")}]
    return older


def _without_null(choices: list[Schema]) -> Schema:
    """A field that may be absent is not one that may be null."""
    left = [choice for choice in choices if choice != {"type": "null"}]
    return left[0] if len(left) == 1 else {"anyOf": left}

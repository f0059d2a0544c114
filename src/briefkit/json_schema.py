"""JSON Schema, draft-07, of the three kinds of YAML file, made from the forms that read them.

yaml-language-server reads draft-07; pydantic writes 2020-12, so what that spells otherwise is
said again in the older words here. What a value may be stands once, among the definitions, under
the name that schema.py calls its format. A description beside a `$ref` is for people: draft-07
reads nothing there, editors show it.

A schema must never complain of what briefkit takes. So where the format has text, it takes the
number, boolean or null that YAML makes of `2016`, `true` or `~`; and where only a whole archive
could tell, it takes what has the right form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from briefkit import edtf, schema
from briefkit.brief import KINDS, Kind
from briefkit.countries import COUNTRIES
from briefkit.likelihood import SCALES
from briefkit.names import WINDOWS_DEVICES

DRAFT = "http://json-schema.org/draft-07/schema#"
Schema = dict[str, Any]

# The fields whose values name something: what each value, or each of a list, may be.
NAMING = {
    "see": "passage-id",
    "by": "entity-id",
    "part_of": "entity-id",
    "editor": "editor",
    "likelihood": "likelihood",
    "supports": "statement",
    "leads_to": "statement",
    "contradicts": "statement",
    "assumes": "statement",
    "alternative_to": "statement",
    "revises": "statement",
    "allow": "allow",
}
_RESERVED = f"(?!(?:index|{'|'.join(sorted(WINDOWS_DEVICES))})$)"
_NAME = "[a-z0-9]+(?:-[a-z0-9]+)*"
_NAMES_ARE = "a name has lower-case letters, digits and single hyphens"


def ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def text(pattern: str, message: str) -> Schema:
    """Text of a form; what YAML takes for another type is not looked at."""
    return {**schema.TEXT_SCHEMA, "pattern": f"^(?:{pattern})$", "patternErrorMessage": message}


def _number(pattern: str, message: str, **limits: float) -> Schema:
    """A number, which may stand in quotation marks."""
    return {"type": ["number", "string"], "pattern": f"^(?:{pattern})$", "errorMessage": message, **limits}


def _edtf() -> str:
    """The forms of dates and intervals; not which months have 31 days."""
    date, time = (re.sub(r"\?P<\w+>", "?:", one.pattern) for one in (edtf.DATE, edtf.TIME))
    return rf"{date}(?:T{time})?|(?:{date}|\.\.)?/(?:{date}|\.\.)?"


def any_case(words: Iterable[str]) -> str:
    """A pattern for the words however their letters are written, and with any white space."""

    def letter(one: str) -> str:
        return r"\s+" if one == " " else f"[{one.lower()}{one.upper()}]" if one.isalpha() else re.escape(one)

    return rf"\s*(?:{'|'.join(''.join(map(letter, one)) for one in words)})\s*"


FORMATS: Mapping[str, Schema] = {
    "text": {**schema.TEXT_SCHEMA, "pattern": r"[^ \t\r\n]", "patternErrorMessage": "the value is empty"},
    "edtf": text(_edtf(), "no EDTF date: write 2016-07-14, 2016-07~ or 2016/2018"),
    "web-address": {
        "type": "string",
        "pattern": r"^https?://[^\s/]",
        "errorMessage": "begin the address with https:// or http://",
    },
    "label-id": text(rf"(?!p[0-9]+(?:-|$)){_RESERVED}{_NAME}", f"{_NAMES_ARE}; p12 is a passage's"),
    "new-entity-id": text(rf"(?!retired$){_RESERVED}{_NAME}", _NAMES_ARE),
    "tag": text(_RESERVED + _NAME, _NAMES_ARE),
    "slug": text(f"{_NAME}(?:/{_NAME})*", f"{_NAMES_ARE}, and / between folders"),
    "language": text(schema.LANGUAGE.pattern, "write a language tag: en, en-GB, ar"),
    "sha256": text(schema.SHA256.pattern, "a SHA-256 has 64 hex digits in lower case"),
    "wikidata": text("Q[1-9][0-9]*", "write a Wikidata item: Q90"),
    "geonames": text("[1-9][0-9]*", "write the digits of a GeoNames number: 2990440"),
    "latitude": _number(schema.NUMBER.pattern, "a latitude is a number, -90 to 90", minimum=-90, maximum=90),
    "longitude": _number(
        schema.NUMBER.pattern, "a longitude is a number, -180 to 180", minimum=-180, maximum=180
    ),
    "share": _number(schema.NUMBER.pattern, "a share is a number, 0 to 1", minimum=0, maximum=1),
    "count": _number("[0-9]{1,9}", "write a whole number", minimum=0),
    "occurrence": {
        "anyOf": [
            _number("0*[1-9][0-9]*", "count from 1, or write `all`", minimum=1),
            {"const": "all", "errorMessage": "count from 1, or write `all`"},
        ]
    },
    "truth": {"type": ["boolean", "string"], "pattern": "^(?:true|false)$"},
    "country": {
        "enum": list(COUNTRIES),
        "enumDescriptions": list(COUNTRIES.values()),
        "errorMessage": "write two capital letters, an ISO 3166-1 code: FR",
    },
}
# What may be said more exactly where the names of an archive, or of a brief, are known.
NAMES: Mapping[str, Schema] = {
    "passage-id": text("p[1-9][0-9]*", "write a passage's id: p12"),
    "entity-id": text(_NAME, f"write an entity's id: {_NAMES_ARE}"),
    "statement": text(f"(?:{_NAME}(?:/{_NAME})*#)?{_NAME}", "write a label's id, or slug#id"),
    "editor": schema.TEXT_SCHEMA,
    "allow": {
        "type": "object",
        "propertyNames": {"pattern": "^BK[0-9]{3}$"},
        "additionalProperties": ref("text"),
    },
}


def as_text(of: str) -> str:
    """The schema of any `sidecar`, of `entities` or of `archive`, as a JSON text that people read."""
    made = {"sidecar": sidecar, "entities": entities, "archive": archive}[of]()
    return json.dumps({"$schema": DRAFT, **made}, ensure_ascii=False, indent=2) + "\n"


def sidecar(kinds: Mapping[str, Kind] = KINDS) -> Schema:
    """A sidecar of any archive that has these kinds."""
    return {**sidecar_head(), "definitions": definitions(kinds)}


def sidecar_head() -> Schema:
    """The top of a sidecar, without the definitions that it speaks of."""
    properties: Schema = {
        "briefkit": {"enum": [1, "1"]},
        "seed": ref("SeedForm"),
        "about": ref("AboutForm"),
        "publish": {"enum": ["full", "quotes"]},
        "scale": {"enum": sorted(SCALES)},
        "key_judgments": {"type": "array", "items": ref("statement")},
        "editors": {"type": "object", "additionalProperties": ref("text")},
        "defaults": ref("DefaultsForm"),
        "entities": ref("entities"),
        "retired": {
            "type": "object",
            "propertyNames": ref("label-id"),
            "additionalProperties": schema.TEXT_SCHEMA,
        },
        "labels": ref("labels"),
        "allow": ref("allow"),
    }
    return {
        "title": "sidecar",
        "type": "object",
        "properties": {
            key: {"description": schema.SIDECAR_KEYS[key], **one} for key, one in properties.items()
        },
        "required": ["briefkit", "seed", "about", "labels"],
        "additionalProperties": False,
    }


def entities(kinds: Mapping[str, Kind] = KINDS) -> Schema:
    """entities.yaml, or a file of entities/."""
    all_ = definitions(kinds)
    retired = {"type": "object", "additionalProperties": schema.TEXT_SCHEMA}
    return {
        **all_["entities"],
        "title": "entities",
        "propertyNames": {"anyOf": [{"const": "retired"}, ref("new-entity-id")]},
        "properties": {"retired": {"description": "ids no longer in use", **retired}},
        "definitions": all_,
    }


def archive() -> Schema:
    """archive.yaml."""
    all_ = definitions(KINDS)
    return {**all_["ArchiveForm"], "title": "archive settings", "definitions": all_}


def definitions(kinds: Mapping[str, Kind]) -> Schema:
    """Every form, and for each kind the label or entity that has it."""
    return dict(_definitions(tuple(kinds.values())))


@lru_cache(maxsize=4)
def _definitions(kinds: tuple[Kind, ...]) -> Schema:
    from pydantic.json_schema import models_json_schema

    forms: list[type[schema.Form]] = [
        *(schema.SeedForm, schema.AboutForm, schema.DefaultsForm, schema.ArchiveForm, schema.MentionForm),
        *(schema.StatementForm, schema.EntityForm),
        *schema.STATEMENT_FORMS.values(),
        *schema.ENTITY_FORMS.values(),
    ]
    _, made = models_json_schema(
        [(form, "validation") for form in forms], ref_template="#/definitions/{model}"
    )
    found: Schema = _older(made["$defs"])
    found = {name: _naming(form) for name, form in found.items()}
    found |= {**FORMATS, **NAMES, "likelihood": likelihood(*SCALES)}
    for kind in kinds:
        form: type[schema.Form]
        if kind.base == "statement":
            form, value = schema.STATEMENT_FORMS.get(kind.name, schema.StatementForm), ref("text")
        else:
            form, value = schema.MentionForm, ref(f"{kind.name}-id")
            entity = schema.ENTITY_FORMS.get(kind.name, schema.EntityForm).__name__
            found[f"{kind.name}-id"] = ref("entity-id")
            found[f"{kind.name}-entity"] = _with_kind(found[entity], kind.name, ref("text"), "its name")
        what = "the sentence, in your words" if kind.base == "statement" else "the id of the one named"
        found[kind.name] = _with_kind(found[form.__name__], kind.name, value, what)
        if kind.base == "mention":
            found[kind.name]["required"] = [kind.name, "quote"]
    mentions = [kind for kind in kinds if kind.base == "mention"]
    fields = [name for kind in kinds for name in found[kind.name]["properties"]]
    found["label"] = _by_kind("a label", {kind.name: kind.name for kind in kinds}, _about(kinds), fields)
    found["of-passage"] = {"type": "array", "items": ref("label")}
    found["labels"] = {
        "type": "object",
        "propertyNames": ref("passage-id"),
        "additionalProperties": ref("of-passage"),
    }
    entity_kinds = {kind.name: f"{kind.name}-entity" for kind in mentions}
    fields = [name for form in entity_kinds.values() for name in found[form]["properties"]]
    found["entity"] = _by_kind("an entity", entity_kinds, _about(mentions), fields)
    found["entities"] = {
        "type": "object",
        "propertyNames": ref("new-entity-id"),
        "additionalProperties": ref("entity"),
    }
    unused = {"MentionForm", "StatementForm", "EntityForm"} | {
        form.__name__ for form in (*schema.STATEMENT_FORMS.values(), *schema.ENTITY_FORMS.values())
    }
    return _shared_fields({name: one for name, one in found.items() if name not in unused})


def likelihood(*scales: str) -> Schema:
    """A term of one of the scales, however its letters are written; the standard's own are offered."""
    terms = [term for name in scales for term in SCALES[name].terms]
    words = [words for name in scales for words in SCALES[name].by_words]
    message = f"a likelihood is a term: {', '.join(dict.fromkeys(term.words for term in terms))}"
    offered = {term.words: f"{term.low} to {term.high} %" for term in terms}
    return {
        "anyOf": [
            {"enum": list(offered), "enumDescriptions": list(offered.values()), "errorMessage": message},
            {"type": "string", "pattern": f"^{any_case(words)}$", "errorMessage": message},
        ]
    }


def _about(kinds: Iterable[Kind]) -> dict[str, str]:
    """What each kind is, in the words of its form."""
    forms = {**schema.STATEMENT_FORMS, **schema.ENTITY_FORMS}
    return {
        kind.name: (forms[kind.name].__doc__ or "") if kind.name in forms else kind.title for kind in kinds
    }


def _by_kind(what: str, kinds: Mapping[str, str], about: Mapping[str, str], fields: Iterable[str]) -> Schema:
    """A mapping whose kind says which definition it follows, so that each fault is shown at its place."""
    message = f"{what} has one kind: {', '.join(kinds)}"
    chosen: Schema = {
        "type": "object",
        "properties": {kind: {"description": about[kind], **ref("text")} for kind in kinds},
        "propertyNames": {
            "enum": list(dict.fromkeys(fields)),
            "errorMessage": f"this is no field of {what}",
            "doNotSuggest": True,  # the kind comes first
        },
        "anyOf": [{"required": [kind], "errorMessage": message} for kind in kinds],
        "errorMessage": message,
    }
    for kind, definition in reversed(list(kinds.items())):
        # Of what is no mapping yet, such as a dash with nothing behind it, `required` is true.
        chosen = {"if": {"type": "object", "required": [kind]}, "then": ref(definition), "else": chosen}
    return chosen


def _with_kind(form: Schema, kind: str, value: Schema, what: str) -> Schema:
    properties = {kind: {"description": what, **value}, **form["properties"]}
    return {**form, "title": kind, "properties": properties, "required": [kind, *form.get("required", [])]}


def _naming(form: Schema) -> Schema:
    """The form, in which a field that names something says what."""
    properties = dict(form.get("properties", {}))
    for name in properties.keys() & NAMING:
        field, one = properties[name], ref(NAMING[name])
        if "anyOf" in field:
            value: Schema = {"anyOf": [one, {"type": "array", "items": one}]}
        elif field.get("type") == "array":
            value = {"type": "array", "items": one}
        else:
            value = one
        properties[name] = {"description": field["description"], **value}
    return {**form, "properties": properties} if properties else form


def _shared_fields(found: Schema) -> Schema:
    """What several definitions have under one name and in the same words, said once."""
    seen: dict[str, list[Any]] = {}
    for one in found.values():
        for name, field in one.get("properties", {}).items():
            if "description" in field and len(field) > 1:
                seen.setdefault(name, []).append(field)
    shared = {
        name: fields[0]
        for name, fields in seen.items()
        if len(fields) > 1 and all(field == fields[0] for field in fields)
    }
    for name, one in found.items():
        if shared.keys() & one.get("properties", {}).keys():
            properties = {
                key: ref(f"field-{key}") if key in shared else field
                for key, field in one["properties"].items()
            }
            found[name] = {**one, "properties": properties}
    return {**found, **{f"field-{name}": field for name, field in shared.items()}}


def _older(node: Any, *, names: bool = False) -> Any:
    """draft-07 for what pydantic says in 2020-12, and a `$ref` for each format.

    Defaults go, since an absent key is no value, and titles that only say a field's name again.
    `names`: the keys are names, not keywords.
    """
    if isinstance(node, list):
        return [_older(one) for one in node]
    if not isinstance(node, dict):
        return node
    if names:
        return {key: _older(value) for key, value in node.items()}
    kept = {key: value for key, value in node.items() if key not in ("default", "title")}
    older = {key: _older(value, names=key in ("properties", "$defs")) for key, value in kept.items()}
    if "prefixItems" in older:
        older["items"] = older.pop("prefixItems")
    if "anyOf" in older:
        older |= _without_null(older.pop("anyOf"))
    if "format" in older:
        older |= ref(older.pop("format"))
    elif older.get("type") == schema.TEXT_SCHEMA["type"]:
        older |= ref("text")
        del older["type"]
    return older


def _without_null(choices: list[Schema]) -> Schema:
    """A field that may be absent is not one that may be null."""
    left = [choice for choice in choices if choice != {"type": "null"}]
    return left[0] if len(left) == 1 else {"anyOf": left}

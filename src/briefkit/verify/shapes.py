"""The shape of a brief's JSON: every key that may stand where, and what its value looks like."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

OWN = "briefkit:"
FIELD = re.compile(r"[a-z_]+")  # its name; whether it is there is for `check` to say
EDTF = re.compile(r"[0-9XYES~?%/.+-]+")  # what an extended date is written with
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "briefkit": "https://briefkit.invalid/ns#",
        "briefkit:by": {"@type": "@id"},
        "briefkit:see": {"@type": "@id"},
        "briefkit:part_of": {"@type": "@id"},
        "briefkit:supersedes": {"@type": "@id"},
        "briefkit:superseded_by": {"@type": "@id"},
        "briefkit:key_judgments": {"@type": "@id", "@container": "@list"},
        "briefkit:authors": {"@container": "@list"},
        "briefkit:at": {"@container": "@list"},
    },
]


class Misread(Exception):
    """The JSON is not of the form; `needle` is a text that stands where it is not."""

    def __init__(self, message: str, needle: str = "") -> None:
        super().__init__(message)
        self.needle = needle


Shape = Callable[[object, str], None]


def _text(value: object, where: str) -> None:
    if not isinstance(value, str) or not value:
        raise Misread(f"{where} is no text")


def _date(value: object, where: str) -> None:
    if not isinstance(value, str) or not EDTF.fullmatch(value):
        raise Misread(f"{where} is {shown(value)}, which is no date", written(value))


def _field(value: object, where: str) -> None:
    if not isinstance(value, str) or not FIELD.fullmatch(value):
        raise Misread(f"{where} is {shown(value)}, which is no field", written(value))


def _number(value: object, where: str) -> None:
    if type(value) is not int or value < 0:
        raise Misread(f"{where} is no number from 0")


def _degrees(value: object, where: str) -> None:
    if type(value) not in (int, float):
        raise Misread(f"{where} is no number")


def _any_text(value: object, where: str) -> None:
    if not isinstance(value, str):
        raise Misread(f"{where} is no text")


def _one_of(*values: object) -> Shape:
    def look(value: object, where: str) -> None:
        if not any(value == one and type(value) is type(one) for one in values):
            raise Misread(f"{where} is {shown(value)}, which the format does not know", written(value))

    return look


def _point(value: object, where: str) -> None:
    if not isinstance(value, list) or len(value) != 2:
        raise Misread(f"{where} is no latitude and longitude")
    for one in value:
        _degrees(one, where)


def _each(shape: Shape) -> Shape:
    def look(value: object, where: str) -> None:
        if not isinstance(value, list):
            raise Misread(f"{where} is no list")
        for number, one in enumerate(value, 1):
            shape(one, f"{where}, number {number}")

    return look


def _object(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    shapes = {**required, **(optional or {})}

    def look(value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise Misread(f"{where} is no object")
        for key, one in value.items():
            if key not in shapes:
                raise Misread(
                    f"{where} has the key {shown(key)}, which the format does not know", written(key)
                )
            shapes[key](one, f"{where}, {key}")
        if missing := [key for key in required if key not in value]:
            raise Misread(f"{where} lacks “{missing[0]}”")

    return look


def _own(shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    return {OWN + name: shape for name, shape in shapes.items()}


def _texts(*names: str) -> dict[str, Shape]:
    return dict.fromkeys(names, _text)


def shown(value: object) -> str:
    """The value as a message names it."""
    return f"“{value}”" if isinstance(value, str) and len(value) < 60 else written(value)[:60]


def written(value: object) -> str:
    """The value in the one spelling that briefkit gives to JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_LIST = _each(_text)
_FIELDS = _each(_field)
_SEED = _object(
    {
        "id": _text,
        "type": _one_of("Text"),
        "format": _one_of("text/plain", "text/markdown"),
        **_own({"sha256": _text, "size": _number}),
        **_own({"split": _one_of("prose-1", "blocks-1", "markdown-1")}),
    },
    {
        "language": _text,
        **_own(_texts("publisher", "source", "descriptor", "rights")),
        **_own({"date": _date, "accessed": _date, "reliability": _one_of(*"ABCDEF")}),
        **_own({"authors": _LIST, "supplied": _FIELDS}),
    },
)
_COLLECTION = _object(
    {
        "id": _text,
        "type": _one_of("AnnotationCollection"),
        "label": _text,
        "total": _number,
        "first": _text,
        "last": _text,
        **_own({"status": _one_of("active", "revised", "recalled"), "publish": _one_of("full", "quotes")}),
        **_own({"scale": _one_of("icd203", "phia")}),
    },
    _own(
        {
            **_texts("summary", "reason", "handling", "supersedes"),
            "published": _date,
            "updated": _date,
            "superseded_by": _LIST,
        }
    ),
)
_PASSAGE = _object({"id": _text, **_own({"type": _text, "start": _number, "end": _number})})
_ENTITY = _object(
    {"id": _text, "label": _text, **_own({"kind": _text})},
    _own(
        {
            **_texts("type", "part_of", "wikidata", "geonames", "country", "note"),
            "aliases": _LIST,
            "tags": _LIST,
            "at": _point,
        }
    ),
)
_OUTCOME = _object(
    _own({"result": _one_of("happened", "partly", "did-not", "unclear")}),
    _own({"date": _date, "evidence": _text}),
)
_POSITION = _object({"type": _one_of("TextPositionSelector"), "start": _number, "end": _number})
_QUOTE = _object(
    {"type": _one_of("TextQuoteSelector"), "exact": _text}, {"prefix": _any_text, "suffix": _any_text}
)


def _selectors(value: object, where: str) -> None:
    if not isinstance(value, list) or len(value) not in (1, 2):
        raise Misread(f"{where} is no list of one or two selectors")
    for shape, selector in zip((_POSITION, _QUOTE), value, strict=False):
        shape(selector, where)


BODIES: Mapping[str, Shape] = {
    "classifying": _object({"type": _one_of("TextualBody"), **_texts("purpose", "value")}),
    "tagging": _object({"type": _one_of("TextualBody"), **_texts("purpose", "value")}),
    "describing": _object(
        {
            "type": _one_of("TextualBody"),
            "format": _one_of("text/plain"),
            **_texts("purpose", "value", "language"),
        }
    ),
    "commenting": _object(
        {
            "type": _one_of("TextualBody"),
            "format": _one_of("text/markdown"),
            **_texts("purpose", "value", "language"),
        }
    ),
    "identifying": _object({"type": _one_of("SpecificResource"), **_texts("purpose", "source")}),
    "linking": _object(
        {
            "type": _one_of("SpecificResource"),
            **_texts("purpose", "source"),
            OWN + "relation": _one_of(
                "supports", "leads_to", "contradicts", "assumes", "alternative_to", "revises"
            ),
        },
        _own({"reason": _text}),
    ),
}


def _body(value: object, where: str) -> None:
    purpose = value.get("purpose") if isinstance(value, dict) else None
    if not isinstance(purpose, str) or purpose not in BODIES:
        raise Misread(f"{where} has the purpose {shown(purpose)}, which the format does not know")
    BODIES[purpose](value, where)


_ANNOTATION = _object(
    {
        "id": _text,
        "type": _one_of("Annotation"),
        "motivation": _one_of("describing", "identifying"),
        "body": _each(_body),
        "target": _each(
            _object({"type": _one_of("SpecificResource"), "source": _text, "selector": _selectors})
        ),
        **_own({"passage": _text, "status": _one_of("suggested", "draft", "reviewed", "disputed")}),
    },
    {
        "creator": _object({"type": _one_of("Person"), **_texts("name", "nickname")}),
        **_own(
            {
                **_texts("name", "hedge", "likelihood", "confidence_basis"),
                "when": _date,
                "basis": _one_of("reported", "assumed", "judged"),
                "confidence": _one_of("low", "moderate", "high"),
                "direction": _one_of("rising", "falling", "steady", "shifting"),
                **dict.fromkeys(("by", "see", "indicators"), _LIST),
                "supplied": _FIELDS,
                "outcome": _OUTCOME,
            }
        ),
    },
)
PAGE = _object(
    {
        "@context": _one_of(CONTEXT),
        "id": _text,
        "type": _one_of("AnnotationPage"),
        "partOf": _COLLECTION,
        "startIndex": _one_of(0),
        **_own(
            {"seed": _SEED, "passages": _each(_PASSAGE), "entities": _each(_ENTITY), "key_judgments": _LIST}
        ),
        "items": _each(_ANNOTATION),
    }
)

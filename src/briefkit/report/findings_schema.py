"""The JSON Schema of what `--format json` prints, draft-07."""

from __future__ import annotations

from typing import Any

from briefkit.diagnostics import Severity, Weight

Schema = dict[str, Any]


def findings_schema() -> Schema:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "briefkit findings",
        "description": "What `briefkit check --format json` prints. Lines and columns count from 1; offsets "
        "(start, end) count code points of the file's text from 0, and end is not included.",
        "type": "array",
        "items": _object(
            code={"type": "string", "pattern": "^BK[0-9]{3}$", "description": "Never renumbered."},
            name={"type": "string", "pattern": "^[a-z0-9-]+$"},
            severity={"enum": [str(severity) for severity in Severity]},
            message={"type": "string", "description": "What is wrong."},
            path={"type": "string", "description": "From the archive's folder, parted by / on every system."},
            line=_number(1),
            column=_number(1),
            start=_number(0),
            end=_number(0),
            help={"type": ["string", "null"], "description": "What to do."},
            related={
                "type": "array",
                "description": "Other places that explain the finding.",
                "items": _object(
                    message={"type": "string"}, path={"type": "string"}, line=_number(1), column=_number(1)
                ),
            },
            difference={"anyOf": [{"type": "null"}, _difference()]},
            fix={"anyOf": [{"type": "null"}, _fix()]},
        ),
    }


def _difference() -> Schema:
    run = _object(
        written={"type": "string"},
        stands={"type": "string"},
        weights={
            "type": "array",
            "items": {"enum": [str(weight) for weight in Weight]},
            "description": "What the difference is about, if it may change what is said.",
        },
    )
    return _object(
        titles={
            "type": "array",
            "items": {"type": "string"},
            "minItems": 2,
            "maxItems": 2,
            "description": "Whose words `written` and `stands` are.",
        },
        runs={"type": "array", "items": run, "description": "Joined, they are the two wordings."},
    )


def _fix() -> Schema:
    edit = _object(start=_number(0), end=_number(0), text={"type": "string"})
    return _object(
        title={"type": "string"},
        safe={"type": "boolean", "description": "Whether it keeps what the file means."},
        edits={"type": "array", "items": edit, "description": "Of the text as it was."},
    )


def _number(least: int) -> Schema:
    return {"type": "integer", "minimum": least}


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }

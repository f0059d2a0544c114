"""The printed schemas take what briefkit takes and refuse what it refuses."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from briefkit.json_schema import as_text

ROOT = Path(__file__).parents[1]


class AsAnEditorReads(yaml.SafeLoader):
    """YAML's own types, as yaml-language-server has them; only dates stay text there."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # PyYAML's own way to say it
        first: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def validator(of: str) -> jsonschema.Draft7Validator:
    schema = json.loads(as_text(of))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def complaints(of: str, value: Any) -> list[str]:
    return [error.message for error in validator(of).iter_errors(value)]


@pytest.mark.parametrize(
    ("of", "path"),
    [
        ("sidecar", "brief/islamic-state-strikes-abroad.yaml"),
        ("entities", "brief/entities.yaml"),
        ("archive", "brief/archive.yaml"),
    ],
)
def test_the_real_brief_has_nothing_to_complain_of(of: str, path: str):
    value = yaml.load((ROOT / path).read_text("utf-8"), AsAnEditorReads)
    assert complaints(of, value) == []


HEAD = {
    "briefkit": 1,
    "seed": {"file": "a.txt", "sha256": "0" * 64, "split": "prose-1"},
    "about": {"title": 2016},
    "labels": {},
}


@pytest.mark.parametrize("text", [2016, False, None, 1000.0, "NO"])
def test_text_may_look_like_another_type_to_an_editor(text: object):
    labels = {"p1": [{"claim": text, "note": text, "quote": [text], "by": text, "indicators": [text]}]}
    labels["p1"][0].pop("indicators")
    assert complaints("sidecar", HEAD | {"labels": labels}) == []


@pytest.mark.parametrize(
    "labels",
    [
        {"p1": [{"clam": "One"}]},
        {"p1": [{"claim": "One", "direction": "rising"}]},
        {"p1": [{"claim": "One", "trend": "Two"}]},
        {"p1": [{"quote": "One"}]},
        {"p1": {"claim": "One"}},
        {"one": [{"claim": "One"}]},
        {"p1": [{"claim": "One", "occurrence": 0}]},
        {"p1": [{"trend": "One", "confidence": "very"}]},
    ],
)
def test_what_briefkit_refuses_is_refused(labels: dict[str, Any]):
    assert complaints("sidecar", HEAD | {"labels": labels})


def test_every_field_is_described():
    def undescribed(node: Any, where: str = "") -> list[str]:
        if isinstance(node, list):
            return [one for item in node for one in undescribed(item, where)]
        if not isinstance(node, dict):
            return []
        properties = node.get("properties", {})
        found = [
            f"{where}.{name}"
            for name, field in properties.items()
            if isinstance(field, dict) and "description" not in field
        ]
        return found + [one for key, value in node.items() for one in undescribed(value, f"{where}.{key}")]

    for of in ("sidecar", "entities", "archive"):
        assert undescribed(json.loads(as_text(of))) == []


def test_nothing_newer_than_draft_07_is_said():
    for of in ("sidecar", "entities", "archive"):
        text = as_text(of)
        assert '"$defs"' not in text
        assert '"prefixItems"' not in text
        assert text.endswith("}\n")

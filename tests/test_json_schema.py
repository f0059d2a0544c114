"""The printed schemas take what briefkit takes and refuse what it refuses."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefkit import edtf
from briefkit.brief import KINDS, Kind
from briefkit.json_schema import FORMATS, as_text, sidecar

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


dates = st.sampled_from(["2016", "2016-07~", "201X", "-0043-03-15", "Y170000002", "2016-07-14?", "..", ""])
HEAD = {
    "briefkit": 1,
    "seed": {"file": "a.txt", "sha256": "0" * 64, "split": "prose-1"},
    "about": {"title": 2016},
    "labels": {},
}


@pytest.mark.parametrize("text", [2016, False, None, 1000.0, "NO"])
def test_text_may_look_like_another_type_to_an_editor(text: object):
    labels = {"p1": [{"trend": text, "note": text, "quote": [text], "editor": text, "indicators": [text]}]}
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
        {"p1": [{"claim": "One", "by": "NO"}]},
        {"p1": [{"claim": "One", "note": "  "}]},
        {"p1": [{"claim": "One", "id": "p3-one"}]},
        {"p1": [{"claim": "One", "id": "con"}]},
        {"p1": [{"claim": "One", "when": "July"}]},
        {"p1": [{"claim": "One", "likelihood": "55 %"}]},
        {"p1": [{"claim": "One", "occurrence": "none"}]},
        {"p1": [{"claim": "One", "publish": "yes"}]},
        {"p1": [{"actor": "is"}]},
        {"p01": []},
    ],
)
def test_what_briefkit_refuses_is_refused(labels: dict[str, Any]):
    assert complaints("sidecar", HEAD | {"labels": labels})


@pytest.mark.parametrize(
    "fields",
    [
        {"occurrence": "2"},
        {"occurrence": "all"},
        {"occurrence": 2},
        {"publish": "true"},
        {"likelihood": "VERY   Likely"},
        {"likelihood": "probable"},
        {"when": "2016-07~/.."},
        {"when": "2016-07-14T23:20:30Z"},
        {"by": ["is", 2016]},
        {"see": ["p2"], "supports": ["a", "2016/nice#b"]},
    ],
)
def test_what_briefkit_takes_is_taken(fields: dict[str, Any]):
    assert complaints("sidecar", HEAD | {"labels": {"p1": [{"claim": "One", **fields}]}}) == []


@pytest.mark.parametrize("value", [[43.7, "7.27"], ["-90", 180]])
def test_numbers_may_stand_in_quotation_marks(value: list[Any]):
    assert complaints("entities", {"nice": {"place": "Nice", "at": value}}) == []
    assert complaints("archive", {"coverage": "0.5"}) == []


@pytest.mark.parametrize("value", [[43.7, 190], ["north", 7]])
def test_a_place_stands_on_the_globe(value: list[Any]):
    assert complaints("entities", {"nice": {"place": "Nice", "at": value}})


def test_an_added_kind_has_labels_and_if_it_is_a_mention_entities():
    kinds = {**KINDS, "event": Kind("event", "mention", "Event"), "risk": Kind("risk", "statement", "Risk")}
    schema = jsonschema.Draft7Validator(sidecar(kinds))
    labels = {"p1": [{"event": "flood", "quote": "Flood"}, {"risk": "One", "likelihood": "likely"}]}
    entities = {"flood": {"event": "The flood"}}
    assert list(schema.iter_errors(HEAD | {"labels": labels, "entities": entities})) == []
    assert list(schema.iter_errors(HEAD | {"entities": {"flood": {"risk": "The flood"}}}))


@given(when=st.from_regex(edtf.DATE, fullmatch=True) | st.tuples(dates, dates).map("/".join))
def test_every_date_that_briefkit_reads_is_taken(when: str):
    try:
        edtf.parse(when)
    except edtf.NotEdtf:
        return
    assert re.search(FORMATS["edtf"]["pattern"], when)


@pytest.mark.parametrize("of", ["sidecar", "entities", "archive"])
def test_every_field_is_described(of: str):
    schema = json.loads(as_text(of))

    def is_described(field: dict[str, Any]) -> bool:
        target = field.get("$ref", "").rpartition("/")[2]
        return "description" in field or "description" in schema["definitions"].get(target, {})

    forms = [schema, *schema["definitions"].values()]
    fields = [(name, field) for form in forms for name, field in form.get("properties", {}).items()]
    assert len(fields) > 20
    assert [name for name, field in fields if not is_described(field)] == []


def test_nothing_newer_than_draft_07_is_said():
    for of in ("sidecar", "entities", "archive"):
        text = as_text(of)
        assert '"$defs"' not in text
        assert '"prefixItems"' not in text
        assert text.endswith("}\n")

"""The names that a schema offers, as an editor's YAML reads them."""

from __future__ import annotations

from typing import Any

import pytest

from briefkit.brief import Entity
from briefkit.sidecar_schema import as_yaml_reads, entity_ids, offered


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("nice", "nice"),
        ("2016", 2016),
        ("012", 12),
        ("0x1f", 31),
        ("0o14", 12),
        ("1e3", 1000),
        ("1e-3", 0.001),
        ("1e999", "1e999"),
        ("1-2", "1-2"),
        ("no", "no"),
        ("null", None),
        ("true", True),
        ("false", False),
    ],
)
def test_a_name_is_what_yaml_1_2_makes_of_it(name: str, read: Any):
    found = as_yaml_reads(name)
    assert (type(found), found) == (type(read), read)


def test_a_name_that_yaml_takes_for_another_type_is_offered_as_both():
    assert offered({"a": "A", "7": "Seven"}) == {
        "enum": ["a", "7", 7],
        "enumDescriptions": ["A", "Seven", "Seven"],
    }


def test_an_entity_is_offered_with_its_name_aliases_and_sort():
    made = entity_ids([Entity("is", "actor", "Islamic State", "group", ("IS", "Daesh"))], "actor")
    assert made["enum"] == ["is"]
    assert made["enumDescriptions"] == ["Islamic State (IS, Daesh), group"]


def test_where_there_are_no_entities_every_id_is_complained_of():
    assert entity_ids([], "actor")["errorMessage"].startswith("no actor has this id")

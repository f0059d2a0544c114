"""Every name in a file is found where it stands, and words that only look like one are not."""

import pytest

from briefkit import yamltree
from briefkit.brief import KINDS
from briefkit.references import in_entities, in_settings, in_sidecar
from briefkit.spans import Document


def found(text, reader):
    root, _ = yamltree.parse(Document("brief/x.yaml", text))
    assert isinstance(root, yamltree.Mapping)
    rows = []
    for one in reader(root):
        span = one.span(text)
        name = one.slug if one.what == "brief" else one.id
        assert span is None or span.of(text) == name
        rows.append((one.what, one.slug, one.id, one.role))
    return rows


def sidecar(text, **more):
    return found(text, lambda root: in_sidecar(root, "sea", KINDS, **more))


def test_fields_head_and_retired_names_are_found():
    text = (
        "key_judgments: [a]\nretired: {b: a, c: ~}\nabout: {supersedes: old, summary: '[x](#a)'}\n"
        "entities: {is: {actor: IS, part_of: org, note: '[y](entity:org)'}, bad: 1}\n"
        "labels:\n  p1:\n    - {claim: X, id: a, by: is, supports: [o/p#q, d], revises: o#z}\n"
        "    - {place: nice}\n"
    )
    assert sidecar(text) == [
        ("label", "sea", "a", "use"),
        *[
            ("label", "sea", "b", "retired"),
            ("label", "sea", "a", "replacement"),
            ("label", "sea", "c", "retired"),
        ],
        *[("brief", "old", "", "use"), ("label", "sea", "a", "note")],
        *[("entity", "", "is", "given"), ("entity", "", "org", "use"), ("entity", "", "org", "note")],
        ("entity", "", "bad", "given"),
        *[("label", "sea", "a", "given"), ("entity", "", "is", "use")],
        *[("brief", "o/p", "", "use"), ("label", "o/p", "q", "use"), ("label", "sea", "d", "use")],
        *[("brief", "o", "", "use"), ("label", "o", "z", "use"), ("entity", "", "nice", "use")],
    ]


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("[x](#a) `#a` #a", [("label", "sea", "a", "note")]),
        ("[x](https://x.org/#a) [y](page.html#a) [z](#) <mailto:a@b.org>", []),
        ("[x](o/p#p3)", [("brief", "o/p", "", "note"), ("label", "o/p", "p3", "note")]),
        ("<entity:is>", [("entity", "", "is", "note")]),
        ("[x](#p3-actor-is-1)", [("label", "sea", "p3-actor-is-1", "note"), ("entity", "", "is", "note")]),
        ("[x](#p3-claim-b-1)", [("label", "sea", "p3-claim-b-1", "note")]),
        ("[x][r]\n\n[r]: #a 'title'", [("label", "sea", "a", "note")]),
        ("[x](&#35;a)", [("label", "sea", "a", "note")]),
    ],
)
def test_a_note_names_what_its_links_lead_to(note, names):
    lines = "\n".join(f"        {line}" for line in note.split("\n"))
    assert sidecar(f"labels:\n  p1:\n    - claim: X\n      note: |\n{lines}\n") == names


def test_in_a_layer_the_name_of_its_brief_means_the_layer():
    text = "labels: {p1: [{claim: X, supports: [isles#a, o#a], note: '[x](isles#b)'}]}\n"
    assert [row for row in sidecar(text, layer_of="isles") if row[0] == "label"] == [
        ("label", "sea", "a", "use"),
        ("label", "o", "a", "use"),
        ("label", "sea", "b", "note"),
    ]


def test_entities_and_settings_name_what_they_retire():
    text = "is: {actor: IS, note: '[x](sea#a) [y](#a)'}\nretired: {daesh: is, old: ~}\n"
    assert found(text, lambda root: in_entities(root, KINDS)) == [
        *[("entity", "", "is", "given"), ("brief", "sea", "", "note"), ("label", "sea", "a", "note")],
        *[
            ("entity", "", "daesh", "retired"),
            ("entity", "", "is", "replacement"),
            ("entity", "", "old", "retired"),
        ],
    ]
    assert found("retired: {a: b/c}\n", in_settings) == [
        ("brief", "a", "", "retired"),
        ("brief", "b/c", "", "replacement"),
    ]
    assert found("title: x\nretired: [a]\n", in_settings) == []


def test_what_has_another_shape_hides_nothing_else():
    text = "about: x\nretired: [a]\nentities: []\n"
    text += "labels: {p1: x, p2: [y, {claim: X, id: [a], note: [n], by: {a: b}}]}\n"
    assert sidecar(text) == []
    assert sidecar("labels: {p1: [{claim: X, supports: ['#a', 'b#']}]}\n") == [("brief", "b", "", "use")]

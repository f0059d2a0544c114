"""What leans on something is found at once or by way of others, each once, and circles end."""

import json

import pytest

from briefkit.files import Memory
from briefkit.impact import NotKnown, as_json, as_text, impact
from briefkit.workspace import Workspace
from tests.archives import archive, sidecar
from tests.commands import call, lay_down

LABELS = """\
p1:
  - claim: The sea rises
    id: rises
    by: crew
    quote: The sea rises
    supports: [faster, harbour#floods]
  - implication: It will rise faster
    id: faster
    likelihood: likely
    assumes: [rises]
  - actor: office
    quote: sea
    occurrence: 1
p2:
  - claim: It was said
    id: said
    see: [p1]
    contradicts: [rises]
"""
HARBOUR = """\
p1:
  - implication: Harbours flood
    id: floods
    likelihood: likely
    leads_to: [moved]
    revises: sea#faster
  - claim: They move
    id: moved
    supports: [floods]
"""
ENTITIES = (
    b"office: {actor: The office}\ncrew: {actor: The crew, part_of: office}\nharbour: {place: Harbour}\n"
)


@pytest.fixture
def files():
    found = archive(LABELS) | {"brief/entities.yaml": ENTITIES, "seeds/h.txt": b"Harbours flood.\n"}
    more = "key_judgments: [floods]\n"
    found["brief/harbour.yaml"] = sidecar(HARBOUR, seed="Harbours flood.\n", file="h.txt", more=more).encode()
    return found


def leaning(files, name):
    workspace = Workspace(Memory(files))
    workspace.refresh()
    return impact(workspace, name)


def told(files, name):
    found = leaning(files, name).all
    return [(one.reason, f"{one.slug}#{one.statement.address}", len(one.onward)) for one in found]


def test_a_statement_is_leant_on_through_links_and_what_is_seen(files):
    assert told(files, "sea#rises") == [
        ("supported by it", "sea#faster", 0),
        ("supported by it", "harbour#floods", 1),
        ("it leads to this", "harbour#moved", 0),
        ("sees p1", "sea#said", 0),
    ]


def test_an_actor_is_leant_on_by_what_it_and_its_parts_say_and_what_is_said_of_it(files):
    assert told(files, "office")[0] == ("crew says it", "sea#rises", 2)
    assert {label for _, label, _ in told(files, "office")} == {
        *("sea#rises", "sea#faster", "harbour#floods", "harbour#moved", "sea#said")
    }
    assert told(files, "entity:harbour") == []


def test_a_source_and_a_passage_are_leant_on_by_what_rests_on_them(files):
    assert [label for _, label, _ in told(files, "sea")] == [
        *("sea#rises", "harbour#floods", "harbour#moved", "sea#faster", "sea#said")
    ]
    assert ("sees it", "sea#said", 0) in told(files, "sea#p1")


def test_what_revises_or_assumes_leans_and_what_contradicts_does_not(files):
    assert told(files, "sea#faster") == [
        ("revises it", "harbour#floods", 1),
        ("it leads to this", "harbour#moved", 0),
        ("sees p1", "sea#said", 0),
    ]
    assert told(files, "sea#said") == []


def test_a_circle_ends(files):
    assert told(files, "harbour#moved") == [("supported by it", "harbour#floods", 0)]


def test_a_long_argument_is_followed_to_its_end():
    labels = "p1:\n" + "".join(
        f"  - claim: Step {n}\n    id: s-{n}\n    supports: [s-{n + 1}]\n" for n in range(1500)
    )
    found = leaning(archive(labels + "  - claim: End\n    id: s-1500\n"), "sea#s-0")
    assert sum(1 for _ in found.all) == 1500
    assert len(list(as_text(found))) == 1502
    assert json.loads(as_json(found))["leaning"][-1]["leans_on"] == "sea#s-1499"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("sea#rise", "there is no label or passage `rise` in sea: write `sea#rises`"),
        ("seaa#rises", "there is no brief `seaa`: write `sea`"),
        ("offce", "there is no entity or brief `offce`: write `office`"),
        ("zzzz", "there is no entity or brief `zzzz`$"),
        ("harbour", "`harbour` is a brief and an entity: write `entity:harbour`"),
    ],
)
def test_an_unknown_name_is_told_the_nearest(files, name, why):
    with pytest.raises(NotKnown, match=why):
        leaning(files, name)


def test_the_command_draws_a_tree_with_a_star_for_key_judgments(tmp_path, files):
    root = lay_down(tmp_path, files)
    ended = call("impact", "sea#faster", folder=root)
    assert ended.code == 0
    assert ended.out == (
        "sea#faster: It will rise faster\n"
        "├─ revises it: ★ harbour#floods implication: Harbours flood [likely]\n"
        "│  └─ it leads to this: harbour#moved claim: They move\n"
        "└─ sees p1: sea#said claim: It was said\n"
        "3 statements lean on it; 1 is a key judgment\n"
    )
    assert call("impact", "sea#said", folder=root).out.endswith("nothing leans on it\n")
    rows = json.loads(call("impact", "sea#faster", "--format", "json", folder=root).out)["leaning"]
    assert [(row["label"], row["leans_on"], row["reason"]) for row in rows][:2] == [
        ("harbour#floods", None, "revises it"),
        ("harbour#moved", "harbour#floods", "it leads to this"),
    ]
    assert call("impact", "seaa", folder=root).code == 2

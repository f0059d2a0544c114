"""A revised text takes the place of another, and each label's fate is told."""

import pytest

from briefkit.adding import Incoming, NotAdded
from briefkit.fate_report import as_json, as_markdown, as_text
from briefkit.files import Disk, Memory
from briefkit.revising import CannotRevise, carry_out, revise
from briefkit.rewrite import ChangedMeanwhile
from tests.archives import archive, findings, look
from tests.commands import call, contents, lay_down

OLD = (
    "The port is said to flood. It may close by 2034.\n\nThe mayor left.\n\n"
    "Sea, wind and sea came.\n\nThe quay held through the long spring flood.\n"
)
NEW = (
    "Foreword.\n\nThe quay held through the long spring flood.\n\n"
    "The port is said to flood. It may close by 2043.\n\nSea, wind, sea and rain came over the sea.\n"
)
LABELS = """\
p1:
  # on the port
  - claim: The port floods  # behind
    id: floods
    quote: The port is said to flood
    hedge: is said to
    see: [p3]
  - claim: It closes
    id: closes
    quote: It may close by 2034
p2:
  - claim: The mayor left
    see: [p1]
p3:
  - place: sea
    quote: Sea
  - place: sea
    quote: sea
    occurrence: 1
  - claim: It came
    quote: sea came
    note: see [that](#p3-place-sea-1), [p2](#p2) and [it](sea#floods)
p4:
  - claim: The quay held
    quote:
      - The quay held
      - spring flood
"""


def files(labels=LABELS, old=OLD):
    return archive(labels, seed=old, more_keys="entities: {sea: {place: The sea}}\nretired: {past: floods}\n")


def revised(found, text=NEW, **more):
    return revise(Memory(found), "sea", Incoming("sea-2.txt", text.encode()), **more)


def test_each_label_has_its_fate():
    found = revised(files())
    assert [
        (one.fate, one.label.passage, one.passage, one.label.address, one.address) for one in found.fates
    ] == [
        ("moved", "p1", "p3", "floods", "floods"),
        ("changed", "p1", "p3", "closes", "closes"),
        ("gone", "p2", "p3", "p2-claim-1", "p3-claim-3"),
        ("moved", "p3", "p4", "p3-place-sea-1", "p4-place-sea-1"),
        ("ambiguous", "p3", "p4", "p3-place-sea-2", "p4-place-sea-2"),
        ("changed", "p3", "p4", "p3-claim-1", "p4-claim-1"),
        ("moved", "p4", "p2", "p4-claim-1", "p2-claim-1"),
    ]
    assert [one.id for one in found.alignment.fresh()] == ["p1"]


def test_the_new_sidecar_is_the_old_one_in_new_places():
    [made, old, shared] = revised(files()).rewrites
    text = made.after or ""
    assert "supersedes: sea" in text
    assert "p1: []" in text
    assert "  # on the port" in text
    assert "- claim: The port floods  # behind" in text
    assert "see: [p4]" in text
    assert "(#p4-place-sea-1)" in text
    assert "[p2](#was-p2)" in text
    assert "(sea-2#floods)" in text
    assert "entities:" not in text + (old.after or "")
    assert shared.after == "sea: {place: The sea}\n"
    assert "status: revised, reason: a revised text took its place" in (old.after or "")


def test_what_waits_is_found_by_check_and_the_rest_is_sound():
    found = revised(files())
    after = files() | {one.path: (one.after or "").encode() for one in found.rewrites}
    after["seeds/sea-2.txt"] = NEW.encode()
    result, briefs = look(after)
    assert {one.path for one in result.findings if one.severity == "error"} == {"brief/sea-2.yaml"}
    assert len(briefs["sea-2"].refused) == len(found.waiting)
    assert briefs["sea"].about.status == "revised"


def test_a_number_that_changed_is_shown_and_never_taken():
    one = revised(files()).fates[1]
    assert one.difference is not None
    assert [(run.written, run.stands) for run in one.difference.runs if not run.same] == [("2034", "2043")]


def test_signs_alone_do_not_change_a_label_and_a_block_keeps_its_lines():
    labels = "p1:\n  - claim: It floods\n    quote: >-\n      The port’s\n      quay – floods\n"
    found = revised(archive(labels, seed="The port’s quay – floods.\n"), "The port's quay - floods.\n")
    assert [one.fate for one in found.fates] == ["same"]
    assert "quote: >-\n        The port's\n        quay - floods\n" in (found.rewrites[0].after or "")


@pytest.mark.parametrize(
    ("old", "new", "fate", "occurrence"),
    [
        ("It rises now. It rises later.", "It rises now. It rises later. It rises.", "same", 2),
        (
            "It rises now. It rises later.",
            "So it goes. It rises, it seems. It rises now. It rises later.",
            "moved",
            3,
        ),
        ("It rises now. It rises later.", "It rises later.", "changed", None),
        ("It rises now. It rises later.", "It rises now.", "changed", None),
        ("It rises now. It rises later.", "It rises. It rises. It rises.", "ambiguous", None),
    ],
)
def test_which_of_several_is_meant_is_told_by_the_words_around_it(old, new, fate, occurrence):
    labels = "p1:\n  - claim: It rises\n    quote: It rises\n    occurrence: 2\n"
    one = revised(archive(labels, seed=old), new).fates[0]
    assert (one.fate, one.occurrence if one.fate.settled else None) == (fate, occurrence)


def test_a_hedge_that_is_gone_changes_its_label():
    labels = "p1:\n  - claim: It rises\n    quote: it rises\n    hedge: perhaps\n"
    one = revised(
        archive(labels, seed="Then perhaps, as we saw, it rises."), "Then, as we saw, it rises."
    ).fates[0]
    assert (one.fate, one.why) == ("changed", "its hedge “perhaps” no longer stands")


def test_words_that_went_to_another_passage_are_followed():
    labels = "p1:\n  - claim: It floods\n    quote: the long spring flood came over it\n"
    old = "The quay held, and the long spring flood came over it.\n\nNobody came.\n"
    new = "The quay held.\n\nNobody came, and the long spring flood came over it.\n"
    one = revised(archive(labels, seed=old), new).fates[0]
    assert (one.fate, one.passage) == ("moved", "p2")


def test_words_that_changed_on_their_way_to_another_passage_are_found_there():
    labels = "p1:\n  - claim: It floods\n    quote: the long spring flood came over the quay\n"
    old = "Then, it is told, the long spring flood came over the quay.\n\nNobody came.\n"
    new = "Nothing of the kind is known.\n\nNobody came: the long winter flood came over the quay.\n"
    one = revised(archive(labels, seed=old), new).fates[0]
    assert (one.fate, one.passage) == ("changed", "p2")
    assert one.difference is not None


def test_a_label_on_a_passage_that_grew_waits_with_the_old_words():
    labels = "p1:\n  - claim: It rises\n"
    found = revised(archive(labels, seed="The sea rises."), "The sea rises. Not so.")
    assert [(one.fate, one.quotes) for one in found.fates] == [("changed", ("The sea rises. [of p1]",))]
    assert any(one.code == "BK202" for one in found.findings)


def test_a_hedge_typed_otherwise_is_written_as_it_stands():
    labels = "p1:\n  - claim: It rises\n    quote: it rises\n    hedge: isn’t sure\n"
    found = revised(archive(labels, seed="He isn’t sure: it rises."), "He isn't sure: it rises.")
    assert [one.fate for one in found.fates] == ["same"]
    assert 'hedge: "isn\'t sure"' in (found.rewrites[0].after or "")


def test_what_a_label_leads_to_is_told_where_its_words_changed_and_waits_where_it_is_gone():
    labels = "p1:\n  - claim: It rises\n    quote: sea\n    see: [p2, p3]\n"
    old = "The sea rises here.\n\nHarbours flood in spring.\n\nUnlike that.\n"
    new = "The sea rises here.\n\nHarbours flood in autumn.\n\nUnlike that.\n"
    one = revised(archive(labels, seed=old), new).fates[0]
    assert (one.fate, one.why) == ("same", "p2, to which it leads, has other words than p2 had")
    found = revised(archive(labels, seed=old), "The sea rises here.\n\nHarbours flood in spring.\n")
    assert (found.fates[0].fate, found.fates[0].why) == ("changed", "p3, to which it leads, is gone")
    assert "see: [p2, was-p3]" in (found.rewrites[0].after or "")


def test_a_text_without_words_loses_no_label():
    found = revised(files(), "\n")
    assert {one.fate for one in found.fates} == {"gone"}
    assert (found.rewrites[0].after or "").count("claim:") == 5


def test_all_occurrences_stay_all():
    labels = "p1:\n  - place: sea\n    quote: sea\n    occurrence: all\n"
    found = archive(labels, seed="The sea and the sea.", more_keys="entities: {sea: {place: The sea}}\n")
    assert revised(found, "The sea and also the sea.").fates[0].fate == "same"


def test_labels_in_braces_are_carried_too():
    found = archive("", seed=OLD, more_keys="")
    text = found["brief/sea.yaml"].decode().partition("labels:")[0]
    text += "labels: {p1: [{claim: It floods, quote: to flood}], p2: []}\n"
    after = revised(found | {"brief/sea.yaml": text.encode()}).rewrites[0].after or ""
    assert "  p3:\n    - {claim: It floods, quote: to flood}\n" in after


def test_entities_of_several_lines_move_with_their_comments_and_their_links():
    labels = "p1:\n  - place: sea\n    quote: port\n  - claim: X\n    id: x\n"
    more = "entities:\n  # the sea\n  sea:\n    place: Sea\n    note: see [x](#x)\n"
    found = archive(labels, seed=OLD, more_keys=more) | {"brief/entities.yaml": b"retired: {ocean: sea}\n"}
    shared = revised(found, OLD.replace("port", "port") + "\nMore.\n").rewrites[2]
    assert shared.after == "sea:\n  place: Sea\n  note: see [x](sea#x)\nretired: {ocean: sea}\n"


@pytest.mark.parametrize(
    ("change", "more", "why"),
    [
        ({}, {"new": "sea"}, r"brief/sea\.yaml is there already; --slug"),
        ({}, {"new": "Sea 2"}, "cannot name a brief"),
        ({"seeds/sea-2.txt": b"x"}, {}, r"seeds/sea-2\.txt is there already; --name"),
        ({"brief/sea.yaml": b"briefkit: 1\n"}, {}, "once `briefkit check` finds no error in it: brief/sea"),
    ],
)
def test_what_cannot_be_revised_is_refused(change, more, why):
    with pytest.raises(CannotRevise, match=why):
        revised(files() | change, **more)


def test_the_same_bytes_and_unknown_briefs_and_rules_are_refused():
    with pytest.raises(CannotRevise, match="byte for byte"):
        revised(files(), OLD)
    with pytest.raises(CannotRevise, match="there is no brief `sae`"):
        revise(Memory(files()), "sae", Incoming("x.txt", b"x"))
    with pytest.raises(CannotRevise, match="there is no rule x"):
        revise(Memory(files()), "sea", Incoming("x.txt", b"x", "x"))
    with pytest.raises(CannotRevise, match="not UTF-8"):
        revise(Memory(files()), "sea", Incoming("x.txt", b"\xff"))
    with pytest.raises(CannotRevise, match="cannot name a seed"):
        revise(Memory(files()), "sea", Incoming("x.doc", b"x"))


def test_it_is_written_whole_or_not_at_all(tmp_path):
    root = lay_down(tmp_path, files())
    found = revise(Disk(root), "sea", Incoming("sea-2.txt", NEW.encode()))
    before = (root / "brief/sea.yaml").read_bytes()
    (root / "brief/sea.yaml").write_bytes(before + b"# mine\n")
    with pytest.raises(ChangedMeanwhile):
        carry_out(root, found)
    assert contents(root) == files() | {"brief/sea.yaml": before + b"# mine\n"}
    (root / "brief/sea.yaml").write_bytes(before)
    carry_out(root, found)
    assert (root / "seeds/sea.txt").read_bytes() == OLD.encode()
    assert (root / "seeds/sea-2.txt").read_bytes() == NEW.encode()
    with pytest.raises(CannotRevise, match="sea-2 supersedes sea already"):
        revise(Disk(root), "sea", Incoming("sea-3.txt", b"x"))
    with pytest.raises(NotAdded):
        carry_out(root, found)


def test_a_seed_that_is_there_is_used_as_it_is(tmp_path):
    root = lay_down(tmp_path, files() | {"seeds/new/sea 2.txt": NEW.encode()})
    ended = call("revise", "sea", "seeds/new/sea 2.txt", folder=root)
    assert ended.code == 0
    assert (root / "brief/new/sea-2.yaml").exists()


def test_the_command_reports_and_previews(tmp_path):
    root = lay_down(tmp_path / "archive", files())
    (tmp_path / "sea-2.txt").write_text(NEW)
    preview = call("revise", "sea", tmp_path / "sea-2.txt", "--diff", folder=root)
    assert "copy from brief/sea.yaml\ncopy to brief/sea-2.yaml\n" in preview.out
    assert contents(root) == files()
    ended = call("revise", "sea", tmp_path / "sea-2.txt", folder=root)
    assert ended.code == 0
    assert "It may close by [-2034-]{+2043+}" in ended.out
    assert "wrote brief/sea-2.yaml; `briefkit check` shows the " in ended.out
    assert call("revise", "sea", tmp_path / "sea-2.txt", folder=root).code == 2
    built = call("build", "--keep-going", folder=root)
    page = (root / "build/briefs/sea.html").read_text()
    assert built.code in (0, 1)
    assert "A revised text took its place" in page
    assert "sea-2.html" in page


def test_reports_for_a_pull_request_and_for_machines():
    found = revised(files())
    assert "~~2034~~" in "\n".join(as_markdown(found))
    assert '"fate": "gone"' in "".join(as_json(found))
    assert list(as_text(found))[-1].startswith("sea → sea-2: ")
    assert [one.code for one in findings(files()) if one.severity == "error"] == []

"""Merging: what readers share goes in once, what they do not stays in sight, and nothing is lost."""

from __future__ import annotations

import pytest
from tests.adjudication.readings import HK, JM, archive
from tests.archives import look

from briefkit.adjudication.comparison import DifferentCut
from briefkit.adjudication.merge import merge_layers
from briefkit.adjudication.merged_text import CannotMerge
from briefkit.files import Memory

SAME = "p1:\n  - place: port-amber\n    quote: Port Amber\n"


def merged(files, editors=()):
    found, change = merge_layers(Memory(files), "sea", editors)
    after = {**files, "brief/sea.yaml": (change.after or "").encode()} if change else files
    return found, after


def text_of(files, editors=()):
    return merged(files, editors)[1]["brief/sea.yaml"].decode()


def labels(files):
    result, briefs = look(files)
    assert [one for one in result.findings if one.severity == "error"] == []
    return {one.address: one for one in briefs["sea"].labels}


def test_what_all_have_alike_goes_in_once_as_it_was_written():
    found, after = merged(archive())
    assert (found.agreed, found.disputed) == (2, 6)
    assert after["brief/sea.yaml"].count(b"place: port-amber") == 1
    assert labels(after)["p1-place-port-amber-1"].status == "draft"
    assert labels(after)["sails"].status == "draft"


def test_what_one_alone_has_is_disputed_and_its_own():
    after = labels(merged(archive())[1])
    assert (after["sails-jm"].status, after["sails-jm"].editor) == ("disputed", "jm")
    assert (after["p2-implication-2"].status, after["p2-implication-2"].editor) == ("disputed", "hk")


def test_an_id_that_two_gave_to_different_labels_is_told_apart_with_all_that_names_it():
    text = text_of(archive())
    assert "      id: sails-jm\n" in text
    assert "      note: See [it](#sails)\n" in text
    assert "      # jm: supports: sails-jm\n" in text
    assert "key_judgments: [sails]\n" in text


def test_fields_that_differ_stand_beside_the_label_in_comments():
    assert (
        "    - claim: The fleet bought coal\n"
        "      # jm: claim: The Grey Fleet has bought coal\n"
        "      # jm: supports: sails-jm\n"
        "      id: coal\n"
        "      quote: The Grey Fleet bought coal\n"
        "      supports: [sails]\n"
        "      editor: hk\n"
        "      status: disputed\n"
    ) in text_of(archive())


def test_comments_come_along_with_their_label():
    text = text_of(archive())
    assert "    # why\n    - claim" in text
    assert "    # only here\n    - actor: grey-coal\n" in text
    assert "      quote: coal   # who sold it?\n" in text


def test_editors_and_entities_that_labels_name_come_along():
    text = text_of(archive())
    assert "editors: {hk: H. Keyes, jm: J. Moor}\n" in text
    assert "entities: {grey-coal: {actor: Coal merchants}}\nlabels:\n" in text


def test_each_conflict_is_a_finding_at_its_place_in_a_layer():
    found, _ = merged(archive())
    assert [f"{one.path[13:]} {one.code} {one.message}" for one in found.findings] == [
        "hk/sea.yaml BK363 hk has this implication, and jm not: may wait",
        "jm/sea.yaml BK361 jm and hk label the same words and differ in the sentence, `links`",
        "jm/sea.yaml BK362 jm labels these words, and hk others that overlap them",
        "jm/sea.yaml BK363 jm has this actor, and hk not: coal",
        "jm/sea.yaml BK363 jm has this claim, and hk not: The fleet",
    ]
    assert [one.path for one in found.findings[1].related] == ["brief/layers/hk/sea.yaml"]


def test_merging_twice_adds_nothing():
    _, once = merged(archive())
    found, twice = merged(once)
    assert twice == once
    assert (found.agreed, found.disputed) == (0, 0)


def test_what_the_editor_decided_is_not_reported_again():
    _, once = merged(archive())
    decided = once["brief/sea.yaml"].replace(b"status: disputed", b"status: draft")
    found, after = merged({**once, "brief/sea.yaml": decided})
    assert found.findings == ()
    assert after["brief/sea.yaml"] == decided


def test_a_sidecar_that_is_there_only_grows():
    main = "# mine\np1:\n  - place: port-amber   # kept\n    quote: Port Amber\n\n# at the end\n"
    files = archive(main=main)
    after = text_of(files).splitlines()
    rest = iter(after)
    assert all(line in rest for line in files["brief/sea.yaml"].decode().splitlines())
    assert "\n".join(after).count("place: port-amber") == 1


def test_layers_are_never_changed():
    before = archive()
    _, after = merged(before)
    assert {path: data for path, data in after.items() if path != "brief/sea.yaml"} == before


def test_the_layer_named_first_is_the_one_to_start_from():
    assert "# why" not in text_of(archive(), ["jm", "hk"]).split("labels:")[0]
    assert "    - claim: The Grey Fleet has bought coal\n" in text_of(archive(), ["jm", "hk"])


def test_line_ends_are_those_of_the_sidecar_that_grows():
    files = archive(main=SAME)
    files["brief/sea.yaml"] = files["brief/sea.yaml"].replace(b"\n", b"\r\n")
    after = merged(files)[1]["brief/sea.yaml"]
    assert after.count(b"\n") == after.count(b"\r\n") > files["brief/sea.yaml"].count(b"\n")


def test_labels_in_brackets_are_merged_too():
    flow = "p1: [{place: port-amber, quote: Port Amber}, {claim: It bought coal, quote: bought coal}]\n"
    after = merged(archive(hk=SAME, jm=flow))[1]
    assert labels(after)["p1-claim-1"].status == "disputed"
    _, again = merged(archive(hk=flow, jm=SAME))
    assert labels(again)["p1-claim-1"].status == "disputed"


def test_a_list_in_brackets_of_the_first_takes_no_lines():
    with pytest.raises(CannotMerge, match="the labels of p1 are in brackets, where no line can be put"):
        merged(archive(hk="p1: [{place: port-amber, quote: Port Amber}]\n", jm=JM))


def test_other_key_judgments_are_told():
    files = archive(hk=SAME)
    files["brief/layers/jm/sea.yaml"] = files["brief/layers/jm/sea.yaml"].replace(
        b"editors:", b"key_judgments: [go]\neditors:"
    )
    messages = [one.message for one in merged(files)[0].findings]
    assert "jm and hk differ in the key judgments" in messages


@pytest.mark.parametrize(
    ("files", "editors", "said"),
    [
        (archive(), ["xx"], "xx has no layer of sea: there is no brief/layers/xx/sea.yaml"),
        (archive(), ["hk"], "there is one layer"),
        ({"seeds/a.txt": b"A."}, [], "sea has no layers"),
        (archive(hk=HK.replace("may wait", "may weight")), [], "brief/layers/hk/sea.yaml has errors"),
        ({**archive(), "brief/layers/hk/sea.yaml": b"\xff"}, [], "brief/layers/hk/sea.yaml has errors"),
    ],
)
def test_what_cannot_be_merged_is_told(files, editors, said):
    with pytest.raises(CannotMerge, match=said):
        merged(files, editors)


def test_layers_that_cut_the_seed_otherwise_cannot_be_merged():
    files = archive()
    files["brief/layers/jm/sea.yaml"] = files["brief/layers/jm/sea.yaml"].replace(b"prose-1", b"blocks-1")
    with pytest.raises(DifferentCut):
        merged(files)


def test_one_layer_and_a_sidecar_are_enough():
    files = {path: data for path, data in archive(main=SAME).items() if "jm" not in path}
    found, after = merged(files)
    assert found.agreed == len(labels(after)) - 1
    assert found.disputed == 0


def test_an_entity_in_several_lines_comes_along_whole_into_a_sidecar_without_any():
    block = "entities:\n  grey-coal:\n    actor: Coal, merchants\n    aliases: [the trade, merchants]\n"
    files = archive(main=SAME)
    layer = files["brief/layers/jm/sea.yaml"].decode()
    files["brief/layers/jm/sea.yaml"] = layer.replace(
        "entities: {grey-coal: {actor: Coal merchants}}\n", block
    ).encode()
    files["brief/sea.yaml"] = files["brief/sea.yaml"].replace(b"labels:", b"editors: {}\nlabels:")
    _, after = merged(files)
    text = after["brief/sea.yaml"].decode()
    assert 'entities: {grey-coal: {actor: "Coal, merchants", aliases: [the trade, merchants]}}\n' in text
    assert "editors: {" in text
    assert labels(after)["p1-actor-grey-coal-1"].status == "disputed"


def test_a_disputed_label_that_an_editor_wrote_themselves_keeps_its_editor():
    hk = HK.replace("    hedge: may\n", "    hedge: may\n    editor: hk\n    status: reviewed\n")
    text = text_of(archive(hk=hk))
    assert (
        "    - implication: It waits\n"
        "      # by hk, not by jm\n"
        "      quote: may wait\n"
        "      hedge: may\n"
        "      editor: hk\n"
        "      status: disputed\n"
        "    - claim: The fleet is about\n"
    ) in text

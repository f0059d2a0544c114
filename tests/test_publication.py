"""E20: what was published is here, or retired."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefkit.build import build_archive
from briefkit.files import Disk, Memory
from briefkit.publication import NotAManifest, gone_since, published_by, read_manifest
from tests.archives import SEA, archive, sidecar
from tests.commands import lay_down
from tests.small_archive import FILES

LABELS = "p1:\n  - claim: The sea rises\n    id: rising\n    quote: The sea rises\n"
FILES_BEFORE = archive(LABELS, **{"brief/entities.yaml": "dikes: {place: Dikes}\nport: {actor: Port}\n"})
BEFORE = published_by(Memory(FILES_BEFORE))


def gone(files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in gone_since(BEFORE, Memory(files))]


def test_an_archive_that_did_not_change_has_lost_nothing():
    assert gone(FILES_BEFORE) == []


def test_the_manifest_says_what_the_archive_itself_says(tmp_path: Path):
    root = lay_down(tmp_path, FILES)
    build_archive(Disk(root), root)
    read = read_manifest((root / "build/manifest.json").read_bytes())
    made = published_by(Disk(root))
    assert read.briefs == {slug: replace(one, suggested=frozenset()) for slug, one in made.briefs.items()}
    assert (read.entities, read.retired_entities) == (made.entities, made.retired_entities)


def test_a_brief_that_was_renamed_is_told_by_its_seed():
    files = {path.replace("brief/sea", "brief/coast"): text for path, text in FILES_BEFORE.items()}
    [finding] = gone_since(BEFORE, Memory(files))
    assert (finding.code, finding.path, finding.line) == ("BK221", "brief/archive.yaml", 1)
    assert "write `sea: coast` under `retired` in brief/archive.yaml" in (finding.help or "")


def test_a_brief_without_a_successor_is_retired_to_nothing():
    files = {path: text for path, text in FILES_BEFORE.items() if path != "brief/sea.yaml"}
    [finding] = gone_since(BEFORE, Memory(files))
    assert "write `sea: ~` under `retired`" in (finding.help or "")


def test_a_label_that_was_renamed_is_told_by_its_name_where_retired_stands():
    text = sidecar(LABELS.replace("rising", "risings"), more="retired: {old: ~}\n")
    [finding] = gone_since(BEFORE, Memory({**FILES_BEFORE, "brief/sea.yaml": text.encode()}))
    assert (finding.code, finding.line) == ("BK223", 4)
    assert "write `rising: risings` under `retired` in brief/sea.yaml" in (finding.help or "")


@pytest.mark.parametrize("retired", ["retired: {rising: ~}\n", "retired: {rising: up}\n"])
def test_a_retired_id_has_kept_its_promise(retired):
    text = sidecar(LABELS.replace("rising", "up"), more=retired)
    assert gone({**FILES_BEFORE, "brief/sea.yaml": text.encode()}) == []


def test_a_retired_id_stays_retired():
    before = published_by(Memory(archive(LABELS, more_keys="retired: {old: rising}\n")))
    [finding] = gone_since(before, Memory(archive(LABELS)))
    assert finding.message == "`sea#old` was published, and is neither here nor retired"


def test_a_label_that_did_not_get_in_is_reported_for_that_alone():
    text = sidecar(LABELS.replace("The sea rises\n", "The see rises\n"))
    assert gone({**FILES_BEFORE, "brief/sea.yaml": text.encode()}) == []


def test_of_a_brief_that_cannot_be_read_nothing_is_said_nor_of_entities():
    files = {**FILES_BEFORE, "brief/sea.yaml": b"labels: [\n", "brief/entities.yaml": b"{}\n"}
    assert gone(files) == []


def test_another_seed_and_another_cut_are_told_apart():
    entities = FILES_BEFORE["brief/entities.yaml"]
    longer = archive(LABELS, seed=SEA + "\nMore.\n", **{"brief/entities.yaml": entities})
    assert gone(longer) == [("BK222", "`sea` was published with another seed")]
    seed = "The sea rises:\n- here\n- there\n"
    before = published_by(Memory(archive(LABELS, seed=seed)))
    text = sidecar(LABELS, seed=seed).replace("prose-1", "blocks-1")
    after = Memory({**archive(LABELS, seed=seed), "brief/sea.yaml": text.encode()})
    assert [one.message for one in gone_since(before, after)] == [
        "`sea` was published with 3 passages, and has 1"
    ]


def test_an_entity_is_missed_by_id_and_by_kind():
    entities = b"dike: {place: Dikes}\nport: {place: Port}\n"
    found = gone_since(BEFORE, Memory({**FILES_BEFORE, "brief/entities.yaml": entities}))
    assert [(one.code, one.message) for one in found] == [
        ("BK224", "entity `dikes` was published, and is neither here nor retired"),
        ("BK224", "entity `port` was published as an actor, and is a place now"),
    ]
    assert "write `dikes: dike`" in (found[0].help or "")


def test_a_sidecar_that_is_no_utf_8_does_not_stop_the_check():
    assert gone({**FILES_BEFORE, "brief/archive.yaml": b"title: \xff\n"}) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no JSON"),
        (b"\xff", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "not what"),
        (b"{}", "not what"),
        (json.dumps({"briefkit": {"format": 1}, "published": {"briefs": []}}).encode(), "not what"),
        (json.dumps({"briefkit": {"format": 2}}).encode(), "format 2"),
    ],
)
def test_a_file_that_is_no_manifest_is_refused(content, why):
    with pytest.raises(NotAManifest, match=why):
        read_manifest(content)


def test_a_label_that_is_only_suggested_now_is_kept_back_from_its_readers():
    text = sidecar(LABELS + "    status: suggested\n")
    [finding] = gone_since(BEFORE, Memory({**FILES_BEFORE, "brief/sea.yaml": text.encode()}))
    assert finding.message == "`sea#rising` was published, and is only suggested now"
    assert finding.help == "give it the status that it had"

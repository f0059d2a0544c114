"""The schemas that editors read are kept up to date beside the archive."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from briefkit.modeline import ARCHIVE, ENTITIES, SCHEMAS, SHARED, modeline, schema_path
from briefkit.schema_files import renew_schemas, write_schemas
from tests.archives import archive
from tests.commands import call, contents, lay_down

KEPT = {SHARED, ENTITIES, ARCHIVE}
ALL = sorted(f"{SCHEMAS}/{name}" for name in KEPT)
ENTITY_FILE = b"is: {actor: Islamic State, type: group, aliases: [IS]}\n"


def asking(labels: str = "p1: []", **more: str | bytes) -> dict[str, bytes]:
    """An archive whose sidecar asks for a schema."""
    files = archive(labels, brief__entities=ENTITY_FILE, **more)
    files["brief/entities.yaml"] = files.pop("brief__entities")
    files["brief/sea.yaml"] = f"{modeline('sea')}\n".encode() + files["brief/sea.yaml"]
    return files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "archive", asking())


def read(root: Path, path: str) -> Any:
    return json.loads((root / path).read_bytes())


def change(path: Path, text: str) -> None:
    """Write a file a second after it was last written."""
    time = path.stat().st_mtime_ns + 10**9 if path.exists() else 10**18
    path.write_text(text, "utf-8")
    os.utime(path, ns=(time, time))


def test_what_a_sidecar_asks_for_is_made_once(root):
    assert sorted(renew_schemas(root)) == sorted([*ALL, schema_path("sea")])
    before = contents(root)
    assert renew_schemas(root) == []
    assert contents(root) == before


def test_git_is_told_to_leave_them_alone(root):
    renew_schemas(root)
    assert (root / ".briefkit/.gitignore").read_text() == "*\n"


def test_where_no_sidecar_asks_nothing_is_made(tmp_path):
    root = lay_down(tmp_path / "archive", archive())
    assert renew_schemas(root) == []
    assert not (root / ".briefkit").exists()


def test_it_knows_passages_with_their_words_labels_and_editors(tmp_path):
    labels = "p1:\n  - claim: The sea rises.\n    id: rises\n    quote: The sea rises.\n"
    root = lay_down(tmp_path / "archive", asking(labels, more_keys="editors: {hk: H. Keyes}\n"))
    renew_schemas(root)
    made = read(root, schema_path("sea"))["definitions"]
    assert made["labels"]["allOf"][0]["properties"]["p1"]["description"] == (
        "The sea rises. The sea is likely to rise faster."
    )
    assert made["passage-id"]["enum"] == ["p1", "p2"]
    assert made["statement"]["anyOf"][0]["allOf"][0]["enum"] == ["rises"]
    assert made["editor"]["anyOf"][0]["allOf"][0]["enumDescriptions"] == ["H. Keyes"]


def test_it_knows_the_entities_of_the_archive_and_its_own(tmp_path):
    root = lay_down(tmp_path / "archive", asking(more_keys="entities: {sea: {place: The sea}}\n"))
    renew_schemas(root)
    assert read(root, f"{SCHEMAS}/{SHARED}")["definitions"]["actor-id"]["enumDescriptions"] == [
        "Islamic State (IS), group"
    ]
    made = read(root, schema_path("sea"))["definitions"]
    shared, own = (one["allOf"][0] for one in made["place-id"]["anyOf"])
    assert shared == {"$ref": f"{SHARED}#/definitions/place-id"}
    assert own["enum"] == ["sea"]


def test_a_slug_with_folders_finds_what_all_share(root):
    (root / "brief/2016").mkdir()
    text = (root / "brief/sea.yaml").read_text("utf-8").replace(modeline("sea"), modeline("2016/sea"))
    (root / "brief/2016/sea.yaml").write_text(text)
    assert schema_path("2016/sea") in renew_schemas(root)
    made = read(root, schema_path("2016/sea"))
    assert made["properties"]["about"]["$ref"] == f"../{SHARED}#/definitions/AboutForm"


def test_a_sidecar_that_changed_has_its_own_made_again(root):
    renew_schemas(root)
    text = (root / "brief/sea.yaml").read_text("utf-8")
    change(root / "brief/sea.yaml", f"editors: {{hk: H. Keyes}}\n{text}".replace(modeline("sea"), ""))
    assert renew_schemas(root) == []  # its first line is gone
    change(root / "brief/sea.yaml", f"{modeline('sea')}\neditors: {{hk: H. Keyes}}\n{text}")
    assert renew_schemas(root) == [schema_path("sea")]


def test_an_entity_that_is_added_changes_what_all_share_and_no_sidecars_own(root):
    renew_schemas(root)
    change(root / "brief/entities.yaml", ENTITY_FILE.decode() + "nice: {place: Nice}\n")
    assert sorted(renew_schemas(root)) == ALL
    assert read(root, f"{SCHEMAS}/{SHARED}")["definitions"]["place-id"]["enum"] == ["nice"]


def test_a_file_of_entities_that_is_taken_away_is_noticed(root):
    lay_down(root, {"brief/entities/more.yaml": b"nice: {place: Nice}\n"})
    renew_schemas(root)
    (root / "brief/entities/more.yaml").unlink()
    change(root / "brief/entities/.x", "")
    assert sorted(renew_schemas(root)) == ALL


def test_a_kind_that_archive_yaml_adds_changes_all(root):
    renew_schemas(root)
    change(root / "brief/archive.yaml", "kinds: {event: {base: mention, title: Event}}\n")
    assert sorted(renew_schemas(root)) == sorted([*ALL, schema_path("sea")])
    assert "event" in read(root, schema_path("sea"))["definitions"]


def test_another_version_of_briefkit_makes_all_again(root, monkeypatch):
    renew_schemas(root)
    monkeypatch.setattr("briefkit.__version__", "99.0")
    assert sorted(renew_schemas(root)) == sorted([*ALL, schema_path("sea")])
    assert renew_schemas(root) == []


def test_half_a_line_costs_nothing_that_is_there(root):
    renew_schemas(root)
    made = (root / schema_path("sea")).read_bytes()
    change(root / "brief/sea.yaml", f"{modeline('sea')}\n- half")
    assert renew_schemas(root) == []
    change(root / "brief/sea.yaml", f"{modeline('sea')}\n\xff")
    (root / "brief/sea.yaml").write_bytes(b"%b\n\xff" % modeline("sea").encode())
    assert renew_schemas(root) == []
    assert (root / schema_path("sea")).read_bytes() == made


@pytest.mark.parametrize("seed", [None, b"The \x00sea"])
def test_a_seed_that_is_not_to_be_had_is_looked_for_again(root, seed):
    kept = (root / "seeds/sea.txt").read_bytes()
    (root / "seeds/sea.txt").unlink()
    if seed:
        (root / "seeds/sea.txt").write_bytes(seed)
    renew_schemas(root)
    assert "allOf" not in read(root, schema_path("sea"))["definitions"]["labels"]
    (root / "seeds/sea.txt").write_bytes(kept)
    assert renew_schemas(root) == [schema_path("sea")]
    assert renew_schemas(root) == []


def test_a_sidecar_without_a_seed_has_a_schema_too(root):
    change(root / "brief/sea.yaml", f"{modeline('sea')}\nbriefkit: 1\n")
    assert schema_path("sea") in renew_schemas(root)


def test_any_brief_gets_one_when_a_person_asks(tmp_path):
    root = lay_down(tmp_path / "archive", archive())
    assert sorted(write_schemas(root, ["sea"])) == sorted([*ALL, schema_path("sea")])


# The commands


def test_schema_all_writes_them(root):
    ended = call("schema", "--all", folder=root)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[-1] == f"wrote {schema_path('sea')}"
    assert call("schema", "--all", "-q", folder=root).out == ""


def test_schema_of_one_brief_is_written_for_editors(root):
    assert f"wrote {schema_path('sea')}\n" in call("schema", "sidecar", "sea", folder=root).out
    (root / "brief/sea.yaml").rename(root / "brief/the-sea.yaml")
    ended = call("schema", "sidecar", "the-see", folder=root)
    assert (ended.code, ended.err) == (2, "briefkit: there is no brief the-see; the nearest is the-sea\n")
    assert call("schema", "sidecar", "ice", folder=root).err == "briefkit: there is no brief ice\n"


@pytest.mark.parametrize("words", [["sidecar", "--all"], ["entities", "sea"]])
def test_schema_says_what_it_takes(root, words):
    assert call("schema", *words, folder=root).code == 2


def test_check_add_and_new_keep_them_up_to_date(root):
    call("check", folder=root)
    assert (root / schema_path("sea")).is_file()
    (root / "text.txt").write_text("The ice melts.")
    call("add", "text.txt", "--name", "ice.txt", "--no-sidecar", folder=root)
    assert not (root / schema_path("ice")).exists()
    call("new", "seeds/ice.txt", folder=root)
    assert (root / schema_path("ice")).is_file()
    (root / "text.txt").write_text("The ice melts fast.")
    call("add", "text.txt", "--name", "2016/ice.txt", folder=root)
    assert (root / schema_path("2016/ice")).is_file()


def test_check_does_not_fail_where_nobody_may_write_them(root):
    (root / ".briefkit").write_text("in the way")
    assert call("check", folder=root).code == 0

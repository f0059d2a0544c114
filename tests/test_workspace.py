"""An archive held open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from briefkit.files import Memory, Overlay
from briefkit.workspace import HELD, Workspace
from tests.archives import archive, sidecar

ICE = "The ice melts, the sea rises.\n"
RISES = "p1:\n  - claim: The sea rises\n    id: rises\n"
MELTS = "p1:\n  - claim: The ice melts\n    id: melts\n    supports: [sea#rises]\n"


def two() -> dict[str, bytes]:
    ice = sidecar(MELTS, seed=ICE, file="ice.txt", about="title: The ice")
    return archive(RISES, **{"seeds/ice.txt": ICE, "brief/ice.yaml": ice})


@dataclass(frozen=True)
class Counting(Memory):
    """Files that remember what was read."""

    reads: list[str] = field(default_factory=list)

    def read(self, path: str) -> bytes:
        self.reads.append(path)
        return super().read(path)


def opened(files: Mapping[str, bytes]) -> Workspace:
    workspace = Workspace(Memory(files))
    workspace.refresh()
    return workspace


def codes(workspace: Workspace) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in workspace.findings()]


def test_the_first_look_names_every_brief_and_the_next_none():
    workspace = Workspace(Memory(two()))
    assert workspace.refresh() == {"ice", "sea"}
    assert workspace.refresh() == frozenset()


def test_only_the_brief_that_changed_is_named():
    files = two()
    workspace = opened(files)
    files["brief/ice.yaml"] += b"# a remark\n"
    assert workspace.refresh() == {"ice"}
    files["seeds/sea.txt"] += b"More.\n"
    assert workspace.refresh() == {"sea"}
    assert codes(workspace) == [("brief/sea.yaml", "BK002")]


@pytest.mark.parametrize("path", ["brief/archive.yaml", "brief/entities.yaml"])
def test_what_all_share_changes_every_brief(path):
    files = two()
    workspace = opened(files)
    files[path] = b"title: Sea and ice\n" if path.endswith("archive.yaml") else b"port: {place: Port}\n"
    assert workspace.refresh() == {"ice", "sea"}


def test_a_finding_in_one_brief_goes_when_the_other_is_mended():
    files = two()
    sound = files["brief/sea.yaml"]
    workspace = opened(files)
    files["brief/sea.yaml"] = sound.replace(b"id: rises", b"id: falls")
    assert workspace.update("brief/sea.yaml") == {"sea"}
    assert codes(workspace) == [("brief/ice.yaml", "BK210")]
    assert workspace.findings_of("brief/ice.yaml") == workspace.findings()
    assert workspace.findings_of("brief/sea.yaml") == ()
    files["brief/sea.yaml"] = sound
    assert workspace.update("brief/sea.yaml") == {"sea"}
    assert codes(workspace) == []


def test_a_key_typed_reads_its_own_brief_and_no_other():
    files = Counting(two())
    workspace = Workspace(files)
    workspace.refresh()
    files.reads.clear()
    workspace.update("brief/ice.yaml")
    assert set(files.reads) == {"brief/ice.yaml", "seeds/ice.txt"}


def test_a_file_that_is_new_or_gone_is_found_by_its_path_alone():
    files = two()
    workspace = Workspace(Memory(files))
    assert workspace.update("brief/ice.yaml") == {"ice", "sea"}  # nothing was looked at yet
    ice = files.pop("brief/ice.yaml")
    assert workspace.update("brief/ice.yaml") == {"ice"}
    assert (workspace.index.slugs(), workspace.lost) == (["sea"], ())
    files["brief/ice.yaml"] = ice
    assert workspace.update("brief/ice.yaml") == {"ice"}
    assert workspace.index.slugs() == ["ice", "sea"]


def test_a_seed_that_was_missing_is_found_when_it_comes():
    files = two()
    seed = files.pop("seeds/sea.txt")
    workspace = opened(files)
    assert codes(workspace) == [("brief/sea.yaml", "BK001")]
    files["seeds/sea.txt"] = seed
    assert workspace.update("seeds/sea.txt") == {"sea"}
    assert workspace.findings() == ()


def test_a_seed_that_went_away_is_nobodys_once_its_sidecar_goes_too():
    files = two()
    workspace = opened(files)
    for path in ("seeds/ice.txt", "brief/ice.yaml"):
        del files[path]
        assert workspace.update(path) == {"ice"}
    assert workspace.findings() == ()


def test_unsaved_text_stands_over_the_file():
    files, texts = two(), dict[str, str]()
    workspace = Workspace(Overlay(Memory(files), texts))
    workspace.refresh()
    texts["brief/sea.yaml"] = files["brief/sea.yaml"].decode() + "- not yet"
    assert workspace.update("brief/sea.yaml") == {"sea"}
    assert codes(workspace)[0] == ("brief/sea.yaml", "BK106")
    document = workspace.document("brief/sea.yaml")
    assert document is not None
    assert document.text.endswith("- not yet")
    del texts["brief/sea.yaml"]
    assert workspace.update("brief/sea.yaml") == {"sea"}
    assert workspace.findings() == ()


def test_a_sidecar_is_there_as_it_was_written():
    workspace = opened(two())
    written = workspace.sidecar("sea")
    assert written is not None
    assert [key.text for key in written.passages] == ["p1"]
    assert workspace.slug_of("brief/sea.yaml") == "sea"
    assert workspace.slug_of("brief/archive.yaml") is None
    with pytest.raises(KeyError):
        workspace.reading("tide")


def test_a_broken_sidecar_keeps_its_last_good_brief():
    files = two()
    workspace = opened(files)
    good = workspace.brief("sea")
    files["brief/sea.yaml"] = b"[half a lin"
    workspace.update("brief/sea.yaml")
    assert workspace.brief("sea") is None
    assert workspace.sidecar("sea") is None
    assert workspace.last_good("sea") == good
    assert workspace.last_good("ice") == workspace.brief("ice")
    assert workspace.last_good("tide") is None


def test_what_was_never_good_has_no_last_good_brief():
    files = two()
    files["brief/sea.yaml"] = b"[half a lin"
    assert opened(files).last_good("sea") is None


def test_briefs_that_are_not_in_memory_are_read_again():
    files = {}
    for number in range(HELD + 2):
        text = f"Text {number}.\n"
        files[f"seeds/{number}.txt"] = text.encode()
        files[f"brief/b{number}.yaml"] = sidecar("p1: []\n", seed=text, file=f"{number}.txt").encode()
    workspace = opened(files)
    assert [workspace.reading(slug).slug for slug in workspace.ground.layout.sidecars] == list(
        workspace.ground.layout.sidecars
    )


def test_a_document_that_cannot_be_read_is_none():
    workspace = opened({**two(), "brief/layers/x.yaml": b"\xff"})
    assert workspace.document("brief/layers/x.yaml") is None
    assert workspace.document("brief/none.yaml") is None
    assert workspace.document("../passwd") is None

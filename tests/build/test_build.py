"""The archive becomes build/: what comes of it, what fails it, and that it is always the same."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.archives import archive, sha256, sidecar
from tests.build.four_briefs import built, encoded, four_briefs
from tests.commands import call, contents, lay_down

from briefkit import build

ROOT = Path(__file__).parents[2]
LABELS = "p1:\n  - claim: The sea rises\n    quote: The sea rises\n"
WRONG = "  - claim: The sea falls\n    id: falls\n    quote: The see falls\n"

Site = dict[str, bytes]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Two briefs, of which one has a sound and a faulty label and is built already without the faulty one."""
    more = {"seeds/ice.txt": "The ice.", "brief/ice.yaml": sidecar("p1: []", seed="The ice.", file="ice.txt")}
    root = lay_down(tmp_path / "archive", archive(LABELS, **more))
    assert call("build", folder=root).code == 0
    return lay_down(root, archive(LABELS + WRONG, **more))


# What it says and leaves


def test_a_build_says_what_it_made_and_by_what_digest_it_is_known(tmp_path):
    root = lay_down(tmp_path, archive(LABELS))
    ended = call("build", folder=root)
    site = contents(root / "build")
    digest = sha256(site["manifest.json"])
    assert ended.code == 0
    assert ended.out == f"build/ holds {len(site)} files; manifest sha256 {digest}\n"
    assert ended.err == "1 brief checked, nothing found\n"
    assert call("build", "--quiet", folder=root).out == ""


def test_the_manifest_lists_every_other_file(tmp_path):
    site = built(tmp_path, four_briefs())
    manifest = json.loads(site.pop("manifest.json"))
    assert manifest["files"] == [
        {"path": path, "size": len(data), "sha256": sha256(data)} for path, data in sorted(site.items())
    ]


def test_the_manifest_lists_every_published_address(tmp_path):
    published = json.loads(built(tmp_path, four_briefs())["manifest.json"])["published"]
    assert published["briefs"]["ice"] == {
        "seed": "ice.txt",
        "sha256": sha256("The ice melts, says the Port Office. It melted before.\n"),
        "publish": "full",
        "passages": 1,
        "labels": ["melts"],
        "retired": {},
    }
    assert list(published["briefs"]) == ["coast", "harbour", "ice", "inland"]
    assert published["entities"] == {"office": "actor", "bay": "place", "delmouth": "place"}
    assert published["retired"] == {"briefs": {}, "entities": {}}


def test_a_long_manifest_is_written_in_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "FILES_A_MANIFEST", 10)
    site = built(tmp_path, four_briefs())
    manifest = json.loads(site.pop("manifest.json"))
    parts = {path: site.pop(path) for path in sorted(site) if path.startswith("manifest/")}
    assert manifest["parts"] == [
        {"path": path, "size": len(data), "sha256": sha256(data)} for path, data in parts.items()
    ]
    assert "files" not in manifest
    listed = [entry["path"] for data in parts.values() for entry in json.loads(data)["files"]]
    assert listed == sorted(site)
    assert call("verify", folder=tmp_path).code == 0


def test_seeds_are_there_byte_for_byte(tmp_path):
    seed = b"\xef\xbb\xbfThe sea\r\nrises.\r\r\n\tNo last line end"
    root = lay_down(tmp_path, archive(seed=seed))
    assert call("build", folder=root).code == 0
    assert contents(root / "build")["seeds/sea.txt"] == seed


def test_nothing_but_build_is_written(tmp_path):
    files = encoded(four_briefs())
    root = lay_down(tmp_path, files)
    call("build", folder=root)
    assert {path: data for path, data in contents(root).items() if not path.startswith("build/")} == files


def test_what_an_earlier_build_had_and_this_one_has_not_is_gone(tmp_path):
    site = built(tmp_path, four_briefs())
    for path in ("brief/inland.yaml", "seeds/inland.txt"):
        (tmp_path / path).unlink()
    assert call("build", "-q", folder=tmp_path).code == 0
    gone = site.keys() - contents(tmp_path / "build").keys()
    endings = ("html", "md", "json", "bib", "ris", "csl.json", "density-strip.svg")
    beside = {f"briefs/inland.{ending}" for ending in endings}
    assert {path for path in gone if not path.startswith("assets/")} == {"seeds/inland.txt", *beside}


def test_an_archive_with_nothing_in_it_builds_an_index_that_says_so(tmp_path):
    root = lay_down(tmp_path, {})
    ended = call("build", folder=root)
    assert (ended.code, ended.err) == (0, "0 briefs checked, nothing found\n")
    site = contents(root / "build")
    assert b"There is no brief yet." in site["index.html"]
    assert b"There is no brief yet." in site["index.md"]
    assert call("verify", folder=root).code == 0


@pytest.mark.parametrize("folder", ["seeds", "brief"])
def test_one_of_the_two_folders_is_enough(tmp_path, folder):
    (tmp_path / folder).mkdir()
    assert call("build", "-q", folder=tmp_path).code == 0


def test_suggested_labels_are_built_for_a_draft_alone(tmp_path):
    suggested = "  - claim: The sea may fall\n    status: suggested\n"
    root = lay_down(tmp_path, archive(LABELS + suggested))
    for options, is_there in (([], False), (["--drafts"], True)):
        assert call("build", "-q", *options, folder=root).code == 0
        site = contents(root / "build")
        assert [b"The sea may fall" in site[f"briefs/sea.{form}"] for form in ("html", "md", "json")] == [
            is_there
        ] * 3


# What fails it


def test_errors_leave_build_as_it_was(wrong):
    before = contents(wrong / "build")
    ended = call("build", "--format", "concise", folder=wrong)
    assert ended.code == 1
    assert ended.out == 'brief/sea.yaml:10:14: BK202 "The see falls" does not stand in p1\n'
    assert ended.err == (
        "2 briefs checked: 1 error\n"
        "build/ is as it was: mend the errors, or build the rest with --keep-going\n"
    )
    assert contents(wrong / "build") == before


def test_a_quiet_build_that_fails_prints_its_findings_alone(wrong):
    ended = call("build", "-q", "--format", "json", folder=wrong)
    assert ([one["code"] for one in json.loads(ended.out)], ended.err, ended.code) == (["BK202"], "", 1)


def test_errors_keep_a_first_build_from_being_made(wrong):
    shutil.rmtree(wrong / "build")
    assert call("build", folder=wrong).code == 1
    assert not (wrong / "build").exists()


def test_warnings_do_not_fail_a_build(tmp_path):
    root = lay_down(tmp_path, archive(LABELS, **{"seeds/alone.txt": "Alone."}))
    ended = call("build", "--format", "concise", folder=root)
    assert "BK502" in ended.out
    assert ended.code == 0
    assert "seeds/alone.txt" not in contents(root / "build")


def test_keep_going_builds_the_rest_and_says_on_the_page_what_is_missing(wrong):
    ended = call("build", "--keep-going", folder=wrong)
    assert ended.code == 1
    assert "build/ holds " in ended.out
    site = contents(wrong / "build")
    page = site["briefs/sea.html"].decode()
    assert "falls" in re.findall(r"<code>([^<]*)</code>", page)
    assert "does not stand in p1" in page
    assert "does not stand in p1" in site["briefs/sea.md"].decode()
    assert b"falls" not in site["briefs/sea.json"]
    assert "briefs/ice.html" in site


def test_keep_going_leaves_a_brief_out_whose_seed_is_not_the_one_it_was_and_the_index_names_it(wrong):
    (wrong / "seeds/sea.txt").write_text("Other words.\n")
    assert call("build", "-q", "--keep-going", folder=wrong).code == 1
    site = contents(wrong / "build")
    assert [path for path in site if "sea" in path and not path.startswith("assets/")] == []
    assert b"<code>sea</code>" in site["index.html"]
    assert b"`sea`" in site["index.md"]
    assert b"briefs/ice.html" in site["index.html"]
    assert b"Other words" not in b"".join(site.values())


def test_a_template_that_fails_is_a_finding_and_leaves_build_as_it_was(tmp_path):
    root = lay_down(tmp_path, archive(LABELS))
    assert call("build", "-q", folder=root).code == 0
    before = contents(root / "build")
    lay_down(root, {"templates/brief.html.j2": b"<p>{{ briefs.title }}</p>"})
    ended = call("build", "--format", "concise", folder=root)
    assert ended.code == 1
    assert ended.out.startswith("templates/brief.html.j2:1:")
    assert contents(root / "build") == before


def test_a_template_that_is_no_utf_8_is_a_finding(tmp_path):
    root = lay_down(tmp_path, archive(LABELS) | {"templates/index.md.j2": b"caf\xe9"})
    ended = call("build", "--format", "concise", folder=root)
    assert ended.code == 1
    assert ended.out == "templates/index.md.j2:1:1: BK601 byte 3 (0xe9) is not UTF-8\n"
    assert not (root / "build").exists()


def test_an_archives_own_template_takes_the_place_of_the_packaged_one(tmp_path):
    own = {"templates/index.md.j2": "My own index of {{ briefs|length }}\n"}
    root = lay_down(tmp_path, archive(LABELS, **own))
    assert call("build", "-q", folder=root).code == 0
    assert contents(root / "build")["index.md"] == b"My own index of 1\n"


# Large


def test_a_seed_of_five_megabytes_is_built_and_proved(tmp_path):
    paragraph = "The sea rises, and the harbour floods, as all say who sail there. " * 40
    seed = "\n\n".join(f"{number}: {paragraph}".rstrip() for number in range(2_000)) + "\n"
    assert len(seed) > 5_000_000
    labels = "p2:\n  - claim: The sea rises\n    quote: '1: The sea rises'\n"
    labels += "p2000:\n  - claim: The harbour floods\n    quote: the harbour floods\n    occurrence: 40\n"
    root = lay_down(tmp_path, archive(labels, seed=seed))
    assert call("build", "-q", "--format", "concise", folder=root).out == ""
    ended = call("verify", folder=root)
    assert ended.code == 0
    assert ended.out.startswith("proved: 2,000 passages of 1 seed byte for byte, 2 labels at their words, ")

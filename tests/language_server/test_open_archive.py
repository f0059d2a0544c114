"""What an editor holds stands over what is on disk, and its findings move with the words."""

import pytest
from tests.small_archive import FILES

from briefkit.language_server.open_archive import OpenArchive, archive_root

ISLANDS, TIDES = "brief/islands.yaml", "brief/tides.yaml"
TEXT = FILES[TIDES].decode()


@pytest.fixture
def archive(tmp_path):
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return OpenArchive(tmp_path)


def codes(findings):
    return [one.code for one in findings]


def test_a_file_of_seeds_or_brief_has_an_archive(archive, tmp_path):
    assert archive_root(tmp_path / ISLANDS) == tmp_path
    assert archive_root(tmp_path / "brief" / "new" / "one.yaml") == tmp_path
    assert archive_root(tmp_path / "notes.yaml") is None
    assert archive_root(tmp_path / "seeds" / "brief" / "x.yaml") == tmp_path


def test_at_once_is_told_what_a_settled_archive_tells_of_a_file(archive):
    archive.write(TIDES, TEXT.replace("quote: waits", "quote: sleeps"))
    soon = archive.at_once(TIDES)
    assert "BK202" in codes(soon)
    assert archive.settle()[TIDES] == soon


def test_what_others_brought_about_moves_with_the_words(archive):
    text = TEXT.replace("supports: [islands#holds]", "supports: [islands#gone]")
    archive.write(TIDES, text)
    assert "BK210" not in codes(archive.at_once(TIDES))  # what is in other files waits
    [before] = [one for one in archive.settle()[TIDES] if one.code == "BK210"]
    for changed, by in ((f"# new\n{text}", 6), (f"{text}  # new\n", 0)):
        archive.write(TIDES, changed)
        [moved] = [one for one in archive.at_once(TIDES) if one.code == "BK210"]
        assert moved.span == before.span.moved(by)
        assert moved.span.of(changed) == before.span.of(text)
    archive.write(TIDES, text.replace("islands#gone", "islands#gane"))
    assert "BK210" not in codes(archive.at_once(TIDES))


def test_an_allow_silences_at_once(archive):
    text = TEXT.replace(
        "      hedge: could\n", "      hedge: could\n      allow: {BK401: so, BK403: so, BK305: so}\n"
    )
    archive.write(TIDES, text)
    assert {one.message for one in archive.at_once(TIDES) if one.code == "BK390"} >= {
        "`allow` of BK305 silences nothing"
    }


def test_a_file_that_is_closed_is_as_it_is_on_disk(archive):
    archive.write(TIDES, "labels: [")
    assert archive.at_once(TIDES)
    archive.write(TIDES, None)
    assert not any(one.severity == "error" for one in archive.at_once(TIDES))


def test_a_tree_that_cannot_be_read_is_the_last_that_could(archive):
    archive.write(TIDES, TEXT)
    assert archive.desk(TIDES).labels
    archive.write(TIDES, "- a\n- b\n")
    desk = archive.desk(TIDES)
    assert (desk.root, desk.document.text) == (None, "- a\n- b\n")
    assert list(desk.passages)[:2] == ["p1", "p2"]


def test_a_file_that_comes_or_goes_is_seen(archive, tmp_path):
    archive.look()
    (tmp_path / TIDES).unlink()
    archive.look_everywhere()
    assert archive.desk(TIDES) is None
    assert archive.at_once(TIDES) == []
    assert "BK213" in codes(archive.settle()[ISLANDS])
    archive.write("brief/new.yaml", "briefkit: 1\n")
    assert archive.at_once("brief/new.yaml")

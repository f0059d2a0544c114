"""The whole archive, read brief by brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

import pytest

from briefkit.brief import Brief
from briefkit.cache import open_scratch
from briefkit.files import Memory
from briefkit.ground import read_ground
from briefkit.reading import read_brief
from briefkit.spans import Document
from briefkit.survey import Survey, survey
from tests.archives import SEA, archive, codes, findings, look, sidecar

ICE = "The ice melts, the sea rises.\n"
MELTS = "p1:\n  - claim: The ice melts\n    id: melts\n    supports: [sea#rises]\n"
RISES = "p1:\n  - claim: The sea rises\n    id: rises\n"
ENTITIES = "office: {actor: Port Office}\ndelmouth: {place: Delmouth}\n"


def two(labels: str = RISES, other: str = MELTS, **more: str) -> dict[str, bytes]:
    """The briefs `sea` and `ice`, each about its own seed."""
    ice = sidecar(other, seed=ICE, file="ice.txt", about="title: The ice")
    return archive(labels, **{"seeds/ice.txt": ICE, "brief/ice.yaml": ice}, **more)


def test_an_archive_with_nothing_in_it_is_sound():
    found, briefs = look({})
    assert (found.findings, found.sidecars, found.lost, found.failed) == ((), 0, (), False)
    assert (briefs, found.index.slugs()) == ({}, [])


def test_each_sound_brief_is_kept_and_its_facts_are_indexed():
    found, briefs = look(two())
    assert list(briefs) == found.index.slugs() == ["ice", "sea"]
    assert found.sidecars == 2
    assert found.index.title("ice") == briefs["ice"].about.title == "The ice"
    assert [one.address for one in found.index.foreign(briefs["sea"]).incoming] == ["melts"]


def test_progress_sees_every_sidecar_go_by():
    seen: list[str] = []

    def walk(slugs: Iterable[str]) -> Iterator[str]:
        for slug in slugs:
            seen.append(slug)
            yield slug

    with closing(open_scratch()) as database:
        survey(Memory(two()), database, progress=walk)
    assert seen == ["ice", "sea"]


def test_a_brief_is_read_the_same_alone():
    files = two()
    _, briefs = look(files)
    ground, _ = read_ground(Memory(files))
    document = Document("brief/ice.yaml", files["brief/ice.yaml"].decode())
    alone = read_brief(document, "ice", ICE.encode(), ground.table, ground.settings.settings)
    assert alone.brief == briefs["ice"]
    assert alone.findings == ()


# What is lost, and what that costs the others


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (b"briefkit: 1\n\xff", "BK190"),
        (b"[not, a, mapping]\n", "BK101"),
        (sidecar(MELTS, seed="Other words.", file="ice.txt").encode(), "BK002"),
        (sidecar(MELTS, seed=ICE, file="gone.txt").encode(), "BK001"),
        (sidecar(MELTS, seed=ICE, file="../ice.txt").encode(), "BK005"),
    ],
)
def test_a_broken_sidecar_costs_its_own_brief_alone(broken, code):
    found, briefs = look({**two(), "brief/ice.yaml": broken})
    assert list(briefs) == found.index.slugs() == ["sea"]
    assert (found.lost, found.sidecars, found.failed) == (("ice",), 2, True)
    assert code in [one.code for one in found.findings if one.path == "brief/ice.yaml"]
    assert [one for one in found.findings if one.path == "brief/sea.yaml"] == []


def test_a_link_to_a_lost_brief_is_not_reported_a_second_time():
    files = two()
    files["seeds/sea.txt"] += b"One more line.\n"
    assert {(one.path, one.code) for one in findings(files)} == {("brief/sea.yaml", "BK002")}


def test_a_link_to_a_lost_label_is_not_reported_a_second_time():
    files = two(RISES + "    quote: The see\n")
    assert [(one.path, one.code) for one in findings(files)] == [("brief/sea.yaml", "BK202")]


def test_a_link_to_no_brief_at_all_is_reported():
    files = two()
    del files["brief/sea.yaml"], files["seeds/sea.txt"]
    assert [(one.path, one.severity) for one in findings(files)] == [("brief/ice.yaml", "error")]


def test_a_label_that_leans_on_lost_ones_is_not_said_to_stand_alone():
    claim = "p1:\n  - claim: It rises\n    quote: The see\n    supports: [faster]\n"
    assert codes(archive(claim + "  - implication: It rises faster\n    id: faster\n")) == ["BK202"]


# The shared ground


def test_entities_of_all_files_and_of_sidecars_are_one_table():
    mention = "p2:\n  - actor: office\n    quote: Port Office\n  - place: delmouth\n    quote: Delmouth\n"
    files = archive(mention, **{"brief/entities/a.yaml": "office: {actor: Port Office}\n"})
    files["brief/entities/b.yaml"] = b"delmouth: {place: Delmouth}\n"
    found, _ = look(files)
    assert found.findings == ()
    assert (found.index.entity_ids("actor"), found.index.entity_ids("place")) == (["office"], ["delmouth"])


def test_an_entity_that_no_label_names_is_reported_only_where_no_label_is_lost():
    spare = {"brief/entities.yaml": ENTITIES}
    assert codes(archive(**spare)) == ["BK305", "BK305"]
    assert codes(archive("p1:\n  - claim: It rises\n    quote: The see\n", **spare)) == ["BK202"]


@pytest.mark.parametrize("path", ["brief/archive.yaml", "brief/entities.yaml"])
def test_a_shared_file_that_is_no_utf_8_is_reported_and_does_without(path):
    found, briefs = look({**archive(), path: b"title: \xe9\n"})
    assert [(one.path, one.code) for one in found.findings] == [(path, "BK190")]
    assert list(briefs) == ["sea"]


def test_settings_that_are_faulty_hold_where_they_are_sound():
    found, _ = look(archive(**{"brief/archive.yaml": "title: The archive\ncoverage: much\n"}))
    assert [one.path for one in found.findings] == ["brief/archive.yaml"]
    assert (found.settings.title, found.settings.coverage) == ("The archive", 0.0)


def test_retired_entities_are_handed_on():
    found, _ = look(archive(**{"brief/entities.yaml": "retired: {daesh: ~}\n"}))
    assert found.retired_entities == {"daesh": None}


# Findings that need more than one file


def test_a_seed_with_two_sidecars_is_reported():
    files = archive(**{"brief/other.yaml": sidecar("p1: []", about="title: Again")})
    assert len(codes(files)) == 1


def test_a_seed_counts_as_used_by_a_sidecar_that_is_lost():
    files = archive()
    files["brief/sea.yaml"] = files["brief/sea.yaml"].replace(b"title: The sea", b"titel: The sea")
    assert "BK502" not in codes(files)


def test_severity_decides_whether_the_survey_failed():
    lonely = "p1:\n  - implication: It rises faster\n"
    settings = {"brief/archive.yaml": "rules: {BK403: error}\n"}
    assert [look(archive(lonely))[0].failed, look(archive(lonely, **settings))[0].failed] == [False, True]


# Drafts


def briefs_with(labels: str, **options: bool) -> tuple[Survey, Brief]:
    found, briefs = look(archive(labels), **options)
    return found, briefs["sea"]


def test_suggested_labels_are_read_only_for_a_draft():
    labels = "p1:\n  - claim: The sea rises\n    status: suggested\n"
    assert briefs_with(labels)[1].labels == ()
    assert [label.status for label in briefs_with(labels, drafts=True)[1].labels] == ["suggested"]


def test_a_seed_is_given_as_it_is():
    assert briefs_with("p1: []")[1].seed.text == SEA

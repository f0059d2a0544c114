"""What goes into the cache comes out of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefkit.brief import Brief, Facts, Kind, Settings
from briefkit.cache import Briefs, as_json, open_scratch
from briefkit.facts import facts_of
from briefkit.files import Disk
from briefkit.spans import Document
from briefkit.survey import survey

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module", params=["", "examples/harbour"])
def briefs(request: pytest.FixtureRequest) -> list[Brief]:
    """Briefs that people wrote: the repository's own, and the example's, with every field there is."""
    found: list[Brief] = []
    with closing(open_scratch()) as database:
        survey(Disk(ROOT / request.param), database, keep=found.append)
    return found


def facts(brief: Brief) -> Facts:
    kinds = {label.kind: Kind(label.kind, "statement", "") for label in brief.labels}
    return facts_of(brief, Settings(kinds=kinds), Document(brief.sidecar, ""))


def test_a_brief_comes_back_as_it_was(briefs):
    for brief in briefs:
        written = as_json(Brief).dump_json(brief)
        again = as_json(Brief).validate_json(written)
        assert again == brief
        # Also what comparing leaves out: where it was written.
        assert as_json(Brief).dump_json(again) == written


def test_facts_come_back_as_they_were(briefs):
    for one in map(facts, briefs):
        written = as_json(Facts).dump_json(one)
        assert as_json(Facts).validate_json(written) == one
        assert as_json(Facts).dump_json(as_json(Facts).validate_json(written)) == written


@pytest.mark.parametrize("place", ["", ":memory:", "on disk"])
def test_briefs_are_kept_by_slug_wherever_the_database_is(place, briefs, tmp_path):
    database = sqlite3.connect(tmp_path / "scratch" if place == "on disk" else place)
    with closing(database):
        kept = Briefs(database)
        for brief in briefs:
            kept.put(brief)
        assert [kept.get(brief.slug) for brief in briefs] == briefs


def test_a_brief_that_was_not_put_there_is_an_error():
    with closing(open_scratch()) as database, pytest.raises(KeyError, match="sea"):
        Briefs(database).get("sea")


def test_the_scratch_database_leaves_no_file_with_a_name(tmp_path, monkeypatch):
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with closing(open_scratch()) as database:
        database.execute("create table much (value blob)")
        database.executemany("insert into much values (?)", [(bytes(100_000),)] * 100)
        assert list(tmp_path.iterdir()) == []

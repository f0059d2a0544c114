"""The same archive gives the same bytes, and one change changes just the pages that show it."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.build.four_briefs import built, encoded, four_briefs
from tests.commands import call, contents, lay_down, run

from briefkit import build, survey
from briefkit.brief import Brief, Facts
from briefkit.build import Result, build_archive
from briefkit.cache import as_json
from briefkit.facts_index import FactsIndex
from briefkit.files import Disk

ROOT = Path(__file__).parents[2]

Site = dict[str, bytes]


# The same archive, the same bytes


class HeldBriefs:
    """Briefs held as the values they are, where the build writes them as JSON and reads them back."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._briefs: dict[str, Brief] = {}

    def put(self, brief: Brief) -> None:
        self._briefs[brief.slug] = brief

    def get(self, slug: str) -> Brief:
        return self._briefs[slug]


class RereadIndex(FactsIndex):
    """The index of facts that were written as JSON and read back, as if another process had made them."""

    def add(self, facts: Facts, *, whole: bool = True) -> None:
        super().add(as_json(Facts).validate_json(as_json(Facts).dump_json(facts)), whole=whole)


@pytest.mark.parametrize("name", ["four briefs", "harbour"])
def test_briefs_and_facts_give_the_same_pages_from_memory_and_from_disk(tmp_path, monkeypatch, name):
    def build_with(database: sqlite3.Connection, folder: str) -> tuple[Result, Site]:
        result = build_archive(Disk(root), tmp_path / folder, scratch=database)
        return result, contents(tmp_path / folder / "build")

    root = ROOT / "examples/harbour"
    if name == "four briefs":
        root = lay_down(tmp_path / "archive", encoded(four_briefs()))
    (tmp_path / "held").mkdir()
    (tmp_path / "written").mkdir()
    monkeypatch.setattr(build, "Briefs", HeldBriefs)
    held = build_with(sqlite3.connect(":memory:"), "held")
    monkeypatch.undo()
    monkeypatch.setattr(survey, "FactsIndex", RereadIndex)
    written = build_with(sqlite3.connect(tmp_path / "scratch.sqlite"), "written")
    assert len(held[1]) > 20
    assert held == written
    assert (tmp_path / "scratch.sqlite").stat().st_size > 0


def test_no_setting_of_machine_or_user_changes_a_byte(tmp_path):
    root = lay_down(tmp_path / "archive", encoded(four_briefs()))
    here = call("build", folder=root)
    expected = contents(root / "build")
    assert here.code == 0
    settings = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "0"},
    ]
    for number, environment in enumerate(settings):
        shutil.rmtree(root / "build")
        elsewhere = tmp_path / f"elsewhere {number}"
        elsewhere.mkdir()
        ended = run("build", "-C", root, folder=elsewhere, umask=0o077, **environment)
        assert (ended.code, ended.out) == (0, here.out)
        assert contents(root / "build") == expected
        assert list(elsewhere.iterdir()) == []


def test_the_order_in_which_files_were_made_changes_no_byte(tmp_path):
    files = four_briefs()
    backwards = dict(reversed(files.items()))
    assert built(tmp_path / "one", files) == built(tmp_path / "other", backwards)


# One change, and just the pages that show it


DIGEST = re.compile(r"(?<=-)[0-9a-f]{12}(?=\.js$)")  # in the name of a file that the search loads
DRAWN_OF_COAST = {f"briefs/coast.{figure}.svg" for figure in ("argument-map", "timeline")}


def pages(*names: str, searched: str) -> set[str]:
    """`ice` is a brief's page in its three forms; `ice-` one without its JSON; any other has two.

    `searched` are the files of the search: briefs (h), their parts (d), entities (e), words (w). All are
    named for their digest, so the first of them changes with each, and the page that begins with it.
    """
    paths = {"index.html", "assets/search/index-.js", *(f"assets/search/{file}-.js" for file in searched)}
    for name in names:
        forms = ["html", "md"] + (["json"] if name.startswith("briefs/") and name[-1] != "-" else [])
        paths |= {f"{name.removesuffix('-')}.{form}" for form in forms}
    return paths


def cited(slug: str) -> set[str]:
    return {f"briefs/{slug}.{ending}" for ending in ("bib", "ris", "csl.json")}


CHANGES = {
    "a statement that nobody links to": (
        {"brief/ice.yaml": [("It melted in other years", "The ice melted in other years")]},
        pages("briefs/ice", searched="dhw"),
    ),
    "a quotation": (
        {"brief/ice.yaml": [("quote: The ice melts\n", "quote: The ice\n")]},
        pages("briefs/ice", searched="dh"),
    ),
    "a statement that an actor asserts and that links to another brief": (
        {"brief/ice.yaml": [("claim: The ice melts\n", "claim: The ice is melting\n")]},
        pages("briefs/ice", "briefs/coast-", "actors/office", searched="dhw"),
    ),
    "a key judgment that two briefs link to": (
        {"brief/coast.yaml": [("The coast will flood", "The coast is going to flood")]},
        pages("briefs/coast", "briefs/ice-", "briefs/harbour-", "index", "judgments", searched="dhw")
        | DRAWN_OF_COAST,
    ),
    "an actor's name": (
        {"brief/entities.yaml": [("Port Office", "Harbour Office")]},
        pages("briefs/ice", "briefs/harbour", "actors/office", "index", searched="ew"),
    ),
    "the name of a place that another is part of": (
        {"brief/entities.yaml": [("The Bay", "The Gulf")]},
        pages("places/bay", "places/delmouth", "index", searched="ew") | {"briefs/coast.json"},
    ),
    "an id that two briefs link to": (
        {
            "brief/coast.yaml": [("[flood]", "[flooding]"), ("id: flood\n", "id: flooding\n")],
            "brief/ice.yaml": [("coast#flood", "coast#flooding")],
            "brief/harbour.yaml": [("coast#flood", "coast#flooding")],
        },
        pages("briefs/coast", "briefs/ice", "briefs/harbour", "index", "judgments", searched="dh")
        | DRAWN_OF_COAST,
    ),
    "the title of a brief that nobody links to": (
        {"brief/inland.yaml": [("About inland", "On inland")]},
        pages("briefs/inland", "index", searched="hw") | cited("inland"),
    ),
    "the title of a brief that links to another and names an actor": (
        {"brief/ice.yaml": [("About ice", "On ice")]},
        pages("briefs/ice", "briefs/coast-", "actors/office", "index", searched="hw") | cited("ice"),
    ),
}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(tmp_path_factory.mktemp("before"), four_briefs())


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_changes_just_the_pages_that_show_it(tmp_path, before, change):
    edits, expected = CHANGES[change]
    files = four_briefs()
    for path, words in edits.items():
        for old, new in words:
            assert old in files[path]
            files[path] = files[path].replace(old, new)
    after = built(tmp_path, files)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {DIGEST.sub("", path) for path in changed} - {"manifest.json"} == expected

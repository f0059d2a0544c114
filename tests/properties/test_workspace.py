"""After any changes, an archive held open says what a fresh reading of all files says."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.archives import archive, sidecar

from briefkit.cache import open_scratch
from briefkit.facts_table import TABLES
from briefkit.files import Memory
from briefkit.survey import survey
from briefkit.workspace import Workspace

ICE = "The ice melts, the sea rises.\n"
LABELS = {
    "nothing": "p1: []\n",
    "rises": "p1:\n  - claim: The sea rises\n    id: rises\n",
    "links": "p1:\n  - claim: It rises\n    id: links\n    supports: [ice#melts]\n",
    "circle": "p1:\n  - claim: It melts\n    id: melts\n    supports: [sea#links]\n",
    "bad quote": "p1:\n  - claim: It rises\n    id: rises\n    quote: The see\n",
    "mentions": "p1:\n  - place: port\n    quote: sea\n",
    "half a line": "p1:\n  - claim: 'It rises\n",
    "allows": "p1:\n  - implication: It rises\n    id: alone\n    allow: {BK403: it stands alone}\n",
}
ABOUTS = ("title: One", "title: Two, supersedes: sea", "titel: None")
SEEDS = ("The sea rises.\n\nThe sea falls.\n", ICE, "\xe9")
OWN = ("", "entities: {port: {place: Port}}\n", "entities: {port: {place: Harbour}, quay: {place: Quay}}\n")
ENTITIES = (
    b"port: {place: Port}\n",
    b"port: {place: Port, part_of: bay}\nbay: {place: Bay, note: '[it](sea#rises)'}\n",
    b"port: [",
)
SETTINGS = (
    b"title: A\n",
    b"coverage: 1.0\nrules: {BK403: error}\n",
    b"retired: {tide: sea}\nrules: {BK403: off}\n",
    b"\xff",
)
SLUGS = ("sea", "ice", "tide", "deep/sea")
sidecars = st.builds(
    lambda labels, about, seed, file, own: sidecar(
        labels, seed=seed, file=file, about=about, more=own
    ).encode(),
    st.sampled_from(list(LABELS.values())),
    st.sampled_from(ABOUTS),
    st.sampled_from(SEEDS),
    st.sampled_from(["sea.txt", "ice.txt", "gone.txt"]),
    st.sampled_from(OWN),
)
Change = tuple[str, bytes | None]  # a path, and what stands there then; None: nothing
changes: st.SearchStrategy[Change] = st.one_of(
    st.tuples(st.sampled_from([f"brief/{slug}.yaml" for slug in SLUGS]), st.none() | sidecars),
    st.tuples(
        st.sampled_from(["seeds/sea.txt", "seeds/ice.txt", "seeds/spare.txt"]),
        st.none() | st.sampled_from([text.encode() for text in SEEDS]),
    ),
    st.tuples(
        st.sampled_from(["brief/entities.yaml", "brief/entities/more.yaml"]),
        st.none() | st.sampled_from(ENTITIES),
    ),
    st.tuples(st.just("brief/archive.yaml"), st.none() | st.sampled_from(SETTINGS)),
    st.tuples(st.just("brief/layers/ann/sea.yaml"), st.none() | sidecars),
    st.just(("brief/Bad name.yaml", b"")),
)


def start() -> dict[str, bytes]:
    ice = sidecar(LABELS["circle"], seed=ICE, file="ice.txt", about="title: The ice")
    return archive(LABELS["links"], **{"seeds/ice.txt": ICE, "brief/ice.yaml": ice})


def facts(database: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """Every row of the index."""
    return [sorted(database.execute(f"select * from {table}"), key=repr) for table in TABLES]


@settings(max_examples=150)
@given(st.lists(st.lists(changes, min_size=1, max_size=3), max_size=5), st.booleans())
def test_what_is_held_is_what_a_fresh_reading_gives(batches: list[list[Change]], one_by_one: bool):
    files = start()
    with closing(open_scratch()) as database:
        held = Workspace(Memory(files), database=database)
        assert held.refresh() == {"ice", "sea"}
        for batch in batches:
            before = {slug: held.reading(slug) for slug in held.ground.layout.readings}
            changed: set[str] = set()
            for path, content in batch:
                if content is None:
                    files.pop(path, None)
                else:
                    files[path] = content
                changed |= held.update(path) if one_by_one else set()
            changed |= held.refresh()
            with closing(open_scratch()) as other:
                fresh = survey(Memory(files), other)
                assert held.findings() == fresh.findings
                assert held.lost == fresh.lost
                assert facts(database) == facts(other)
            after = {slug: held.reading(slug) for slug in held.ground.layout.readings}
            assert {slug for slug in before | after if before.get(slug) != after.get(slug)} <= changed
            assert held.refresh() == set()


@settings(max_examples=60)
@given(st.lists(changes, max_size=6))
def test_looking_at_the_one_file_that_changed_is_looking_at_all(edits: list[Change]):
    files = start()
    with closing(open_scratch()) as database:
        held = Workspace(Memory(files), database=database)
        held.refresh()
        for path, content in edits:
            if content is None:
                files.pop(path, None)
            else:
                files[path] = content
            held.update(path)
            with closing(open_scratch()) as other:
                assert held.findings() == survey(Memory(files), other).findings
                assert facts(database) == facts(other)

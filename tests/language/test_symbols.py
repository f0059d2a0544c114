"""The outline of a file, its folds, its links, and the names of the archive."""

from tests.language.desks import desk

from briefkit.language.folding import folds
from briefkit.language.links import links
from briefkit.language.symbols import names_like, outline

ISLANDS = "brief/islands.yaml"


def test_a_sidecar_is_outlined_by_passages_and_labels():
    parts = {one.name: one for one in outline(desk(ISLANDS))}
    assert list(parts)[:3] == ["briefkit", "seed", "about"]
    passages = parts["labels"].inner
    assert [one.name for one in passages] == ["p1", "p2", "p3"]
    assert passages[2].detail == "The Grey Fleet has lost ships every year since 2012."
    assert [one.name for one in passages[0].inner] == [
        "claim: the seizure",
        "implication: The Grey Fleet will probably keep hold of the town",
        "actor: grey-fleet",
        "place: port-amber",
    ]
    assert passages[0].inner[0].detail == "seized"
    assert passages[0].inner[3].detail == "Port Amber"


def test_what_is_selected_stands_within_what_belongs_to_it():
    def check(symbols):
        for one in symbols:
            assert one.span.covers(one.chosen)
            assert one.name
            check(one.inner)

    for path in (ISLANDS, "brief/tides.yaml", "brief/entities.yaml", "brief/archive.yaml"):
        check(outline(desk(path)))


def test_entities_are_outlined_by_id():
    assert [(one.name, one.detail) for one in outline(desk("brief/entities.yaml"))] == [
        ("grey-fleet", "Grey Fleet"),
        ("greys", "The Greys"),
        ("port-amber", "Port Amber"),
        ("cape-bruin", "Cape Bruin"),
        ("retired", ""),
    ]


def test_head_passages_labels_and_comments_fold():
    text = (
        "# one\n# two\nseed:\n  file: x\n"
        "labels:\n  p1:\n    # lone\n    - claim: x\n      quote: y\n    - actor: z\n"
    )
    found = [(one.first, one.last, one.comment) for one in folds(desk(ISLANDS, text))]
    assert found == [(1, 2, True), (3, 4, False), (5, 10, False), (6, 10, False), (8, 9, False)]


def test_links_lead_to_the_web_the_seed_and_other_briefs():
    found = desk(ISLANDS)
    led = [(one.span.of(found.document.text), one.address or one.path) for one in links(found)]
    assert ("https://example.org/islands", "https://example.org/islands") in led
    assert ("north/islands 1.txt", "seeds/north/islands 1.txt") in led
    assert ("tides", "brief/tides.yaml") in led
    assert list(links(desk("seeds/tides.md"))) == []


def test_the_names_of_the_archive_are_found_by_part_of_id_or_name():
    found = desk(ISLANDS)

    def names(words):
        return [
            (one.name, one.around, one.place.document.path)
            for one in names_like(found.files, found.workspace, words)
        ]

    assert names("fleet")[0] == ("grey-fleet: Grey Fleet", "actor", "brief/entities.yaml")
    assert ("waits: The Grey Fleet rests and waits", "tides", "brief/tides.yaml") in names("waits")
    assert names("nowhere at all") == []
    assert len(names("")) == 4 + 5

"""A name leads to where it is given, and to all that use it."""

import re

import pytest
from tests.language.desks import at, desk, writing
from tests.small_archive import FILES

from briefkit.language.places import definition, references

ISLANDS, TIDES = "brief/islands.yaml", "brief/tides.yaml"
FIRST_LINE = "\ufeffThe “Grey Fleet” & its allies seized <Port Amber>\t🌊 on Monday."
SEED = "seeds/north/islands 1.txt"


def led(path, words, inside=None):
    """(path, line, words) of where words of a file lead."""
    place = definition(*at(path, words, inside))
    if place is None:
        return None
    return place.document.path, place.document.line(place.document.line_column(place.span.start)[0]).strip()


@pytest.mark.parametrize(
    ("path", "words", "inside", "file", "line"),
    [
        (ISLANDS, "p3", "see: [p3]", SEED, "The Grey Fleet has lost ships every year since 2012."),
        (ISLANDS, "grey-fleet", "by: grey-fleet", "brief/entities.yaml", "grey-fleet:"),
        (ISLANDS, "holds", "contradicts: [holds]", ISLANDS, "id: holds"),
        (ISLANDS, "waits", "tides#waits", TIDES, "id: waits"),
        (ISLANDS, "tides", "tides#waits", TIDES, "briefkit: 1"),
        (ISLANDS, "islands 1", "file: north", SEED, FIRST_LINE),
        (ISLANDS, "jm", "editor: jm", ISLANDS, "editors: {hk: H. Keyes, jm: J. Moor}"),
        (ISLANDS, "hold the", "quote: hold", SEED, "It will probably hold the town."),
        (TIDES, "seized", "islands#seized", ISLANDS, "id: seized"),
        ("brief/entities.yaml", "greys", "part_of: greys", "brief/entities.yaml", "greys:"),
        (SEED, "Two islands", None, ISLANDS, "- implication: Two islands may follow the town"),
        (SEED, "lost ships", None, ISLANDS, "p3:"),
    ],
)  # fmt: skip
def test_a_name_leads_to_where_it_is_given(path, words, inside, file, line):
    assert led(path, words, inside) == (file, line)


def test_a_passage_leads_to_its_very_words():
    place = definition(*at(ISLANDS, "p3", "see: [p3]"))
    assert place is not None
    assert place.span.of(place.document.text) == "The Grey Fleet has lost ships every year since 2012."


def test_an_entity_local_to_a_sidecar_is_found():
    place = definition(*writing(ISLANDS, "- place: cape-bruin", "- place: oz‸"))
    assert place is None
    text = (
        "entities:\n  oz: {place: Oz}\nlabels:\n  p1:\n    - place: o‸z\n      quote: Port Amber\n  p4: []\n"
    )
    whole = re.sub(r"(?s)labels:\n.*", lambda _: text, FILES[ISLANDS].decode(), count=1)
    offset = whole.index("‸")
    place = definition(desk(ISLANDS, whole.replace("‸", "")), offset)
    assert place is not None
    assert place.span.of(place.document.text) == "oz"


@pytest.mark.parametrize("words", ["unknown", "p99", "tides#gone", "gone#gone"])
def test_what_is_unknown_leads_nowhere(words):
    assert definition(*writing(ISLANDS, "see: [p3]", f"supports: [{words}‸]")) is None


def found(path, words, inside=None, **options):
    return [
        (
            place.document.path,
            place.document.line_column(place.span.start)[0],
            place.span.of(place.document.text),
        )
        for place in references(*at(path, words, inside), **options)
    ]


def test_the_uses_of_an_entity_are_found_in_every_file():
    uses = found(ISLANDS, "grey-fleet", "by: grey-fleet")
    assert {path for path, _, _ in uses} == {"brief/entities.yaml", ISLANDS, TIDES, "brief/harbour.yaml"}
    assert {words for _, _, words in uses} == {"grey-fleet"}
    assert len([path for path, _, _ in uses if path == ISLANDS]) == 4
    without = found(ISLANDS, "grey-fleet", "by: grey-fleet", declaration=False)
    assert len(uses) - len(without) == 1


def test_the_uses_of_a_label_are_found_in_every_brief():
    assert [path for path, _, _ in found(ISLANDS, "holds", "id: holds")] == [*[ISLANDS] * 6, TIDES]
    assert len(found(TIDES, "holds", "islands#holds")) == 7


def test_the_uses_of_a_passage_are_those_of_its_brief():
    assert [path for path, _, _ in found(ISLANDS, "p3", "see: [p3]")] == [ISLANDS, ISLANDS]


def test_where_no_name_stands_nothing_is_used():
    assert found(ISLANDS, "The number of ships") == []


@pytest.mark.parametrize(
    ("new", "line"),
    [
        ("note: See [it](#p3-tre‸nd-1).", "- trend: The number of ships of the Grey Fleet falls"),
        ("note: See [it](tides#p3-impli‸cation-1).", "- implication: The Grey Fleet could sail north"),
        ("note: See [it](#p‸3).", "The Grey Fleet has lost ships every year since 2012."),
        ("editor: nob‸ody", None),
        ("note: See [it](gone#no‸ne).", None),
        ("allow: {BK4‸01: so}", None),
        ("quote: not th‸ere", None),
    ],
)
def test_labels_without_an_id_are_found_by_their_address_and_what_is_not_there_is_not(new, line):
    desk_, offset = writing(ISLANDS, "      tags: [ports, navy]\n", f"      {new}\n")
    text = desk_.document.text.replace("      note: See [the judgment]", "      # [the judgment]", 1)
    shift = len(text) - len(desk_.document.text)
    place = definition(desk(ISLANDS, text), offset + shift)
    found = place and place.document.line(place.document.line_column(place.span.start)[0]).strip()
    assert found == line


def test_an_entity_that_another_brief_gives_itself_is_found():
    files = {**FILES, TIDES: FILES[TIDES].replace(b"labels:\n", b"entities: {oz: {place: Oz}}\nlabels:\n", 1)}
    text = FILES[ISLANDS].decode().replace("- place: cape-bruin", "- place: oz")
    place = definition(desk(ISLANDS, text, files), text.index("- place: oz") + 10)
    assert place is not None
    assert (place.document.path, place.span.of(place.document.text)) == (TIDES, "oz")

"""What is offered while a file is being written is what can stand there."""

import hashlib

import pytest
from tests.language.desks import desk, writing
from tests.small_archive import FILES

from briefkit.diagnostics import Edit
from briefkit.edits import apply
from briefkit.language.completion import complete

ISLANDS = "brief/islands.yaml"
FOLLOW = "      hedge: may\n"


def offered(path, old, new):
    found = complete(*writing(path, old, new))
    return [one.text for one in found.choices]


def details(path, old, new):
    return {one.label: one.detail for one in complete(*writing(path, old, new)).choices}


def test_the_keys_of_the_top_that_are_not_there_yet_are_offered():
    found = offered(ISLANDS, "labels:\n", "‸\nlabels:\n")
    assert {"publish: ", "scale: ", "entities: "} <= set(found)
    assert not {"briefkit: ", "labels: ", "about: "} & set(found)


def test_a_label_begins_with_its_kind():
    found = offered(ISLANDS, "    - trend: The number", "    - ‸\n    - trend: The number")
    assert found == ["claim: ", "trend: ", "implication: ", "actor: ", "place: "]


def test_the_fields_that_go_with_a_kind_are_offered_once():
    trend = offered(ISLANDS, "      direction: falling\n", "      ‸\n")
    assert "direction: " in trend
    assert "outcome: " not in trend
    assert "when: " not in trend  # it is there
    mention = offered(ISLANDS, "      quote: Cape Bruin\n", "      ‸\n")
    assert {"quote: ", "note: "} <= set(mention)
    assert "likelihood: " not in mention


@pytest.mark.parametrize(
    ("old", "new", "first"),
    [
        ("status: disputed", "status: ‸", ["suggested", "draft", "reviewed", "disputed"]),
        ("basis: reported", "basis: ‸", ["reported", "assumed", "judged"]),
        ("direction: falling", "direction: fa‸", ["falling"]),
        ("confidence: moderate", "confidence: ‸", ["low", "moderate", "high"]),
        ("result: partly", "result: ‸", ["happened", "partly", "did-not", "unclear"]),
        ("split: prose-1", "split: ‸", ["blocks-1", "markdown-1", "prose-1"]),
        ("reliability: B", "reliability: ‸", ["A", "B", "C", "D", "E", "F"]),
        ("editor: jm", "editor: ‸", ["hk", "jm"]),
        ("see: [p3]", "see: [p‸]", ["p1", "p2", "p3", "p4"]),
        ("supersedes: tides", "supersedes: ‸", []),
    ],
)
def test_the_words_that_a_field_takes_are_offered(old, new, first):
    if old in FILES[ISLANDS].decode():
        assert sorted(offered(ISLANDS, old, new)) == sorted(first)


def test_a_passage_is_offered_with_its_first_words():
    assert details(ISLANDS, "see: [p3]", "see: [p‸]")["p4"] == "Nothing here is labelled."
    assert offered(ISLANDS, "  p3:\n", "  ‸\n  p3:\n") == ["p4:"]


@pytest.mark.parametrize("typed", ["", "grey", "Grey F", "the fl", "fleet"])
def test_an_entity_is_found_by_id_name_and_alias_and_its_id_is_written(typed):
    assert offered(ISLANDS, "- actor: grey-fleet", f"- actor: {typed}‸")[0] == "grey-fleet"


def test_a_mention_names_entities_of_its_kind():
    assert set(offered(ISLANDS, "- place: port-amber", "- place: ‸")) == {"port-amber", "cape-bruin"}


def test_labels_are_offered_here_and_in_other_briefs():
    found = offered(ISLANDS, "contradicts: [holds]", "contradicts: [‸]")
    assert found == ["seized", "holds", "follow", "harbour#coal", "tides#waits"]
    assert offered(ISLANDS, "contradicts: [holds]", "contradicts: [tides#‸]") == ["tides#waits"]
    assert offered(ISLANDS, "contradicts: [holds]", "contradicts: [rests‸]") == ["tides#waits"]


def test_the_links_of_a_note_are_offered():
    note = "note: See [the judgment](#holds)"
    assert "#seized" in offered(ISLANDS, note, "note: See [the judgment](#‸")
    assert offered(ISLANDS, note, "note: See [it](entity:cap‸") == ["entity:cape-bruin"]
    assert "tides#waits" in offered(ISLANDS, note, "note: See [it](tides#‸")


def test_the_rules_that_can_be_silenced_are_offered_those_found_here_first():
    desk_, offset = writing(ISLANDS, FOLLOW, FOLLOW + "      allow: {‸}\n")
    found = [one.label for one in complete(desk_, offset).choices]
    assert all("BK300" <= code < "BK600" for code in found)
    there = {one.code for one in desk_.workspace.findings_of(ISLANDS)} & set(found)
    assert set(found[: len(there)]) == there


def test_terms_of_likelihood_come_with_their_range():
    assert details(ISLANDS, "likelihood: likely", "likelihood: ‸")["likely"] == "55 to 80 per cent"


def test_hedges_are_the_words_of_likelihood_that_stand_in_the_passage():
    assert offered(ISLANDS, "hedge: probably", "hedge: ‸") == ["probably"]


def test_occurrences_are_counted_in_the_passage():
    old = "      quote: hold the town\n"
    assert offered(ISLANDS, old, "      quote: o\n      occurrence: ‸\n")[-1] == "all"


# -- quotes ----------------------------------------------------------------------------------------


def test_before_any_word_the_sentences_of_the_passage_are_offered():
    found = offered(ISLANDS, "quote: hold the town", "quote: ‸")
    assert "It will probably hold the town." in found
    assert len(found) == 2


def test_words_typed_go_on_as_the_passage_does():
    found = offered(ISLANDS, "quote: hold the town", "quote: it will pro‸")
    assert found == ["It will probably", "It will probably hold the town."]


def test_typed_marks_and_case_lead_to_the_passages_own():
    found = offered(ISLANDS, "quote: hold the town", 'quote: "the \\"grey‸')
    assert found[0] == "The “Grey"


def test_a_mention_is_offered_the_names_of_its_entity():
    assert offered(ISLANDS, "quote: “Grey Fleet”", "quote: ‸")[0] == "Grey Fleet"


def test_of_words_that_stand_twice_the_occurrence_meant_is_written_below():
    seed = b"The sea rises. The land sinks. The sea rises again, and the sea falls.\n"
    sidecar = (
        f"briefkit: 1\nseed: {{file: a.txt, sha256: {hashlib.sha256(seed).hexdigest()}, split: prose-1}}\n"
        "about: {title: x}\nlabels:\n  p1:\n    - claim: x\n      quote: the sea‸\n      basis: judged\n"
    )
    offset = sidecar.index("‸")
    files = {"seeds/a.txt": seed}
    found = complete(desk("brief/a.yaml", sidecar.replace("‸", ""), files), offset)
    texts = [one.text for one in found.choices]
    assert "The sea\n      occurrence: 1" in texts
    assert "The sea\n      occurrence: 2" in texts
    assert "the sea" in texts  # it stands once
    for text in texts:
        after = apply(sidecar.replace("‸", ""), [Edit(found.replaces, text)])
        assert desk("brief/a.yaml", after, files).workspace.reading("a").findings == ()


def test_in_a_block_the_words_are_written_bare():
    new = "quote: >-\n        It will pro‸\n"
    assert offered(ISLANDS, "quote: hold the town\n", new)[0] == "It will probably"


def test_nothing_is_offered_in_a_comment_or_in_a_seed():
    assert offered(ISLANDS, "labels:\n", "# lab‸\nlabels:\n") == []
    assert complete(desk("seeds/tides.md"), 3).choices == ()


# -- the other files -------------------------------------------------------------------------------


def test_entities_are_completed_too():
    path = "brief/entities.yaml"
    assert "geonames: " not in offered(path, "  type: population", "  ‸")
    assert sorted(offered(path, "type: city", "type: ‸")) == ["area", "city", "country", "region", "site"]
    assert set(offered(path, "part_of: greys", "part_of: gr‸")) == {"greys", "grey-fleet"}
    assert offered(path, "country: FR", "country: Norw‸") == ['"NO"']
    assert "cape-bruin" in offered(path, "{old-fleet: grey-fleet}", "{old-fleet: ‸}")


def test_settings_are_completed_too():
    path = "brief/archive.yaml"
    assert "rules: " in offered(path, "max_quoted", "‸\nmax_quoted")
    assert offered(path, "max_quoted", "rules: {BK401: ‸}\nmax_quoted") == [
        "error",
        "warning",
        "suggestion",
        "off",
    ]
    assert "BK401: " in offered(path, "max_quoted", "rules:\n  BK4‸\nmax_quoted")
    assert offered(path, "max_quoted", "kinds: {event: {base: ‸}}\nmax_quoted") == ["statement", "mention"]


# -- every place of a sidecar ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "offers"),
    [
        ("  passages: 4\n", "  ‸\n", "passages: "),
        ("  reliability: B\n", "  rel‸\n", "reliability: "),
        ("status: draft}", "‸}", "status: "),
        ("status: draft}", "status: d‸}", "draft"),
        ("{editor: hk,", "{editor: ‸,", "jm"),
        ("{result: partly,", "{‸,", "result: "),
        ("      hedge: may\n", "      hedge: may\n      outcome:\n        ‸\n", "evidence: "),
        ("file: north/islands 1.txt", "file: ‸", "tides.md"),
        ("supplied: [title, date]", "supplied: [‸]", "authors"),
        ("supplied: [when, confidence]", "supplied: [‸]", "likelihood"),
        ("  handling: TLP:GREEN\n", "  supersedes: ‸\n", "tides"),
        ("  handling: TLP:GREEN\n", "  status: ‸\n", "recalled"),
        ("key_judgments: [holds, follow]", "key_judgments: [‸]", "seized"),
        ("briefkit: 1\n", "briefkit: ‸\n", "1"),
        ("labels:\n", "publish: ‸\nlabels:\n", "quotes"),
        ("labels:\n", "scale: ‸\nlabels:\n", "phia"),
        ("{held: holds,", "{held: ‸,", "follow"),
        ("by: grey-fleet", "by: ‸", "greys"),
        ("tags: [ports, navy]", "tags: [po, ‸]", "po"),
        ("      see: [p3]\n", "      publish: ‸\n", "true"),
        ("      see: [p3]\n", "      revises: ‸\n", "tides#waits"),
        ("labels:\n", "entities:\n  oz:\n    ‸\nlabels:\n", "place: "),
        ("labels:\n", "entities:\n  oz:\n    place: Oz\n    ‸\nlabels:\n", "geonames: "),
        ("labels:\n", "entities: {oz: {place: Oz, type: ‸}}\nlabels:\n", "city"),
        ("labels:\n", "allow:\n  ‸\nlabels:\n", "BK401: "),
        ("  summary: |\n", "  summary: See [it](‸\n  other: |\n", "#holds"),
    ],
)
def test_each_place_offers_what_can_stand_there(old, new, offers):
    assert offers in offered(ISLANDS, old, new)


@pytest.mark.parametrize(
    ("path", "old", "new", "offers"),
    [
        ("brief/archive.yaml", "max_quoted", "retired: {old: ‸}\nmax_quoted", "tides"),
        ("brief/archive.yaml", "max_quoted", "kinds:\n  event:\n    ‸\nmax_quoted", "base: "),
        ("brief/archive.yaml", "max_quoted", "scale: ‸\nmax_quoted", "phia"),
        ("brief/tides.yaml", "quote: waits", "quote: wa‸", "waits"),
    ],
)
def test_so_do_the_places_of_other_files(path, old, new, offers):
    assert offers in offered(path, old, new)


def test_where_no_passage_is_known_no_words_are_offered():
    assert (
        offered(ISLANDS, "  p3:\n    - trend: The number", "  p9:\n    - quote: ‸\n    - trend: The number")
        == []
    )
    assert offered(ISLANDS, "hedge: probably", "occurrence: ‸") != []
    assert offered(ISLANDS, "      direction: falling\n", "      occurrence: ‸\n") == []


def test_in_single_quotes_and_in_brackets_words_are_found_too():
    assert offered(ISLANDS, "quote: hold the town", "quote: 'it will‸")[0] == "It will"
    assert offered(ISLANDS, "        - Two islands\n", "        - Two isl‸\n")[0] == "Two islands"
    assert offered(ISLANDS, "quote: hold the town", "quote: [it will‸]")[0] == "It will"

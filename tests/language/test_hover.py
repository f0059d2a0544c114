"""A name shows what it means."""

import pytest
from tests.language.desks import at, desk, writing

from briefkit.language.hover import hover

ISLANDS = "brief/islands.yaml"


def shown(path, words, inside=None):
    found = hover(*at(path, words, inside))
    return found.markdown if found else None


def test_a_passages_id_shows_its_text_with_the_words_of_its_labels_marked():
    text = shown(ISLANDS, "p2", "  p2:")
    assert text.startswith("*p2, item*\n\n")
    assert text.endswith("**Two islands** **may follow**; **Port Amber**’s mayor fled to **Cape Bruin**.")


def test_beside_a_quote_only_its_own_words_are_marked():
    text = shown(ISLANDS, "hold the town", "quote: hold")
    assert "It will probably **hold the town**." in text
    assert text.count("**") == 2


def test_a_passage_that_a_label_rests_on_shows_its_text():
    assert "has lost ships every year" in shown(ISLANDS, "p3", "see: [p3]")


def test_an_entity_shows_its_card():
    text = shown(ISLANDS, "grey-fleet", "by: grey-fleet")
    assert text.startswith("**Grey Fleet** · actor, group\n")
    assert "also: The Fleet, Fleet, Grey" in text
    assert "part of: The Greys" in text
    assert "marked 4 times in 3 briefs:" in text
    assert "- islands: 2" in text
    assert "made-up" in text
    assert "marked nowhere yet" in shown("brief/entities.yaml", "greys", "greys:")


@pytest.mark.parametrize(
    ("words", "inside", "in_it"),
    [
        ("seized", "assumes: [seized]", "The Grey Fleet seized Port Amber on a Monday"),
        ("waits", "supports: [tides#waits]", "*claim in tides, p2*"),
        ("holds", "](#holds)", "likelihood: likely, confidence: moderate"),
        ("tides", "supports: [tides#waits]", "**Tides \\& \\*ships\\***"),
        ("likely", "likelihood: likely", "**55 to 80 per cent**"),
        ("hk", "editor: hk", "H. Keyes"),
        ("grey-fleet", "entity:grey-fleet", "**Grey Fleet**"),
    ],
)
def test_any_name_shows_what_it_names(words, inside, in_it):
    assert in_it in shown(ISLANDS, words, inside)


def test_a_silenced_rule_shows_its_page():
    found = hover(*writing(ISLANDS, "      hedge: may\n", "      hedge: may\n      allow: {BK4‸01: so}\n"))
    assert found is not None
    assert found.markdown.startswith("# BK401")


def test_in_a_seed_the_labels_on_the_words_are_shown():
    text = shown("seeds/north/islands 1.txt", "Two islands")
    assert text == "- *implication* Two islands may follow the town (islands)"
    assert shown("seeds/north/islands 1.txt", "Nothing here") is None


@pytest.mark.parametrize("words", ["unknown", "p99", "no-such#label", "# why"])
def test_what_is_unknown_shows_nothing(words):
    assert hover(*writing(ISLANDS, "see: [p3]", f"see: [{words[:1]}‸{words[1:]}]")) is None
    assert hover(desk("brief/archive.yaml"), 3) is None

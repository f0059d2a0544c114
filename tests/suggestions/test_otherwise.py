"""E15: the same words labelled differently elsewhere."""

from __future__ import annotations

from tests.suggestions.archive import files, findings, said

OFFICE = "p1:\n  - actor: office\n    quote: Amber House\n"
IS = "p1:\n  - actor: is\n    quote: Amber House\n"
TEXT = "Amber House bought coal.\n"
CLAIM = "p1:\n  - claim: It bought coal\n    quote: Amber House bought coal\n"
TREND = "p1:\n  - trend: It buys coal\n    quote: Amber House bought coal\n"


def test_the_rarer_of_two_readings_is_reported_with_the_places_of_the_other():
    archive = files(IS, TEXT, {"b": (OFFICE, TEXT), "c": (OFFICE, TEXT)})
    [finding] = findings(archive)
    assert finding.code == "BK512"
    assert finding.message == '"Amber House" is labelled `is` here and `office` elsewhere, twice'
    assert [one.path for one in finding.related] == ["brief/b.yaml", "brief/c.yaml"]
    assert finding.fix is None


def test_the_usual_reading_is_no_finding():
    assert said(files(OFFICE, TEXT, {"b": (IS, TEXT), "c": (OFFICE, TEXT)})) == []


def test_of_two_readings_as_frequent_one_is_reported():
    here, there = files(IS, TEXT, {"b": (OFFICE, TEXT)}), files(OFFICE, TEXT, {"b": (IS, TEXT)})
    assert len(said(here)) + len(said(there)) == 1


def test_words_that_are_an_alias_of_both_are_right_in_both_places():
    state = "p1:\n  - actor: turkey-state\n    quote: Turkey\n"
    place = "p1:\n  - place: turkey\n    quote: Turkey\n"
    text = "Turkey it is.\n"
    assert said(files(state, text, {"b": (place, text), "c": (place, text)})) == []


def test_words_that_point_back_may_mean_another_each_time():
    text = "The group bought coal.\n"
    office, group = (f"p1:\n  - actor: {id}\n    quote: The group\n" for id in ("office", "is"))
    assert said(files(office, text, {"b": (group, text), "c": (group, text)})) == []


def test_two_readings_within_one_brief_are_the_briefs_own_matter():
    both = OFFICE + "p2:\n  - actor: is\n    quote: Amber House\n"
    assert said(files(both, TEXT + "\n" + TEXT)) == []


def test_a_suggested_label_is_held_against_the_others_too():
    found = said(files(IS + "    status: suggested\n", TEXT, {"b": (OFFICE, TEXT)}))
    assert found == ['BK512 "Amber House" is labelled `is` here and `office` elsewhere, once']


def test_statements_of_the_same_words_are_of_one_kind():
    [finding] = findings(files(CLAIM, TEXT, {"b": (TREND, TEXT), "c": (TREND, TEXT)}))
    assert finding.message == "these words are a claim here and a trend elsewhere, twice"
    assert finding.help == "make it a trend, or allow the finding if it is another thing here"


def test_few_words_and_whole_passages_may_be_of_any_kind():
    short, whole = CLAIM.replace(" bought coal\n", "\n"), CLAIM.split("    quote")[0]
    for labels in (short, whole):
        other = labels.replace("claim", "trend")
        assert said(files(labels, TEXT, {"b": (other, TEXT), "c": (other, TEXT)})) == []

"""E15: known names that carry no label."""

from __future__ import annotations

import pytest
from tests.suggestions.archive import files, findings, fixed, said

LABELLED = "p1:\n  - place: iraq\n    quote: Iraq\n"
ELSEWHERE = ("p1:\n  - actor: office\n    quote: Amber House\n", "Amber House bought coal.\n")


def test_a_known_name_without_a_label_is_suggested_at_its_passage():
    [finding] = findings(files("p1: []\np2: []\n", "Nothing.\n\nIt struck Iraq.\n"))
    assert (finding.code, finding.message) == ("BK510", '"Iraq" names `iraq` and carries no label in p2')
    assert (finding.path, finding.line, finding.column) == ("brief/sea.yaml", 6, 3)
    [where] = finding.related
    assert (where.path, where.line, where.column) == ("seeds/sea.txt", 3, 11)
    assert finding.help == "label it `place: iraq`; `briefkit suggest --write` proposes that"


def test_the_fix_adds_a_suggested_label_that_every_format_shows():
    text = fixed(files("p1: []  # nothing yet\n", "It struck Iraq.\n"))
    assert text.endswith(
        "labels:\n  p1:  # nothing yet\n    - place: iraq\n      quote: Iraq\n      status: suggested\n"
    )


def test_a_passage_that_is_not_in_the_sidecar_is_reported_at_the_labels():
    [finding] = findings(files("{}\n", "It struck Iraq.\n"))
    assert (finding.line, finding.column) == (4, 1)


@pytest.mark.parametrize(
    ("seed", "occurrence", "which"),
    [
        ("Iraq, Iraq and\nIraq.\n", "all", ", 3 times in p1"),
        ("Iraq is not Al-Qaida in Iraq.\n", "1", " at occurrence 1 of 2 in p1"),
    ],
)
def test_occurrences_are_right_where_the_words_stand_more_than_once(seed, occurrence, which):
    archive = files(
        "p1:\n  - actor: aqi\n    quote: Al-Qaida in Iraq\n" if "Al-" in seed else "p1: []\n", seed
    )
    [finding] = findings(archive)
    assert finding.message.endswith(which)
    assert f"      occurrence: {occurrence}\n" in fixed(archive)


def test_words_inside_any_mention_count_as_labelled():
    assert said(files("p1:\n  - actor: aqi\n    quote: Al-Qaida in Iraq\n", "Al-Qaida in Iraq fell.\n")) == []
    assert said(files("p1:\n  - actor: office\n    quote: in Iraq\n", "It fell in Iraq.\n")) == []


def test_words_of_an_entity_that_shares_the_alias_count_as_labelled():
    assert said(files("p1:\n  - place: turkey\n    quote: Turkey\n", "It may hit Turkey.\n")) == []
    assert said(files("p1:\n  - actor: is\n    quote: State\n", "The Islamic State.\n")) == []


def test_a_suggested_label_counts_as_labelled_here():
    assert said(files(LABELLED + "    status: suggested\n", "It struck Iraq.\n")) == []


def test_a_passage_with_a_mention_that_did_not_get_in_is_left_alone():
    assert said(files("p1:\n  - place: irak\n    quote: Iraq\n", "It struck Iraq.\n")) == []


def test_a_name_of_several_entities_is_left_to_the_editor():
    [finding] = findings(files("p1: []\n", "It may hit Turkey.\n"))
    assert finding.message == '"Turkey" may name `turkey` or `turkey-state` and carries no label in p1'
    assert finding.help == "label it `place: turkey` or `actor: turkey-state`"
    assert finding.fix is None


def test_of_several_entities_the_one_that_is_usual_is_suggested():
    other = ("p1:\n  - actor: turkey-state\n    quote: Turkey\n", "Turkey blames them.\n")
    [finding] = findings(files("p1: []\n", "It may hit Turkey.\n", {"other": other}))
    assert finding.message == '"Turkey" names `turkey-state` and carries no label in p1'
    assert [(one.message, one.path, one.line) for one in finding.related[1:]] == [
        ("labelled in other", "brief/other.yaml", 6)
    ]


def test_an_entity_of_the_sidecar_is_known_there_and_nowhere_else():
    own = "entities: {port: {place: Port Amber}}\n"
    archive = files("p1: []\n", "Port Amber.\n", {"other": ("p1: []\n", "Port Amber fell.\n")}, more_keys=own)
    assert said(archive) == ['BK510 "Port Amber" names `port` and carries no label in p1']


def test_words_that_are_labelled_elsewhere_are_suggested():
    archive = files("p1: []\n", "Amber House is silent.\n", {"other": ELSEWHERE})
    [finding] = findings(archive)
    assert finding.code == "BK511"
    assert finding.message == '"Amber House" is labelled `office` elsewhere and not here in p1'
    assert "- actor: office\n      quote: Amber House\n      status: suggested\n" in fixed(archive)


@pytest.mark.parametrize("words", ["the office", "It", "The office", "its House"])
def test_words_that_only_point_back_are_not_suggested(words):
    other = (f"p1:\n  - actor: office\n    quote: {words}\n", f"Then {words} bought coal.\n")
    found = said(files("p1: []\n", f"Then {words} is silent.\n", {"other": other}))
    assert len(found) == (words == "its House")


def test_what_is_only_suggested_elsewhere_is_no_evidence():
    labels, seed = ELSEWHERE
    assert (
        said(files("p1: []\n", "Amber House.\n", {"other": (labels + "    status: suggested\n", seed)})) == []
    )


def test_what_another_brief_calls_by_an_entity_of_its_own_is_not_suggested():
    archive = files("p1: []\n", "Amber House is silent.\n", {"other": ELSEWHERE})
    own = archive["brief/other.yaml"].replace(b"labels:", b"entities: {house: {actor: The House}}\nlabels:")
    archive["brief/other.yaml"] = own.replace(b"actor: office", b"actor: house")
    assert said(archive) == []


def test_a_list_that_nothing_can_be_added_to_has_a_finding_without_a_fix():
    archive = files("{p1: []}", "It struck Iraq.\n")
    archive["brief/sea.yaml"] = archive["brief/sea.yaml"].replace(b"labels:\n  {p1: []}", b"labels: {p1: []}")
    [finding] = findings(archive)
    assert finding.fix is None

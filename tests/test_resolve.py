"""Names find what they name, or are reported once."""

import pytest

from briefkit.brief import Mention, Statement
from tests.archives import archive, brief, codes, findings, look

TWO = "p1:\n  - claim: One\n    id: one\n    supports: [two]\n  - claim: Two\n    id: two\n"
ENTITIES = "office: {actor: Port Office, type: organization}\ndelmouth: {place: Delmouth, type: city}\n"


def places(labels: str) -> list[int]:
    found = brief(labels, **{"brief/entities.yaml": ENTITIES})
    return [span.start for label in found.labels for span in label.anchors]


def test_a_quote_is_anchored_at_its_words():
    assert places("p1:\n  - claim: It rises\n    quote: likely to rise\n") == [26]


def test_a_label_without_a_quote_marks_the_whole_passage():
    [label] = brief("p2:\n  - claim: Harbours flood\n").labels
    assert label.anchors == ()


def test_an_occurrence_says_which_of_several_places():
    assert places("p1:\n  - claim: It\n    quote: sea\n    occurrence: 2\n") == [19]
    assert places("p1:\n  - claim: It\n    quote: sea\n    occurrence: all\n") == [4, 19]
    assert places("p1:\n  - claim: It\n    quote: likely\n    occurrence: 1\n") == [26]


def test_each_quote_of_a_list_is_looked_for_after_the_one_before():
    assert places("p1:\n  - claim: It\n    quote:\n      - likely\n      - rise\n") == [26, 36]


def test_a_quote_of_a_list_that_stands_before_the_one_before_is_not_found():
    [finding] = findings(archive("p1:\n  - claim: It\n    quote:\n      - likely\n      - rises\n"))
    assert finding.message == '"rises" does not stand in p1 after the quote before it'


def test_an_ambiguous_quote_shows_where_it_stands():
    [finding] = findings(archive("p1:\n  - claim: It\n    quote: sea\n"))
    assert finding.code == "BK203"
    assert "“The [sea] rises. The”" in (finding.help or "")


def test_a_quote_of_another_passage_is_told_where_it_stands():
    [finding] = findings(archive("p1:\n  - claim: It\n    quote: Harbours flood\n"))
    assert finding.help == "the words stand in p2: move the label there"


def test_a_quote_over_two_passages_is_told_so():
    [finding] = findings(archive("p1:\n  - claim: It\n    quote: rise faster. Harbours flood\n"))
    assert "run on into another passage" in (finding.help or "")


def test_a_dropped_not_is_never_a_match():
    seed = "It may not prove possible to hold the town.\n"
    [finding] = findings(
        archive("p1:\n  - claim: It\n    quote: It may prove possible to hold the town\n", seed=seed)
    )
    assert finding.code == "BK202"
    assert "the quote lacks “not”" in (finding.help or "")


def test_straight_quotation_marks_for_curly_ones_are_named():
    seed = "They call it the ‘caliphate’ of the sea.\n"
    [finding] = findings(archive("p1:\n  - claim: It\n    quote: the 'caliphate' of\n", seed=seed))
    assert "the quote has ' (apostrophe) for ‘ (left single quotation mark)" in (finding.help or "")


def test_an_unknown_entity_near_an_alias_names_the_id():
    entities = "office: {actor: Port Office, aliases: [PO]}\n"
    files = archive("p2:\n  - actor: po\n    quote: Port Office\n", **{"brief/entities.yaml": entities})
    assert findings(files)[0].help == "a label names the id: write `office`"


def test_a_mention_names_an_entity_of_its_kind():
    files = archive("p2:\n  - actor: delmouth\n    quote: Delmouth\n", **{"brief/entities.yaml": ENTITIES})
    assert codes(files) == ["BK206"]


def test_links_are_resolved_within_the_brief():
    first, _ = brief(TWO).labels
    assert isinstance(first.body, Statement)
    assert [(link.relation, link.slug, link.label) for link in first.body.links] == [
        ("supports", "sea", "two")
    ]


def test_a_link_to_a_refused_label_is_silent_and_dropped():
    result, briefs = look(archive(TWO.replace("- claim: Two", "- claim: Two\n    quote: not there")))
    assert [finding.code for finding in result.findings] == ["BK202"]
    [label] = briefs["sea"].labels
    assert isinstance(label.body, Statement)
    assert label.body.links == ()
    assert briefs["sea"].refused[0].why == ('"not there" does not stand in p1',)


def test_a_label_with_a_dead_link_is_refused_and_what_links_to_it_stays_silent():
    labels = TWO.replace("id: two", "id: two\n    supports: [three]")
    result, briefs = look(archive(labels))
    assert [finding.code for finding in result.findings] == ["BK210"]
    assert [label.id for label in briefs["sea"].labels] == ["one"]


def test_a_label_cannot_be_its_own_reason():
    assert codes(archive("p1:\n  - claim: One\n    id: one\n    supports: [one]\n")) == ["BK212"]


def test_a_derived_address_cannot_be_linked_to():
    [finding] = findings(archive("p1:\n  - claim: One\n    supports: [p1-claim-2]\n  - claim: Two\n"))
    assert finding.help == "that is a derived address, which moves: give the label an `id` and name that"


def test_the_labels_of_an_unknown_passage_cost_one_finding():
    assert codes(archive("p9:\n  - claim: One\n  - claim: Two\n")) == ["BK201"]


def test_suggested_labels_stay_out_unless_drafts_are_asked_for():
    files = archive("p1:\n  - claim: One\n    status: suggested\n  - claim: Two\n")
    assert [label.address for label in look(files)[1]["sea"].labels] == ["p1-claim-2"]
    assert len(look(files, drafts=True)[1]["sea"].labels) == 2


def test_a_link_to_a_suggested_label_is_an_error_until_it_is_accepted():
    assert codes(archive(TWO.replace("id: two", "id: two\n    status: suggested"))) == ["BK219"]


def test_labels_come_in_the_order_of_the_passages():
    found = brief("p2:\n  - claim: Later\np1:\n  - claim: Earlier\n")
    assert [label.passage for label in found.labels] == ["p1", "p2"]


def test_defaults_hold_for_labels_that_do_not_say():
    more = "editors: {hk: H. Keyes, ab: A. Bell}\ndefaults: {editor: hk, status: reviewed}\n"
    first, second = brief(
        "p1:\n  - claim: One\n  - claim: Two\n    editor: ab\n    status: disputed\n", more_keys=more
    ).labels
    assert (first.editor, first.status) == ("hk", "reviewed")
    assert (second.editor, second.status) == ("ab", "disputed")


def test_a_reviewed_label_names_its_editor():
    assert codes(archive("p1:\n  - claim: One\n    status: reviewed\n")) == ["BK209"]


def test_added_kinds_are_read_with_their_base():
    settings = "kinds: {event: {base: mention, title: Event}, warning: {base: statement, title: Warning}}\n"
    labels = "p1:\n  - event: flood\n    quote: rise faster\n  - warning: Build higher\n    "
    labels += "supports: [one]\n  - claim: One\n    id: one\n"
    found = brief(
        labels,
        **{
            "brief/archive.yaml": settings,
            "brief/entities.yaml": "flood: {event: The flood, type: disaster}\n",
        },
    )
    assert isinstance(found.labels[0].body, Mention)
    assert isinstance(found.labels[1].body, Statement)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("see [one](#one), [p2](#p2), [it](https://example.org)", []),
        ("see [that](#nothing)", ["BK214"]),
        ("see [that](other#thing)", ["BK213"]),
        ("see [that](page.html)", ["BK214"]),
        ("see [who](entity:nobody)", ["BK205"]),
        ("see [who](entity:office)", []),
    ],
)
def test_the_links_of_a_note_are_checked(note: str, expected: list[str]):
    labels = f"p1:\n  - claim: One\n    id: one\n    note: {note}\n"
    labels += "p2:\n  - actor: office\n    quote: Port Office\n"
    found = [code for code in codes(archive(labels, **{"brief/entities.yaml": ENTITIES})) if code != "BK305"]
    assert found == expected

"""E15: statements without a likelihood where the words carry one."""

from __future__ import annotations

import pytest
from tests.suggestions.archive import files, findings, fixed, said, written

TEXT = "It will probably flood, and may not be likely to dry.\n"


def label(more: str, quote: str = "It will probably flood") -> str:
    return f"p1:\n  - implication: It will flood\n    quote: {quote}\n{more}"


def test_a_term_in_the_hedge_is_proposed_as_the_likelihood():
    archive = files(label("    hedge: probably\n"), TEXT)
    [finding] = findings(archive)
    assert (finding.code, finding.message) == (
        "BK513",
        'the hedge holds "probably" and the label no likelihood',
    )
    assert "It will flood\n      # suggested: likelihood: likely\n      quote:" in fixed(archive)


def test_a_term_in_the_quote_is_proposed_as_hedge_and_likelihood():
    text = fixed(files(label(""), TEXT))
    comments = "      # suggested: hedge: probably\n      # suggested: likelihood: likely\n"
    assert f"It will flood\n{comments}      quote:" in text


def test_a_comment_once_uncommented_is_sound():
    text = fixed(files(label(""), TEXT)).replace("# suggested: ", "")
    assert said({**files(label(""), TEXT), "brief/sea.yaml": text.encode()}) == []


def test_what_a_comment_proposes_is_not_proposed_again():
    archive = written(files(label("    note: |\n      Long\n"), TEXT))
    assert b"      # suggested: likelihood: likely\n" in archive["brief/sea.yaml"]
    assert said(archive) == []
    half = archive["brief/sea.yaml"].replace(b"      # suggested: likelihood: likely\n", b"")
    assert fixed({**archive, "brief/sea.yaml": half}).count("suggested: hedge") == 1


@pytest.mark.parametrize(
    ("more", "quote"),
    [
        ("    hedge: probably\n    likelihood: likely\n", "It will probably flood"),
        ("    hedge: may\n", "It will probably flood, and may"),
        ("", "may not be likely to dry"),
        ("", "and may"),
    ],
)
def test_nothing_is_proposed_where_it_is_said_denied_or_not_there(more, quote):
    assert said(files(label(more, quote), TEXT)) == []


def test_a_whole_passage_proposes_nothing():
    assert said(files("p1:\n  - implication: It will flood\n", TEXT)) == []


def test_of_two_terms_an_editor_chooses():
    [finding] = findings(
        files(label("", "likely to flood, unlikely to dry"), "It is likely to flood, unlikely to dry.\n")
    )
    assert finding.fix is None


def test_a_label_in_brackets_has_no_room_for_a_comment():
    [finding] = findings(files("p1:\n  - {implication: It floods, quote: It will probably flood}\n", TEXT))
    assert finding.fix is None


def test_the_ladder_is_read_in_its_own_language_only():
    archive = files(label(""), TEXT, about="title: The sea, language: fr")
    assert said(archive) == []

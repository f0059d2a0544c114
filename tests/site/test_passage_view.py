"""Which of the marked words announces which statement, where an element can name one alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.site.dom import Element
from tests.site.site import brief_page

from briefkit.site.highlight import Piece
from briefkit.site.passage_view import BadgeView, _details

STATEMENTS, MENTIONS = ("a", "b", "c", "d"), ("x", "y")
SHOWN = {
    name: BadgeView("c", name, name, name, "doc-noteref" if name in STATEMENTS else "")
    for name in (*STATEMENTS, *MENTIONS)
}
cuts = st.lists(st.lists(st.sampled_from(sorted(SHOWN)), unique=True, max_size=4), max_size=6)


def cut(*labels: str) -> list[Piece]:
    """A piece for each word: the letters are the labels that it carries."""
    return [
        Piece(
            number,
            number + 1,
            tuple(of_one),
            tuple(one for one in of_one if one not in "".join(labels[number + 1 :])),
        )
        for number, of_one in enumerate(labels)
    ]


def announced(page: Element) -> list[str]:
    return [one.attributes["aria-details"] for one in page.all() if "aria-details" in one.attributes]


def test_a_statement_is_announced_by_the_last_of_its_words() -> None:
    assert _details(cut("a", "ab", "b"), SHOWN) == {1: "a", 2: "b"}


def test_one_with_fewer_pieces_chooses_first() -> None:
    assert _details(cut("a", "ab"), SHOWN) == {1: "b", 0: "a"}


def test_statements_on_the_same_words_leave_all_but_one_to_their_badges() -> None:
    assert _details(cut("abc"), SHOWN) == {0: "a"}


def test_a_mention_is_announced_nowhere() -> None:
    assert _details(cut("x", "xay", ""), SHOWN) == {1: "a"}


@given(cuts)
def test_a_piece_names_one_statement_of_its_own_and_a_statement_is_named_once(
    given_cut: list[list[str]],
) -> None:
    pieces = cut(*map("".join, given_cut))
    found = _details(pieces, SHOWN)
    assert all(label in pieces[number].labels and label in STATEMENTS for number, label in found.items())
    assert len(set(found.values())) == len(found)
    for number, piece in enumerate(pieces):  # and none is silent that has a piece to itself
        for label in set(piece.labels) & set(STATEMENTS) - set(found.values()):
            assert number in found, label


def test_each_of_the_marked_words_on_a_page_has_one_id_at_most() -> None:
    labels = """
        p1:
          - claim: The sea is rising
            id: rising
            quote: The sea rises
          - claim: It is the sea
            id: sea
            quote: The sea rises
          - trend: It rises
            id: rises
            quote: The sea rises. The sea
          - claim: The whole passage
            id: whole
          - claim: The whole passage again
            id: again
    """
    ids = announced(brief_page(labels))
    assert ids == ["whole", "rising", "rises"]

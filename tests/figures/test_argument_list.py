"""The argument map in words."""

from tests.figures.arguments import WORDS, drawn, node
from tests.figures.charts import listing

from briefkit.figures.argument_extent import Link

NODES = [node("a"), node("b", "t"), node("second", "i", 2), node("first", "i", 1), node("c")]
LINKS = [Link(0, 1, "supports"), Link(1, 2, "leads_to"), Link(1, 3, "supports"), Link(3, 4, "assumes")]


def in_words(rows):
    return [
        (
            row.statement.name,
            row.judgment,
            [(one.words, [to.name for to in one.statements]) for one in row.groups],
        )
        for row in rows
    ]


def test_the_judgments_come_first_each_with_what_it_leans_on():
    assert in_words(drawn(NODES, LINKS, (3, 2)).rows) == [
        ("first", "key judgment 1", [("back supports", ["b"]), ("back assumes", ["c"])]),
        ("second", "key judgment 2", [("back leads_to", ["b"])]),
        ("b", "", [("back supports", ["a"])]),
    ]


def test_each_statement_is_linked_to_once():
    listed = listing("argument_map", drawn(NODES, LINKS, (3, 2)))
    assert [listed.count(f'href="{one.href}"') for one in NODES] == [1] * 5


def test_the_list_says_each_link_that_is_drawn():
    rows = drawn(NODES, LINKS, (3, 2)).rows
    assert sum(len(group.statements) for row in rows for group in row.groups) == len(LINKS)
    assert all(group.words in WORDS.back.values() for row in rows for group in row.groups)

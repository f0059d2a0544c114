import subprocess
import sys
import time

import pytest
from markdown_it import MarkdownIt

from briefkit.brief import Passage
from briefkit.passages import DEEPEST, SPLITS, cut, outside, split_for
from briefkit.spans import Span
from tests.shared import ROOT


def pieces(text, split):
    return [(passage.type, passage.text) for passage in cut(text, split)]


def test_the_first_brief_has_thirteen_passages_and_its_bullets_are_items():
    text = (ROOT / "seeds/000_7997551d2143d8e6.txt").read_bytes().decode()
    passages = cut(text, "prose-1")
    assert [passage.id for passage in passages] == [f"p{number}" for number in range(1, 14)]
    assert [passage.type for passage in passages] == ["paragraph"] * 7 + ["item"] * 3 + ["paragraph"] * 3
    assert [passage.text[:8] for passage in passages[7:10]] == ["• First,", "• Second", "• Third,"]
    assert outside(text, passages) == ()


def test_a_passage_knows_its_words_and_its_place():
    assert cut("\r\n  One\r\ntwo \r\n\r\nThree", "prose-1") == (
        Passage("p1", "paragraph", Span(4, 12), "One\r\ntwo"),
        Passage("p2", "paragraph", Span(17, 22), "Three"),
    )


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize(
    "text", ["", " ", "\n\r\n\r", "\ufeff", "\ufeff\n", "\t\x0b\x0c\x85\xa0\u2028\u3000"]
)
def test_white_space_alone_has_no_passages(text, split):
    assert cut(text, split) == ()


@pytest.mark.parametrize("split", SPLITS)
def test_a_byte_order_mark_is_white_space_at_the_start_and_nowhere_else(split):
    assert [passage.span for passage in cut("\ufeffa\n\n\ufeffb", split)] == [Span(1, 2), Span(4, 6)]
    assert [passage.span for passage in cut("\ufeff\ufeffa", split)] == [Span(1, 3)]


# prose-1 and blocks-1


@pytest.mark.parametrize(
    "blank", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\n\u2028\n", "\n\x85\xa0\x0b\n", "\n\n\n", "\r\n\n"]
)
def test_a_blank_line_is_white_space_alone_and_ends_a_block(blank):
    assert pieces(f"a{blank}b", "blocks-1") == [("paragraph", "a"), ("paragraph", "b")]


@pytest.mark.parametrize(
    "no_line_end", ["\x0b\x0b", "\x0c\x0c", "\x85\x85", "\u2028\u2028", "\u2029\u2029", "\r\n"]
)
def test_only_lf_crlf_and_cr_end_a_line(no_line_end):
    assert pieces(f"a{no_line_end}b", "prose-1") == [("paragraph", f"a{no_line_end}b")]


@pytest.mark.parametrize(
    "line",
    [
        *["• a", "- a", "* a", "– a", "◦ a", "‣ a", "1. a", "1) a", "1234. a", "a. a", "Z) a"],
        *["-", "1.", "-\u2028a", "  - a", "\t1. a", "\xa0• a"],
    ],
)
def test_an_opener_line_opens_an_item(line):
    opened = ("item", line.strip())
    assert pieces(f"first\n{line}\nmore", "prose-1") == [
        ("paragraph", "first"),
        ("item", opened[1] + "\nmore"),
    ]
    assert pieces(f"{line}", "prose-1") == [opened]
    assert pieces(f"first\r\n{line} ", "prose-1") == [("paragraph", "first"), opened]


@pytest.mark.parametrize(
    "line",
    [
        "-a",
        "*a*",
        "1.5 a",
        "1 a",
        "ab. a",
        "é. a",
        "١. a",
        "(a) a",
        "1.) a",
        "— a",
        "· a",
        ". a",
        "\ufeff- a",
    ],
)
def test_a_line_that_only_resembles_an_opener_goes_on_with_its_passage(line):
    assert pieces(f"first\n{line}", "prose-1") == [("paragraph", f"first\n{line}")]


def test_a_block_after_an_item_is_a_paragraph_again():
    assert pieces("- a\n\nb\n- c", "prose-1") == [("item", "- a"), ("paragraph", "b"), ("item", "- c")]


def test_blocks_1_knows_no_openers():
    assert pieces("a\n- b\n\n- c\n1. d", "blocks-1") == [("paragraph", "a\n- b"), ("paragraph", "- c\n1. d")]


# markdown-1

LEAVES = {
    "# A heading #": [("heading", "# A heading #")],
    "#": [("heading", "#")],
    "Two\nlines\n=====": [("heading", "Two\nlines\n=====")],
    "> Quoted\n> ---": [("heading", "Quoted\n> ---")],
    "One\ntwo": [("paragraph", "One\ntwo")],
    "One\x0b\x0c\x85\u2028two": [("paragraph", "One\x0b\x0c\x85\u2028two")],
    "One\n\x0c\ntwo": [("paragraph", "One\n\x0c\ntwo")],
    "One\n***\ntwo": [("paragraph", "One"), ("rule", "***"), ("paragraph", "two")],
    "- - -": [("rule", "- - -")],
    "```py\na\n\nb\n```\nc": [("code", "```py\na\n\nb\n```"), ("paragraph", "c")],
    "~~~\nnever closed\n\n": [("code", "~~~\nnever closed")],
    "    a\n\n      b\n\nc": [("code", "a\n\n      b"), ("paragraph", "c")],
    "| a | b |\n|---|---|\n| `x|y` | 2 |\n": [("table", "| a | b |\n|---|---|\n| `x|y` | 2 |")],
    "a | b\n-- | --\n\nc": [("table", "a | b\n-- | --"), ("paragraph", "c")],
    "> a | b\n> - | -\n> 1 | 2": [("quote", "a | b"), ("item", "| -\n> 1 | 2")],
    "> a | b\n> :- | -\n> 1 | 2": [("table", "a | b\n> :- | -\n> 1 | 2")],
    "<div>\n*a*\n</div>\n\nb": [("html", "<div>\n*a*\n</div>"), ("paragraph", "b")],
    "<!-- a\n\nb -->\nc": [("html", "<!-- a\n\nb -->"), ("paragraph", "c")],
    "\xa0\n\na": [("paragraph", "a")],
}


@pytest.mark.parametrize("text", LEAVES)
def test_each_leaf_block_is_a_passage_with_its_marks(text):
    assert pieces(text, "markdown-1") == LEAVES[text]


CONTAINERS = {
    "- a\n- b": [("item", "a"), ("item", "b")],
    "10) a\n11) b": [("item", "a"), ("item", "b")],
    "- a `x|y`\n\n- b\n": [("item", "a `x|y`"), ("item", "b")],
    "- a\nlazy": [("item", "a\nlazy")],
    "- a\n\n  b\n\nc": [("item", "a"), ("item", "b"), ("paragraph", "c")],
    "- a\n  - b\n    1. c\n- d": [("item", "a"), ("item", "b"), ("item", "c"), ("item", "d")],
    "- - 1. a": [("item", "a")],
    "-\n- \n-\n  a": [("item", "a")],
    "- # a\n- ***\n- ```\n  b\n  ```": [("heading", "# a"), ("rule", "***"), ("code", "```\n  b\n  ```")],
    "-     a": [("code", "a")],
    "> a\n> b": [("quote", "a\n> b")],
    "> a\nlazy\n> b": [("quote", "a\nlazy\n> b")],
    ">a\n>\n> > b": [("quote", "a"), ("quote", "b")],
    "> - a\n>   b\n>\n>   c": [("item", "a\n>   b"), ("item", "c")],
    "- > a\n  > b\n\n  c": [("quote", "a\n  > b"), ("item", "c")],
    "> ```\n> a\nb": [("code", "```\n> a"), ("paragraph", "b")],
    ">\ta\n>\n>\t\tb": [("quote", "a"), ("code", "b")],
    ">\n>\n": [],
}


@pytest.mark.parametrize("text", CONTAINERS)
def test_a_passage_begins_behind_the_container_marks_of_its_first_line(text):
    assert pieces(text, "markdown-1") == CONTAINERS[text]


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("[a]: b\n  'title'\ntext", [("paragraph", "text")], ["[a]: b\n  'title'"]),
        ("- [a]: b\n  text", [("item", "text")], ["- [a]: b"]),
        ("> [a]: <b>\n", [], ["> [a]: <b>"]),
        ("[a]: b c", [("paragraph", "[a]: b c")], []),
    ],
)
def test_a_link_reference_definition_is_no_passage(text, words, left):
    assert pieces(text, "markdown-1") == words
    assert [span.of(text) for span in outside(text, cut(text, "markdown-1"))] == left


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_markdown_lines_may_end_in_cr_and_crlf(end):
    text = "# a\n\n> b\n> c\n\n- d\n  - e\n\n[f]: g\\\n".replace("\n", end)
    assert pieces(text, "markdown-1") == [
        ("heading", "# a"),
        ("quote", f"b{end}> c"),
        ("item", "d"),
        ("item", "e"),
    ]


def test_a_byte_order_mark_does_not_hide_the_first_mark_nor_indent_it():
    assert pieces("\ufeff# a", "markdown-1") == [("heading", "# a")]
    assert pieces("\ufeff   a", "markdown-1") == [("paragraph", "a")]


def test_beyond_the_level_at_which_the_parser_gives_up_the_marks_are_text_and_nothing_is_lost():
    assert MarkdownIt("commonmark").options["maxNesting"] == DEEPEST == 20
    assert pieces(">" * 20 + " a", "markdown-1") == [("quote", "a")]
    assert pieces(">" * 25 + " # a\n\nb", "markdown-1") == [("quote", ">>>>> # a"), ("paragraph", "b")]
    assert pieces("- " * 12 + "a\n- b", "markdown-1") == [("item", "- - a"), ("item", "b")]
    assert pieces("> " + "- " * 12 + "a", "markdown-1") == [("item", "- - a")]


HOSTILE = {
    "quote marks": ">" * 1_000_000,
    "bullets": "- " * 100_000 + "a",
    "list levels": "\n".join("  " * level + "- a" for level in range(700)),
    "quote levels": "\n".join(">" * level + " a" for level in range(1_000)),
    "blank lines": "a" + " \n" * 500_000 + "b",
    "spaces": "a" + " " * 1_000_000 + "b",
    "carriage returns": "a" + "\r" * 1_000_000,
    "digits": "1" * 1_000_000,
    "open brackets": "[" * 1_000_000,
    "open comments": "<!--\n" * 20_000,
    "unclosed titles": '[a]: b "c\n' * 10_000,
}


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_cut_in_time_that_grows_with_its_length(name, split):
    begun = time.process_time()
    passages = cut(HOSTILE[name], split)
    assert time.process_time() - begun < 10  # a second or less; hours if it grew with the square
    assert passages[-1].span.end == len(HOSTILE[name].rstrip())


def test_prose_is_cut_without_the_markdown_parser():
    program = (
        "import sys; from briefkit.passages import cut; cut('a', 'prose-1'); "
        "assert 'markdown_it' not in sys.modules; cut('a', 'markdown-1'); assert 'markdown_it' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env={"PYTHONPATH": str(ROOT / "src")})


def test_the_ending_of_a_file_says_which_rule_suits_it():
    assert split_for("2016/nice.txt") == "prose-1"
    assert split_for("nice.md") == split_for("NICE.MD") == "markdown-1"
    assert split_for("md") == "prose-1"


def test_outside_refuses_passages_that_overlap():
    one = Passage("p1", "paragraph", Span(0, 3), "abc")
    other = Passage("p2", "paragraph", Span(2, 4), "cd")
    with pytest.raises(ValueError, match="no span"):
        outside("abcd", (one, other))
    assert outside("\ufeff x abcd y ", ()) == (Span(2, 10),)

from __future__ import annotations

import time

import pytest

from briefkit import notes
from briefkit.notes import escape_address, escape_line, escape_markdown, links_in, render, render_markdown

PAGES = {"#rising": "#rising", "tide#flood": "tide.html#flood", "entity:sea": "../places/sea.html"}


def test_links_are_listed_in_order() -> None:
    assert links_in("See [one](#a), <https://x.org/> and [two][b].\n\n[b]: entity:is") == [
        "#a",
        "https://x.org/",
        "entity:is",
    ]


def test_what_looks_like_a_link_in_code_or_an_image_is_none() -> None:
    assert links_in("`[a](#b)` and ![alt [c](#d)](#e)") == []


@pytest.mark.parametrize("text", ["plain", "1 < 2", "a_b * c", "mail me: x@y"])
def test_no_parser_is_asked_about_a_text_without_brackets(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(notes, "_parse")
    assert links_in(text) == []


def test_a_bad_address_is_listed_so_that_it_can_be_reported() -> None:
    assert links_in("[x](javascript:alert(1))") == ["javascript:alert(1)"]


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("It holds.", "<p>It holds.</p>"),
        (
            "One line\nand another.\n\nA second paragraph.",
            "<p>One line\nand another.</p><p>A second paragraph.</p>",
        ),
        ("*much* **more**", "<p><em>much</em> <strong>more</strong></p>"),
        ("see [the sea](#rising)", '<p>see <a href="#rising">the sea</a></p>'),
        ("see [the tide](tide#flood)", '<p>see <a href="tide.html#flood">the tide</a></p>'),
        ("see [it](entity:sea)", '<p>see <a href="../places/sea.html">it</a></p>'),
        ("see [it](https://x.org/?a=1&b=2)", '<p>see <a href="https://x.org/?a=1&amp;b=2">it</a></p>'),
        ("see [it](mailto:a@x.org)", '<p>see <a href="mailto:a@x.org">it</a></p>'),
        ("see [nothing](#none)", "<p>see nothing</p>"),
        ("see [nothing](javascript:alert(1))", "<p>see nothing</p>"),
        ("see [nothing](file:///etc)", "<p>see nothing</p>"),
        ("a <b>bold</b> word", "<p>a &lt;b&gt;bold&lt;/b&gt; word</p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("![a <i>](x.png)", "<p>![a &lt;i&gt;](x.png)</p>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("one\\\ntwo", "<p>one<br>\ntwo</p>"),
        ("# Head", "<p><strong>Head</strong></p>"),
        ("    a < b", "<p>a &lt; b</p>"),
        ("x\n\n    a < b", "<p>x</p>\n<pre><code>a &lt; b</code></pre>"),
        ("- a\n- b", "<ul>\n<li>\na</li>\n<li>\nb</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>\na</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>\na</p>\n</blockquote>"),
        ("a\n\n---\n\nb", "<p>\na</p>\n<hr>\n<p>\nb</p>"),
    ],
)
def test_a_note_is_shown_as_html(text: str, page: str) -> None:
    assert render(text, PAGES.get).replace("\n", "") == page.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("It holds.", "It holds."),
        ("One line\nand another.\n\nA second paragraph.", "One line and another.\n\nA second paragraph."),
        ("*much* **more**", "*much* **more**"),
        ("see [the sea](#rising)", "see [the sea](#rising)"),
        ("see [it](https://x.org/(a)?b&amp;copy;)", "see [it](<https://x.org/(a)?b\\&copy;>)"),
        ("see [nothing](#none)", "see nothing"),
        ("a <b>bold</b>", "a \\<b\\>bold\\</b\\>"),
        ("![a](x.png)", "!\\[a\\](x.png)"),
        ("`*a*`", "\\*a\\*"),
        ("one\\\ntwo", "one\\\ntwo"),
        ("- a\n- b", "• a\n\n• b"),
        ("1. a", "1\\. a"),
        ("x\n\n    # a", "x\n\n\\# a"),
    ],
)
def test_a_note_is_shown_as_markdown(text: str, page: str) -> None:
    assert render_markdown(text, PAGES.get) == page


@pytest.mark.parametrize("marks", [">" * 30 + " ", "- " * 30, "1. " * 15 + "> " * 15])
def test_what_stands_deeper_than_the_parser_goes_is_shown_as_text(marks: str) -> None:
    text = f"{marks}the end"
    for shown in (render(text, PAGES.get), render_markdown(text, PAGES.get)):
        assert shown.count("the end") == 1


def test_what_follows_a_deep_list_is_no_part_of_it() -> None:
    text = "- " * 15 + "deep\n\n" + "- next\n\nafter"
    assert render_markdown(text, PAGES.get) == "• \\- - - - - deep\n\n• next\n\nafter"


def test_a_link_deeper_than_the_parser_goes_is_listed() -> None:
    assert links_in(">" * 30 + " [x](#rising)") == ["#rising"]


def test_a_text_that_begins_with_white_space_is_read_alike_for_its_links() -> None:
    assert links_in("    [x](#rising)") == ["#rising"]


def test_deep_nesting_is_no_trouble() -> None:
    started = time.process_time()
    for text in (">" * 5000 + " x", "[" * 5000, "- " * 5000 + "x", "*" * 5000, "![" * 900 + "](a)" * 900):
        render(text, PAGES.get)
        render_markdown(text, PAGES.get)
        links_in(text + "]")
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1. not a list", "1\\. not a list"),
        ("2016 is a year", "2016 is a year"),
        ("# no heading\n- no item", "\\# no heading\\\n\\- no item"),
        ("a\n\n\n  b", "a\\\nb"),
        ("a\r\nb\rc", "a\\\nb\\\nc"),
        ("1 < 2 & 3 | 4", "1 \\< 2 \\& 3 \\| 4"),
        ("\\", "\\\\"),
    ],
)
def test_text_is_escaped_for_markdown(text: str, markdown: str) -> None:
    assert escape_markdown(text) == markdown


def test_what_must_stay_on_a_line_has_no_line_end() -> None:
    assert escape_line("a *b*\r\n  c\n\n# d ") == "a \\*b\\* c # d "


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("../actors/is.md#p1-actor-is-1", "../actors/is.md#p1-actor-is-1"),
        ("seeds/a(b.txt", "<seeds/a(b.txt>"),
        ("https://x.org/?a=1&b=<2>", "<https://x.org/?a=1\\&b=\\<2\\>>"),
    ],
)
def test_an_address_is_the_target_of_a_link(address: str, target: str) -> None:
    assert escape_address(address) == target
    assert links_in(f"[x]({target})") == [address.replace("<", "%3C").replace(">", "%3E")]

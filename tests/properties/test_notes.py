"""What is true of every note, whatever was written."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefkit import notes
from briefkit.notes import escape_markdown, links_in, render, render_markdown
from briefkit.spans import WHITE_SPACE

# Any text, and much of what Markdown makes something of.
PARTS = st.sampled_from(
    [
        *list("#>-+=*_`~[]()<>&|!\\:. \t\n1aé"),
        "\r\n",
        "```",
        "---",
        "1. ",
        "    ",
        "[a](b)",
        "<b>",
        "&amp;",
        "“x”",
    ]
)
# Without what no seed holds: C0 and C1 controls, and lone surrogates.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)
TEXTS = st.lists(PARTS | WORDS, max_size=25).map("".join)


class Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


def seen(html: str) -> Text:
    reader = Text()
    reader.feed(html)
    reader.close()
    return reader


def words(text: str) -> list[str]:
    return text.translate({ord(one): " " for one in "\x1c\x1d\x1e\x1f"}).split()


@given(TEXTS)
def test_escaped_text_reads_as_itself_in_one_paragraph(text: str) -> None:
    text = text.strip()  # as every passage is
    for flavour in ("commonmark", "gfm-like"):
        options = {"linkify": False} if flavour == "gfm-like" else {}
        page = seen(MarkdownIt(flavour, options).render(escape_markdown(text)))
        assert words(page.text) == words(text)
        assert page.tags <= {"p", "br"}


@given(TEXTS)
@example("two\n\nparagraphs")
def test_what_needs_no_parser_is_shown_as_the_parser_would(text: str) -> None:
    if notes.PLAIN.fullmatch(text.strip()):
        by_parser = seen(MarkdownIt("commonmark").render(text.strip()))
        assert words(seen(render(text, lambda _: None)).text) == words(by_parser.text)
        assert by_parser.tags <= {"p"}


@given(TEXTS)
def test_nothing_but_the_tags_of_markdown_reaches_a_page(text: str) -> None:
    allowed = set("p em strong a code pre br hr ul ol li blockquote".split())
    assert seen(render(text, lambda _: None)).tags <= allowed


@given(TEXTS)
def test_both_forms_of_a_note_say_the_same(text: str) -> None:
    again = MarkdownIt("commonmark").render(render_markdown(text, lambda address: address))
    shown = render(text, lambda address: address)
    assert words(seen(again).text.replace("•", "")) == words(seen(shown).text.replace("•", "")) or "1" in text


@given(TEXTS)
def test_every_link_that_is_shown_was_listed(text: str) -> None:
    asked: list[str] = []
    render(text, lambda address: asked.append(address))
    listed = links_in(text)
    assert [address for address in listed if address in asked] == asked


def test_white_space_is_what_the_seeds_call_so() -> None:
    assert all(one.isspace() for one in "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000")
    assert "\x1c" not in WHITE_SPACE

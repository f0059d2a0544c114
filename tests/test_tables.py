"""Rows stand under one another in a terminal, and as a table in Markdown."""

from __future__ import annotations

from markdown_it import MarkdownIt

from briefkit.tables import Table

TABLE = Table(("brief", "labels", "share"), (("sea", "7", "–"), ("東京", "1,024", "50%")))


def test_columns_are_as_wide_as_a_terminal_shows_them():
    assert TABLE.as_text() == ["brief  labels  share", "sea         7      –", "東京    1,024    50%"]


def test_a_table_without_rows_has_its_head():
    assert Table(("brief", "labels"), ()).as_text() == ["brief  labels"]


def test_control_characters_and_line_ends_reach_no_terminal():
    assert Table(("a",), (("x\x1b[31m\ny",),)).as_text()[1] == "x␛[31m y"


def test_markdown_reads_the_words_as_they_are():
    cell = "a|b *c* <b> `d` [e](f) # & ~g~"
    html = (
        MarkdownIt("commonmark").enable("table").render(chr(10).join(Table(("x",), ((cell,),)).as_markdown()))
    )
    assert "<td>a|b *c* &lt;b&gt; `d` [e](f) # &amp; ~g~</td>" in html

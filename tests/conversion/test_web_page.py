"""A web page becomes a text."""

from __future__ import annotations

import pytest

from briefkit.conversion.converted import NotConverted
from briefkit.conversion.web_page import convert


def page(body: str, head: str = "<meta charset=utf-8>") -> bytes:
    return f"<!doctype html><html lang=en-GB><head>{head}</head><body>{body}</body></html>".encode()


def text(body: str) -> str:
    return convert(page(body)).text


def test_headings_paragraphs_lists_quotes_tables_and_code_are_told_apart():
    body = """
      <h1>The <em>sea</em></h1><p>It <b>rises</b><br>fast: 5 &lt; 6.</p>
      <ol start=3><li>one</li><li><p>two</p><ul><li>a</li><li>b</li></ul></li></ol>
      <blockquote><p>Quoted.</p><p>Twice.</p></blockquote>
      <table><caption>Levels</caption><tr><th>year<th>mm<tr><td>2016<td>3|4<tr><td>2017</table>
      <pre>x  = `1`
y</pre>"""
    assert text(body) == (
        "# The sea\n\nIt rises\nfast: 5 < 6.\n\n3. one\n4. two\n   - a\n   - b\n\n"
        "> Quoted.\n>\n> Twice.\n\nLevels\n\n| year | mm |\n| --- | --- |\n| 2016 | 3\\|4 |\n| 2017 |  |\n\n"
        "```\nx  = `1`\ny\n```\n"
    )


def test_what_an_author_left_open_is_closed():
    assert text("<ul><li>one<li>two</ul><p>a<p>b") == "- one\n- two\n\na\n\nb\n"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("# no heading", "\\# no heading"),
        ("2016. A year", "2016\\. A year"),
        ("- no item", "\\- no item"),
        ("> no quote", "\\> no quote"),
        ("---", "\\---"),
        ("[1]: https://example.org", "\\[1]: https://example.org"),
        ("&lt;div> is a tag", "\\<div> is a tag"),
        ("#1 of *three*", "#1 of *three*"),
        ("a<br>===", "a ==="),
    ],
)
def test_words_that_markdown_would_take_for_a_mark_stay_words(words, written):
    assert text(f"<p>{words}</p>") == f"{written}\n"


def test_a_table_that_only_lays_out_a_page_is_read_cell_by_cell():
    assert text("<table><tr><td><p>One.</p><p>Two.</p></td><td>Three.</td></tr></table>") == (
        "One.\n\nTwo.\n\nThree.\n"
    )


def test_blocks_inside_of_links_and_loose_words_are_paragraphs():
    assert text("Loose <a href=x>words <div>in a block</div></a> end.<dl><dt>T<dd>D</dl>") == (
        "Loose\n\nwords\n\nin a block\n\nend.\n\nT\n\nD\n"
    )


def test_items_with_several_paragraphs_keep_them():
    assert text("<ul><li><p>One.</p><p>More.</p></li><li></li></ul>") == "- One.\n\n  More.\n"


def test_scripts_navigation_forms_and_what_is_hidden_are_left_out():
    body = "<nav>Home</nav><script>x</script><p hidden>a</p><p style='display: none'>b</p><form>c</form><p>d"
    assert text(body + "<h2></h2><pre> </pre><blockquote></blockquote><ul></ul>") == "d\n"


@pytest.mark.parametrize("name", ["main", "article"])
def test_a_page_that_names_its_text_gives_that_and_says_how_much_is_left(name):
    made = convert(page(f"<header>Site name</header><{name}><p>The sea.</p></{name}><footer>About</footer>"))
    assert made.text == "The sea.\n"
    assert made.notes == (f"3 words outside <{name}> were left out",)


def test_a_page_without_a_body_loses_nothing():
    made = convert(
        b"<title>T</title><style>x</style><main><p>The sea.</p></main><footer>About</footer><p>End"
    )
    assert (made.text, made.notes) == ("The sea.\n", ("2 words outside <main> were left out",))
    assert convert(b"<title>T</title><section>One.</section><p>Two.").text == "One.\n\nTwo.\n"


def test_of_several_articles_none_is_chosen():
    assert text("<article>One.</article><article>Two.</article>") == "One.\n\nTwo.\n"


def test_title_and_language_are_the_pages_own():
    made = convert(page("<h1>The sea</h1><p>Rises.", "<meta charset=utf-8><title>The sea | Site</title>"))
    assert (made.title, made.language) == ("The sea", "en-GB")
    assert convert(page("<p>Rises.", "<title> A\n b </title>")).title == "A b"
    made = convert(b"<html lang='no such tag!'><p>Rises.")
    assert (made.title, made.language) == (None, None)


def test_pictures_are_counted():
    assert convert(page("<p>a<img src=x></p>")).notes == ("1 picture was left out",)
    assert convert(page("<p>a<img src=x><svg></svg></p>")).notes == ("2 pictures were left out",)


@pytest.mark.parametrize(
    "data",
    [
        "<p>Café €".encode(),
        b"<meta charset=iso-8859-1><p>Caf\xe9 \x80",
        "\ufeff<p>Café €".encode("utf-16-le"),
        "\ufeff<p>Café €".encode(),
        "<?xml version='1.0' encoding='iso-8859-15'?><p>Café €".encode("iso-8859-15"),
    ],
)
def test_the_encoding_is_the_one_that_the_page_names(data):
    assert convert(data).text == "Café €\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<p>Caf\xe9", "byte 0xE9 at byte offset 6 is not utf-8: save the page anew"),
        (b"<meta charset=klingon><p>a", "written in klingon, which nobody knows"),
        (b"<script>x</script>", "the page holds no words"),
        (b"", "the page holds no words"),
    ],
)
def test_what_cannot_be_read_for_sure_is_refused(data, problem):
    with pytest.raises(NotConverted, match=problem):
        convert(data)

"""A page becomes a book's: the text first, the labels behind it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

from briefkit.binding import bind, metas, with_class

HEAD = (
    '<title>Sea · Archive</title><meta name="viewport" content="x"/>'
    '<meta name="generator" content="briefkit 1"/>'
    '<meta name="citation_title" content="The sea"/><meta name="citation_author" content="A. Writer"/>'
    '<meta property="article:published_time" content="2016-08-01"/>'
)


def bound(body: str, head: str = HEAD) -> Element:
    root = fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    bind(root, "Notes")
    return root


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


SOURCE = (
    '<main><section class="source"><div class="row"><div class="passage" id="p1">One.</div>'
    '<details class="labels"><summary>1 claim</summary><div class="col"><div class="label" id="p1-claim-1">'
    '<details><summary class="sentence">It is so</summary><p>Why</p></details></div></div></details></div>'
    '<div class="row"><div class="passage" id="p2">Two.</div></div></section><section class="named"/></main>'
)


def test_notes_follow_the_text_by_passage():
    root = bound(SOURCE)
    main = root.find("body/main")
    assert main is not None
    assert [one.get("class") for one in main] == ["source", "notes", "named"]
    assert words(main[0]) == "One.Two."
    assert words(main[1]) == "Notesp1It is soWhy"
    link = main[1].find(".//h3/a")
    assert link is not None
    assert link.get("href") == "#p1"


def test_nothing_folds_and_no_handle_is_left():
    root = bound(SOURCE)
    assert not [one.tag for one in root.iter() if one.tag in ("details", "summary")]
    assert [one.tag for one in with_class(root, "sentence")] == ["p"]


def test_without_labels_there_are_no_notes():
    assert not list(with_class(bound(SOURCE.replace('class="labels"', 'class="x"')), "notes"))
    assert not list(with_class(bound("<p>x</p>"), "notes"))


def test_what_only_a_screen_needs_goes_and_the_text_round_it_stays():
    root = bound('<a class="skip">Skip</a>a<p>b<script>s</script>c<i>d</i><script>s</script>e</p>')
    body = root.find("body")
    assert body is not None
    assert words(body[1]) == "bcde"
    assert "Skip" not in words(root)


def test_the_file_says_title_author_days_and_digest():
    root = bound('<code data-sha256="ab12">x</code>')
    assert [one.text for one in root.iter("title")] == ["The sea"]
    assert metas(root, "author") == ["A. Writer"]
    assert metas(root, "seed-sha256") == ["ab12"]
    assert metas(root, "dcterms.created") == ["2016-08-01"]
    assert metas(root, "generator") == ["briefkit 1"]
    assert metas(root, "viewport") == metas(root, "dcterms.modified") == []


def test_the_foot_stands_first_with_title_day_handling_and_digest():
    root = bound('<p class="handling">TLP:GREEN</p><code data-sha256="ab12"/><p class="running">old</p>')
    body = root.find("body")
    assert body is not None
    assert [words(line) for line in body[0]] == ["The sea · 2016-08-01 · TLP:GREEN", "SHA-256 ab12"]
    assert len(list(with_class(root, "running"))) == 1
    bare = bound("<p>x</p>", "<title>List</title>").find("body")
    assert bare is not None
    assert [words(line) for line in bare[0]] == ["List"]


def test_each_stroke_under_a_piece_has_an_element_of_its_own():
    root = bound('<p><mark class="c1 t2 a0">words</mark><mark>bare</mark></p>')
    first, bare = root.iter("mark")
    assert [one.get("class") for one in first.iter()] == ["c1", "k t2", "k a0"]
    assert words(first) == "words"
    assert (bare.text, len(bare)) == ("bare", 0)


def test_a_link_by_its_words_leads_to_the_passage():
    root = bound('<a href="#p8:~:text=a,b">x</a><a href="https://example.org/#:~:text=a">y</a>')
    assert [one.get("href") for one in root.iter("a")] == ["#p8", "https://example.org/#:~:text=a"]


def test_facts_are_a_list_of_lines():
    root = bound('<dl class="facts"><div><dt>Date</dt><dd>2016</dd></div></dl>')
    assert [one.tag for one in next(with_class(root, "facts")).iter()] == ["ul", "li", "span", "span"]

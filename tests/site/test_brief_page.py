from __future__ import annotations

import hashlib
import itertools
import re

import pytest
from tests.archives import SEA, archive, look, sidecar
from tests.site.dom import Element, read
from tests.site.site import brief_page, site

from briefkit.spans import WHITE_SPACE

HOSTILE = "<script>alert(1)</script> & {{ 7 * 7 }} {% raw %} \"'*_`[x](javascript:x)"
HARD_TEXTS = {
    "CRLF": "One\r\ntwo.\r\n\r\nThree\rfour.\r\n",
    "a byte order mark": "\ufeffOne two.\n",
    "combining marks": "e\u0301 and \u00e9, a\u0323\u0307.\n",
    "emoji": "A wave 🌊 and a family 👩\u200d👩\u200d👧.\n",
    "right to left": "البحر يرتفع.\n\nهذا (نص) 12.\n",
    "markup-like text": "<b>x</b> &amp; &#13; \"q\" 'a' <!-- c --> ]]> {{ x }}\n",
    "odd white space": "a\u00a0b\u2028c\u0085d\u3000e\tf  g\n",
    "a seed without a last newline": "One.\n\n\nTwo.",
}
ARGUMENT = """
    p1:
      - claim: The sea is rising
        id: rising
        quote: The sea rises
        by: office
        basis: reported
        supports: [faster]
        tags: [levels]
      - trend: The rise of the sea will quicken
        id: faster
        name: quicker rise
        quote: The sea is likely to rise faster
        hedge: is likely to
        likelihood: likely
        confidence: low
        confidence_basis: one source
        when: 2017
        supplied: [when, confidence]
        leads_to: [floods]
      - place: delmouth
        quote: The sea
        occurrence: 1
    p2:
      - implication: Harbours will flood
        id: floods
        see: [p1]
        indicators:
          - a wet quay
        outcome: {result: happened, date: 2018, evidence: The quay was wet}
        note: Compare [the rise](#faster) and [the town](entity:delmouth).
      - actor: office
        quote: Port Office
"""
ENTITIES = """
    entities:
      office: {actor: The Port Office, type: organization, aliases: [Port Office]}
      delmouth: {place: Delmouth, type: city, country: GB, at: [50.5, -3.5]}
    key_judgments: [faster]
    editors: {hk: H. Keyes}
"""


def argument() -> Element:
    return brief_page(ARGUMENT, more_keys=ENTITIES)


def text_of(passage: Element) -> str:
    return passage.text(without="data-apparatus")


@pytest.mark.parametrize("name", HARD_TEXTS)
def test_a_passage_reads_as_the_seed_does(name: str) -> None:
    seed = HARD_TEXTS[name]
    first = re.search(r"\w+", seed)
    assert first
    labels = f"p1:\n  - claim: A claim\n    quote: '{first[0]}'\n    occurrence: 1\n  - claim: The whole"
    passages = brief_page(labels, seed=seed).all(class_="passage")
    spans = [(int(one.attributes["data-start"]), int(one.attributes["data-end"])) for one in passages]
    assert [text_of(one) for one in passages] == [seed[start:end] for start, end in spans]
    outside = [
        seed[end:start]
        for (_, end), (start, _) in zip([(0, 0), *spans], [*spans, (len(seed), 0)], strict=True)
    ]
    assert set("".join(outside)) <= set(WHITE_SPACE) | {"\ufeff", "\u3000"}


def test_text_is_escaped_by_four_characters_and_the_carriage_return() -> None:
    page = site(archive(seed=HARD_TEXTS["markup-like text"] + "\n'\u0085\u00a0'\r\rx"))[
        "briefs/sea.html"
    ].decode()
    start = page.index("<div class=text ")
    text = page[start : page.index("</section>", start)]
    assert set(re.findall(r"&[^;]*;", text)) <= {"&amp;", "&lt;", "&gt;", "&quot;", "&#13;"}


def test_the_page_names_title_maker_date_and_fixity() -> None:
    about = (
        "title: The sea, supplied: [title], date: 2016-07~, authors: [A. Writer], source: https://x.org/sea"
    )
    page = brief_page(about=about)
    assert page.one("h1").text() == "[The sea]"
    facts = {
        one.one("dt").text(): one.one("dd").text() for one in page.all("dl", class_="facts")[0].all("div")
    }
    assert facts == {"Author": "A. Writer", "Date": "about July 2016", "From": "x.org"}
    code = page.one("code", class_="sha256").attributes
    assert code["data-sha256"] == hashlib.sha256(SEA.encode()).hexdigest()
    assert (code["data-seed"], code["data-size"]) == ("sea.txt", str(len(SEA.encode())))
    assert page.all("a", href="../seeds/sea.txt")


def test_each_label_is_one_element_with_its_address_and_a_link_to_its_passage() -> None:
    page = argument()
    labels = page.all(class_="label")
    assert [one.attributes["id"] for one in labels] == [
        "rising",
        "faster",
        "p1-place-delmouth-1",
        "floods",
        "p2-actor-office-1",
    ]
    for one in labels:
        assert one.all("a", href="#p1") or one.all("a", href="#p2")
    assert page.one(id="p1-place-delmouth-1").one("a", href="../places/delmouth.html").text() == "Delmouth"


def test_a_statement_stands_once_and_a_key_judgment_twice() -> None:
    sentences = [one.text() for one in argument().all(class_="sentence")]
    assert sorted(sentences) == [
        "Harbours will flood",
        "The rise of the sea will quicken",
        "The rise of the sea will quicken",
        "The sea is rising",
    ]


def test_the_key_judgments_stand_first_with_likelihood_and_confidence_apart() -> None:
    page = argument()
    (row,) = page.one("ol", class_="judgments").all("li", class_="kj")
    assert row.attributes["data-judgment"] == "faster"
    assert row.one(class_="hedge").text() == "is likely to"
    assert row.one(class_="likelihood").text() == "[likely]"
    assert row.one(class_="confidence").attributes["data-confidence"] == "low"
    assert "Supported by The sea is rising." in row.one(class_="why").text()
    assert "[2017]" in row.one(class_="why").text()


def test_a_page_with_ladder_words_prints_the_ladder_and_the_levels_of_confidence() -> None:
    scale = argument().one(class_="scale").text()
    assert "ICD 203" in scale
    assert "very likely 80–95" in scale
    assert all(f"{level}:" in scale for level in ("low", "moderate", "high"))


def test_a_judgment_shows_how_likely_the_statements_are_on_which_it_rests() -> None:
    labels = """
        p1:
          - trend: The sea will rise faster
            id: faster
            name: quicker rise
            quote: The sea is likely to rise faster
            hedge: likely
            likelihood: likely
            leads_to: [floods]
        p2:
          - implication: Harbours will flood
            id: floods
    """
    (row,) = brief_page(labels, more_keys="scale: phia\nkey_judgments: [floods]\n").all("li", class_="kj")
    likelihood = row.one(class_="lik")
    assert "[no likelihood stated]" in likelihood.text()
    (ground,) = likelihood.one(class_="under").all("li")
    assert ground.one("span").text() == "[likely] quicker rise"
    assert ground.one("rect").attributes["x"] == "121"
    assert ground.one("rect").attributes["width"] == "44"
    assert row.one(class_="con").text() == "[no confidence stated]"


def test_the_figures_of_the_axis_do_not_touch() -> None:
    labels = "p1:\n  - claim: A claim\n    id: a\n"
    page = brief_page(labels, more_keys="scale: phia\nkey_judgments: [a]\n")
    places = [float(one.attributes["x"]) for one in page.one(class_="axis").all("text")]
    assert len(places) > 4
    assert all(after - before >= 16 for before, after in itertools.pairwise(places))


def test_a_page_without_them_prints_neither() -> None:
    assert not brief_page("p1:\n  - claim: The sea is rising\n").all(class_="scale")


def test_links_are_shown_from_both_ends() -> None:
    page = argument()
    shown = {
        (label.attributes["id"], before, href)
        for label in page.all(class_="label")
        for before, href in linked(label)
        if href in ("#rising", "#faster", "#floods")
    }
    assert shown == {
        ("rising", "supports", "#faster"),
        ("faster", "supported by", "#rising"),
        ("faster", "leads to", "#floods"),
        ("floods", "follows from", "#faster"),
    }
    assert "Follows from quicker rise" in page.one(id="floods").text()


def linked(label: Element) -> list[tuple[str, str]]:
    """The links in a statement's line, each with the last words before it."""
    found, before = [], ""
    for line in label.all("p", class_="m"):
        for child in line.children:
            if isinstance(child, str):
                before = child.rpartition("·")[2].strip().lower()
            elif child.tag == "a":
                found.append((before, child.attributes["href"]))
    return found


RELATED = """
    p1:
      - claim: The sea is rising
        id: rising
        contradicts: [falling]
        alternative_to: [still]
        assumes: [falling]
      - claim: The sea is falling
        id: falling
        contradicts: [rising]
      - claim: The sea is still
        id: still
"""


def test_a_link_reads_in_the_passive_from_its_other_end() -> None:
    page = brief_page(RELATED)
    assert page.one(id="falling").one("p", class_="m").text() == (
        "Contradicts The sea is rising · assumed by The sea is rising"
    )
    assert page.one(id="still").one("p", class_="m").text() == "Alternative to The sea is rising"


def test_two_that_contradict_each_other_say_so_once() -> None:
    page = brief_page(RELATED)
    for one, other in (("rising", "#falling"), ("falling", "#rising")):
        assert [to for to in linked(page.one(id=one)) if "contradict" in to[0]] == [("contradicts", other)]


def test_the_reason_stands_behind_what_is_revised() -> None:
    labels = """
        p1:
          - claim: The sea is rising
            id: rising
            revises: tide#high
            reason: it was measured anew
            see: [p2]
    """
    files = archive(labels)
    files["brief/tide.yaml"] = sidecar("p1:\n  - claim: The tide is high\n    id: high\n").encode()
    line = read(site(files)["briefs/sea.html"]).one(id="rising").one("p", class_="m").text()
    assert line == "Rests also on p2 · revises The tide is high (in The sea): it was measured anew"


def test_all_that_a_statement_says_is_there() -> None:
    page = argument()
    assert "Reported · tagged levels · by The Port Office" in page.one(id="rising").text()
    assert "[low] confidence: one source" in page.one(id="faster").text()
    assert "Happened, 2018. The quay was wet" in page.one(id="floods").text()
    assert page.one(id="floods").one("ul").text() == "a wet quay"
    note = page.one(id="floods").one(class_="note")
    assert [one.attributes["href"] for one in note.all("a")] == ["#faster", "../places/delmouth.html"]


def test_every_fragment_leads_somewhere_and_no_id_is_doubled() -> None:
    page = argument()
    ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    targets = {one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("#")}
    assert {target[1:].partition(":~:")[0] for target in targets} <= set(ids)
    assert {word for one in page.all() for word in one.attributes.get("aria-details", "").split()} <= set(ids)


def test_marks_carry_the_labels_they_belong_to() -> None:
    marks = argument().one(id="p1").all("mark")
    assert [(one.text(), one.attributes["data-labels"]) for one in marks] == [
        ("The sea", "rising p1-place-delmouth-1"),
        (" rises", "rising"),
        ("The sea is likely to rise faster", "faster"),
    ]
    assert marks[0].attributes["class"] == "c1 p0"


def test_a_badge_stands_behind_the_last_word_of_each_label() -> None:
    badges = argument().one(id="p1").all("a", data_apparatus="")
    assert [
        (one.attributes["href"], one.attributes["data-b"], one.attributes["aria-label"]) for one in badges
    ] == [
        ("#p1-place-delmouth-1", "P1", "place 1"),
        ("#rising", "C1", "claim 1"),
        ("#faster", "T1", "trend 1"),
    ]
    assert all(one.text() == "" for one in badges)


def test_the_stroke_of_a_label_runs_on_under_the_badges_of_others() -> None:
    badges = argument().one(id="p1").all("a", data_apparatus="")
    assert [one.attributes["class"] for one in badges] == ["p c1", "c", "t"]


def test_a_label_on_the_whole_passage_marks_no_words() -> None:
    passage = argument().one(id="p2")
    assert passage.attributes["data-labels"] == "floods"
    assert [one.attributes["data-labels"] for one in passage.all("mark")] == ["p2-actor-office-1"]


def test_actors_and_places_list_every_mention() -> None:
    actors, places = argument().all("table", class_="ents")
    assert [one.text().strip() for one in places.one("tbody").one("tr").all() if one.tag in ("th", "td")] == [
        "Delmouth",
        "city",
        "50.5°\N{NO-BREAK SPACE}N, 3.5°\N{NO-BREAK SPACE}W",
        "The sea p1",
    ]
    assert actors.one("a", href="#p2").text() == "p2", "alone in its passage"
    assert [one.text() for one in actors.one("thead").all("th")] == ["Name", "Type", "In the source’s words"]
    assert [one.text() for one in places.one("thead").all("th")][2] == "Coordinates"
    assert actors.one("a", href="../actors/office.html").text() == "The Port Office"


def test_the_heading_of_the_entities_names_their_kinds() -> None:
    assert argument().one("h2", id="_named").text() == "Actors and places"
    entities = "entities: {storm: {event: A storm}, sea: {place: The sea}}\n"
    labels = "p1:\n  - event: storm\n    quote: The sea rises\n  - place: sea\n    quote: The sea rises\n"
    files = archive(labels, more_keys=entities)
    files["brief/archive.yaml"] = b"kinds: {event: {base: mention, title: Event}}\n"
    page = read(site(files)["briefs/sea.html"])
    assert page.one("h2", id="_named").text() == "Places and events"
    assert page.one("a", href="#_named").text() == "Places and events"


def test_a_sentence_that_breaks_off_gets_no_full_stop() -> None:
    labels = """
        p1:
          - claim: A sentence of more than eight words breaks off where it is named
            supports: [rising]
          - claim: The sea is rising
            id: rising
            supports: [faster]
          - claim: The sea will rise faster
            id: faster
            see: [p2]
    """
    rows = brief_page(labels, more_keys="key_judgments: [rising, faster]\n").all("p", class_="why")
    assert [one.text() for one in rows] == [
        "Supported by A sentence of more than eight words breaks …",
        "Supported by The sea is rising. Rests also on p2.",
    ]


def test_several_mentions_in_a_passage_are_told_apart() -> None:
    labels = """
        p1:
          - place: here
            quote: The sea
            occurrence: 1
          - place: here
            quote: The sea
            occurrence: 2
    """
    page = brief_page(labels, more_keys="entities: {here: {place: The sea}}\n")
    _type, words = page.one("table", class_="ents").one("tbody").all("td")
    assert [one.text() for one in words.all("a")] == ["p1", "2"]
    assert not words.all("q"), "the words are the name itself, which stands beside them"


def test_what_is_hostile_is_shown_as_text() -> None:
    quoted = HOSTILE.replace("'", "''")
    labels = f"""
        p1:
          - claim: '{quoted}'
            name: '{quoted}'
            id: evil
            note: '{quoted.replace("[x](javascript:x)", "")}'
            confidence: low
            confidence_basis: '{quoted}'
          - place: here
            quote: The sea rises
    """
    files = archive(labels, more_keys=f"entities: {{here: {{place: '{quoted}'}}}}\n")
    page = read(site(files)["briefs/sea.html"])
    assert page.one(id="evil").one(class_="sentence").text() == HOSTILE
    assert HOSTILE in page.one(id="evil").one(class_="confidence").text()
    assert HOSTILE in page.one("table", class_="ents").text()
    assert [one.attributes for one in page.all("script") if "src" not in one.attributes] == [
        {"type": "application/ld+json"}
    ]
    assert "<" not in page.one("script", type="application/ld+json").text()
    assert not [one for one in page.all() if "onerror" in one.attributes or "style" in one.attributes]
    assert not [one for one in page.all("a") if one.attributes.get("href", "").startswith("javascript")]


def test_the_title_of_an_added_kind_is_shown_as_text() -> None:
    labels = "p1:\n  - event: storm\n    quote: The sea rises\n"
    files = archive(labels, more_keys="entities: {storm: {event: A storm}}\n")
    files["brief/archive.yaml"] = b"kinds: {event: {base: mention, title: '\"><b>'}}\n"
    page = read(site(files)["briefs/sea.html"])
    assert page.one("a", data_apparatus="").attributes["data-b"] == '"1'
    assert page.one("li", class_="label").all("a")[0].text() == '"1'
    assert page.one("mark").attributes["class"] == "m0"


def test_a_label_under_discussion_says_so_and_by_whom() -> None:
    labels = """
        p1:
          - claim: One
            status: disputed
            editor: hk
          - claim: Two
            status: reviewed
            editor: ab
    """
    page = brief_page(labels, more_keys="editors: {hk: H. Keyes, ab: A. Body}\n")
    first, second = page.all(class_="label")
    assert first.attributes["data-status"] == "disputed"
    assert "Disputed · noted by H. Keyes" in first.text()
    assert "Reviewed by A. Body" in second.text()
    assert "Annotated by H. Keyes and A. Body" in page.one(class_="cite").text()


def test_all_that_is_known_of_the_source_is_told() -> None:
    about = (
        "title: The sea, publisher: Sea Press, descriptor: a comment, accessed: 2016-07-20, reliability: B, "
        "language: en, rights: all, published: 2016-08-01, updated: 2016-08-03"
    )
    page = brief_page(about=about)
    rows = [row for list_ in page.one("header").all("dl") for row in list_.all("div")]
    facts = {row.one("dt").text(): row.one("dd").text() for row in rows}
    assert facts == {
        "Author": "not stated",
        "Date": "not stated",
        "Publisher": "Sea Press",
        "Source": "a comment",
        "Accessed": "20 July 2016",
        "Reliability": "B, usually reliable",
        "Language": "en",
        "Rights": "all",
        "Published": "1 August 2016",
        "Updated": "3 August 2016",
    }


def test_a_long_quote_of_a_key_judgment_is_found_by_its_first_and_last_words() -> None:
    labels = """
        p1:
          - claim: A claim
            id: a
            quote: sea rises. The sea is likely to rise faster
          - claim: Another
            id: b
            quote: >-
              The sea rises. The sea is likely to rise faster
          - claim: The whole
            id: c
    """
    seed = (
        "The sea rises. The sea is likely to rise faster and faster, "
        "year by year, in every harbour of the coast.\n"
    )
    long = "quote: sea rises. The sea is likely to rise faster and faster, year by year, in every harbour"
    labels = labels.replace("quote: sea rises. The sea is likely to rise faster", long)
    rows = brief_page(labels, seed=seed, more_keys="key_judgments: [a, b, c]\n").all("p", class_="src")
    assert rows[0].all("a")[0].attributes["href"] == "#p1:~:text=The-,sea%20rises.%20The,in%20every%20harbour"
    assert rows[1].all("a")[0].attributes["href"].startswith("#p1:~:text=The%20sea%20rises.")
    assert [one.attributes["href"] for one in rows[2].all("a")] == ["#p1"]


def test_links_to_another_brief_lead_to_its_page_and_back() -> None:
    other = sidecar(
        "p1:\n  - claim: The tide is high\n    id: high\n    quote: The sea rises\n"
        "    contradicts: [sea#rising]\n    note: See [it](sea#rising).\n",
        about="title: The tide",
    )
    files = archive(ARGUMENT, more_keys=ENTITIES, brief__tide=other)
    files["brief/tide.yaml"] = files.pop("brief__tide")
    pages = site(files)
    (there,) = [
        one
        for one in read(pages["briefs/sea.html"]).one(id="rising").all("a")
        if "tide" in one.attributes["href"]
    ]
    assert there.attributes == {"href": "tide.html#high"}
    assert there.text() == "The tide is high (in The tide)"
    assert "contradicted by The tide is high" in read(pages["briefs/sea.html"]).one(id="rising").text()
    here = read(pages["briefs/tide.html"]).one(id="high")
    assert {one.attributes["href"] for one in here.all("a")} == {"#p1", "sea.html#rising"}
    assert b"[it](sea.md#rising)" in pages["briefs/tide.md"]


def test_a_brief_that_was_revised_says_so_and_names_its_successor() -> None:
    files = archive(about="title: The sea, status: revised, reason: new soundings, handling: TLP:GREEN")
    files["brief/tide.yaml"] = sidecar("p1: []", about="title: The tide, supersedes: sea").encode()
    pages = site(files)
    old = read(pages["briefs/sea.html"])
    assert [one.text() for one in old.all(class_="banner")] == [
        "This brief has been revised. New soundings",
        "Superseded by The tide",
    ]
    assert [one.text() for one in old.all(class_="handling")] == ["TLP:GREEN", "TLP:GREEN"]
    assert read(pages["briefs/tide.html"]).all("a", href="sea.html")


def test_drafts_are_marked_on_every_page() -> None:
    files = archive("p1:\n  - claim: The sea is rising\n    status: suggested\n    id: perhaps\n")
    assert not read(site(files)["briefs/sea.html"]).all(id="perhaps")
    page = read(site(files, drafts=True)["briefs/sea.html"])
    assert page.one(id="perhaps").attributes["data-status"] == "suggested"
    assert "Drafts are shown" in page.one(class_="banner").text()


def test_a_status_that_most_labels_have_is_said_once() -> None:
    labels = """
        p1:
          - claim: One
            status: reviewed
            editor: hk
          - claim: Two
            status: reviewed
            editor: hk
          - claim: Three
    """
    page = brief_page(labels, more_keys="editors: {hk: H. Keyes}\n")
    assert page.one("article").attributes["data-status"] == "reviewed"
    assert [one.attributes.get("data-status") for one in page.all(class_="label")] == [None, None, "draft"]


def test_retired_and_refused_labels_are_named() -> None:
    labels = "p1:\n  - claim: The sea is rising\n    id: rising\n  - claim: Wrong\n    quote: no such words\n"
    page = brief_page(labels, more_keys="retired: {old: rising, dead: ~}\n")
    assert page.one(id="old").attributes["href"] == "#rising"
    assert "href" not in page.one(id="dead").attributes
    (refused,) = page.one(class_="refusals").all("li")
    assert refused.text().startswith("p1-claim-2 is not shown, because ")
    assert "no such words" in refused.text()


def test_a_brief_with_refused_labels_says_so_at_its_head() -> None:
    labels = "p1:\n  - claim: Wrong\n    quote: no such words\n"
    pages = site(archive(labels))
    banner = read(pages["briefs/sea.html"]).one("p", class_="banner")
    assert banner.text() == "1 label is not shown: which, and why"
    assert banner.one("a").attributes["href"] == "#_refused"
    markdown = pages["briefs/sea.md"].decode()
    assert "**1 label is not shown:** [which, and why](#_refused)" in markdown
    assert '### <a id="_refused"></a>Not shown\n\n- `p1-claim-1` is not shown' in markdown
    two = site(archive(labels + "  - claim: Wrong too\n    quote: nor these\n"))["briefs/sea.md"]
    assert b"**2 labels are not shown:**" in two


QUOTES = "publish: quotes\n"


def test_where_only_quotes_are_published_no_other_word_is_on_the_page() -> None:
    labels = """
        p1:
          - claim: A claim
            quote: sea rises
            hedge: likely
    """
    pages = site(archive(labels, more_keys=QUOTES))
    first, second = read(pages["briefs/sea.html"]).all(class_="passage")
    assert [one.text() for one in first.all("mark")] == ["sea rises"]
    assert text_of(first) == "sea rises"
    gaps = [
        (one.attributes["data-start"], one.attributes["data-end"])
        for one in first.all("span")
        if "data-gap" in one.attributes
    ]
    assert gaps == [("0", "4"), ("13", "48")]
    assert text_of(second) == ""
    for content in pages.values():
        for word in (b"likely", b"faster", b"Harbours", b"Delmouth"):
            assert word not in content
    assert not read(pages["briefs/sea.html"]).all("a", href="../seeds/sea.txt")


def test_a_label_can_let_its_whole_passage_be_shown() -> None:
    labels = "p2:\n  - claim: A claim\n    publish: true\n"
    passages = brief_page(labels, more_keys=QUOTES).all(class_="passage")
    assert text_of(passages[1]) == "Harbours flood, says the Port Office of Delmouth."
    assert text_of(passages[0]) == ""


def test_a_quoted_hedge_is_published_too() -> None:
    labels = "p1:\n  - claim: A claim\n    quote: The sea is likely to rise\n    hedge: is likely to\n"
    assert brief_page(labels, more_keys=QUOTES).one(class_="hedge").text() == "is likely to"


def test_the_text_carries_its_own_language_and_direction() -> None:
    page = brief_page(
        "p1:\n  - claim: A claim\n    quote: البحر\n    hedge: البحر\n",
        seed="البحر يرتفع.\n",
        about="title: X, language: ar",
    )
    text = page.one(class_="text").attributes
    assert (text["lang"], text["dir"]) == ("ar", "rtl")
    assert page.one(class_="hedge").attributes["lang"] == "ar"
    assert page.one("details", class_="labels").attributes["lang"] == "en"


def test_headings_go_down_in_order_and_there_is_one_h1() -> None:
    levels = [int(one.tag[1]) for one in argument().all() if re.fullmatch("h[1-6]", one.tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_page_has_the_policy_and_needs_no_script() -> None:
    for path, content in site(archive(ARGUMENT, more_keys=ENTITIES)).items():
        if path.endswith(".html"):
            page = read(content)
            (policy,) = [one for one in page.all("meta") if one.attributes.get("http-equiv")]
            assert policy.attributes["content"] == (
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                "base-uri 'none'; form-action 'none'"
            )
            for script in page.all("script"):  # the shared file, which a page reads well without, or data
                data = script.attributes == {"type": "application/ld+json"}
                assert data or (script.attributes.keys() == {"src", "defer"} and not script.children)
            assert not page.all("style")
            assert not [one for one in page.all() if "style" in one.attributes]


def test_a_brief_s_page_shows_nothing_of_a_brief_it_does_not_touch() -> None:
    files = archive(ARGUMENT, more_keys=ENTITIES)
    alone = site(files)["briefs/sea.html"]
    files["brief/tide.yaml"] = sidecar("p1: []", about="title: The tide").encode()
    assert site(files)["briefs/sea.html"] == alone


def test_a_citation_names_both_makers() -> None:
    page = brief_page(
        about="title: The sea, authors: [A. Writer, B. Other], date: 2016",
        more_keys="editors: {hk: H. Keyes}\n",
    )
    assert (
        page.one(class_="cite")
        .text()
        .startswith("A. Writer and B. Other. The sea. 2016. Annotated by H. Keyes. Briefs. Seed SHA-256 ")
    )


def test_the_views_hold_for_every_label_of_the_survey() -> None:
    _result, briefs = look(archive(ARGUMENT, more_keys=ENTITIES))
    assert len(argument().all(class_="label")) == len(briefs["sea"].labels)

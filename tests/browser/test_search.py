"""The search of the index page, opened from disk under the policy of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from unicodedata import category

import pytest
from playwright.sync_api import Browser, Page, expect
from rjsmin import jsmin

from briefkit.folder import packaged_templates
from briefkit.search.folding import words
from briefkit.site.assets import assets
from tests.archives import sidecar
from tests.browser.opening import expect_address
from tests.search.reading import index_files
from tests.small_archive import FILES

POLICY = "; ".join(
    [f"{what}-src 'self'" for what in ("style", "script", "img")]
    + ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
)
EAST = "東京都の港は来年も氾濫する。\n"
SOUTH = "من المرجّح أن تتوسّع الدَّوْلة في المِنطَقة.\n"
LONG = "The quay is old. " * 30 + "A single crane works there. " + "The quay is old. " * 30


def lay_down(folder: Path, files: Mapping[str, bytes], language: str = "en", *, drafts: bool = False) -> str:
    """An index page of an archive with its search; gives its address."""
    index = index_files(files, language=language, drafts=drafts)
    parts = {
        path.removeprefix("assets/"): data
        for path, data in packaged_templates().items()
        if path.startswith(("assets/style", "assets/lists", "assets/search"))
    }
    made = assets(parts)
    for path, content in (
        *index,
        made["style.css"],
        made["lists.css"],
        ("assets/search.js", made["search.js"][1]),
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    direction = "rtl" if language == "ar" else "ltr"
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Briefs</title>'
        f'<link rel="stylesheet" href="{made["style.css"][0]}">'
        f'<link rel="stylesheet" href="{made["lists.css"][0]}">'
        '<script src="assets/search.js" defer></script>'
        '</head><body><main id="_main"><h1>Briefs</h1>'
        f'<div id="_search" data-search="{index[-1][0]}"></div>'
        '<section><h2>All</h2><ol class="briefs"><li>The plain list</li></ol></section></main></body></html>',
        encoding="utf-8",
    )
    return (folder / "index.html").as_uri()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    more = {
        name: sidecar(
            "p1: []", seed=seed, file=f"{name}.txt", about=f"title: {title}, language: {tag}"
        ).encode()
        for name, seed, title, tag in (
            ("east", EAST, "東京", "ja"),
            ("south", SOUTH, "الدولة", "ar"),
            ("quay", LONG, "The quay", "en"),
        )
    }
    files = {
        **FILES,
        **{f"brief/{name}.yaml": text for name, text in more.items()},
        "seeds/east.txt": EAST.encode(),
        "seeds/south.txt": SOUTH.encode(),
        "seeds/quay.txt": LONG.encode(),
    }
    return lay_down(tmp_path_factory.mktemp("search"), files)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, ready to be searched; whatever the browser complains of is a failure."""
    with browser.new_context() as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        expect(page.get_by_role("searchbox")).to_be_visible()
        yield page
        assert complaints == []


def search(page: Page, query: str) -> list[tuple[str, str]]:
    """What is found: (address of each link, its words), when all is there."""
    page.get_by_role("searchbox").fill(query)
    expect(page.locator('.results[aria-busy="false"]')).to_be_attached()
    links = page.locator("#_search .results a").all()
    return [(link.get_attribute("href") or "", link.inner_text()) for link in links]


def test_python_and_the_browser_fold_every_letter_alike(page: Page):
    letters = [
        letter
        for letter in map(chr, range(0x20, 0x10000))
        # Python's own tables are older than the browser's and do not know the latest letters.
        if category(letter) not in ("Cs", "Cn", "Co")
    ]
    texts = [text for letter in letters for text in (letter, f"x{letter}Y", f"{letter}{letter}")]
    folded = page.evaluate("texts => texts.map(text => briefkit.tokens(text))", texts)
    wrong = [
        (text, found) for text, found in zip(texts, folded, strict=True) if set(found) - {"…"} != words(text)
    ]
    assert wrong == []


def test_without_scripts_nothing_of_it_shows(browser: Browser, address: str):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        assert page.locator("#_search").is_hidden()
        assert page.get_by_text("The plain list").is_visible()


def test_a_statement_is_found_by_its_sentence_and_leads_to_its_label(page: Page):
    found = search(page, "monday seiz")
    assert found == [
        ("briefs/islands.html", "[What the “Grey Fleet” does next]"),
        ("briefs/islands.html#seized", "The Grey Fleet seized Port Amber on a Monday"),
    ]
    assert page.locator(".hits > li a mark").all_inner_texts() == ["seized", "Monday"]
    assert page.get_by_role("status").inner_text() == "1 hit in 1 brief"
    assert page.get_by_text("The plain list").is_hidden()


def test_a_passage_leads_to_the_very_words(page: Page):
    assert search(page, "labelled")[-1] == (
        "briefs/islands.html#p4:~:text=here%20is-,labelled",
        "Nothing here is labelled.",
    )


def test_of_a_long_passage_the_words_around_are_shown(page: Page):
    [_, (_, words)] = search(page, "crane")
    assert re.fullmatch(r"… .*The quay is old\. A single crane works there\. The quay .*…", words)
    assert len(words) < 400


def test_of_a_withheld_text_no_word_is_shown_that_is_not_quoted(page: Page):
    found = search(page, "bought coal")
    assert found[0] == ("briefs/harbour.html", "Coal at the harbour")
    assert found[1] == ("briefs/harbour.html#coal", "The Grey Fleet bought coal")
    assert [link for link in search(page, "mayor") if "harbour" in link[0]][-1][
        0
    ] == "briefs/harbour.html#p3-claim-1"
    assert search(page, "preface") == []
    assert page.get_by_role("status").inner_text() == "Nothing found."


def test_an_entity_is_found_by_its_alias_and_leads_to_its_page(page: Page):
    assert search(page, "the fleet")[0] == ("actors/grey-fleet.html", "Grey Fleet")
    assert "group · named in 3 briefs · The Fleet" in page.locator(".hits").first.inner_text()


def test_handling_and_status_stand_with_what_is_found(page: Page):
    search(page, "islands may follow")
    assert "TLP:GREEN" in page.locator(".found > li").first.inner_text()
    assert "disputed" in page.locator(".found > li").first.inner_text()


def test_words_in_quotation_marks_stand_side_by_side(page: Page):
    assert len(search(page, "hold town")) > 1
    assert search(page, "“hold town”") == []
    assert ("briefs/islands.html#holds") in [link for link, _ in search(page, '"hold the town"')]


def test_case_and_accents_do_not_count(page: Page):
    assert search(page, "SÉIZÈD")[-1][0] == "briefs/islands.html#seized"
    assert search(page, "الدوله تتوسع")[-1][0].startswith("briefs/south.html#p1")
    assert page.locator(".hits mark").all_inner_texts() == ["تتوسّع", "الدَّوْلة"]


def test_japanese_is_found_within_a_run(page: Page):
    assert (
        search(page, "氾濫する")[-1][0] == "briefs/east.html#p1:~:text=%E6%B0%BE%E6%BF%AB%E3%81%99%E3%82%8B"
    )
    assert search(page, "氾年") == []
    assert search(page, "港")[-1][0].startswith("briefs/east.html#p1")


def test_the_words_of_the_title_and_the_author_count_for_every_passage(page: Page):
    assert [link for link, _ in search(page, "writer cape")] == [
        "briefs/islands.html",
        "briefs/islands.html#p2:~:text=fled%20to-,Cape",
    ]


def test_facets_narrow_the_list_and_are_kept_in_the_address(page: Page):
    page.get_by_text("Narrow the list").click()
    page.get_by_role("button", name="Cape Bruin").click()
    expect(page.get_by_role("status")).to_have_text("1 of 6 briefs")
    expect_address(page, "?place=cape-bruin")
    page.reload()
    expect(page.get_by_role("button", name="Cape Bruin")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".found h3")).to_have_text(["[What the “Grey Fleet” does next]"])
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_text("The plain list")).to_be_visible()
    expect_address(page, "/index.html")


def test_a_kind_narrows_what_is_found_to_statements_of_that_kind(page: Page):
    page.goto(f"{page.url}?q=fleet&kind=trend&place=cape-bruin")
    expect(page.locator(".found .hits a")).to_have_text(["The number of ships of the Grey Fleet falls"])
    assert page.get_by_role("button", name="Trend").get_attribute("aria-pressed") == "true"


def test_facets_count_the_briefs_in_which_something_is_found(page: Page):
    page.get_by_text("Narrow the list").click()
    search(page, "mayor")
    expect(page.get_by_role("button", name="2016")).to_have_text("20161")
    expect(page.get_by_role("button", name="2017")).to_be_hidden()


def test_facets_tell_no_numbers_while_a_query_is_narrowed_to_a_kind(page: Page):
    page.goto(f"{page.url}?q=fleet&kind=trend")
    expect(page.locator(".found > li")).to_have_count(1)
    expect(page.get_by_role("button", name="2016")).to_have_text("2016")


def test_statements_of_any_part_of_a_brief_come_before_bare_passages(browser: Browser, tmp_path: Path):
    page = browser.new_page()
    page.goto(f"{lay_down(tmp_path, split())}?q=the+old+crane")
    expect(page.get_by_role("status")).to_have_text("3 hits in 1 brief")
    expect(page.locator(".hits a").first).to_have_text("The old crane is sold")
    page.close()


def test_more_of_a_brief_leads_to_the_first_new_hit_and_counts_what_is_listed(
    browser: Browser, tmp_path: Path
):
    seed = "".join(f"Quay {number} has a crane.\n\n" for number in range(30))
    files = {"seeds/sea.txt": seed.encode(), "brief/sea.yaml": sidecar("p1: []", seed=seed).encode()}
    page = browser.new_page()
    page.goto(f"{lay_down(tmp_path, files)}?q=crane")
    expect(page.get_by_role("status")).to_have_text("30 passages in 1 brief")
    page.get_by_role("button", name="More in this brief").click()
    expect(page.get_by_role("status")).to_have_text("30 hits in 1 brief")
    expect(page.locator(".hits > li").nth(24).get_by_role("link")).to_be_focused()
    page.close()


def test_a_query_of_marks_alone_asks_for_a_word(page: Page):
    assert search(page, "“…") == []
    expect(page.get_by_role("status")).to_have_text("Type a word.")
    expect(page.get_by_text("The plain list")).to_be_visible()


def split() -> dict[str, bytes]:
    """A brief told in several files, with its one statement in the last of them."""
    filler = "".join(f"Passage {number} is of tar. {'Tar and rope. ' * 60}\n\n" for number in range(40))
    seed = f"The old crane works.\n\n{filler}The old crane rusts.\n\nThe old crane is sold.\n"
    labels = 'p43: [{claim: The old crane is sold, quote: "The old crane is sold"}]'
    return {"seeds/sea.txt": seed.encode(), "brief/sea.yaml": sidecar(labels, seed=seed).encode()}


def test_keys_lead_to_the_field_along_what_is_found_and_back(page: Page):
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    search(page, "seized")
    page.keyboard.press("Enter")
    expect(page.locator(".results a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".results a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(page.get_by_text("The plain list")).to_be_visible()


def test_a_slash_is_typed_where_it_is_meant(page: Page):
    page.get_by_role("searchbox").press_sequentially("a/b")
    expect(page.get_by_role("searchbox")).to_have_value("a/b")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(browser: Browser, tmp_path: Path, language: str):
    address = lay_down(tmp_path, FILES, language)
    with browser.new_context(viewport={"width": 320, "height": 700}) as context:
        page = context.new_page()
        page.goto(f"{address}?q=fleet&kind=claim")
        expect(page.locator(".found .hits a").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_buttons_are_large_enough_to_be_hit(page: Page):
    page.get_by_text("Narrow the list").click()
    for button in page.get_by_role("button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 24


def test_a_build_of_drafts_says_so(browser: Browser, tmp_path: Path):
    address = lay_down(tmp_path, FILES, drafts=True)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}?q=seized")
        expect(page.get_by_role("status")).to_have_text("1 hit in 1 brief Drafts are among the results.")


def many(count: int) -> dict[str, bytes]:
    seed = "\n\n".join(f"Passage {number} tells of the harbour." for number in range(1, 8)) + "\n"
    files = {"seeds/sea.txt": seed.encode()}
    for number in range(count):
        about = f"title: Brief {number}, date: {1000 + number}"
        files[f"brief/s{number}.yaml"] = sidecar("p1: []", seed=seed, about=about).encode()
    return files


def test_more_of_many_is_shown_when_asked_for(browser: Browser, tmp_path: Path):
    address = lay_down(tmp_path, many(20))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}?q=harbour")
        expect(page.get_by_role("status")).to_have_text("140 passages in 20 briefs")
        expect(page.locator(".found > li")).to_have_count(8)
        expect(page.locator(".found h3").first).to_have_text("Brief 19")
        page.get_by_role("button", name="Show more").click()
        expect(page.locator(".found > li")).to_have_count(16)
        page.get_by_role("button", name="More in this brief").first.click()
        expect(page.locator(".found > li").first.locator(".hits > li")).to_have_count(7)


def test_an_index_that_cannot_be_read_is_said(browser: Browser, tmp_path: Path):
    address = lay_down(tmp_path, FILES)
    for file in (tmp_path / "assets/search").glob("w-*.js"):
        file.unlink()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}?q=fleet")
        expect(page.get_by_role("status")).to_have_text("The index cannot be read.")


def test_the_script_stays_small():
    script = packaged_templates()["assets/search.js"].decode()
    assert len(jsmin(script).encode()) < 16_920

"""What the scripts add to a brief: copying, previews, keys, filters, the way from mention to mention."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.opening import expect_address
from tests.browser.sites import REAL, built

# What goes to the clipboard, without the machine's own clipboard: tests run side by side.
CLIPBOARD = "navigator.clipboard.writeText = async text => { window.copied = text }"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
REST = 250  # ms for which the pointer rests on a link before its preview shows
ON = "[...document.querySelectorAll('.passage mark[data-on]')].map(one => one.textContent).join('')"


def address() -> str:
    return (built("real") / f"briefs/{REAL}.html").as_uri()


@contextmanager
def opened(browser: Browser, fragment: str = "", script: str = CLIPBOARD, **mode: Any) -> Iterator[Page]:
    """The real brief from disk; anything that its console says fails the test."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **mode})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(script)
    page.goto(address() + fragment)
    yield page
    context.close()
    assert said == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with opened(browser) as page:
        yield page


def copied(page: Page, at: str, button: str) -> str:
    """What a button of the passage or label copies."""
    page.locator(at).hover()
    page.locator(f".tools [name={button}]").click()
    expect(page.locator(f".tools [name={button}]")).to_have_text("Copied")
    words: str = page.evaluate("window.copied")
    return words


def box(one: Locator) -> tuple[float, float, float, float]:
    """Left, top, right, bottom, in the window."""
    found = one.bounding_box()
    assert found
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


def apart(one: Locator, other: Locator) -> bool:
    (left, top, right, bottom), (x, y, end, foot) = box(one), box(other)
    return right <= x or end <= left or bottom <= y or foot <= top


def focused(page: Page) -> str:
    """Where the badge that has the focus leads to."""
    href: str = page.evaluate("document.activeElement.getAttribute('href')")
    return href


# -- without scripts


def test_without_scripts_no_control_shows(browser: Browser) -> None:
    with opened(browser, java_script_enabled=False) as page:
        assert page.locator("button, select, input, dialog, .tools").count() == 0


# -- copying


def test_the_link_of_a_label_leads_to_its_words(page: Page) -> None:
    assert copied(page, "#nice-doubt", "link") == (
        f"{address()}#p1:~:text=It%20may%20prove,substantiate%20this%20claim"
    )


def test_the_link_of_a_passage_has_its_first_and_last_words(page: Page) -> None:
    assert copied(page, "#p12", "link") == (
        f"{address()}#p12:~:text=Think%20al%2DQaida%2C%20but,future%20terrorist%20groups."
    )


def test_words_that_stand_twice_are_told_apart_by_those_around_them(page: Page) -> None:
    assert copied(page, "#p2-actor-is-1", "link").endswith("#p2:~:text=In%20response%2C-,IS,-seeks%20to")


def cited(page: Page) -> str:
    """The citation of a label: quote, brief, date and passage."""
    cite = " ".join(page.locator(".cite").inner_text().split()).removesuffix(".")
    assert "about July 2016" in cite
    return f"“It may prove impossible to substantiate this claim”. {cite}, p1"


def test_the_citation_from_disk_has_no_address(page: Page) -> None:
    assert copied(page, "#nice-doubt", "cite") == cited(page)


def test_the_citation_ends_with_the_canonical_address(browser: Browser) -> None:
    link = (
        "Object.assign(document.createElement('link'), "
        "{rel: 'canonical', href: 'https://briefs.example/is.html'})"
    )
    script = f"{CLIPBOARD}; document.addEventListener('readystatechange', () => document.head.append({link}))"
    with opened(browser, script=script) as page:
        address = "https://briefs.example/is.html#p1:~:text=It%20may%20prove,substantiate%20this%20claim"
        assert copied(page, "#nice-doubt", "cite") == f"{cited(page)}. {address}"


def test_a_quote_in_several_parts_is_cited_in_parts(page: Page) -> None:
    words = "These people … are probably preparing to go back underground when Raqqa or Mosul fall"
    assert words in copied(page, "#clandestine-network", "cite")


LINKED = ["#nice-claim", "#new-generation", "#p2-actor-is-1", "#p11-place-raqqa-1", ".row:has(#p9) .pn"]


@pytest.mark.parametrize("at", LINKED)
def test_a_copied_link_opens_at_the_words(browser: Browser, page: Page, at: str) -> None:
    link = copied(page, at, "link")
    words = f"{address()}#:~:{link.partition(':~:')[2]}"  # without the passage, the words alone lead there
    first = "#p9" if at.startswith(".row") else f"mark[data-labels~='{at[1:]}']"
    with opened(browser, words.removeprefix(address())) as other:
        expect(other.locator(first).first).to_be_in_viewport()


def test_where_the_clipboard_is_closed_to_pages_on_disk_the_words_are_copied_all_the_same(
    browser: Browser,
) -> None:
    took = "document.addEventListener('copy', () => { window.copied = String(document.activeElement.value) })"
    with opened(browser, script=f"{NO_CLIPBOARD}; {took}") as page:
        assert "#p1:~:text=It%20may%20prove" in copied(page, "#nice-doubt", "link")
        assert page.locator("textarea").count() == 0


def test_copying_works_by_keys_and_is_announced(page: Page) -> None:
    page.locator(".row:has(#p3) .pn").focus()
    for name in ("link", "cite"):
        page.keyboard.press("Tab")
        button = page.locator(f".tools [name={name}]")
        expect(button).to_be_focused()
        left, top, right, bottom = box(button)
        assert right - left >= 24
        assert bottom - top >= 24
        page.keyboard.press("Enter")
        expect(button).to_have_text("Copied")
    expect(page.locator("output.vh")).to_have_text("Copied")


# -- previews


def test_a_badge_shows_its_card_when_the_pointer_rests_on_it(page: Page) -> None:
    badge, peek = page.locator('#p1 a[href="#pay-cuts"]'), page.locator("#_peek")
    page.clock.install()
    page.clock.pause_at(datetime.now(tz=UTC) + timedelta(days=1))
    badge.hover()
    page.clock.run_for(REST - 1)
    assert not peek.is_visible()
    page.clock.run_for(1)
    expect(peek).to_contain_text("Anecdotal reports suggest that IS fighters are increasingly losing heart")
    expect(peek.locator(".hedge")).to_have_text("Anecdotal reports suggest")
    expect(peek.locator(".confidence")).to_contain_text("[low] confidence")
    assert apart(badge, peek)
    peek.hover()
    page.clock.run_for(2 * REST)
    assert peek.is_visible()
    page.keyboard.press("Escape")
    assert not peek.is_visible()


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ('.why a[href="#europe-cells"]', "cells"),
        ('.src a.ref[href="#p12"]', "Think al-Qaida"),
        ('.ents a[href$="al-qaida.html"]', "Mentions on this page: 3"),
        ('#p1 a[href="#p1-actor-is-2"]', "Islamic State"),
    ],
)
def test_a_link_that_has_the_focus_shows_what_it_leads_to(page: Page, link: str, words: str) -> None:
    page.keyboard.press("Tab")  # from now on the focus is seen
    page.locator(link).first.focus()
    peek = page.locator("#_peek")
    expect(peek).to_contain_text(words)
    assert page.locator(link).first.get_attribute("aria-describedby") == "_peek"
    assert apart(page.locator(link).first, peek)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_preview_stays_inside_the_window(browser: Browser, width: int) -> None:
    with opened(browser, viewport={"width": width, "height": 640}) as page:
        page.keyboard.press("Tab")
        for badge in page.locator("#p1 a[data-b]").all()[::6]:
            badge.focus()
            expect(page.locator(":focus[aria-describedby]")).to_have_count(1)
            left, top, right, bottom = box(page.locator("#_peek"))
            assert left >= 0
            assert right <= width
            assert top >= 0
            assert bottom <= 640
            assert apart(badge, page.locator("#_peek"))


def test_a_preview_without_room_below_stands_beside_the_sentence(page: Page) -> None:
    link = page.locator(".judgments a.ref").first
    link.evaluate("one => scrollTo(0, scrollY + one.getBoundingClientRect().bottom - innerHeight + 40)")
    page.keyboard.press("Tab")
    link.evaluate("one => one.focus({preventScroll: true})")
    expect(page.locator("#_peek")).to_be_visible()
    assert apart(page.locator(".judgments .src").first, page.locator("#_peek"))
    assert apart(page.locator(".judgments .judge").first, page.locator("#_peek"))


def test_a_link_of_a_figure_can_be_pointed_at_and_followed(page: Page) -> None:
    cell = page.locator(".st a[href='#p3']").first
    cell.hover()
    page.wait_for_timeout(400)
    cell.click()
    expect_address(page, "#p3")


def test_previews_that_are_turned_off_stay_off(page: Page) -> None:
    page.locator(".site button").click()
    page.get_by_label("Show previews of links").uncheck()
    page.reload()
    page.locator('#p1 a[href="#nice-doubt"]').hover()
    page.wait_for_timeout(500)
    assert not page.locator("#_peek").is_visible()
    page.locator(".site button").click()
    assert not page.get_by_label("Show previews of links").is_checked()


# -- keys


def test_j_and_k_go_from_label_to_label_in_the_order_of_the_text(page: Page) -> None:
    page.locator("#_text").scroll_into_view_if_needed()
    seen = []
    for key in "jjjk":
        page.keyboard.press(key)
        seen.append(focused(page))
        expect_address(page, seen[-1])
    assert seen == ["#nice-claim", "#p1-actor-is-1", "#p1-actor-is-2", "#p1-actor-is-1"]
    assert page.evaluate(ON) == "Islamic State"
    assert page.locator("#p1-actor-is-1[data-on]").count() == 1


def test_n_goes_to_the_next_mention_of_the_same_actor(page: Page) -> None:
    page.locator('#p12 a[href^="#p12-actor-al-qaida"]').first.click()
    page.keyboard.press("n")
    assert "actor-al-qaida" in focused(page)
    expect(page.locator("output.vh")).to_have_text("al-Qaida, mention 3 of 3")
    page.keyboard.press("N")
    assert focused(page).startswith("#p12-actor-al-qaida")


def test_a_slash_goes_to_the_search_of_the_archive(page: Page) -> None:
    page.keyboard.press("/")
    page.wait_for_url("**/index.html#_search")


def test_the_help_opens_and_closes_by_keys(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    assert dialog.is_visible()
    page.keyboard.press("j")
    assert page.evaluate("location.href") == address()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_keys_are_left_alone_in_fields_with_modifiers_and_when_turned_off(page: Page) -> None:
    page.locator("select").first.focus()
    page.keyboard.press("?")
    page.locator("h1").click()
    page.keyboard.press("Control+j")
    assert page.evaluate("location.href") == address()
    assert not page.get_by_role("dialog").is_visible()
    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("?")
    assert page.evaluate("location.href") == address()
    assert not page.get_by_role("dialog").is_visible()


# -- filters


def shown(page: Page) -> int:
    count: int = page.evaluate("document.querySelectorAll('.label:not([hidden])').length")
    return count


def test_the_legend_filters_by_kind_and_a_reload_keeps_it(page: Page) -> None:
    text = page.locator("#p1").text_content()
    for kind in ("claim", "actor", "place"):
        page.get_by_role("checkbox", name=kind).uncheck()
    for _ in range(2):
        expect(page.locator("form output")).to_have_text("27 of 181 labels shown")
        assert shown(page) == 27
        assert page.locator('#p1 mark[class*="c"], #p1 mark[class*="a"]').count() == 0
        assert page.locator("#p1 a[data-b]:visible").count() == 6
        assert page.locator("#p1").text_content() == text
        assert parse_qs(page.evaluate("location.search.slice(1)")) == {"kind": ["trend", "implication"]}
        page.reload()
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("form output")).to_have_text("")
    assert shown(page) == 181


def test_a_stroke_that_runs_on_under_a_badge_is_filtered_with_its_label(page: Page) -> None:
    badge = page.locator('#p1 a[href="#p1-place-nice-1"]')
    assert badge.get_attribute("class") == "p c1"
    page.get_by_role("checkbox", name="claim").uncheck()
    assert (badge.get_attribute("class") or "").split() == ["p"]


def test_an_actor_is_chosen_with_all_that_is_said_of_it(page: Page) -> None:
    page.get_by_role("combobox", name="actor").select_option(label="al-Qaida")
    kinds = page.evaluate(
        "[...document.querySelectorAll('.label:not([hidden])')].map(one => one.dataset.kind)"
    )
    assert kinds.count("actor") == 3
    assert kinds.count("place") == 0
    assert kinds.count("claim") > 0
    expect_address(page, "named=actors%2Fal-qaida")
    page.reload()
    expect(page.locator("form output")).to_have_text(f"{len(kinds)} of 181 labels shown")


def test_an_unknown_kind_is_ignored(browser: Browser) -> None:
    with opened(browser, "?kind=foo") as page:
        assert shown(page) == 181
        assert page.locator("[name=kind]:checked").count() == 5


def test_labels_with_a_likelihood_are_told_from_those_without_and_shown_in_the_strip(
    browser: Browser,
) -> None:
    with opened(browser, "?likelihood=likely") as page:
        expect(page.locator("form output")).to_have_text("3 of 181 labels shown")
        assert page.locator(".label:not([hidden]) .likelihood").all_text_contents() == ["[likely]"] * 3
        on = page.locator(".st a:not(.off)").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert set(on) == {"#p8", "#p9", "#p12"}
        page.get_by_role("link", name="Show all").click()
        assert page.locator(".st .off").count() == 0


def test_a_retired_page_leads_on_to_the_same_passage(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((built("harbour") / "briefs/dredging.html").as_uri() + "#p2")
    page.locator("main a").click()
    expect_address(page, "briefs/plans/dredging-draft.html#p2")
    context.close()


def test_plain_text_is_the_source_without_a_stroke(page: Page) -> None:
    page.get_by_label("plain text").check()
    assert shown(page) == 0
    assert page.locator(".passage a:visible").count() == 0
    assert page.evaluate("[...document.querySelectorAll('mark')].every(one => !one.className.trim())")


def test_where_no_kind_is_left_the_text_is_plain(page: Page) -> None:
    for checkbox in page.locator("[name=kind]").all():
        checkbox.uncheck()
    assert page.get_by_label("plain text").is_checked()


def test_a_link_to_a_label_that_is_filtered_out_shows_it_all_the_same(page: Page) -> None:
    page.get_by_label("plain text").check()
    page.locator('.judgments a[href="#attacks-continue"]').first.click()
    assert page.locator("#attacks-continue").is_visible()
    assert page.locator("mark[data-labels~='attacks-continue']").first.get_attribute("class") != ""
    expect(page.locator("form output")).to_have_text("1 of 181 labels shown")
    page.reload()
    assert page.locator("#attacks-continue").is_visible()


# -- from label to words, from mention to mention


def test_a_badge_marks_the_words_of_its_label_and_unfolds_the_card(page: Page) -> None:
    page.locator('#p1 a[href="#capitals-threatened"]').click()
    assert page.evaluate(ON).startswith("IS faces the threat within the next year")
    assert page.locator("#capitals-threatened > details").evaluate("one => one.open")
    page.locator('#p1 a[href="#nice-doubt"]').click()
    assert page.evaluate(ON) == "It may prove impossible to substantiate this claim"
    assert not page.locator("#capitals-threatened > details").evaluate("one => one.open")


def test_the_quote_of_a_judgment_marks_its_words(page: Page) -> None:
    page.locator(".judgments q a").nth(1).click()
    assert page.evaluate(ON) == "IS attacks could get more strategic"
    _, top, _, _ = box(page.locator("mark[data-on]").first)
    assert 0 <= top < 800


def test_an_address_with_a_label_opens_at_it_with_its_words_marked(browser: Browser) -> None:
    with opened(browser, "#morale-sinks", viewport={"width": 768, "height": 800}) as page:
        assert page.evaluate(ON).startswith("Anecdotal reports suggest")
        _, top, _, _ = box(page.locator("#morale-sinks"))
        assert 0 <= top < 800


def test_next_goes_round_the_mentions_of_an_actor_and_keeps_the_focus(page: Page) -> None:
    page.locator('.label a[href$="al-qaida.html"]').last.hover()
    page.locator(".tools button", has_text="Next").click()
    seen = [page.evaluate("location.hash.slice(1)")]
    for _ in range(3):
        page.keyboard.press("Enter")
        seen.append(page.evaluate("location.hash.slice(1)"))
        expect(page.locator(f'[id="{seen[-1]}"] .tools button').first).to_be_focused()
    assert seen[0] == seen[3]
    assert len(set(seen)) == 3
    expect(page.locator("output.vh")).to_have_text("al-Qaida, mention 1 of 3")


def test_where_nothing_hovers_a_tap_on_a_badge_brings_the_buttons(browser: Browser) -> None:
    with opened(browser, has_touch=True, viewport={"width": 320, "height": 640}) as page:
        page.locator('#p2 a[href="#p2-actor-is-1"]').tap()
        expect(page.locator("#p2-actor-is-1 .tools button")).to_have_text(
            ["Next", "Copy link", "Copy citation"]
        )
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_on_paper_every_card_is_open_and_afterwards_folded_again(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0

"""The preview as an editor uses it: saves show, slips take nothing away, selected words become labels."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from briefkit.preview.bench import Bench
from briefkit.preview.server import Preview
from briefkit.preview.watching import watcher
from tests.archives import SEA, codes, sidecar
from tests.browser.opening import NARROW, WIDE
from tests.browser.sites import ROOT
from tests.checkers import axe_source
from tests.commands import lay_down
from tests.preview.site import LABELS, PAGE, SIDECAR, seas, served

REAL, REAL_SIDECAR = "briefs/islamic-state-strikes-abroad.html", "brief/islamic-state-strikes-abroad.yaml"
CLEAN = "Nothing to mend"


@dataclass(frozen=True, slots=True)
class Window:
    """A window of the preview, and the archive behind it."""

    page: Page
    preview: Preview
    root: Path

    @property
    def frame(self) -> Frame:
        """What is shown in it."""
        return self.page.frames[1]

    def shown(self, css: str) -> Any:
        return self.page.frame_locator("#page").locator(css)

    @property
    def said(self) -> Any:
        return self.page.locator("#said")

    def write(self, path: str, text: str | bytes) -> None:
        (self.root / path).write_bytes(text.encode() if isinstance(text, str) else text)

    def select(self, css: str, words: str, nth: int = 1, until: tuple[str, str] = ("", "")) -> None:
        """Select words of an element, up to those of another one in `until`."""
        self.frame.evaluate(
            """([css, words, nth, until]) => {
                const find = (css, words, nth) => {
                    const nodes = document.createTreeWalker(document.querySelector(css), 4), all = [];
                    for (let node; (node = nodes.nextNode());) {
                        if (!node.parentElement.closest('[data-apparatus]')) all.push(node);
                    }
                    const text = all.map(node => node.data).join('');
                    let start = -1;
                    for (let time = 0; time < nth; time++) start = text.indexOf(words, start + 1);
                    const at = offset => {
                        for (const node of all) {
                            if (offset <= node.data.length) return [node, offset];
                            offset -= node.data.length;
                        }
                    };
                    return [at(start), at(start + words.length)];
                };
                const range = document.createRange();
                const [from, to] = find(css, words, nth);
                range.setStart(...from);
                range.setEnd(...(until[0] ? find(...until, 1)[1] : to));
                document.getSelection().removeAllRanges();
                document.getSelection().addRange(range);
            }""",
            [css, words, nth, until],
        )

    def lines(self) -> str:
        """The YAML that is offered."""
        expect(self.page.locator("#label")).to_be_visible()
        return str(self.page.locator("#lines").text_content())


@contextmanager
def window(
    browser: Browser, root: Path, path: str = PAGE, said: str = CLEAN, **mode: Any
) -> Iterator[Window]:
    """A window of a preview of its own. Anything that the console says fails the test."""
    with closing(Bench(root)) as bench, served(bench) as preview:
        preview.watch(watcher()[0], lambda error: None)
        with another(browser, preview, root, path, **mode) as one:
            expect(one.said).to_have_text(said)
            yield one


@contextmanager
def another(
    browser: Browser, preview: Preview, root: Path, path: str = PAGE, **mode: Any
) -> Iterator[Window]:
    context = browser.new_context(**{"viewport": WIDE, **mode})
    try:
        page = context.new_page()
        heard: list[str] = []
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.goto(preview.url + path)
        one = Window(page, preview, root)
        expect(one.shown("main")).to_be_attached()
        yield one
        assert [text for text in heard if "404" not in text] == []
    finally:
        context.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_down(tmp_path, seas())


@pytest.fixture
def real(tmp_path: Path) -> Path:
    for folder in ("seeds", "brief"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


# -- a save


def test_a_save_shows_on_the_page(browser: Browser, root: Path) -> None:
    with window(browser, root) as one:
        expect(one.shown("#rises")).to_contain_text("It rises")
        one.write(SIDECAR, sidecar(LABELS.replace("It rises", "It sinks")))
        expect(one.shown("#rises")).to_contain_text("It sinks")
        one.write(SIDECAR, sidecar(LABELS))
        one.write(SIDECAR, sidecar(LABELS.replace("It rises", "It falls")))
        expect(one.shown("#rises")).to_contain_text("It falls")


def test_the_reader_s_place_and_what_is_open_stay(browser: Browser, real: Path) -> None:
    with window(browser, real, REAL) as one:
        one.frame.evaluate(
            """() => {
                document.getElementById('p7').scrollIntoView({block: 'start', behavior: 'instant'});
                scrollBy({top: -40, behavior: 'instant'});
                const fold = document.querySelector('#p7').closest('.row').querySelector('.label details');
                fold.open = true;
                fold.querySelector('summary').focus({preventScroll: true});
            }"""
        )
        before = one.frame.evaluate("() => document.getElementById('p7').getBoundingClientRect().top")
        text = (real / REAL_SIDECAR).read_text()
        # Something longer above, so that the same number of pixels would be another place.
        longer = text.replace("  summary: |\n", "  summary: |\n" + "    A new line of many words.\n\n" * 8)
        one.write(REAL_SIDECAR, longer)
        expect(one.shown(".sum")).to_contain_text("A new line of many words.")
        state = """() => {
            const fold = document.querySelector('#p7').closest('.row').querySelector('.label details');
            return [fold.open, document.activeElement === fold.querySelector('summary'),
                    document.getElementById('p7').getBoundingClientRect().top];
        }"""
        one.page.wait_for_timeout(300)
        opened, focused, after = one.frame.evaluate(state)
        assert (opened, focused) == (True, True)
        assert abs(after - before) < 2


def test_two_windows_are_told_at_once_and_a_page_that_is_the_same_stays(browser: Browser, root: Path) -> None:
    with (
        window(browser, root) as one,
        another(browser, one.preview, root) as two,
        another(browser, one.preview, root, "briefs/tide.html") as three,
    ):
        three.frame.evaluate("() => { self.untouched = true; }")
        one.write(SIDECAR, sidecar(LABELS.replace("It rises", "It sinks")))
        for each in (one, two):
            expect(each.shown("#rises")).to_contain_text("It sinks")
        one.write(SIDECAR, "lab")
        expect(three.said).to_contain_text("1 error elsewhere")
        assert three.frame.evaluate("() => self.untouched")


def test_links_are_followed_in_the_frame_and_the_address_goes_along(browser: Browser, root: Path) -> None:
    with window(browser, root, "index.html") as one:
        one.shown("a[href='briefs/sea.html']").first.click()
        expect(one.page).to_have_url(one.preview.url + PAGE)
        expect(one.page).to_have_title(re.compile("The sea"))
        one.shown("a[href='#p2']").first.click()
        expect(one.page).to_have_url(one.preview.url + PAGE + "#p2")
        one.page.go_back()
        one.page.go_back()
        expect(one.page).to_have_url(one.preview.url + "index.html")
        one.page.goto(one.preview.url + "_page/" + PAGE)
        expect(one.page).to_have_url(one.preview.url + PAGE)
        expect(one.shown("#p2")).to_be_attached()


def test_what_leads_out_of_the_archive_opens_elsewhere(browser: Browser, root: Path) -> None:
    about = "title: The sea, source: 'http://localhost:9/none'"
    (root / SIDECAR).write_text(sidecar(LABELS, about=about))
    with window(browser, root) as one, one.page.expect_popup() as popup:
        one.shown("a[href='http://localhost:9/none']").first.click()
    assert popup.value != one.page


def test_the_preview_goes_on_when_the_server_comes_back(browser: Browser, root: Path) -> None:
    with closing(Bench(root)) as bench:
        with served(bench) as first:
            port = first.server_port
            context = browser.new_context()
            page = context.new_page()
            page.goto(first.url + PAGE)
            expect(page.locator("#said")).to_have_text(CLEAN)
        expect(page.locator("#said")).to_contain_text("The preview has stopped")
        (root / SIDECAR).write_text(sidecar(LABELS.replace("It rises", "It sinks")))
        bench.look()
        with Preview(bench, port) as again:
            again.daemon_threads = True
            from threading import Thread

            thread = Thread(target=again.serve_forever)
            thread.start()
            expect(page.frame_locator("#page").locator("#rises")).to_contain_text("It sinks", timeout=10_000)
            expect(page.locator("#said")).to_have_text(CLEAN)
            context.close()
            again.stop()
            again.shutdown()
            thread.join()


# -- a slip


def test_what_is_broken_keeps_the_page_and_is_listed_with_a_link_to_the_editor(
    browser: Browser, root: Path
) -> None:
    with window(browser, root) as one:
        one.write(SIDECAR, sidecar(LABELS.replace("The sea rises", "The see rises")))
        finding = one.page.locator("#list li").first
        expect(finding).to_be_visible()
        expect(finding.locator(".message")).to_contain_text('"The see rises" does not stand in p1')
        expect(finding.locator(".help")).to_be_visible()
        expect(finding.locator("pre mark").first).to_have_text("The see rises")
        line = (root / SIDECAR).read_text().splitlines().index("      quote: The see rises") + 1
        place = finding.locator("a.place").first
        expect(place).to_have_text(f"{SIDECAR}:{line}:14")
        expect(place).to_have_attribute(
            "href", f"vscode://file{root.resolve().as_posix()}/{SIDECAR}:{line}:14"
        )
        expect(one.said).to_contain_text("1 error here · the page is as it was before the errors")
        expect(one.page).to_have_title(re.compile(r"^\(1\) The sea"))
        expect(one.shown("#rises")).to_contain_text("It rises")

        one.write(SIDECAR, sidecar(LABELS.replace("It rises", "It sinks")))
        expect(one.shown("#rises")).to_contain_text("It sinks")
        expect(one.said).to_have_text(CLEAN)
        expect(one.page.locator("#list")).to_be_hidden()
        expect(one.page).to_have_title(re.compile("^The sea"))


@pytest.mark.parametrize(
    "text",
    ["lab", "", 'about: {title: "The', "\tlabels:", "labels:\n  p1:\n   - claim: >\n", "{{{", "- a\n- b"],
)
def test_any_half_typed_yaml_keeps_the_page(browser: Browser, root: Path, text: str) -> None:
    with window(browser, root) as one:
        one.write(SIDECAR, text)
        expect(one.said).to_contain_text("the page is as it was before the errors")
        expect(one.shown("#rises")).to_contain_text("It rises")


def test_a_near_miss_shows_what_was_written_above_what_stands(browser: Browser, root: Path) -> None:
    with window(browser, root) as one:
        one.write(SIDECAR, sidecar(LABELS.replace("The sea rises", "The sea is not likely to rise faster")))
        shown = one.page.locator("#list .diff")
        expect(shown.locator("[data-weight=negation]")).to_have_text(re.compile("not"))
        expect(shown).to_contain_text("likely to rise faster")


def test_a_brief_that_never_was_good_says_so_until_it_is(browser: Browser, root: Path) -> None:
    (root / SIDECAR).write_text("lab")
    with window(browser, root, said="1 error here · there is no page to show") as one:
        expect(one.shown("h1")).to_have_text("No page here now")
        expect(one.page.locator("#list li").first).to_be_visible()
        one.write(SIDECAR, sidecar(LABELS))
        expect(one.shown("#rises")).to_contain_text("It rises")


def test_a_sidecar_that_goes_and_comes_again_and_a_seed_that_vanishes(browser: Browser, root: Path) -> None:
    with window(browser, root) as one:
        (root / SIDECAR).unlink()
        expect(one.shown("h1")).to_have_text("No page here now")
        one.write(SIDECAR, sidecar(LABELS))
        expect(one.shown("#rises")).to_contain_text("It rises")
        (root / "seeds/sea.txt").unlink()
        expect(one.said).to_contain_text("1 error here")
        expect(one.shown("#rises")).to_contain_text("It rises")
        one.write("seeds/sea.txt", SEA)
        expect(one.said).to_have_text(CLEAN)


def test_a_template_at_fault_is_listed_and_the_page_stays(browser: Browser, root: Path) -> None:
    with window(browser, root) as one:
        (root / "templates").mkdir()
        one.write("templates/brief.html.j2", "{{ abuot.title }}")
        expect(one.page.locator("#list li").first).to_contain_text("BK601")
        expect(one.shown("#rises")).to_contain_text("It rises")
        one.write("templates/brief.html.j2", "<main>{{ about.title }}, mine</main>")
        expect(one.shown("main")).to_have_text("The sea, mine")


def test_the_list_is_worked_by_keys_and_says_what_it_is(browser: Browser, root: Path) -> None:
    (root / SIDECAR).write_text(sidecar(LABELS.replace("The sea rises", "The see rises")))
    with window(browser, root, said="1 error here · what has an error is left out of the page") as one:
        bar = one.page.get_by_role("button", name="Findings")
        expect(bar).to_have_attribute("aria-expanded", "true")
        bar.focus()
        one.page.keyboard.press("Enter")
        expect(one.page.locator("#list")).to_be_hidden()
        one.page.keyboard.press("Enter")
        one.page.keyboard.press("Tab")
        expect(one.page.locator("#list a").first).to_be_focused()
        expect(one.page.get_by_role("status").first).to_contain_text("1 error here")
        expect(one.page.get_by_role("region", name="Findings")).to_be_visible()


# -- a label


def test_selected_words_are_offered_as_a_label_that_check_takes(browser: Browser, root: Path) -> None:
    with window(browser, root) as one:
        one.select("#p2", "Port Office")
        expect(one.page.locator("#label-name")).to_have_text("Label in p2")
        assert one.lines() == "    - claim: Port Office\n      quote: Port Office\n"
        one.page.locator("#value").fill("An office says: harbours flood")
        expect(one.page.locator("#lines")).to_contain_text('claim: "An office says: harbours flood"')
        expect(one.page.locator("#where a")).to_have_attribute(
            "href", re.compile(r"^vscode://file/.*sea\.yaml:\d+:1$")
        )
        number = int(str(one.page.locator("#where a").text_content()).rpartition(":")[2])
        lines = (root / SIDECAR).read_text().splitlines(keepends=True)
        files = seas() | {
            SIDECAR: "".join([*lines[: number - 1], one.lines(), *lines[number - 1 :]]).encode()
        }
        assert codes(files) == []
        one.write(SIDECAR, files[SIDECAR])
        expect(one.shown(".label").filter(has_text="An office says")).to_be_attached()


def test_the_quote_is_the_seed_s_whatever_stands_between_its_words_on_the_page(
    browser: Browser, real: Path
) -> None:
    with window(browser, real, REAL) as one:
        one.select("#p1", "including the losses of Palmyra to the Syrians, Fallujah")
        assert "quote: including the losses of Palmyra to the Syrians, Fallujah\n" in one.lines()
        one.page.keyboard.press("Escape")
        one.select("#p1", "IS", nth=2)
        expect(one.page.locator("#kinds :checked")).to_have_value("actor")
        expect(one.page.locator("#lines")).to_contain_text("actor: is")
        occurrence = re.search(r"occurrence: (\d+)", one.lines())
        assert occurrence
        assert int(occurrence[1]) == 2


def test_characters_outside_the_basic_plane_count_as_one(browser: Browser, tmp_path: Path) -> None:
    seed = "😀😀 The sea 😀 rises.\r\nAnd the tide 😀 falls.\n"
    lay_down(tmp_path, {"seeds/sea.txt": seed.encode(), SIDECAR: sidecar("p1: []", seed=seed).encode()})
    with window(browser, tmp_path, said=re.compile(".*")) as one:  # type: ignore[arg-type]
        one.select("#p1", "tide 😀 falls")
        assert "quote: " in one.lines()
        assert "tide 😀 falls" in one.lines()


def test_words_of_two_passages_say_that_they_are_no_label(browser: Browser, root: Path) -> None:
    with window(browser, root) as one:
        one.select("#p1", "rise faster", until=("#p2", "Harbours"))
        expect(one.page.locator("#notes .problem")).to_contain_text("from p1 into p2")
        expect(one.page.locator("#copy")).to_be_hidden()


def test_a_selection_over_withheld_words_gives_a_list_of_quotes(browser: Browser, root: Path) -> None:
    labels = "p1:\n  - {claim: It rises, quote: The sea rises}\n  - {claim: It will, quote: rise faster}\n"
    (root / SIDECAR).write_text(sidecar(labels, more="publish: quotes\n"))
    with window(browser, root, said=re.compile(".*")) as one:  # type: ignore[arg-type]
        one.frame.evaluate(
            """() => {
                const range = document.createRange();
                range.selectNodeContents(document.querySelector('#p1'));
                document.getSelection().addRange(range);
            }"""
        )
        lines = one.lines()
        assert "quote:\n        - The sea rises\n        - rise faster\n" in lines


def test_the_kind_is_chosen_and_the_entity_is_known_by_its_name(browser: Browser, root: Path) -> None:
    with window(browser, root) as one:
        one.select("#p2", "Delmouth")
        expect(one.page.locator("#kinds :checked")).to_have_value("place")
        expect(one.page.locator("#notes")).to_contain_text("already: p2-place-town-1, line")
        one.page.locator("#kinds input[value=actor]").check()
        expect(one.page.locator("#lines")).to_contain_text("actor: delmouth")
        expect(one.page.locator("#new-lines")).to_have_text("delmouth:\n  actor: Delmouth\n")


def test_a_label_is_made_by_keys_alone(browser: Browser, root: Path) -> None:
    context: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}
    with window(browser, root, **context) as one:
        one.select("#p2", "Harbours flood")
        expect(one.page.locator("#label")).to_be_visible()
        one.page.keyboard.press("Enter")
        expect(one.page.locator("#kinds input[value=claim]")).to_be_focused()
        one.page.keyboard.press("ArrowRight")
        expect(one.page.locator("#lines")).to_contain_text("trend: Harbours flood")
        one.page.locator("#copy").press("Enter")
        expect(one.page.locator("#copy")).to_have_text("Copied")
        expect(one.page.locator("#done")).to_have_text("Copied")
        copied = one.page.evaluate("() => navigator.clipboard.readText()")
        assert copied == one.lines() == "    - trend: Harbours flood\n      quote: Harbours flood\n"
        one.page.keyboard.press("Escape")
        expect(one.page.locator("#label")).to_be_hidden()


# -- how it looks, and who may look


@pytest.mark.parametrize("viewport", [WIDE, NARROW, {"width": 768, "height": 900}])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_and_axe_finds_nothing(
    browser: Browser, root: Path, viewport: dict[str, int], scheme: str
) -> None:
    (root / SIDECAR).write_text(sidecar(LABELS.replace("The sea rises", "The see rises")))
    said = "1 error here · what has an error is left out of the page"
    with window(browser, root, said=said, viewport=viewport, color_scheme=scheme) as one:
        one.page.evaluate(axe_source())
        for _ in ("the findings", "and a label"):
            wide = one.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0
            found = one.page.evaluate("() => axe.run(document, {iframes: false, preload: false})")
            assert [
                (each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]
            ] == []
            one.select("#p2", "Port Office")
            expect(one.page.locator("#label")).to_be_visible()
            box = one.page.locator("#label").bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["y"] >= 0
            assert box["x"] + box["width"] <= viewport["width"]
            assert box["y"] + box["height"] <= viewport["height"]


def test_a_name_that_is_made_to_lead_here_is_refused(browser: Browser, root: Path) -> None:
    with closing(Bench(root)) as bench, served(bench) as preview:
        rebinding = browser.new_context()
        try:
            page = rebinding.new_page()
            # Every name below localhost leads to this machine, as a name that was bound anew would.
            answer = page.goto(f"http://evil.localhost:{preview.server_port}/{PAGE}")
            assert answer
            assert answer.status == 403
            assert "The sea" not in page.content()
        finally:
            rebinding.close()


def test_a_page_of_another_origin_reads_nothing(browser: Browser, root: Path, tmp_path: Path) -> None:
    with closing(Bench(root)) as bench, served(bench) as preview, served(bench) as other:
        context = browser.new_context()
        try:
            page = context.new_page()
            page.goto(other.url + "_preview/nothing.html")
            read = page.evaluate(
                """async url => {
                    const ways = {mode: 'no-cors'};
                    const tried = [];
                    for (const given of [{}, ways]) {
                        try { tried.push((await (await fetch(url, given)).text()).length); }
                        catch (error) { tried.push(error.name); }
                    }
                    return tried;
                }""",
                preview.url + PAGE,
            )
            assert read == ["TypeError", "TypeError"]
        finally:
            context.close()

"""The examples in Arabic and Japanese: cut, labelled, rendered, and each word in its own language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.commands import call, contents

from briefkit.build import build_archive
from briefkit.files import Disk, Memory
from briefkit.likelihood import SCALES
from briefkit.verify import verify

EXAMPLES = Path(__file__).parents[2] / "examples"
BRIEFS = {"arabic": "nile-locks", "japanese": "saury-quota"}
LANGUAGES = {"arabic": "ar", "japanese": "ja"}
STATEMENTS = ("claim", "trend", "implication")
RELATIONS = ("supports", "leads_to", "contradicts", "assumes", "alternative_to")
VOID = frozenset("br col hr img input link meta wbr".split())
SPOKEN = ("aria-label", "title", "alt", "placeholder")
# What is the same in every language: addresses, ids, digests, names of formats, and the licence of the text.
CODES = re.compile(
    r"https?://\S+|\b[\w-]+\.(?:org|txt|html|md|json)\b|\bSHA-256\b|\b[0-9a-f]{8,64}\b|\bp\d+\b"
    r"|\b(?:briefkit|Markdown|JSON|JSON-LD|W3C Web Annotation|BibTeX|RIS|CSL-JSON|CSL|Atom|Esc)\b"
    r"|\b(?:Natural Earth|Equal Earth|Apache-2\.0|SVG|PDF)\b"
)
LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
SCALE = SCALES["icd203"]
KEPT = {
    *LATIN.findall(f"{SCALE.title} {' '.join(SCALE.by_words)}"),
    *("ar", "C"),  # the tag of the source's language, and the grade of its reliability
    *("Egypt", "Ethiopia"),  # countries have English names only
}


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    tag: str
    attributes: Mapping[str, str]
    parents: tuple[Element, ...]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def inherited(self, name: str) -> str:
        """Its own value or that of the nearest parent that has one, as `lang` and `dir` go."""
        return next((one.get(name) for one in (self, *reversed(self.parents)) if one.get(name)), "")


class Page(HTMLParser):
    """The elements of a page in their order, and each run of text with the element it stands in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[Element] = []
        self.elements: list[Element] = []
        self.runs: list[tuple[Element, str]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open)))
        if tag not in VOID:
            self.open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.runs.append((self.open[-1], data))

    def text(self, element: Element) -> str:
        """What it says, without the apparatus in it."""
        within = ((one, data) for one, data in self.runs if element in (one, *one.parents))
        return "".join(data for one, data in within if not one.inherited("data-apparatus"))

    def of_class(self, name: str) -> list[Element]:
        return [one for one in self.elements if name in one.get("class").split()]


@dataclass(frozen=True, slots=True)
class Built:
    """An example and what became of it."""

    name: str
    folder: Path
    files: Mapping[str, bytes]
    brief: Page
    seed: str
    sidecar: Mapping[str, Any]  # as another reader of YAML has it, every scalar a text
    names: Mapping[str, str]  # of actors and places, by their ids

    def labels(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """Passage, kind and fields of each label that is written."""
        for passage, labels in self.sidecar["labels"].items():
            for fields in labels:
                yield passage, next(iter(fields)), fields


@pytest.fixture(scope="module", params=BRIEFS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _built(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _built("arabic", tmp_path_factory.mktemp("arabic-pages"))


def _built(name: str, folder: Path) -> Built:
    given, slug = contents(EXAMPLES / name), BRIEFS[name]
    assert not build_archive(Memory(given), folder).failed
    files = contents(folder / "build")
    entities = yaml.load(given["brief/entities.yaml"], Loader=yaml.BaseLoader)
    return Built(
        name,
        folder / "build",
        files,
        Page(files[f"briefs/{slug}.html"].decode()),
        given[f"seeds/{slug}.txt"].decode(),
        yaml.load(given[f"brief/{slug}.yaml"], Loader=yaml.BaseLoader),
        {id: next(iter(fields.values())) for id, fields in entities.items()},
    )


# -- both ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BRIEFS)
def test_check_has_nothing_even_to_suggest(name: str) -> None:
    ended = call("check", "-C", EXAMPLES / name, "--fail-on", "suggestion", folder=EXAMPLES)
    assert (ended.code, ended.err) == (0, "1 brief checked, nothing found\n")


def test_verify_finds_nothing(built: Built) -> None:
    findings, proved = verify(Disk(built.folder))
    assert findings == []
    assert "8 passages of 1 seed byte for byte" in str(proved)


def test_each_passage_is_the_seed_s_text(built: Built) -> None:
    passages = built.brief.of_class("passage")
    assert [one.get("id") for one in passages] == [f"p{number}" for number in range(1, 9)]
    for one in passages:
        assert built.brief.text(one) == built.seed[int(one.get("data-start")) : int(one.get("data-end"))]
    assert [one.get("data-type") for one in passages[4:7]] == ["item"] * 3


def test_every_label_is_on_the_page_with_its_words(built: Built) -> None:
    shown = {one.get("id"): one for one in built.brief.of_class("label")}
    written = [*built.labels()]
    assert len(shown) == len(written)
    assert 18 <= len(shown) <= 30
    marked: dict[str, str] = {}
    for mark in (one for one in built.brief.elements if one.tag == "mark"):
        for address in mark.get("data-labels").split():
            marked[address] = marked.get(address, "") + built.brief.text(mark)
    assert marked.keys() == shown.keys()
    for passage, kind, fields in written:
        quotes = fields["quote"] if isinstance(fields["quote"], list) else [fields["quote"]]
        address = fields.get("id") or f"{passage}-{kind}-{fields[kind]}-1"
        assert marked[address] == "".join(quotes)
        assert shown[address].get("data-kind") == kind
        what = fields[kind] if kind in STATEMENTS else built.names[fields[kind]]
        assert what in built.brief.text(shown[address])


def test_every_kind_and_every_relation_is_there(built: Built) -> None:
    assert {kind for _, kind, _ in built.labels()} == {"claim", "trend", "implication", "actor", "place"}
    fields = {name for _, _, given in built.labels() for name in given}
    assert fields >= {
        "hedge",
        "likelihood",
        "confidence",
        "outcome",
        "indicators",
        "when",
        "by",
        "see",
        "note",
    }
    assert fields >= {*RELATIONS}
    annotations = json.loads(built.files[f"briefs/{BRIEFS[built.name]}.json"])["items"]
    bodies = [body for one in annotations for body in one["body"]]
    assert {one.get("briefkit:relation") for one in bodies} - {None} == {*RELATIONS}


def test_the_text_and_its_quotations_are_in_the_language_of_the_source(built: Built) -> None:
    language = LANGUAGES[built.name]
    page, direction = built.brief, "rtl" if language == "ar" else "ltr"
    assert [page.elements[0].get(name) for name in ("lang", "dir")] == (
        ["ar", "rtl"] if language == "ar" else ["en-GB", ""]
    )
    quotations = [one for one in page.elements if one.tag == "q"]
    assert len(quotations) > 10
    for one in (*page.of_class("passage"), *quotations):
        assert (one.inherited("lang"), one.inherited("dir")) == (language, direction)
    for one in (*page.of_class("sentence"), *page.of_class("note")):
        assert one.inherited("lang") == page.elements[0].get("lang")


def test_a_term_of_the_scale_keeps_the_scale_s_language(built: Built) -> None:
    terms = built.brief.of_class("likelihood")
    assert terms
    assert {one.inherited("lang").partition("-")[0] for one in terms} == {"en"}
    assert {one.inherited("dir") for one in terms} <= {"ltr", ""}


# -- Arabic ----------------------------------------------------------------------------------------


def test_no_english_word_of_the_interface_is_on_an_arabic_page(arabic: Built) -> None:
    pages = [path for path in arabic.files if path.endswith(".html")]
    assert len(pages) > 15
    found = {path: sorted(_latin(Page(arabic.files[path].decode()))) for path in pages}
    assert {path: words for path, words in found.items() if words} == {}


def _latin(page: Page) -> set[str]:
    """The words in Latin letters that a reader sees or hears, save codes and what is marked as English."""
    said = [(element, text) for element, text in page.runs if element.tag not in ("script", "style")]
    said += [(one, one.get(name)) for one in page.elements for name in SPOKEN]
    return {
        word
        for element, text in said
        if element.inherited("lang") == "ar"
        and not {"code", "pre"} & {one.tag for one in (element, *element.parents)}
        for word in LATIN.findall(CODES.sub(" ", text))
    } - KEPT


def test_the_arabic_seed_has_what_makes_arabic_hard(arabic: Built) -> None:
    assert re.search("[٠-٩]", arabic.seed)
    assert re.search("[0-9]", arabic.seed)
    assert "\N{ARABIC TATWEEL}" in arabic.seed
    assert {"\N{ARABIC SHADDA}", "\N{ARABIC DAMMA}", "\N{ARABIC KASRATAN}"} <= set(arabic.seed)
    assert 250 <= len(arabic.seed.split()) <= 400

"""A built folder in which one byte was changed, and the manifest mended as a forger would mend it.

`verify` names the changed file each time, save where the byte says nothing that stands elsewhere
too. docs/verify.md lists those kinds of bytes; here each is a predicate on the place, so that a
place that goes unnoticed and is of no such kind fails the test.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from tests.small_archive import FILES

from briefkit.build import build_archive
from briefkit.diagnostics import Diagnostic
from briefkit.files import Disk, Memory
from briefkit.verify import verify
from briefkit.verify.markup import Element, Page, read_page

ROOT = Path(__file__).parents[2]
PLACES = 200
BYTES = b"abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 \n\"'<>&=/#.,;:-_()[]*"

Site = Mapping[str, bytes]

pytestmark = pytest.mark.no_cover  # hundreds of proofs, whose lines tests/verify and tests/rules count


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("forgery")
    build_archive(Memory(FILES), folder)
    built = Disk(folder / "build")
    return {path: built.read(path) for path in built.names("")}


def forged(site: Site, path: str, at: int, byte: int) -> Site:
    """The site with one byte changed, and the size and digest of that file set right in the manifest."""
    content = bytearray(site[path])
    content[at] = byte
    changed = {**site, path: bytes(content)}
    if path != "manifest.json":
        manifest = json.loads(site["manifest.json"])
        for entry in manifest["files"]:
            if entry["path"] == path:
                entry |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        changed["manifest.json"] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    return changed


def names(findings: list[Diagnostic], path: str) -> bool:
    return any(path in (one.path, *(other.path for other in one.related)) for one in findings)


def kind_of_file(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder.split('/')[0]} {name.rpartition('.')[2]}"


# -- bytes that nothing proves, by kind (docs/verify.md) -------------------------------------------

# Attributes that dress, that tell a screen reader what the page shows anyway, or that place a drawing.
DRESSING = re.compile(
    r"class|role|aria-.*|data-b|data-h|data-apparatus|dir|lang|hidden|scope|type|rel|name|property|content|width|height"
    r"|viewbox|preserveaspectratio|transform|x|y|d|cx|cy|r|stroke-width"
)
ATTRIBUTE = re.compile(r"""\s+([^\s"'<>/=]+)(?:=(?:"([^"]*)"|([^\s"'<>=`]+)))?""")
# What carries values: here even a template's own word is compared.
VALUES = frozenset(
    "label passage sentence src read lev facts cite banner sum as ty names m before words after rest ladder"
    " lv home sha256 sha handling retirements group".split()
)
# Files that nothing but the manifest ties down; those in assets/ have the digest in their name, too.
BY_THE_MANIFEST_ALONE = (".svg", ".bib", ".ris", ".csl.json", ".xml", "robots.txt")
MARKS = frozenset("#*-_>\\`[]()!~|$&; \n.0123456789")  # of Markdown, around and between the words


@cache
def vocabulary() -> frozenset[str]:
    """Every word that templates, or the tables of words behind them, bring along."""
    sources = [*(ROOT / "templates").glob("*.j2"), *(ROOT / "src/briefkit/site").glob("*.py")]
    sources += [ROOT / "src/briefkit/likelihood.py", *(ROOT / "src/briefkit/data").glob("*")]
    text = " ".join(path.read_text("utf-8") for path in sources if path.is_file())
    return frozenset(word for word in re.split(r"[^\w’]+", text.lower()) if word)


def unproved(path: str, content: bytes, at: int, byte: int) -> str | None:
    """The kind under which docs/verify.md lists the byte, if nothing proves it."""
    if path.endswith(".html"):
        return unproved_in_html(content, at, byte)
    if path.endswith(".md"):
        return unproved_in_markdown(content, at)
    if path.endswith(".json") and re.search(rb'"briefkit:country":"[A-Z]?\Z', content[:at]):
        return "a country's code"
    return None


def unproved_in_html(content: bytes, at: int, byte: int) -> str | None:
    text, place = content.decode(), len(content[:at].decode(errors="ignore"))
    page = read_page(text)
    start = text.rfind("<", 0, place + 1)
    if text.rfind(">", 0, place) < start:
        return attribute_kind(text, start, place) or case_kind(text, start, place, byte)
    if text[place].isspace():
        return "white space"
    if re.search(r'"[A-Za-z@]*\Z', text[start:place]) and re.match(r'[A-Za-z@]*":', text[place:]):
        return "a key of the block of data"
    number = bisect_right(page.texts_at, place) - 1
    holders = [one for one in page.elements if one.first_text <= number < one.stop_text]
    if any(one.tag == "figure" and one.has("data-apparatus") for one in holders):
        return "what a figure of a list draws"
    if any(carries_values(page, one) for one in holders):
        return None
    return "a template's word" if is_of_a_template(text, place) else None


def is_of_a_template(text: str, place: int) -> bool:
    word = word_at(text, place).lower()
    return not text[place].isalnum() or bool({word, word.removesuffix("s")} & vocabulary())


def carries_values(page: Page, element: Element) -> bool:
    if element.tag in ("h1", "title"):
        return True
    return bool(VALUES.intersection(element.classes))


def attribute_kind(text: str, start: int, place: int) -> str | None:
    """The attribute in whose name or value the place is, if it is one that only dresses."""
    if one := attribute_at(text, start, place):
        if DRESSING.fullmatch(one[1].lower()):
            return "an attribute that only dresses"
        if one[1] == "id" and (one[2] or one[3] or "").startswith("_"):
            return "an id of the template's that nothing leads to"
    return "white space" if text[place].isspace() else None


def attribute_at(text: str, start: int, place: int) -> re.Match[str] | None:
    """The attribute at the place, of the tag that begins at the start."""
    found = ATTRIBUTE.finditer(text, start, text.index(">", place) + 1)
    return next((one for one in found if one.start() <= place < one.end()), None)


def case_kind(text: str, start: int, place: int, byte: int) -> str | None:
    """A name that is the same to a browser in any case: that of an element, or of an attribute."""
    one = attribute_at(text, start, place)
    same = text[place].lower() == chr(byte).lower()
    return "the case of a name" if same and (one is None or place < one.end(1)) else None


def unproved_in_markdown(content: bytes, at: int) -> str | None:
    text, place = content.decode(), len(content[:at].decode(errors="ignore"))
    if text[place] in MARKS:
        return "Markdown's marks"
    line = text[text.rfind("\n", 0, place) + 1 : text.find("\n", place)]
    if line.startswith(("- ", "  ", "#")) and not line.startswith("## "):
        return None
    return "a template's word" if is_of_a_template(text, place) else None


def word_at(text: str, place: int) -> str:
    before = re.search(r"[\w’]*\Z", text[:place])
    after = re.match(r"[\w’]+", text[place:])
    return f"{before[0] if before else ''}{after[0] if after else ''}"


# -- the test --------------------------------------------------------------------------------------


def places(site: Site) -> list[tuple[str, int, int]]:
    """Two hundred places and what is written there, evenly over the kinds of files that are read."""
    chance = random.Random(20161122)
    kinds: dict[str, list[str]] = {}
    for path in sorted(path for path in site if not path.endswith(BY_THE_MANIFEST_ALONE)):
        kinds.setdefault(kind_of_file(path), []).append(path)
    chosen = []
    for number in range(PLACES):
        path = chance.choice(list(kinds.values())[number % len(kinds)])
        at = chance.randrange(len(site[path]))
        byte = chance.choice([one for one in BYTES if one != site[path][at]])
        chosen.append((path, at, byte))
    return chosen


def test_the_site_itself_is_proved(site):
    findings, proved = verify(Memory(site))
    assert findings == []
    assert proved.passages > 0


def test_one_changed_byte_is_found_and_its_file_named(site):
    unnoticed = []
    for path, at, byte in places(site):
        findings, _ = verify(Memory(forged(site, path, at, byte)))
        if not names(findings, path):
            unnoticed.append((path, at, chr(byte), unproved(path, site[path], at, byte)))
    assert [one for one in unnoticed if one[3] is None] == []
    assert len(unnoticed) < PLACES / 6


def test_the_digest_of_the_manifest_finds_every_change(site):
    digest = hashlib.sha256(site["manifest.json"]).hexdigest()
    for path, at, byte in places(site)[::5]:
        findings, _ = verify(Memory(forged(site, path, at, byte)), digest)
        assert "BK705" in {one.code for one in findings}


def test_a_file_that_is_not_read_is_what_the_manifest_says(site):
    for path in sorted(path for path in site if path.endswith(BY_THE_MANIFEST_ALONE)):
        content = bytearray(site[path])
        content[len(content) // 2] ^= 1
        findings, _ = verify(Memory({**site, path: bytes(content)}))
        code = "BK706" if path.startswith("assets/") else "BK704"
        assert code in {one.code for one in findings if one.path == path}

"""A built folder is proved, and what is wrong with one is found where it is."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from briefkit.build import build_archive
from briefkit.diagnostics import Severity
from briefkit.files import Disk, Memory
from briefkit.rules import rules
from briefkit.verify import Proved, verify
from briefkit.verify.echo import stands, times
from briefkit.verify.ledger import Ledger, Tally
from briefkit.verify.links import resolve
from briefkit.verify.markup import read_page
from briefkit.verify.prose import date_stands, links_of_markdown, texts_of_markdown
from briefkit.verify.shapes import PAGE, Misread
from briefkit.verify.words import Words
from tests.small_archive import FILES, HARBOUR, ISLANDS

Site = Mapping[str, bytes]
SEEDS = Memory(
    {path.removeprefix("seeds/"): data for path, data in FILES.items() if path.startswith("seeds/")}
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("verify")
    build_archive(Memory(FILES), folder)
    built = Disk(folder / "build")
    return {path: built.read(path) for path in built.names("")}


def mended(site: Site, path: str, content: bytes | None) -> Site:
    """The site with another content of a file, or without it, and a manifest that says so."""
    changed = {name: data for name, data in site.items() if name != path}
    if content is not None:
        changed[path] = content
    if path != "manifest.json":
        manifest = json.loads(site["manifest.json"])
        entries = [entry for entry in manifest["files"] if entry["path"] != path]
        if content is not None:
            entry = {"path": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            entries.append(entry)
        manifest["files"] = sorted(entries, key=lambda entry: str(entry["path"]))
        changed["manifest.json"] = as_manifest(manifest)
    return changed


def as_manifest(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def found(site: Site, **options: Any) -> list[str]:
    findings, _ = verify(Memory(site), **options)
    assert all(one.severity is Severity.ERROR for one in findings)
    return [f"{one.path}:{one.line}:{one.column}: {one.code} {one.message}" for one in findings]


def codes(site: Site, **options: Any) -> set[tuple[str, str]]:
    """The code of each finding with every file that it names."""
    findings, _ = verify(Memory(site), **options)
    places = [(one, [one.path, *(other.path for other in one.related)]) for one in findings]
    return {(one.code, path) for one, paths in places for path in paths}


# -- what is proved --------------------------------------------------------------------------------


def test_a_built_archive_is_proved(site):
    assert found(site) == []


def test_one_line_says_how_much_was_proved_and_one_what_was_not(site):
    _, proved = verify(Memory(site))
    digest = hashlib.sha256(site["manifest.json"]).hexdigest()
    first, second = str(proved).split("\n")
    assert first.startswith("proved: 9 passages of 2 seeds byte for byte, 16 labels at their words, ")
    assert first.endswith(f", {len(site) - 1} files; manifest sha256 {digest}")
    assert second == "not proved: seed of harbour is not published"


def test_withheld_seeds_prove_the_quotes_of_them(site):
    findings, proved = verify(Memory(site), seeds=SEEDS)
    assert findings == []
    assert (proved.passages, proved.seeds, proved.not_proved) == (12, 3, [])


def test_a_withheld_seed_that_is_another_text_is_found(site):
    other = Memory({"harbour.txt": HARBOUR.replace("coal", "corn").encode()})
    assert {("BK720", "harbour.txt"), ("BK714", "briefs/harbour.json")} <= codes(site, seeds=other)


def test_a_withheld_seed_that_is_not_there_is_found(site):
    assert ("BK702", "harbour.txt") in codes(site, seeds=Memory({}))


def test_the_digest_of_the_manifest_ties_the_folder_down(site):
    digest = hashlib.sha256(site["manifest.json"]).hexdigest()
    assert found(site, manifest_sha256=digest.upper()) == []
    assert codes(site, manifest_sha256="0" * 64) == {("BK705", "manifest.json")}


def test_proved_counts_in_the_singular_and_with_thousands():
    proved = Proved(passages=1, seeds=1, labels=1, links=2310, files=61, manifest_sha256="ab")
    assert str(proved) == (
        "proved: 1 passage of 1 seed byte for byte, 1 label at their words, 2,310 links, 61 files; "
        "manifest sha256 ab"
    )


# -- what is found ---------------------------------------------------------------------------------

PAGE_OF = "briefs/islands.html"
MARKDOWN = "briefs/islands.md"
JSON = "briefs/islands.json"
REWRITTEN: list[tuple[str, str, str, str]] = [  # code, file, what is written there, what instead
    ("BK701", "manifest.json", '"format": 1', '"format": 2'),
    ("BK701", "manifest.json", "\n ", "\n  "),
    ("BK701", "manifest.json", '"passages": 3', '"passages": "3"'),
    ("BK701", "manifest.json", '"publish": "full"', '"publish": "half"'),
    ("BK707", PAGE_OF, "</h1>", "</h2>"),
    ("BK707", "index.html", "<meta charset=utf-8>\n", ""),
    ("BK707", "index.html", "briefkit 0", "briefkit 9"),
    ("BK707", "index.html", "sea/index.html", "sea/index.md"),
    ("BK707", PAGE_OF, "The sea archive</a>", "The see archive</a>"),
    ("BK708", JSON, '"low"', '"slow"'),
    ("BK708", JSON, '"total":9', '"total":8'),
    ("BK708", JSON, '"2016-08/2016-12"', '"August"'),
    ("BK708", JSON, '"briefkit:status":"revi', '"briefkit:status": "revi'),
    ("BK708", JSON, 'islands.json","type"', 'island.json","type"'),
    ("BK708", JSON, 'islands.html","type"', 'island.html","type"'),
    ("BK708", JSON, "islands.html#seized", "islands.html#holds"),
    ("BK708", JSON, "sea/seeds/north", "sea/sea/north"),
    ("BK708", JSON, "islands%201.txt", "islands 1.txt"),
    ("BK708", JSON, "briefs/tides.html#waits", "notes/tides.html#waits"),
    ("BK708", JSON, '"source":"https://example.org/sea/seeds/', '"source":"https://example.org/sea/seeds/x'),
    ("BK708", JSON, '"purpose":"identifying"', '"purpose":"linking"'),
    ("BK708", JSON, '"motivation":"identifying"', '"motivation":"describing"'),
    ("BK708", JSON, '"briefkit:supplied":["title', '"briefkit:supplied":["the title'),
    ("BK708", JSON, '"briefkit:at":[43.7', '"briefkit:at":["43.7"'),
    ("BK708", JSON, '"prefix":"', '"prefix":1,"x":"'),
    ("BK709", PAGE_OF, "id=p4", "id=p5"),
    ("BK709", MARKDOWN, '<a id="p4"></a>', ""),
    ("BK710", JSON, "#p4", "#p5"),
    ("BK710", JSON, '"briefkit:start":100', '"briefkit:start":90'),
    ("BK710", JSON, '"briefkit:end":250', '"briefkit:end":240'),
    ("BK711", PAGE_OF, "is labelled", "was labelled"),
    ("BK711", PAGE_OF, "&#13;", ""),
    ("BK711", MARKDOWN, "is labelled", "was labelled"),
    ("BK711", "briefs/harbour.html", ">bought", ">brought"),
    ("BK711", "briefs/harbour.html", "data-end=16></span>", "data-end=16>x</span>"),
    ("BK711", "briefs/harbour.html", "data-end=16></span>", "data-end=17></span>"),
    ("BK712", PAGE_OF, " data-labels=p1-actor-grey-fleet-1", ""),
    ("BK712", PAGE_OF, 'data-labels="seized p1-place-port-amber-1"', 'data-labels="seized nobody"'),
    ("BK713", JSON, '"briefkit:passage":"p1"', '"briefkit:passage":"p2"'),
    ("BK713", MARKDOWN, "” [p2](#p2)", "” [p2](#p1)"),
    ("BK714", JSON, '"prefix":"', '"prefix":"x'),
    ("BK714", JSON, '"suffix":"', '"suffix":"x'),
    ("BK714", JSON, '"exact":"', '"exact":"x'),
    ("BK714", "briefs/harbour.json", '"exact":"bought coal"', '"exact":"bought coal","prefix":"a"'),
    ("BK715", PAGE_OF, "class=label id", "class=card id"),
    ("BK715", MARKDOWN, '<a id="holds"></a>', '<a id="hold"></a>'),
    ("BK716", PAGE_OF, ">[likely]<", ">[unlikely]<"),
    ("BK716", PAGE_OF, "leads to <a", "supports <a"),
    ("BK716", PAGE_OF, "2 indicators", "3 indicators"),
    ("BK716", PAGE_OF, "the seizure</a>", "a seizure</a>"),
    ("BK716", PAGE_OF, "· assumes <a", "· revises <a"),
    ("BK716", PAGE_OF, "data-slug=islands", "data-slug=island"),
    ("BK716", PAGE_OF, 'content="A. Writer"', 'content="A. Printer"'),
    ("BK716", PAGE_OF, "data-size=", "data-size=1"),
    ("BK716", PAGE_OF, "55–80", "35–80"),
    ("BK716", PAGE_OF, "2 implications", "3 implications"),
    ("BK716", PAGE_OF, 'href="https://example.org/islands"', 'href="https://example.org/island"'),
    ("BK716", PAGE_OF, "July 2016", "June 2016"),
    ("BK716", PAGE_OF, "data-judgment=holds", "data-judgment=follow"),
    ("BK716", PAGE_OF, "href=#holds><code>", "href=#seized><code>"),
    ("BK716", PAGE_OF, "<html lang=en-GB", "<html lang=en"),
    ("BK716", JSON, '"briefkit:publisher":"Sea Review"', '"briefkit:publisher":"See Review"'),
    ("BK716", JSON, '"briefkit:sha256":"7', '"briefkit:sha256":"8'),
    ("BK716", JSON, '"briefkit:kind":"place"', '"briefkit:kind":"actor"'),
    ("BK716", "briefs/tides.json", '"Fleet, Grey"', '"Fleet, Gray"'),
    ("BK716", "index.md", "Briefs on", "Notes on"),
    ("BK716", PAGE_OF, "handling>TLP:GREEN", "handling>TLP:WHITE"),
    ("BK716", MARKDOWN, "July 2016", "June 2016"),
    ("BK716", PAGE_OF, "data-confidence=low>low c", "data-confidence=high>low c"),
    ("BK716", JSON, '"2016-08/2016-12"', '"2016-08/2016-11"'),
    ("BK716", JSON, '#holds","https', '#p1-place-port-amber-1","https'),
    ("BK716", MARKDOWN, "](#holds)", "](#follow)"),
    ("BK716", MARKDOWN, "../places/cape-bruin.md", "../places/port-amber.md"),
    ("BK717", "index.html", "#holds", "#help"),
    ("BK717", "index.html", "data-search=assets/search/index", "data-search=assets/search/inbex"),
    ("BK717", PAGE_OF, "href=tides.html", "href=t.html"),
    ("BK717", "index.md", "briefs/tides.md", "../briefs/tides.md"),
    ("BK717", "index.html", "</main>", '<p><img src="x.png" alt=""></p></main>'),
    ("BK717", "index.html", "</main>", '<p><img srcset="x.png 2x, y.png" alt=""></p></main>'),
    ("BK717", "index.html", "</main>", '<p aria-labelledby="nobody"></p></main>'),
    ("BK718", PAGE_OF, "id=_main", "id=p1"),
    ("BK719", "index.html", "base-uri 'none'; ", ""),
    ("BK719", "index.html", "<h1", '<h1 onclick="x()"'),
    ("BK719", "index.html", "</main>", "<script>x()</script></main>"),
    ("BK719", "index.html", "</main>", '<meta http-equiv="refresh" content="0"></main>'),
    ("BK721", "index.html", "Sea Review", "See Review"),
    ("BK721", "actors/grey-fleet.html", "seized", "saved"),
    ("BK721", "actors/grey-fleet.md", "seized", "saved"),
    ("BK721", "actors/grey-fleet.html", "<p>4 m", "<p>5 m"),
]
CHANGED: list[tuple[str, str, Callable[[Site], Site]]] = [
    ("BK701", "manifest.json", lambda site: mended(site, "manifest.json", None)),
    ("BK701", "manifest.json", lambda site: mended(site, "manifest.json", b"{")),
    ("BK701", "manifest.json", lambda site: mended(site, "manifest.json", b"[]\n")),
    ("BK702", "index.md", lambda site: {path: site[path] for path in site if path != "index.md"}),
    ("BK703", "stray.txt", lambda site: {**site, "stray.txt": b""}),
    ("BK704", "index.md", lambda site: {**site, "index.md": site["index.md"] + b" "}),
    ("BK704", "index.md", lambda site: {**site, "index.md": site["index.md"].replace(b"sea", b"see")}),
    ("BK706", "assets/plain.css", lambda site: mended(site, "assets/plain.css", b"")),
    ("BK707", "index.html", lambda site: mended(site, "index.html", b"\xff" + site["index.html"])),
    ("BK708", JSON, lambda site: mended(site, JSON, b"[]\n")),
    ("BK717", "assets/new.css", lambda site: mended(site, "assets/new.css", b"a{b:url(x.png)}")),
    ("BK720", "seeds/tides.md", lambda site: mended(site, "seeds/tides.md", site["seeds/tides.md"] + b" ")),
    ("BK720", "seeds/harbour.txt", lambda site: mended(site, "seeds/harbour.txt", HARBOUR.encode())),
]


def test_what_the_tables_change_is_there(site):
    for _, path, old, _ in REWRITTEN:
        assert old in site[path].decode(), f"{old!r} in {path}"


@pytest.mark.parametrize(("code", "path", "old", "new"), REWRITTEN)
def test_other_words_are_found_in_their_file(site, code, path, old, new):
    text = site[path].decode().replace(old, new, 1)
    assert (code, path) in codes(mended(site, path, text.encode()))


@pytest.mark.parametrize(
    ("code", "path", "change"), CHANGED, ids=[f"{code}-{number}" for number, (code, *_) in enumerate(CHANGED)]
)
def test_a_fault_is_found_in_its_file(site, code, path, change):
    assert (code, path) in codes(change(site))


def test_every_rule_of_verify_has_a_fault_here():
    assert {code for code in rules() if code.startswith("BK7")} == {
        "BK705",
        *(code for code, *_ in REWRITTEN),
        *(code for code, *_ in CHANGED),
    }


def test_a_finding_names_line_and_column(site):
    text = site[PAGE_OF].decode().replace("is labelled", "was labelled")
    changed = mended(site, PAGE_OF, text.encode())
    place = text.index("was labelled")
    line, column = text.count("\n", 0, place) + 1, place - text.rindex("\n", 0, place)
    offset = ISLANDS.index("is labelled")
    assert (
        f"{PAGE_OF}:{line}:{column}: BK711 p4 is not the seed's text from its character {offset} on"
        in found(changed)
    )


def test_the_twenty_first_of_a_kind_is_only_counted(site):
    junk = b"<!doctype html>\n" + b"<x>" * 300
    faults = [one for one in found(mended(site, "index.html", junk)) if one.startswith("index.html")]
    assert sum("BK707" in one for one in faults) <= 21
    assert "index.html:1:1: BK707 there are more of these than the 20 listed" in faults


def test_a_style_sheet_may_lead_to_what_is_there(site):
    style = b"a{b:url(../index.html)}c{d:url(#x)}e{f:url(data:,)}"
    path = f"assets/new-{hashlib.sha256(style).hexdigest()[:10]}.css"
    assert found(mended(site, path, style)) == []


def test_a_site_without_an_index_lacks_its_lists(site):
    changed = mended(mended(site, "index.html", None), "index.md", None)
    manifest = json.loads(changed["manifest.json"])
    manifest["files"] = [entry for entry in manifest["files"] if not entry["path"].startswith("index")]
    changed = {path: data for path, data in changed.items() if not path.startswith("index")}
    faults = codes({**changed, "manifest.json": as_manifest(manifest)})
    assert {("BK721", "index.html"), ("BK721", "index.md"), ("BK717", PAGE_OF)} <= faults


def test_a_manifest_in_parts_is_read_with_its_parts(site):
    manifest = json.loads(site["manifest.json"])
    part = as_manifest({"files": manifest.pop("files")})
    manifest["parts"] = [
        {"path": "manifest/1.json", "size": len(part), "sha256": hashlib.sha256(part).hexdigest()}
    ]
    head = {name: manifest[name] for name in ("briefkit", "parts", "published")}
    whole = {**site, "manifest/1.json": part, "manifest.json": as_manifest(head)}
    assert found(whole) == []
    assert ("BK704", "manifest/1.json") in codes({**whole, "manifest/1.json": part + b"\n"})
    assert ("BK702", "manifest/1.json") in codes(
        {path: whole[path] for path in whole if path != "manifest/1.json"}
    )


# -- the parts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>a&amp;b&#13;\r\nc&#x85;\r</p>", "a&b\r\nc…\n"),
        ("<div>a<b data-apparatus>x<i>y</i></b>b<span>c</span></div>", "abc"),
        ("<pre>\n\na</pre>", "\na"),
        ("<pre><b></b>\na</pre>", "\na"),
        ("<title>a<b>&lt;</title>", "a<b><"),
        ("<script>a</b>&lt;</script>", "a</b>&lt;"),
        ("<p>a<!-- b --->c<br>d</p>", "acd"),
        ("<svg><path d='M0'/><text>x</text></svg>", "x"),
        ("<svg><title>a<g></g></title></svg>", "a"),  # in <svg> no element is read as it stands
    ],
)
def test_a_page_is_read_as_a_browser_reads_it(html, words):
    page = read_page(html)
    assert page.faults == []
    assert page.words(page.elements[0]) == words


@pytest.mark.parametrize(
    "html",
    [
        *("<p>a", "a</p>", "<p>a<b></p></b>", "<div/>", "<p><div></div></p>", "<a href=x><b><a>", "a < b"),
        *(
            "<table>a</table>",
            "<table><p></p></table>",
            "<p a=1 a=2></p>",
            "<p =></p>",
            "<p\0></p>",
            "<!-- a",
        ),
        *("<base href=x>", "<plaintext>", "<noscript></noscript>", "<script>", "<title>", "<b eref=x></b>"),
        *(
            "<sban></sban>",
            "<svg><r-ct/></svg>",
            "<svg><style></style></svg>",
            "<ul>a</ul>",
            "<li><li></li></li>",
            "<?xml?>",
        ),
    ],
)
def test_what_a_browser_would_mend_is_a_fault(html):
    assert read_page(html).faults


@pytest.mark.parametrize("piece", ["<a ", "<a", "<", '<a b="', "<!--", "<div>", "<li>", "&", "</p>", "<p>"])
def test_any_text_is_read_in_linear_time(piece):
    def seconds(times: int) -> float:
        began = time.perf_counter()
        read_page(piece * times)
        return time.perf_counter() - began

    assert seconds(40_000) < 40 * max(seconds(4_000), 0.002)


@pytest.mark.parametrize(
    ("page", "address", "target"),
    [
        ("briefs/a/b.html", "../c.html#x", ("briefs/c.html", "x")),
        ("briefs/a.html", "#p1:~:text=the%20sea", ("briefs/a.html", "p1")),
        ("index.html", "seeds/the%20sea.txt?x#", ("seeds/the sea.txt", "")),
        ("index.html", "", ("index.html", "")),
        ("index.html", "./briefs/./a.html", ("briefs/a.html", "")),
        ("index.html", "../a.html", None),
        ("index.html", "/a.html", None),
        ("index.html", "//a.html", None),
        ("index.html", "javascript:x", None),
    ],
)
def test_an_address_is_resolved_inside_the_site(page, address, target):
    assert resolve(page, address) == target


def test_words_stand_in_a_text_whole_and_with_a_capital_or_without():
    assert stands("supported by", "Supported by two")
    assert not stands("two", "twofold")
    assert not stands("fold", "twofold")
    assert times("a", "a ba a, a") == 3
    assert times("", "a") == 0


@pytest.mark.parametrize(
    ("date", "text", "stand"),
    [
        ("2016-07~", "about July 2016", True),
        ("2016-07-14", "14 July 2016", True),
        ("2016-07-14", "4 July 2016", False),
        ("2016-08/2016-12", "August to December 2016", True),
        ("2016-21", "spring 2016", True),
        ("2016-17", "July 2016", False),
        ("0476", "476", True),
        ("-0044-03", "45 BC", True),
        ("201X", "the 2010s", True),
    ],
)
def test_a_date_stands_in_words(date, text, stand):
    assert date_stands(date, text) is stand


def test_the_words_of_links_are_known_through_their_markup():
    assert list(links_of_markdown("[a *b*\nc](#x) d <https://e.org>, [f](entity:g)")) == [
        "a b c",
        "https://e.org",
        "f",
    ]


def test_a_note_is_known_by_the_words_between_its_markup():
    assert list(texts_of_markdown("Seen twice.")) == ["Seen twice."]
    assert list(texts_of_markdown("Seen *twice*, `so`\n\n```\nto say\n```")) == [
        *("Seen ", "twice", ", ", "so", "to say\n")
    ]


def test_quoted_runs_are_joined_and_only_they_are_known():
    words = Words(None, (2, 10), ("cdef", "kl"))
    assert words.at(3, 5) == "de"
    assert words.at(3, 7) is None
    assert words.at(0, 1) is None
    assert Words("abc").at(1, 9) is None


def test_a_ledger_finds_what_was_recorded_and_nothing_else():
    ledger = Ledger()
    ledger.record("sea", [("name", "a", "x"), ("name", "b", "y")])
    ledger.claim(("p", 1, 1), "false", "sea", "name", "a", "y")
    ledger.claim(("p", 2, 1), "true", "sea", "name", "b", "y")
    assert ledger.holds("sea", "name", "a", "x")
    assert not ledger.holds("land", "name", "a", "x")
    assert [claim.message for claim in ledger.false_claims()] == ["false"]


def test_tallies_are_equal_for_the_same_rows_in_any_order():
    one, other = Tally(), Tally()
    for row in ("a", "b"):
        one.add(row)
    for row in ("b", "a"):
        other.add(row)
    assert one == other
    other.add("a")
    assert one != other


def test_a_link_between_briefs_is_known_at_both_ends():
    ledger = Ledger()
    ledger.far_said = {
        ("a#x", "supports", "b#y"),
        ("a#x", "contradicts", "b#y"),
        ("b#y", "contradicts", "a#x"),
    }
    ledger.far_shown = {("a#x", "supports", "b#y")}
    assert ledger.false_links() == []
    ledger.far_shown = set()
    assert ledger.false_links() == [("a#x", "supports", "b#y")]


@pytest.mark.parametrize("page", [None, [], {}, {"id": 1}, {"id": "x", "zz": 1}])
def test_json_of_another_shape_is_misread(page):
    with pytest.raises(Misread):
        PAGE(page, "the page")


@pytest.mark.parametrize("path", ["briefs/islands.md", "briefs/islands.html"])
def test_the_handling_caveat_is_proved_at_the_foot_too(site: Site, path: str):
    text = site[path].decode()
    at = text.rindex("TLP:GREEN")
    forged = mended(site, path, f"{text[:at]}TLP:CLEAR{text[at + 9 :]}".encode())
    assert any("does not stand at head and foot" in line and line.startswith(path) for line in found(forged))

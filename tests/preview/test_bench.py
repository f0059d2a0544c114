"""The archive held open: its pages are the build's, and an editor's slips take none away."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archives import SEA, sidecar
from tests.commands import as_nobody, contents, lay_down
from tests.preview.site import LABELS, PAGE, SIDECAR, held, said, seas, text_of, write

from briefkit.build import build_archive
from briefkit.files import Disk
from briefkit.offer import NoOffer
from briefkit.preview.bench import Bench
from briefkit.preview.searching import ENTRY
from briefkit.spans import Span

ROOT = Path(__file__).parents[2]
HARBOUR = ROOT / "examples" / "harbour"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with held(tmp_path) as one:
        yield one


def without_search(page: bytes) -> bytes:
    """The index without the address that its search begins with, which the preview calls otherwise."""
    return re.sub(rb"data-search=[^>]+", b"data-search", page)


@pytest.mark.parametrize("archive", [ROOT, HARBOUR, None], ids=["the first brief", "harbour", "small"])
def test_every_file_of_a_build_is_the_preview_s_to_the_byte(archive: Path | None, tmp_path: Path) -> None:
    if archive:
        for folder in ("seeds", "brief"):
            shutil.copytree(archive / folder, tmp_path / folder)
    else:
        lay_down(tmp_path, seas())
    assert not build_archive(Disk(tmp_path), tmp_path, drafts=True).failed
    built = contents(tmp_path / "build")
    # What a build gathers from all pages, and how it calls the files of the search.
    left = {path for path in built if re.match(r"manifest|sitemap|robots|assets/search/i", path)}
    assert len(built) - len(left) > 20
    with held(tmp_path, {}, drafts=True) as one:
        for path in sorted(built.keys() - left):
            page = one.page(path)
            assert page is not None, path
            assert without_search(page.content) == without_search(built[path]), path


def test_the_search_has_the_build_s_content(bench: Bench) -> None:
    build_archive(Disk(bench.root), bench.root)
    built = contents(bench.root / "build")
    [entry] = [path for path in built if path.startswith("assets/search/index-")]
    page = bench.page(ENTRY)
    assert page
    assert page.content == built[entry]
    assert f"data-search={ENTRY}" in text_of(bench, "index.html")


def test_nothing_is_written(tmp_path: Path) -> None:
    with held(tmp_path) as bench:
        before = contents(bench.root)
        for path in (PAGE, "index.html", ENTRY, "feed.xml", "seeds/sea.txt"):
            assert bench.page(path)
        bench.offer("sea", [Span(0, 7)], "claim")
        bench.look()
        assert contents(bench.root) == before


@pytest.mark.parametrize(
    "path",
    ["", "nothing.html", "briefs/none.html", "places/office.html", "actors/town.html", "seeds/none.txt",
     "../brief/sea.yaml", "briefs/../../brief/sea.yaml", "assets/none.css", "assets/search/none.js",
     "brief/sea.yaml", "index/9.html", "manifest.json"],
)  # fmt: skip
def test_what_the_site_does_not_have_is_none(bench: Bench, path: str) -> None:
    assert bench.page(path) is None


def test_a_withheld_seed_is_no_file(tmp_path: Path) -> None:
    with held(tmp_path, seas(more_keys="publish: quotes\n")) as bench:
        assert bench.page("seeds/sea.txt") is None
        assert bench.page("seeds/tide.txt")


def test_a_save_shows_on_the_page_and_on_those_that_tell_of_it(bench: Bench) -> None:
    before = text_of(bench, "places/town.html")
    write(bench, SIDECAR, sidecar(LABELS.replace("It rises", "It sinks"), about="title: The dry sea"))
    assert "It sinks" in text_of(bench, PAGE)
    assert "The dry sea" in text_of(bench, "index.html")
    assert "The dry sea" in text_of(bench, "places/town.html") != before


def test_the_page_of_another_brief_stays_the_same(bench: Bench) -> None:
    before = bench.page("briefs/tide.html")
    write(bench, SIDECAR, sidecar(LABELS.replace("It rises", "It sinks")))
    after = bench.page("briefs/tide.html")
    assert before
    assert after
    assert before.digest == after.digest


BROKEN = {
    "half a line": "lab",
    "an open quotation mark": sidecar(LABELS).replace("quote: The sea rises", 'quote: "The sea rises'),
    "a tab": sidecar(LABELS).replace("  - place", "\t- place"),
    "another seed's digest": sidecar(LABELS, seed="Another text.\n"),
    "words that do not stand": sidecar(LABELS).replace("The sea rises", "The see rises"),
    "no labels": sidecar(LABELS).partition("labels:")[0],
    "nothing": "",
    "no mapping": "- a\n- b\n",
    "a key twice": sidecar(LABELS) + "labels: {}\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_whatever_is_broken_the_last_good_page_stays_and_says_why(bench: Bench, text: str) -> None:
    good = bench.page(PAGE)
    write(bench, SIDECAR, text)
    page = bench.page(PAGE)
    assert good
    assert page
    assert page.content == good.content
    assert page.is_old
    assert said(bench)
    write(bench, SIDECAR, sidecar(LABELS))
    page = bench.page(PAGE)
    assert page == good
    assert said(bench) == []


def test_a_file_that_is_no_utf_8_keeps_the_page_too(bench: Bench) -> None:
    good = bench.page(PAGE)
    write(bench, SIDECAR, b"\xff\xfe")
    assert said(bench) == ["BK190"]
    page = bench.page(PAGE)
    assert good
    assert page
    assert page.content == good.content


def test_the_last_good_page_shows_entities_that_are_gone_with_the_error(bench: Bench) -> None:
    local = sidecar(
        "p2:\n  - actor: office\n    quote: Port Office", more="entities: {office: {actor: Port Office}}\n"
    )
    write(bench, SIDECAR, local)
    good = text_of(bench, PAGE)
    write(bench, SIDECAR, local.replace("title: The sea", "title: [The sea"))
    assert text_of(bench, PAGE) == good
    write(bench, "brief/entities.yaml", "town: {plaice: Delmouth}\n")
    assert text_of(bench, PAGE) == good


def test_a_brief_that_was_not_looked_at_shows_its_last_good_state_all_the_same(bench: Bench) -> None:
    local = sidecar(
        "p2:\n  - actor: office\n    quote: Port Office", more="entities: {office: {actor: Port Office}}\n"
    )
    write(bench, SIDECAR, local)
    write(bench, SIDECAR, local.replace("title: The sea", "title: [The sea"))
    page = bench.page(PAGE)
    assert page
    assert page.is_old
    assert "Port Office" in page.content.decode()


def test_not_where_what_it_names_is_gone_as_well(bench: Bench) -> None:
    (bench.root / "brief/entities.yaml").write_text("village: {place: Delmouth}\n")
    (bench.root / SIDECAR).write_text("lab")
    bench.look()
    assert bench.page(PAGE) is None


def test_a_brief_that_never_was_good_shows_what_is_sound_of_it_or_nothing(tmp_path: Path) -> None:
    files = seas() | {SIDECAR: BROKEN["words that do not stand"].encode(), "brief/tide.yaml": b"lab"}
    with held(tmp_path, files) as bench:
        page = bench.page(PAGE)
        assert page
        assert not page.is_old
        assert "Delmouth" in page.content.decode()
        assert said(bench) == ["BK202"]
        assert bench.page("briefs/tide.html") is None
        assert said(bench, "briefs/tide.html")


def test_a_seed_that_vanishes_keeps_the_page(bench: Bench) -> None:
    good = bench.page(PAGE)
    (bench.root / "seeds/sea.txt").unlink()
    bench.look(["seeds/sea.txt"])
    page = bench.page(PAGE)
    assert good
    assert page
    assert page.content == good.content
    assert said(bench) == ["BK001"]
    write(bench, "seeds/sea.txt", SEA)
    assert bench.page(PAGE) == good


def test_a_sidecar_comes_and_goes(bench: Bench) -> None:
    text = (bench.root / SIDECAR).read_text()
    (bench.root / SIDECAR).unlink()
    bench.look([SIDECAR])
    assert bench.page(PAGE) is None
    assert "The sea" not in text_of(bench, "index.html")
    write(bench, SIDECAR, text)
    assert "The sea" in text_of(bench, PAGE)


def test_a_save_by_renaming_is_a_save(bench: Bench) -> None:
    new = bench.root / "brief/.sea.yaml.tmp"
    new.write_text(sidecar(LABELS.replace("It rises", "It sinks")))
    new.replace(bench.root / SIDECAR)
    bench.look([SIDECAR])
    assert "It sinks" in text_of(bench, PAGE)


def test_settings_that_are_broken_are_told_and_pages_go_on(bench: Bench) -> None:
    write(bench, "brief/archive.yaml", "title: [Seas")
    assert next(one.path for one in bench.findings("index.html").elsewhere) == "brief/archive.yaml"
    assert bench.page(PAGE)
    assert bench.page("index.html")
    write(bench, "brief/archive.yaml", "title: Oceans\n")
    assert "Oceans" in text_of(bench, "index.html")


def test_a_rule_that_the_archive_takes_lightly_is_no_error(bench: Bench) -> None:
    circle = sidecar(
        "p1:\n  - {claim: It rises, id: a, leads_to: [b]}\n  - {claim: It sinks, id: b, leads_to: [a]}"
    )
    write(bench, SIDECAR, circle)
    write(bench, "brief/archive.yaml", "rules: {BK301: warning}\n")
    page = bench.page(PAGE)
    assert page
    assert not page.is_old


def test_a_template_of_the_archive_s_own_is_taken_at_once(bench: Bench) -> None:
    (bench.root / "templates").mkdir()
    write(bench, "templates/retired.html.j2", "gone {{ old }}")
    assert text_of(bench, "briefs/old.html") == "gone old"
    (bench.root / "templates/retired.html.j2").unlink()
    bench.look(["templates/retired.html.j2"])
    assert text_of(bench, "briefs/old.html").startswith("<!doctype html>")


def test_a_template_at_fault_keeps_the_page_and_is_told_there(bench: Bench) -> None:
    good = text_of(bench, "briefs/old.html")
    (bench.root / "templates").mkdir()
    write(bench, "templates/retired.html.j2", "gone {{ ould }}")
    page = bench.page("briefs/old.html")
    assert page
    assert page.is_old
    assert page.content.decode() == good
    assert said(bench, "briefs/old.html") == ["BK601"]
    assert said(bench, "index.html") == ["BK601"]
    write(bench, "templates/page.html.j2", "{% if %}")
    assert bench.page("judgments.html") is None, "it was never looked at"


def test_templates_that_are_no_utf_8_leave_those_before(bench: Bench) -> None:
    (bench.root / "templates").mkdir()
    write(bench, "templates/retired.html.j2", b"caf\xe9")
    assert text_of(bench, "briefs/old.html").startswith("<!doctype html>")
    assert said(bench, "index.html") == ["BK601"]


def test_the_pages_language_is_the_archive_s(bench: Bench) -> None:
    assert '<html lang="en"' in text_of(bench, "index.html").replace("lang=en", 'lang="en"')
    write(bench, "brief/archive.yaml", "language: ar\n")
    assert "dir=rtl" in text_of(bench, "index.html")


def test_findings_stand_with_the_page_that_they_are_about(bench: Bench) -> None:
    write(bench, SIDECAR, BROKEN["words that do not stand"])
    here, there = bench.findings(PAGE), bench.findings("briefs/tide.html")
    assert [one.code for one in here.here] == ["BK202"]
    assert [one.code for one in there.elsewhere] == ["BK202"]
    assert not there.here


def test_suggested_labels_are_shown_where_drafts_are(tmp_path: Path) -> None:
    files = seas() | {SIDECAR: sidecar(LABELS.replace("id: rises", "status: suggested")).encode()}
    with held(tmp_path / "without", files) as bench:
        assert "It rises" not in text_of(bench, PAGE)
    with held(tmp_path / "with", files, drafts=True) as bench:
        assert "It rises" in text_of(bench, PAGE)


def test_a_label_is_offered_for_the_sidecar_as_it_is_now(bench: Bench) -> None:
    path, made = bench.offer("sea", [Span(0, 13)], "")
    assert (path, made.kind.name, made.passage) == (SIDECAR, "claim", "p1")
    [there] = made.present
    assert there.address == "rises"
    write(bench, SIDECAR, "# a new first line\n" + sidecar(LABELS))
    _, later = bench.offer("sea", [Span(0, 13)], "")
    assert made.place
    assert later.place
    assert later.place.line == made.place.line + 1
    start = SEA.index("Delmouth")
    assert bench.offer("sea", [Span(start, start + 8)], "")[1].value == "town"


def test_a_label_is_offered_though_the_sidecar_is_broken(bench: Bench) -> None:
    bench.page(PAGE)
    write(bench, SIDECAR, sidecar(LABELS).replace("{title: The sea}", "{title: The sea"))
    _, made = bench.offer("sea", [Span(0, 13)], "claim")
    assert made.present == ()
    write(bench, SIDECAR, "")
    assert bench.offer("sea", [Span(0, 13)], "claim")[1].place is None


def test_where_there_is_no_brief_or_kind_there_is_no_offer(bench: Bench) -> None:
    with pytest.raises(NoOffer, match="no brief none"):
        bench.offer("none", [Span(0, 3)], "claim")
    with pytest.raises(NoOffer, match="no kind plaice"):
        bench.offer("sea", [Span(0, 3)], "plaice")


def test_a_folder_that_may_not_be_read_is_told_and_what_was_read_stays() -> None:
    with as_nobody(seas()) as folder:
        (folder / "brief").chmod(0)
        with held(folder, {}) as bench:
            assert bench.page(PAGE) is None
            assert "Permission denied" in bench.findings(PAGE).trouble
            with pytest.raises(NoOffer):
                bench.offer("sea", [Span(0, 3)], "claim")
            assert bench.page(ENTRY) is None
            (folder / "brief").chmod(0o755)
            bench.look([SIDECAR])
            assert bench.findings(PAGE).trouble == ""
            good = bench.page(PAGE)
            (folder / "brief").chmod(0)
            bench.look()
            assert bench.findings(PAGE).trouble
            assert good
            assert bench.page(PAGE) == good
        (folder / "brief").chmod(0o755)

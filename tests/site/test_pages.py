from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt
from tests.archives import archive, sidecar
from tests.site.dom import Element, read
from tests.site.site import plain, site
from tests.site.test_brief_page import ARGUMENT, ENTITIES, HARD_TEXTS
from tests.site.test_entity_page import facts

from briefkit.brief import About, Entity, Settings
from briefkit.build import build_archive
from briefkit.exports.citation import FORMATS
from briefkit.facts_index import FactsIndex
from briefkit.files import Memory
from briefkit.site.frame import language_attributes
from briefkit.site.pages import redirect_pages


def redirects(settings: Settings, entities: dict[str, str | None]) -> dict[str, bytes]:
    index = FactsIndex(sqlite3.connect(":memory:"), [Entity("office", "actor", "The Port Office")])
    index.add(replace(facts(()), about=About("The <sea>")))
    index.close()
    return dict(redirect_pages(index, entities, settings, plain(), version="1.0"))


def test_a_retired_slug_leads_on() -> None:
    made = redirects(Settings(retired={"2016/old": "sea"}), {})
    page = read(made["briefs/2016/old.html"])
    assert page.one("main").one("a").attributes["href"] == "../sea.html"
    assert page.one("main").one("a").text() == "The <sea>"
    assert not [one for one in page.all("meta") if one.attributes.get("http-equiv") == "refresh"]
    assert b"[The \\<sea\\>](../sea.md)" in made["briefs/2016/old.md"]


def test_a_slug_that_is_gone_says_so() -> None:
    page = read(redirects(Settings(retired={"old": None}), {})["briefs/old.html"])
    assert "has been withdrawn" in page.one("main").text()
    assert not page.one("main").all("a")


def test_a_retired_entity_leads_on_and_one_that_is_gone_says_so_in_every_folder() -> None:
    made = redirects(Settings(), {"harbour": "office", "gone": None})
    assert [path for path in made if path.endswith(".html")] == [
        "actors/harbour.html",
        "actors/gone.html",
        "places/gone.html",
    ]
    assert read(made["actors/harbour.html"]).one("main").one("a").attributes["href"] == "office.html"


def links(page: Element) -> list[str]:
    return [one.attributes["href"] for one in page.all() if "href" in one.attributes]


def test_every_link_is_relative_and_leads_to_a_file_of_the_site() -> None:
    made = site(archive(ARGUMENT, more_keys=ENTITIES))
    assets = {path for path, _ in plain().assets.values()}
    beside = {f"briefs/sea.{ending}" for ending in ("json", *FORMATS)}
    there = {*made, *assets, *beside, "seeds/sea.txt"}
    for path, content in made.items():
        if not path.endswith(".html"):
            continue
        for href in links(read(content)):
            target, _, fragment = href.partition("#")
            parts = path.split("/")[:-1]
            for step in target.split("/"):
                parts = parts[:-1] if step == ".." else [*parts, step]
            where = "/".join(parts) if target else path
            assert where in there, href
            if fragment and where.endswith(".html") and not fragment.startswith("_c"):
                assert read(made[where]).all(id=fragment.partition(":~:")[0]), href


def test_an_archive_with_an_address_says_which_page_this_is() -> None:
    files = archive(brief__archive="title: Seas\nurl: https://x.org/seas\n")
    files["brief/archive.yaml"] = files.pop("brief__archive")
    page = read(site(files)["briefs/sea.html"])
    assert page.one("link", rel="canonical").attributes["href"] == "https://x.org/seas/briefs/sea.html"
    assert "https://x.org/seas/briefs/sea.html" in page.one(class_="cite").text()
    assert page.one("title").text() == "The sea · Seas"


def test_the_same_archive_gives_the_same_bytes() -> None:
    files = archive(ARGUMENT, more_keys=ENTITIES)
    assert site(files) == site(files)


def test_every_markdown_page_ends_in_one_line_end() -> None:
    for path, content in site(archive(ARGUMENT, more_keys=ENTITIES)).items():
        if path.endswith(".md"):
            assert content.endswith(b"\n"), path
            assert not content.endswith(b"\n\n"), path
            assert b"\n\n\n\n" not in content, path


def test_in_markdown_each_passage_reads_as_the_seed_does() -> None:
    for name, seed in HARD_TEXTS.items():
        markdown = site(archive(seed=seed))["briefs/sea.md"].decode()
        page = read(
            f"<body>{MarkdownIt('commonmark').render(markdown).replace('<br />', '<br>')}</body>".encode()
        )
        blocks = [one for one in page.one("body").children if isinstance(one, Element)]
        shown = [
            blocks[number + 1].text().split()
            for number, block in enumerate(blocks)
            if [
                one.attributes["id"]
                for one in block.all("a")
                if re.fullmatch(r"p\d+", one.attributes.get("id", ""))
            ]
        ]
        assert [word for block in shown for word in block] == seed.removeprefix("\ufeff").split(), name


def test_in_markdown_each_label_leads_to_its_passage() -> None:
    markdown = site(archive(ARGUMENT, more_keys=ENTITIES))["briefs/sea.md"].decode()
    page = read(f"<body>{MarkdownIt('commonmark').render(markdown)}</body>".encode())
    for address in ("rising", "faster", "p1-place-delmouth-1", "floods", "p2-actor-office-1"):
        (item,) = [one for one in page.all("li") if one.all("a", id=address)]
        assert {"#p1", "#p2"} & set(links(item)), address
    assert "“The sea rises”" in page.text()
    assert "The rise of the sea will quicken" in page.text()


def test_the_direction_of_a_language_follows_its_script() -> None:
    assert language_attributes("he-IL") == ' lang="he-IL" dir="rtl"'
    assert language_attributes("az-Arab") == ' lang="az-Arab" dir="rtl"'
    assert language_attributes("ku-Latn-TR") == ' lang="ku-Latn-TR" dir="ltr"'
    assert language_attributes('x"><b>') == ' lang="x&#34;&gt;&lt;b&gt;" dir="ltr"'
    assert language_attributes(None) == ' dir="auto"'


def test_in_markdown_each_key_judgment_is_an_item_of_a_numbered_list() -> None:
    markdown = site(archive(ARGUMENT, more_keys=ENTITIES.replace("[faster]", "[faster, rising]")))[
        "briefs/sea.md"
    ]
    (judgments,) = read(f"<body>{MarkdownIt('commonmark').render(markdown.decode())}</body>".encode()).all(
        "ol"
    )
    first, second = judgments.all("li")
    assert first.text().endswith("(p1)\n“is likely to” [likely] 55–80\u202f%; [low] confidence")
    assert second.text().endswith("[no likelihood stated]; [no confidence stated]")


def markdown(labels: str, **more: str | bytes) -> str:
    return site(archive(labels, **more))["briefs/sea.md"].decode()


def test_in_markdown_each_part_of_a_label_has_a_line_of_its_own() -> None:
    lines = markdown(ARGUMENT, more_keys=ENTITIES.replace("confidence: low", "")).split("\n")
    start = next(number for number, line in enumerate(lines) if 'id="faster"' in line)
    assert lines[start].endswith(
        "The rise of the sea will quicken — “The sea is likely to rise faster” [p1](#p1)\\"
    )
    assert lines[start + 1].startswith("  “is likely to” \\[likely\\] 55–80")
    assert lines[start + 2] == "  \\[low\\] confidence: one source"
    labels = "p1:\n  - claim: A claim\n    confidence: moderate\n    confidence_basis: one source\n"
    assert "[p1](#p1)\\\n  Moderate confidence: one source\n" in markdown(labels)


def test_in_markdown_a_line_is_not_broken_by_what_editors_wrote_on_several() -> None:
    labels = "p1:\n  - claim: |\n      One line\n      and another\n"
    made = markdown(labels, about='title: "The\\nsea"')
    assert "# The sea" in made
    assert "**C1 claim** One line and another" in made


def test_in_markdown_the_briefs_before_and_the_sources_are_links() -> None:
    files = archive(about="title: The *old* sea, source: 'https://x.org/?a=1&copy;=(2'")
    files["brief/tide.yaml"] = sidecar("p1: []", about="title: The tide, supersedes: sea").encode()
    made = site(files)
    assert b"- Supersedes: [The \\*old\\* sea](sea.md)\n" in made["briefs/tide.md"]
    page = read(f"<body>{MarkdownIt('commonmark').render(made['briefs/sea.md'].decode())}</body>".encode())
    assert "https://x.org/?a=1&copy;=(2" in links(page)
    assert page.one("a", href="sea.json").text() == "W3C Web Annotations"


def test_handling_stands_at_head_and_foot_of_both_forms() -> None:
    made = site(archive(about="title: The sea, handling: TLP:GREEN"))
    text = made["briefs/sea.md"].decode()
    assert text.startswith("**TLP:GREEN**\n\n# The sea\n")
    assert text.endswith("\n\n**TLP:GREEN**\n")
    assert len(read(made["briefs/sea.html"]).all("p", class_="handling")) == 2


def test_in_markdown_what_is_retired_is_a_list() -> None:
    made = markdown("p1:\n  - claim: A claim\n    id: new\n", more_keys="retired: {old: new, dead: ~}\n")
    assert made.endswith(
        "### Retired addresses\n\n"
        '- <a id="old"></a>`#old` is now [`#new`](#new)\n'
        '- <a id="dead"></a>`#dead` has been withdrawn\n'
    )


def test_every_page_of_a_draft_build_says_so(tmp_path: Path):
    files = archive("p1: []", **{"brief/archive.yaml": "retired: {old-sea: sea}\n"})
    build_archive(Memory(files), tmp_path, drafts=True)
    built = tmp_path / "build"
    pages = [
        page for form in ("html", "md") for page in built.rglob(f"*.{form}") if page.parent.name != "seeds"
    ]
    assert {page.relative_to(built).as_posix() for page in pages} >= {
        "briefs/old-sea.html",
        "briefs/old-sea.md",
    }
    assert [page.name for page in pages if "Drafts are shown" not in page.read_text("utf-8")] == []

"""`publish: quotes`: no word of a withheld seed but those that are quoted is anywhere in build/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.archives import sidecar
from tests.commands import call, contents, lay_down

# Words in capitals stand outside every quote, and in no other file of the archive.
SEED = """\
PLANTEDONE The sea rises PLANTEDTWO. It will probably PLANTEDTHREE flood Delmouth, PLANTEDFOUR.

PLANTEDFIVE is a passage that no label stands at.

- PLANTEDSIX: a passage that a label marks as a whole, and that is not published.

This whole passage may be shown, says the Port Office.

PLANTEDSEVEN the Port Office of Delmouth PLANTEDEIGHT the sea falls PLANTEDNINE
"""
PLANTED = re.findall(r"\b[A-Z]{6,}\b", SEED)
WITHHELD = sidecar(
    """\
p1:
  - trend: The level of the water rises
    id: rises
    quote: The sea rises
    leads_to: [flood]
    see: [p2, p5]
  - implication: The town will be under water
    id: flood
    quote:
      - It will probably
      - flood Delmouth
    hedge: probably
    likelihood: likely
    when: 2050
    supports: [open#walls]
  - place: delmouth
    quote: Delmouth
p3:
  - claim: One more thing is said
    allow: {BK307: it is said at length}
p4:
  - claim: The office agrees
    by: office
    publish: true
p5:
  - actor: office
    quote: Port Office
""",
    seed=SEED,
    file="withheld.txt",
    about="title: Withheld, summary: Only quotations of it are published, date: 2020",
    more="publish: quotes\nkey_judgments: [flood]\n",
)
OPEN = sidecar(
    """\
p1:
  - claim: The walls are low
    id: walls
    quote: The walls are low
    note: "It goes with [what was withheld](withheld#rises)."
    contradicts: [withheld#rises]
  - actor: office
    quote: Port Office
""",
    seed="The walls are low, says the Port Office.",
    file="open.txt",
    about="title: Open",
)
ENTITIES = "office: {actor: Port Office}\ndelmouth: {place: Delmouth, part_of: bay}\nbay: {place: The Bay}\n"
FILES = {
    "seeds/withheld.txt": SEED,
    "seeds/open.txt": "The walls are low, says the Port Office.",
    "brief/withheld.yaml": WITHHELD,
    "brief/open.yaml": OPEN,
    "brief/entities.yaml": ENTITIES,
    "brief/archive.yaml": "max_quoted: 1\nurl: https://example.org\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_down(tmp_path, {path: text.encode() for path, text in FILES.items()})


def leaks(root: Path) -> set[tuple[str, str]]:
    """(planted word, path of a built file that holds it)"""
    site = contents(root / "build")
    assert {"briefs/withheld.html", "briefs/withheld.md", "briefs/withheld.json", "index.html"} <= set(site)
    return {
        (word, path)
        for path, data in site.items()
        for word in PLANTED
        if word.encode().lower() in data.lower() or word in path
    }


def test_nine_words_are_planted():
    assert len(set(PLANTED)) == 9


def test_no_byte_of_build_holds_a_word_that_is_not_quoted(root):
    ended = call("build", "--format", "concise", folder=root)
    assert ended.code == 0, ended.out
    assert leaks(root) == set()
    assert "seeds/withheld.txt" not in contents(root / "build")
    assert "seeds/open.txt" in contents(root / "build")


def test_each_of_them_would_be_found_if_it_were_there(root):
    sidecar = root / "brief/withheld.yaml"
    sidecar.write_text(
        WITHHELD.replace("publish: quotes\n", "").replace("      publish: true\n", ""), "utf-8"
    )
    call("build", "--keep-going", folder=root)
    pages = {f"briefs/withheld.{form}" for form in ("html", "md")} | {"seeds/withheld.txt"}
    assert leaks(root) >= {(word, path) for word in PLANTED for path in pages}


def test_what_is_quoted_and_what_may_be_shown_is_there(root):
    call("build", folder=root)
    page = contents(root / "build")["briefs/withheld.html"].decode()
    for words in (
        "The sea rises",
        "It will probably",
        "This whole passage may be shown, says the Port Office.",
    ):
        assert words in page
    assert b"The level of the water rises" in contents(root / "build")["briefs/open.html"]
    assert b"Port Office" in contents(root / "build")["actors/office.md"]


def test_what_is_withheld_is_proved_with_the_seeds_and_not_without(root):
    call("build", folder=root)
    alone, proved = call("verify", folder=root), call("verify", "--seeds", "seeds", folder=root)
    assert (alone.code, proved.code) == (0, 0)
    assert "not proved: seed of withheld is not published" in alone.out
    assert "not proved" not in proved.out


@pytest.mark.parametrize(
    ("sound", "faulty"),
    [
        ("quote: The sea rises", "quote: The see rises"),
        ("quote: The sea rises", "quote: the sea"),
        ("hedge: probably", "hedge: probaby"),
        ("see: [p2, p5]", "see: [p2, p6]"),
    ],
)
def test_what_is_said_of_a_faulty_label_gives_no_word_away(root, sound, faulty):
    sidecar = root / "brief/withheld.yaml"
    assert sound in WITHHELD
    sidecar.write_text(WITHHELD.replace(sound, faulty), "utf-8")
    assert call("build", folder=root).code == 1
    assert call("build", "--keep-going", "--drafts", folder=root).code == 1
    assert leaks(root) == set()

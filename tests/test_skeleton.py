"""A first sidecar for a seed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefkit.skeleton import Known, NoSidecar, checked_skeleton, sound_seed, write_sidecar
from tests.archives import findings, sha256
from tests.commands import lay_down

SEED = "The sea rises three millimetres a year.\n\n•  If the ice goes faster,\n   harbours flood.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "archive", {"seeds/sea.txt": SEED.encode()})


def write(root: Path, seed: str = "seeds/sea.txt", slug: str | None = None, split: str | None = None) -> Path:
    return write_sidecar(root, Path(seed), slug, split).relative_to(root)


def refused(
    root: Path, seed: str = "seeds/sea.txt", slug: str | None = None, split: str | None = None
) -> str:
    with pytest.raises(NoSidecar) as error:
        write(root, seed, slug, split)
    return str(error.value)


def codes(root: Path) -> list[str]:
    paths = [path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()]
    return [one.code for one in findings({path: (root / path).read_bytes() for path in paths})]


def test_a_sidecar_holds_all_that_can_be_known(root):
    assert write(root) == Path("brief/sea.yaml")
    assert (root / "brief/sea.yaml").read_bytes().decode() == (
        f"""\
# yaml-language-server: $schema=../.briefkit/schema/sea.json
briefkit: 1
seed:
  file: sea.txt
  sha256: {sha256(SEED)}
  split: prose-1
  passages: 2
about:
  title: sea
  # What you know of the source: take the first mark away and write your own.
  # date: 2016-07~  # EDTF: ~ approximate, ? uncertain
  # authors: [A. Writer]
  # publisher: The publisher
  # language: en-GB
  # source: https://example.org/where-it-came-from
  # accessed: 2016-07-20
  # descriptor: think-tank comment, open sources
  # reliability: B  # A is reliable, E unreliable, F cannot be judged
  # rights: who owns it, or under which licence it comes
  supplied: [title]  # what the source does not state itself

# A label has one kind (claim, trend, implication, actor or place), most often a quote, and what
# else is known of it:
#
#   - claim: A sentence in your own words
#     quote: the exact words of the passage
#   - actor: the id of an entity, as entities.yaml gives it
#     quote: the words that name it
#
# `briefkit check` says whether each quote stands in its passage.
labels:

  # The sea rises three millimetres a year.
  p1: []

  # • If the ice goes faster, harbours flood.
  p2: []
"""
    )


def test_it_checks_clean_at_once(root):
    write(root)
    assert codes(root) == []


def test_what_its_head_shows_as_examples_is_sound_once_the_marks_are_taken_away(root):
    path = root / write(root)
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^  # (\w+: )", r"  \1", text, flags=re.MULTILINE), "utf-8")
    assert path.read_text("utf-8").count("\n  reliability: B  # A is") == 1
    assert codes(root) == []


@pytest.mark.parametrize("text", ["# The sea #\n\nIt rises.\n", "The sea\n===\n", "<!-- -->\n## The sea\n"])
def test_a_heading_that_a_text_opens_with_is_its_title_and_not_supplied(tmp_path, text):
    root = lay_down(tmp_path / "archive", {"seeds/a.md": text.encode()})
    written = (root / write(root, "seeds/a.md")).read_text("utf-8")
    opens = not text.startswith("<")
    assert ("  title: The sea\n" in written) is opens
    assert ("supplied: [title]" in written) is not opens


def test_what_is_known_of_the_source_is_told_in_the_formats_order(root):
    seed = sound_seed("sea.txt", SEED.encode())
    about = {"source": "https://example.org/a", "date": "2016"}
    known = Known("No", about, supplied=("date",), origin=("from a \x1b letter",))
    text = checked_skeleton("2016/sea", seed, None, known)
    assert text.startswith("# yaml-language-server: $schema=../../.briefkit/schema/2016/sea.json\n")
    assert "seed:\n  # from a ␛ letter\n  file: " in text
    assert '  title: "No"\n' in text
    assert '\n  date: "2016"\n' in text
    assert text.index("  date:") < text.index("  source:") < text.index("  supplied: [date]")


@pytest.mark.parametrize(
    ("file", "slug"),
    [
        ("The Sea at Nice.txt", "the-sea-at-nice"),
        ("2016/Notes_v2.md", "2016/notes-v2"),
        ("Über’s #2: “the sea”.txt", "ubers-2-the-sea"),
        ("- [sea] {ice}, a & b * !c | d > e ' % @ ` ?.txt", "sea-ice-a-b-c-d-e"),
        ("2016/no.txt", "2016/no"),
        ("null.md", "null"),
        ("012.txt", "012"),
        ("sea.tar.txt", "sea-tar"),
    ],
)
def test_a_seed_of_any_name_gets_a_sidecar_that_checks_clean(tmp_path, file, slug):
    root = lay_down(tmp_path / "archive", {f"seeds/{file}": SEED.encode()})
    assert write(root, f"seeds/{file}") == Path(f"brief/{slug}.yaml")
    assert codes(root) == []


@pytest.mark.parametrize(
    "seed",
    [
        b"",
        b"\n\n",
        b"\xef\xbb\xbfThe sea.\r\n\r\nRises.",
        b"# not a comment\n\n  - p9: []\n",
        "Null\x0cform feed \u0085 and \u2028 and \u202e.".encode(),
        b"word" * 500,
    ],
)
def test_a_seed_of_any_words_gets_a_sidecar_that_checks_clean(tmp_path, seed):
    root = lay_down(tmp_path / "archive", {"seeds/sea.txt": seed})
    write(root)
    assert codes(root) == []


def test_a_markdown_seed_is_cut_as_markdown(tmp_path):
    root = lay_down(tmp_path / "archive", {"seeds/sea.md": b"# The sea\n\n> It rises.\n"})
    write(root, "seeds/sea.md")
    text = (root / "brief/sea.yaml").read_text("utf-8")
    assert "split: markdown-1" in text
    assert "  # # The sea\n  p1: []\n" in text
    assert codes(root) == []


def test_the_slug_and_the_rule_may_be_chosen(root):
    assert write(root, slug="2016/ice", split="blocks-1") == Path("brief/2016/ice.yaml")
    assert "split: blocks-1\n" in (root / "brief/2016/ice.yaml").read_text("utf-8")


@pytest.mark.parametrize("seed", ["seeds/sea.txt", "sea.txt"])
def test_a_seed_is_named_from_the_archive_or_from_seeds(root, seed):
    assert write(root, seed) == Path("brief/sea.yaml")


def test_a_seed_may_be_named_from_the_working_folder(root, monkeypatch):
    monkeypatch.chdir(root / "seeds")
    assert write_sidecar(Path(".."), Path("sea.txt"), None, None) == Path("../brief/sea.yaml")


# What is refused


def test_a_sidecar_is_never_written_over_another(root):
    (root / "brief/sea.yaml").write_text("a person's work")
    assert refused(root).endswith("sea.yaml is there already; --slug gives the new one another name")
    assert (root / "brief/sea.yaml").read_text() == "a person's work"


def test_a_link_in_the_sidecars_place_is_not_written_through(root, tmp_path):
    (root / "brief/sea.yaml").symlink_to(tmp_path / "elsewhere")
    assert "is there already" in refused(root)
    assert not (tmp_path / "elsewhere").exists()


def test_a_seed_that_is_not_there_is_refused(root):
    assert refused(root, "seeds/ice.txt") == "there is no file seeds/ice.txt"
    assert refused(root, "seeds") == "there is no file seeds"


@pytest.mark.parametrize("outside", ["brief/notes.txt", "../notes.txt"])
def test_a_seed_outside_seeds_is_refused(root, outside):
    (root / outside).write_text("The sea.")
    said = refused(root, str(root / outside))
    assert said.endswith("is not under seeds/: `briefkit add` puts it there")
    assert not (root / "brief/notes.yaml").exists()


def test_a_link_out_of_seeds_is_refused(root, tmp_path):
    (tmp_path / "notes.txt").write_text("The sea.")
    (root / "seeds/notes.txt").symlink_to(tmp_path / "notes.txt")
    assert "is not under seeds/" in refused(root, "seeds/notes.txt")


def test_an_unknown_rule_is_refused(root):
    assert refused(root, split="lines-1") == (
        "there is no rule lines-1; the rules are prose-1, blocks-1, markdown-1"
    )


@pytest.mark.parametrize("slug", ["Sea", "../sea", "/etc/sea", "archive", "con", "", "sea/"])
def test_a_slug_that_cannot_name_a_brief_is_refused(root, slug, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    said = (
        refused(root, slug=slug) if slug else refused(lay_down(root, {"seeds/?.txt": b"Sea"}), "seeds/?.txt")
    )
    assert said.startswith(f"`{slug}` cannot name a brief: ")
    assert {path.name for path in set(tmp_path.rglob("*")) - set(before)} <= {"?.txt"}


def test_a_name_that_is_no_utf_8_is_refused(root):
    (root / "seeds/se\udce9.txt").write_text("The sea.")  # `sé.txt` in Latin-1
    assert refused(root, "seeds/se\udce9.txt") == (
        "se<U+DCE9>.txt has a name that is not UTF-8: no sidecar can hold it"
    )


def test_a_seed_that_no_page_can_carry_is_refused(root):
    (root / "seeds/sea.txt").write_bytes(b"The \x00sea")
    assert refused(root).startswith("BK")
    assert not (root / "brief/sea.yaml").exists()

"""Whatever is renamed, `check` finds what it found before, and back again every byte is as it was."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.archives import SEA, findings, sha256

from briefkit.files import Memory
from briefkit.references import source_span
from briefkit.renaming import rename
from briefkit.yaml_files import read_yaml_files

Files = dict[str, bytes]
SLUGS = ("sea", "north/sea")
IDS = ("rise", "floods", "nor", "sea-2")
ENTITIES = ("port", "sea", "delmouth-office")
PLAIN, SINGLE, DOUBLE = "{}", "'{}'", '"{}"'
ENTITIES_YAML = """\
# port and sea
port: {actor: Port Office, aliases: [the Port Office], note: "see [sea](entity:sea)"}
sea:
  place: The sea  # sea
  part_of: world
world: {place: World}
retired: {harbour: port, 'office': delmouth-office}
"""
SETTINGS_YAML = "title: Seas\nretired:\n  seas: sea  # first\n  gone: ~\n"


@st.composite
def labels(draw: st.DrawFn, slug: str, ids: list[str]) -> list[str]:
    """The lines of some labels of the first passage."""
    lines: list[str] = []
    others = st.sampled_from([*ids, *(f"{other}#{id}" for other in SLUGS for id in IDS[:2])])
    names = st.sampled_from(ENTITIES)
    for id in ids:
        style = draw(st.sampled_from([PLAIN, SINGLE, DOUBLE]))
        lines += [f"    - claim: The sea {id} rises  # {id}", f"      id: {style.format(id)}"]
        lines += ["      quote: The sea rises", f"      by: {style.format(draw(names))}"]
        links = draw(st.lists(others, max_size=3, unique=True))
        written = [link if style == PLAIN else style.format(link) for link in links]
        if draw(st.booleans()):
            lines.append(f"      supports: [{', '.join(written)}]")
        else:
            lines += ["      contradicts:", *(f"        - {one}" for one in written or ["rise"])]
        link, entity = draw(others), draw(names)
        link = link if "#" in link else f"#{link}"
        lines += draw(
            st.sampled_from(
                [
                    [f"      note: see [{link}]({link}) and `{link}`, not ({link})"],
                    [f'      note: "see [x]({link} \\"t\\") and\\n\\n[y](entity:{entity})"'],
                    [
                        "      note: >-",
                        f"        [a][r] is {id}, says <entity:{entity}>",
                        "",
                        f"        [r]: {link}",
                    ],
                    [f"      note: '[p](#p1-actor-{entity}-1) [q]({slug}#p1)'"],
                    [],
                ]
            )
        )
    for number, entity in enumerate(ENTITIES):
        kind = "place" if entity == "sea" else "actor"
        quote = "sea\n      occurrence: 1" if number == 1 else "sea rises"
        lines += [f"    - {kind}: {entity}", f"      quote: {quote}"]
    return lines


@st.composite
def archives(draw: st.DrawFn) -> Files:
    files: Files = {"brief/entities.yaml": ENTITIES_YAML.encode()}
    if draw(st.booleans()):
        files["brief/archive.yaml"] = SETTINGS_YAML.encode()
    for number, slug in enumerate(SLUGS):
        ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True))
        seed = SEA * (number + 1)
        files[f"seeds/{number}.txt"] = seed.encode()
        head = [
            "briefkit: 1",
            f"seed: {{file: {number}.txt, sha256: {sha256(seed)}, split: prose-1}}",
            "about:",
        ]
        head += [
            "  title: The sea",
            f"  summary: '[see](entity:port) [it](#{ids[0]}), [too]({slug}#{ids[0]})'",
        ]
        head += ["  supersedes: sea"] if number and draw(st.booleans()) else []
        head += [f"key_judgments: [{', '.join(ids)}]"] if draw(st.booleans()) else []
        head += [f"retired: {{older: {ids[0]}, lost: ~}}"] if draw(st.booleans()) else []
        if not number:
            head += ["entities:", "  delmouth-office: {actor: Delmouth, part_of: port}"]
        lines = [
            "\ufeff# " + slug if number else "# sea",
            *head,
            "labels:",
            "  p1:",
            *draw(labels(slug, ids)),
        ]
        end = draw(st.sampled_from(["\n", "\r\n"]))
        files[f"brief/{slug}.yaml"] = (end.join(lines) + end).encode()
    if draw(st.booleans()):
        text = (
            files["brief/sea.yaml"].decode().replace("entities:", "# entities:").replace("  delm", "#  delm")
        )
        files["brief/layers/hk/sea.yaml"] = text.encode()
    return files


@st.composite
def renamings(draw: st.DrawFn) -> tuple[Files, str, str, str]:
    """(an archive, what is renamed, its new name, what it is called then)."""
    files = draw(archives())
    names = [f"entity:{id}" for id in (*ENTITIES, "world")] + list(SLUGS)
    names += [
        f"{one.slug}#{one.id}"
        for file in read_yaml_files(Memory(files)).read
        for one in file.references
        if one.what == "label" and one.role == "given" and file.sort == "sidecar"
    ]
    old = draw(st.sampled_from(names))
    new = draw(st.sampled_from(["risen", "a-1", "new-sea"]))
    if old in SLUGS:
        new = draw(st.sampled_from([new, f"deep/{new}", f"north/{new}"]))
        return files, old, new, new
    prefix = "entity:" if old.startswith("entity:") else old.partition("#")[0] + "#"
    return files, old, new, prefix + new


def done(files: Files, old: str, new: str, *, retire: bool) -> Files:
    after = dict(files)
    for one in rename(Memory(files), old, new, retire=retire).rewrites:
        if one.before is not None:
            assert files[one.path].decode() == one.before
            del after[one.path]
        assert one.after is not None
        after[one.to or one.path] = one.after.encode()
    return after


def counted(files: Files) -> Counter[str]:
    return Counter(finding.code for finding in findings(files))


@given(renamings())
def test_check_finds_nothing_new(case):
    files, old, new, _ = case
    before, after = counted(files), counted(done(files, old, new, retire=True))
    assert after == before
    assert counted(done(files, old, new, retire=False)) == before


@given(renamings())
def test_back_again_every_byte_is_as_it_was(case):
    files, old, new, called = case
    bare = old.removeprefix("entity:").rpartition("#")[2]
    there = done(files, old, new, retire=False)
    assert there != files
    assert done(there, called, bare, retire=False) == files
    kept = done(files, old, new, retire=True)
    if set(kept) == set(files):  # archive.yaml, once it is there, stays
        assert done(kept, called, bare, retire=False) == files
    assert counted(done(kept, called, bare, retire=True)) == counted(files)


@given(renamings())
def test_nothing_names_the_old_name_any_more_but_retired(case):
    files, old, new, _ = case
    after = done(files, old, new, retire=True)
    for file in read_yaml_files(Memory(after)).read:
        for one in file.references:
            name = {"entity": f"entity:{one.id}", "brief": one.slug}.get(one.what, f"{one.slug}#{one.id}")
            assert (name == old) == (name == old and one.role == "retired")


@given(archives())
def test_every_name_stands_where_its_reference_says(case):
    for file in read_yaml_files(Memory(case)).read:
        for one in file.references:
            assert one.place is not None
            name: Any = one.slug if one.what == "brief" else one.id
            span = source_span(file.document.text, one.scalar, one.place)
            assert span is not None
            assert span.of(file.document.text) == name

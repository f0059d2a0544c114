"""What editors show by the schema of a sidecar: the real yaml-language-server, a scripted editor (E10)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from briefkit.diagnostics import Severity
from briefkit.modeline import modeline
from briefkit.schema_files import write_schemas
from tests import hard
from tests.archives import look, sha256
from tests.commands import lay_down
from tests.yaml_language_server import Editor, editor

ROOT = Path(__file__).parents[1]
# Words that YAML takes for something else than text, or that look like it.
TRAPS = [
    *["2016", "NO", "no", "~", "1e3", "null", "true", "False", "yes", "on", "012", "0x1F", "0o14", "12:30"],
    *["2016-07-14", "2016-07", "1_000", ".5", "+1", "-1", "1.50", ".inf", ".NaN", "Null", "y", "0b11"],
]
IDS = ["2016", "1e3", "no", "null", "true", "012", "0x1f", "1e-3", "7", "nice"]
SEED = "\n\n".join(" ".join(TRAPS[start:] + TRAPS[:start]) for start in range(3)) + "\n"
ENTITIES = "".join(f"a-{id}: {{actor: {id}}}\n{id}: {{place: {id}, aliases: [{id}]}}\n" for id in IDS)

words = st.sampled_from(TRAPS)
texts = st.lists(words, min_size=1, max_size=3).map(" ".join)
statements = st.fixed_dictionaries(
    {},
    optional={
        "quote": words,
        "note": texts,
        "name": texts,
        "hedge": words,
        "confidence": st.sampled_from(["low", "moderate", "high"]),
        "likelihood": st.sampled_from(["likely", "PROBABLE", "almost  no chance"]),
        "when": st.sampled_from(["2016", "201X", "2016-07~/..", "0800", "-0043", "Y170000002"]),
        "editor": st.sampled_from(["no", "2016"]),
        "tags": st.lists(st.sampled_from(IDS), max_size=2),
        "see": st.lists(st.sampled_from(["p1", "p2", "p3"]), max_size=2),
        "by": st.sampled_from(IDS) | st.lists(st.sampled_from(IDS), min_size=1, max_size=2),
        "supplied": st.just(["when"]),
        "publish": st.just("true"),
    },
)
kinds = st.sampled_from(["claim", "trend", "implication"])
mentions = st.tuples(st.sampled_from(IDS), words).map(
    lambda of: {"place": of[0], "quote": of[1]} if of[0] != "7" else {"actor": "a-7", "quote": of[1]}
)
labels = st.tuples(kinds, texts, statements).map(lambda of: {of[0]: of[1], **of[2]}) | mentions
passages = st.dictionaries(st.sampled_from(["p1", "p2", "p3"]), st.lists(labels, max_size=3), max_size=3)
heads = st.fixed_dictionaries(
    {"title": texts},
    optional={"date": st.sampled_from(["2016", "1e3"]), "publisher": texts, "authors": st.lists(texts)},
)


def plain(value: Any) -> str:
    """A value in YAML, its words as bare as a person would write them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {plain(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(plain, value)) + "]"
    return str(value)


def sidecar(slug: str, about: dict[str, Any], of_passages: dict[str, Any]) -> str:
    lines = [modeline(slug), "briefkit: 1", "seed: {file: traps.txt, split: prose-1, passages: '3',"]
    lines += [f"  sha256: {sha256(SEED)}}}", f"about: {plain(about)}", "editors: {no: NO, 2016: 2016}"]
    lines += ["entities: {0x0: {place: ~}}", "labels:" if of_passages else "labels: {}"]
    number = count(1)
    for passage, of in of_passages.items():
        lines.append(f"  {passage}:" if of else f"  {passage}: []")
        for label in of:
            if "quote" in label:
                label = {**label, "occurrence": "1"}
            for dash, (key, value) in zip("-" + " " * len(label), label.items(), strict=False):
                lines.append(f"    {dash} {key}: {plain(value)}")
            if next(number) % 2:
                lines.append(f"      id: {IDS[0]}-{len(lines)}")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    return lay_down(folder, {"seeds/traps.txt": SEED.encode(), "brief/entities.yaml": ENTITIES.encode()})


@pytest.fixture(scope="module")
def window(archive: Path) -> Iterator[Editor]:
    with editor(archive) as one:
        yield one


def opened(window: Editor, root: Path, slug: str, text: str) -> list[str]:
    """What the server has to say of a sidecar, with its place."""
    path = root / f"brief/{slug}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    write_schemas(root, [slug])
    found = window.open(path, text)
    return [
        f"{one['range']['start']['line'] + 1}:{one['range']['start']['character'] + 1} {one['message']}"
        for one in found
    ]


def faults(text: str) -> list[str]:
    files = {"seeds/traps.txt": SEED.encode(), "brief/entities.yaml": ENTITIES.encode()}
    found = look({**files, "brief/one.yaml": text.encode()})[0].findings
    return [str(one) for one in found if one.severity is Severity.ERROR]


numbers = count(1)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(about=heads, of_passages=passages)
def test_of_a_hundred_accepted_sidecars_there_is_no_complaint(window, archive, about, of_passages):
    """E10."""
    slug = f"2016/s{next(numbers)}"
    text = sidecar(slug, about, of_passages)
    assume(faults(text) == [])
    try:
        assert opened(window, archive, slug, text) == []
    finally:
        (archive / f"brief/{slug}.yaml").unlink()


def test_of_hard_archives_there_is_no_complaint(tmp_path):
    root = lay_down(tmp_path / "hard", hard.every())
    with editor(root) as one:
        for path in sorted((root / "brief").glob("*.yaml")):
            if path.stem in ("archive", "entities"):
                continue
            text = f"{modeline(path.stem)}\n{path.read_text('utf-8')}"
            assert opened(one, root, path.stem, text) == [], path.stem


@pytest.mark.parametrize("folder", [".", "examples/harbour", "examples/arabic", "examples/japanese"])
def test_of_real_archives_there_is_no_complaint(tmp_path, folder):
    for name in ("seeds", "brief"):
        shutil.copytree(ROOT / folder / name, tmp_path / name)
    write_schemas(tmp_path, [])
    with editor(tmp_path) as one:
        for path in sorted((tmp_path / "brief").rglob("*.yaml")):
            slug = path.relative_to(tmp_path / "brief").as_posix().removesuffix(".yaml")
            line = modeline(slug).replace("schema/entities", "schema/_entities")
            line = line.replace("schema/archive", "schema/_archive")
            text = f"{line}\n{path.read_text('utf-8')}"
            if slug in ("archive", "entities"):
                assert one.open(path, text) == []
            else:
                assert opened(one, tmp_path, slug, text) == []

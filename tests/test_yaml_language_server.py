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
from tests.archives import archive as archive_of_sea
from tests.archives import look, sha256
from tests.archives import sidecar as sidecar_of_sea
from tests.commands import call, lay_down
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


# What is shown where it is wrong, and offered while one writes

SEA = f"{modeline('sea')}\n" + sidecar_of_sea(
    "p1:\n  - claim: The sea rises\n    id: sea-rises\n    quote: The sea rises\n",
    more="editors: {hk: H. Keyes}\nentities: {delmouth: {place: Delmouth, aliases: [the port]}}\n",
)
HEAD = SEA[: SEA.index("labels:")]


@pytest.fixture(scope="module")
def sea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = b"office: {actor: Port Office, type: organization}\n2016: {actor: The year}\n"
    kinds = b"kinds: {event: {base: mention, title: Event}}\n"
    files = archive_of_sea(brief__entities=table, brief__archive=kinds)
    files["brief/entities.yaml"] = files.pop("brief__entities")
    files["brief/archive.yaml"] = files.pop("brief__archive")
    root = lay_down(tmp_path_factory.mktemp("sea"), {**files, "brief/sea.yaml": SEA.encode()})
    assert call("schema", "--all", folder=root).code == 0
    return root


@pytest.fixture(scope="module")
def sea_window(sea: Path) -> Iterator[Editor]:
    with editor(sea) as one:
        yield one


def offered(window: Editor, root: Path, labels: str, place: str) -> dict[str, str]:
    """What is offered behind the words `place`, each with what is said of it."""
    text = HEAD + labels
    path = root / f"brief/x{next(numbers)}.yaml"
    window.open(path, text)
    items = window.at("textDocument/completion", path, text, place)["items"]
    return {one["label"]: _said(one.get("documentation", "")) for one in items}


def _said(documentation: Any) -> str:
    return documentation if isinstance(documentation, str) else documentation["value"]


def test_a_passage_is_completed_by_its_words(sea, sea_window):
    """E10."""
    of = offered(sea_window, sea, "labels:\n  ", "labels:\n  ")
    assert of == {
        "p1": "The sea rises. The sea is likely to rise faster.",
        "p2": "Harbours flood, says the Port Office of Delmouth.",
    }
    of = offered(
        sea_window, sea, "labels:\n  p1:\n    - claim: a\n      see:\n        - ", "see:\n        - "
    )
    assert of["p2"].startswith("Harbours flood")


def test_a_label_is_begun_with_its_kind(sea, sea_window):
    of = offered(sea_window, sea, "labels:\n  p1:\n    - ", "p1:\n    - ")
    assert {"claim", "trend", "implication", "actor", "place", "event"} <= of.keys()
    assert of["trend"] == "A direction of change that the source sees."
    assert "quote" not in of


def test_a_label_is_offered_the_fields_of_its_kind(sea, sea_window):
    of = offered(sea_window, sea, "labels:\n  p1:\n    - claim: a\n      ", "claim: a\n      ")
    assert "basis" in of
    assert not of.keys() & {"direction", "claim", "trend"}
    of = offered(sea_window, sea, "labels:\n  p1:\n    - actor: office\n      ", "actor: office\n      ")
    assert "quote" in of
    assert "likelihood" not in of


@pytest.mark.parametrize(
    ("label", "place", "name", "said"),
    [
        ("actor: ", "actor: ", "office", "Port Office, organization"),
        ("actor: ", "actor: ", "2016", "The year"),
        ("place: ", "- place: ", "delmouth", "Delmouth (the port)"),
        ("claim: a\n      by: ", "by: ", "office", "Port Office, organization"),
        ("claim: a\n      by: ", "by: ", "delmouth", "Delmouth (the port)"),
        ("claim: a\n      supports: [", "supports: [", "sea-rises", "The sea rises"),
        ("claim: a\n      editor: ", "editor: ", "hk", "H. Keyes"),
        ("claim: a\n      likelihood: ", "likelihood: ", "very likely", "80 to 95 %"),
        ("claim: a\n      confidence: ", "confidence: ", "moderate", "how well founded it is"),
        ("claim: a\n      allow:\n        ", "allow:\n        ", "BK401", ""),
    ],
)
def test_names_are_offered_with_what_they_mean(sea, sea_window, label, place, name, said):
    of = offered(sea_window, sea, f"labels:\n  p1:\n    - {label}", place)
    assert name in of
    assert said in of[name]


@pytest.mark.parametrize(
    ("labels", "complaint"),
    [
        ("p3: []", "1:1 this seed has the passages p1 to p2"),
        ("p1:\n  - claim: a\n    qoute: b", "3:5 Property qoute is not allowed."),
        ("p1:\n  - clam: a", "2:5 this is no field of a label"),
        ("p1:\n  - quote: a", "2:5 a label has one kind: claim, trend, implication, actor, place, event"),
        ("p1:\n  - actor: office", '2:5 Missing property "quote".'),
        ("p1:\n  - actor: ofice\n    quote: a", "2:12 no actor has this id; "),
        ("p1:\n  - actor: delmouth\n    quote: a", "2:12 no actor has this id; "),
        ("p1:\n  - place: dellmouth\n    quote: a", "2:12 no place has this id; "),
        ("p1:\n  - claim: a\n    see: [p9]", "3:11 this seed has the passages p1 to p2"),
        ("p1:\n  - claim: a\n    when: July", "3:11 no EDTF date"),
        ("p1:\n  - claim: a\n    likelihood: 55 %", "3:17 a likelihood is a term"),
        ("p1:\n  - claim: a\n    direction: rising", "3:5 Property direction is not allowed."),
        ("p1:\n  - trend: a\n    confidence: very", '3:17 Value is not accepted. Valid values: "low"'),
        ("p1:\n  - claim: a\n    allow: {BK202: why}", "3:13 no rule that can be silenced has this code"),
        ("p1:\n  - claim: a\n    note: ''", "3:11 the value is empty"),
        ("p1: {claim: a}", '1:5 Incorrect type. Expected "array".'),
    ],
)
def test_what_is_wrong_is_complained_of_at_its_place(sea, sea_window, labels, complaint):
    text = f"{HEAD}labels:\n" + "".join(f"  {line}\n" for line in labels.split("\n"))
    first = HEAD.count("\n") + 1
    found = []
    for one in sea_window.open(sea / f"brief/x{next(numbers)}.yaml", text):
        start = one["range"]["start"]
        found.append(f"{start['line'] + 1 - first}:{start['character'] - 1} {one['message']}")
    assert any(one.startswith(complaint) for one in found), found


def test_hovering_over_a_passage_shows_its_words(sea, sea_window):
    sea_window.open(sea / "brief/hover.yaml", SEA)
    shown = sea_window.at("textDocument/hover", sea / "brief/hover.yaml", SEA, "\n  p1")
    assert "The sea rises. The sea is likely to rise faster." in shown["contents"]["value"]

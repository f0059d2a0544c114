"""Layers are checked as sidecars are, and are no part of what is built."""

from __future__ import annotations

import pytest

from tests.adjudication.readings import HK, SEA, archive
from tests.archives import look, sidecar
from tests.commands import call, contents, lay_down

SOUND = "p1:\n  - place: port-amber\n    quote: Port Amber\n"


def errors(files):
    result, _ = look(files)
    return [f"{one.path}:{one.line} {one.code}" for one in result.findings if one.severity == "error"]


def test_sound_layers_are_no_finding():
    assert errors(archive(main=SOUND)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("quote: Port Ambar", "BK202"),
        ("quote: [Port, Amber]", "BK126"),
        ("quotes: Port Amber", "BK12"),
        ("quote: 'Port Amber", "BK1"),
    ],
)
def test_faults_of_a_layer_are_told_where_they_are(text, code):
    files = archive(hk=HK.replace("quote: Port Amber", text), main=SOUND)
    line = files["brief/layers/hk/sea.yaml"].decode().splitlines().index(f"      {text}") + 1
    assert [one for one in errors(files) if one.startswith(f"brief/layers/hk/sea.yaml:{line} {code}")]


def test_a_layer_that_is_not_utf_8_is_told():
    assert errors({**archive(main=SOUND), "brief/layers/hk/sea.yaml": b"\xff"}) == [
        "brief/layers/hk/sea.yaml:1 BK190"
    ]


def test_how_well_a_layer_is_made_is_not_asked():
    result, _ = look(archive(main=SOUND, **{"brief/archive.yaml": "coverage: 0.5\n"}))
    assert [one.path for one in result.findings if one.path.startswith("brief/layers/")] == []


def test_nothing_of_a_layer_gets_into_the_archive():
    result, briefs = look(archive(main=SOUND))
    assert list(briefs) == ["sea"]
    assert result.index.slugs() == ["sea"]
    assert [one.address for one in briefs["sea"].labels] == ["p1-place-port-amber-1"]
    assert result.sidecars == 1
    assert result.index.entity("grey-coal") is None


def test_nothing_of_a_layer_is_built(tmp_path):
    with_layers = lay_down(tmp_path / "with", archive(main=SOUND))
    files = {path: data for path, data in archive(main=SOUND).items() if "layers" not in path}
    without = lay_down(tmp_path / "without", files)
    assert [call("build", "-q", folder=folder).code for folder in (with_layers, without)] == [0, 0]
    assert contents(with_layers / "build") == contents(without / "build")


def test_ids_of_layers_are_their_own():
    main = "p1:\n  - claim: Coal was bought\n    id: coal\n"
    assert errors(archive(main=main)) == []
    other = sidecar("p1:\n  - claim: It is so\n    supports: [sea#sails]\n", seed=SEA, file="ice.txt")
    files = {**archive(main=main), "seeds/ice.txt": SEA.encode(), "brief/ice.yaml": other.encode()}
    assert errors(files) == ["brief/ice.yaml:7 BK210"]


@pytest.mark.parametrize(
    ("path", "code"),
    [("sea.yaml", "BK193"), ("H K/sea.yaml", "BK1"), ("hk/The Sea.yaml", "BK1"), ("hk/index.yaml", "BK1")],
)
def test_a_layer_in_the_wrong_place_is_told(path, code):
    files = archive(main=SOUND)
    files[f"brief/layers/{path}"] = files["brief/layers/hk/sea.yaml"]
    [found] = errors(files)
    assert found.startswith(f"brief/layers/{path}:1 {code}")


def test_layers_of_a_brief_without_a_sidecar_are_held_against_one_another():
    ice = sidecar("p1: []\n", seed=SEA, file="ice.txt")
    files = {**archive(), "seeds/ice.txt": SEA.encode(), "brief/layers/jm/sea.yaml": ice.encode()}
    assert errors(files) == ["brief/layers/jm/sea.yaml:1 BK360"]


def test_a_second_check_sees_that_a_layer_changed(tmp_path):
    root = lay_down(tmp_path, archive(main=SOUND))
    assert call("check", "-q", folder=root).code == call("check", "-q", folder=root).code == 0
    path = root / "brief/layers/jm/sea.yaml"
    path.write_text(path.read_text("utf-8").replace("quote: Port Amber", "quote: Port Ambar"), "utf-8")
    for _ in range(2):
        assert (
            "brief/layers/jm/sea.yaml:15:14: BK202" in call("check", "--format", "concise", folder=root).out
        )
    path.unlink()
    assert call("check", "-q", folder=root).code == 0

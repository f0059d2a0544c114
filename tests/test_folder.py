"""Which file is what, and what is in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefkit.diagnostics import Diagnostic
from briefkit.files import Disk, Memory
from briefkit.folder import (
    Layout,
    lay_out,
    own_templates,
    packaged_templates,
    read_document,
    read_seed_bytes,
    rule_page,
    without_sidecar,
)
from briefkit.names import BAD_NAME
from briefkit.spans import Document, Span
from tests.commands import lay_down

SIDECAR = Document("brief/sea.yaml", "seed: {file: sea.txt}\n")
FILE = Span(13, 20)  # `sea.txt`


def laid_out(*paths: str) -> tuple[Layout, list[Diagnostic]]:
    return lay_out(Memory(dict.fromkeys(paths, b"")))


def layout(*paths: str) -> Layout:
    found, findings = laid_out(*paths)
    assert findings == []
    return found


# brief/ and seeds/


def test_an_empty_archive_holds_nothing():
    assert layout() == Layout(None, (), {}, ())


def test_each_file_is_what_its_place_says():
    assert layout(
        "brief/archive.yaml", "brief/entities.yaml", "brief/sea.yaml", "brief/2016/nice.yaml", "seeds/sea.txt"
    ) == Layout(
        settings="brief/archive.yaml",
        entities=("brief/entities.yaml",),
        sidecars={"2016/nice": "brief/2016/nice.yaml", "sea": "brief/sea.yaml"},
        seeds=("sea.txt",),
    )


def test_entities_may_fill_a_folder():
    found = layout(
        "brief/entities/people.yaml", "brief/entities/places/towns.yaml", "brief/entities/README.md"
    )
    assert found.entities == ("brief/entities/people.yaml", "brief/entities/places/towns.yaml")
    assert found.sidecars == {}


def test_sidecars_come_in_the_order_of_their_slugs_and_not_of_their_paths():
    # "-" sorts before "." and "." before "/", so the two orders are not the same.
    found = layout("brief/sea-2.yaml", "brief/sea.yaml", "brief/sea/ice.yaml")
    assert list(found.sidecars) == ["sea", "sea-2", "sea/ice"]


def test_readings_of_other_editors_are_not_built():
    assert layout("brief/layers/hk/sea.yaml").sidecars == {}


def test_a_folder_may_have_the_name_that_a_file_at_the_top_may_not():
    assert layout("brief/2016/archive.yaml").sidecars == {"2016/archive": "brief/2016/archive.yaml"}


@pytest.mark.parametrize(
    ("path", "help"),
    [
        ("brief/Nice.yaml", "rename the file to brief/nice.yaml"),
        ("brief/2016/The sea_2.yaml", "rename the file to brief/2016/the-sea-2.yaml"),
        ("brief/con.yaml", "give the file another name"),
        ("brief/2016/index.yaml", "give the file another name"),
        ("brief/???.yaml", "give the file another name"),
    ],
)
def test_a_file_whose_name_no_page_could_have_is_reported_and_left_out(path, help):
    found, [finding] = laid_out(path)
    assert found.sidecars == {}
    assert (finding.path, finding.code, finding.help) == (path, BAD_NAME.code, help)


@pytest.mark.parametrize("name", ["sea.yml", "sea.YAML", "2016/sea.YML"])
def test_what_looks_like_a_sidecar_and_is_not_read_is_reported(name):
    found, [finding] = laid_out(f"brief/{name}")
    assert found.sidecars == {}
    assert finding.code == "BK193"
    assert finding.help == f"rename it to brief/{name[: name.index('.')]}.yaml"


def test_other_files_beside_the_sidecars_are_no_ones_business():
    assert layout("brief/README.md", "brief/notes.txt", "brief/sea.yaml~") == Layout(None, (), {}, ())


def test_a_link_that_leads_out_of_the_archive_is_reported(tmp_path):
    (tmp_path / "outside.txt").write_text("The sea rises.")
    root = lay_down(tmp_path / "archive", {})
    (root / "seeds/sea.txt").symlink_to(tmp_path / "outside.txt")
    (root / "brief/sea.yaml").symlink_to("nowhere.yaml")
    found, findings = lay_out(Disk(root))
    assert found == Layout(None, (), {}, (), strays=frozenset({"seeds/sea.txt", "brief/sea.yaml"}))
    assert [(one.code, one.path) for one in findings] == [
        ("BK005", "brief/sea.yaml"),
        ("BK005", "seeds/sea.txt"),
    ]


# What a file holds


def test_a_yaml_file_is_read_as_utf_8():
    assert read_document(Memory({"brief/é.yaml": "ÿ: é".encode()}), "brief/é.yaml") == Document(
        "brief/é.yaml", "ÿ: é"
    )


def test_a_byte_that_is_no_utf_8_is_reported_with_its_place():
    found = read_document(Memory({"brief/sea.yaml": b"\xc3\xa9: 1\n\xc3\xa9: \xe9\n"}), "brief/sea.yaml")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.line, found.column) == ("BK190", 2, 4)
    assert found.message == "byte 10 (0xe9) is not UTF-8"


def test_a_seed_is_read_byte_for_byte():
    files = Memory({"seeds/sea.txt": b"\xef\xbb\xbf\r\n\xff"})
    assert read_seed_bytes(files, "sea.txt", SIDECAR, FILE) == b"\xef\xbb\xbf\r\n\xff"


@pytest.mark.parametrize(
    ("seeds", "help"),
    [
        (["seeds/seas.txt", "seeds/other.txt"], "write `seas.txt`"),
        (["seeds/2016/nice.md"], "put the seed there, or mend the path: it is relative to seeds/"),
        ([], "put the seed there, or mend the path: it is relative to seeds/"),
    ],
)
def test_a_seed_that_is_not_there_is_reported_where_it_is_named(seeds, help):
    found = read_seed_bytes(Memory(dict.fromkeys(seeds, b"")), "sea.txt", SIDECAR, FILE)
    assert isinstance(found, Diagnostic)
    assert (found.code, found.message, found.help) == ("BK001", "there is no seeds/sea.txt", help)
    assert found.span.of(SIDECAR.text) == "sea.txt"


@pytest.mark.parametrize("path", ["../brief/sea.yaml", "/etc/passwd", "a\\b.txt", "./sea.txt"])
def test_a_path_that_leads_out_of_seeds_is_reported(path):
    found = read_seed_bytes(Memory({"brief/sea.yaml": b""}), path, SIDECAR, FILE)
    assert isinstance(found, Diagnostic)
    assert (found.code, found.message) == ("BK005", f"`{path}` is no path below seeds/")


def test_a_seed_that_no_sidecar_names_is_reported():
    found = layout("seeds/sea.txt", "seeds/ice.md", "seeds/README")
    assert [(one.code, one.path) for one in without_sidecar(found, {"sea.txt"})] == [
        ("BK502", "seeds/ice.md")
    ]
    assert without_sidecar(found, {"sea.txt", "ice.md"}) == []


# What the package ships


def test_the_packaged_templates_are_pages_and_what_pages_need():
    shipped = set(packaged_templates())
    assert {"brief.html.j2", "brief.md.j2", "index.html.j2", "assets/style/10-tokens.css"} <= shipped
    assert not any(name.startswith(".") or "/." in name for name in shipped)


def test_an_archives_own_templates_are_those_that_differ():
    own = {"templates/mine.html.j2": b"mine", "templates/assets/style/97-mine.css": b"a { color: red }"}
    shipped = {f"templates/{name}": data for name, data in packaged_templates().items()}
    assert own_templates(Memory(shipped)) == {}
    assert own_templates(Memory({**shipped, **own})) == {
        "mine.html.j2": b"mine",
        "assets/style/97-mine.css": b"a { color: red }",
    }


def test_the_page_of_a_rule_opens_with_its_name():
    assert (rule_page("BK202") or "").startswith("# BK202 quote-not-found\n")


def test_a_code_that_no_rule_has_has_no_page():
    assert rule_page("BK999") is None


def test_a_link_in_the_place_of_a_template_is_reported(tmp_path: Path) -> None:
    (tmp_path / "brief").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "elsewhere.j2").write_text("secret")
    (tmp_path / "templates" / "brief.html.j2").symlink_to("/etc/passwd")
    _, findings = lay_out(Disk(tmp_path))
    assert [(one.code, one.path) for one in findings] == [("BK005", "templates/brief.html.j2")]

"""A rewrite changes what was read, or nothing."""

import pytest

from briefkit.rewrite import ChangedMeanwhile, Rewrite, rewrite


def test_files_are_replaced_with_their_rights(tmp_path):
    file = tmp_path / "brief" / "x.yaml"
    file.parent.mkdir()
    file.write_bytes(b"a\r\n")
    file.chmod(0o640)
    rewrite(tmp_path, [Rewrite("brief/x.yaml", "a\r\n", "b\r\n")])
    assert file.read_bytes() == b"b\r\n"
    assert file.stat().st_mode & 0o777 == 0o640


def test_if_one_file_changed_none_is_written(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.yaml").write_text("one")
    changes = [Rewrite("a.yaml", "one", "two"), Rewrite("b.yaml", "other", "two")]
    with pytest.raises(ChangedMeanwhile, match=r"b\.yaml changed while this ran"):
        rewrite(tmp_path, changes)
    assert [(path.name, path.read_text()) for path in sorted(tmp_path.iterdir())] == [
        ("a.yaml", "one"),
        ("b.yaml", "one"),
    ]


def test_a_file_that_is_gone_has_changed(tmp_path):
    with pytest.raises(ChangedMeanwhile):
        rewrite(tmp_path, [Rewrite("a.yaml", "one", "two")])


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "a.yaml").write_text("one")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    rewrite(tmp_path, [Rewrite("b.yaml", "one", "two")])
    assert (tmp_path / "b.yaml").is_symlink()
    assert (tmp_path / "a.yaml").read_text() == "two"


def test_a_seed_is_never_written(tmp_path):
    with pytest.raises(ValueError, match="never written"):
        rewrite(tmp_path, [Rewrite("seeds/a.txt", "one", "two")])

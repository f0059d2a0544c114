"""What is known from an earlier look changes nothing that is said."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.test_workspace import Change, changes, start

from briefkit.files import Disk
from briefkit.known import FILE, FOLDER
from briefkit.recall import check_archive


def put(root: Path, path: str, content: bytes | None) -> None:
    if content is None:
        (root / path).unlink(missing_ok=True)
    else:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


@settings(max_examples=60)
@given(st.lists(st.lists(changes, min_size=1, max_size=3), max_size=5))
def test_after_any_changes_a_check_finds_what_it_would_find_anew(batches: list[list[Change]]):
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for path, first in start().items():
            put(root, path, first)
        for batch in [[], *batches]:
            for path, content in batch:
                put(root, path, content)
            anew = check_archive(Disk(root), cache=False)
            assert check_archive(Disk(root)) == anew  # only what changed is read
            assert check_archive(Disk(root)) == anew  # nothing did


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_is_no_worse_than_none(data: st.DataObject):
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for path, first in start().items():
            put(root, path, first)
        anew = check_archive(Disk(root))
        file = root / FOLDER / FILE
        known = file.read_bytes()
        start_, end = sorted(data.draw(st.tuples(*[st.integers(0, len(known))] * 2)))
        junk = data.draw(st.sampled_from([b"", b"\0" * (end - start_), b"junk"]))
        file.write_bytes(known[:start_] + junk + known[end:] if start_ < end else known[:start_])
        put(root, "brief/sea.yaml", start()["brief/sea.yaml"] + b"# a remark\n")
        assert check_archive(Disk(root)) == anew
        assert check_archive(Disk(root)) == anew

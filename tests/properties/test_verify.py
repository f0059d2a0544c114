"""`verify` reads whatever stands in a built folder, and finds nothing wrong only where nothing is."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small_archive import FILES

from briefkit.build import build_archive
from briefkit.files import Disk, Memory
from briefkit.verify import verify
from briefkit.verify.markup import read_page


@cache
def site() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        build_archive(Memory(FILES), Path(folder))
        built = Disk(Path(folder) / "build")
        return {path: built.read(path) for path in built.names("")}


def listed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with a manifest that lists them as they are."""
    manifest = json.loads(site()["manifest.json"])
    for entry in manifest["files"]:
        content = files.get(entry["path"], b"")
        entry |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return {**files, "manifest.json": (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()}


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the site, cut, filled or written over."""
    path = draw(st.sampled_from(sorted(site())))
    content = site()[path]
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 2)))
    junk = draw(
        st.one_of(
            st.binary(max_size=40),
            st.sampled_from(
                [
                    *(b"<", b'"', b"<div>", b"</div>", b"<p>", b"<svg>", b"<table>", b"&#0;", b"\0", b"null"),
                    *(b"<span data-gap data-start=9 data-end=x>", b'<mark data-labels="x">', b"\n\n```\n"),
                    *(b'\n- <a id="p1"></a>', b"[]", b"{}", b"-1", b"1e999", b'"\\ud800"'),
                ]
            ),
        )
    )
    return path, content[:start] + junk + content[draw(st.sampled_from([start, end])) :]


@settings(max_examples=50)
@given(damaged())
def test_any_bytes_in_any_file_give_findings_and_no_exception(case):
    path, content = case
    findings, proved = verify(Memory({**site(), path: content}))
    assert bool(findings) == (content != site()[path])
    assert str(proved).startswith("proved: ")


@settings(max_examples=50)
@given(damaged())
def test_so_they_do_where_the_manifest_lists_them(case):
    path, content = case
    if path != "manifest.json":
        verify(Memory(listed({**site(), path: content})))


def paths(value: object) -> list[tuple[str | int, ...]]:
    """The way to every value inside."""
    inside = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    return [way for key, one in inside for way in ((key,), *((key, *rest) for rest in paths(one)))]


UNPROVED = ("nickname", "briefkit:country")  # docs/verify.md, "What is not proved"
JSON = ["briefs/islands.json", "briefs/harbour.json", "manifest.json"]
ODD_VALUES = st.sampled_from([None, 1, -1, 10**30, 1.5, True, "", "x", "#", "p1", [], ["p1"], {}, {"a": 1}])


@given(
    st.sampled_from(["briefs/islands.json", "briefs/harbour.json", "manifest.json"]), st.data(), ODD_VALUES
)
def test_no_value_in_the_json_is_taken_on_trust(path, data, odd):
    value = json.loads(site()[path])
    *way, last = data.draw(st.sampled_from(paths(value)))
    holder = value
    for key in way:
        holder = holder[key]
    before, holder[last] = holder[last], odd
    if path == "manifest.json":
        text = json.dumps(value, ensure_ascii=False, indent=1)
    else:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    files = {**site(), path: f"{text}\n".encode()}
    findings, _ = verify(Memory(files if path == "manifest.json" else listed(files)))
    assert findings or (type(odd) is type(before) and odd == before) or last in UNPROVED


@given(st.text(alphabet="<>/!-= \"'&;ab\n\rp1"))
def test_a_page_has_a_fault_or_is_a_tree(text):
    page = read_page(text)
    for element in page.elements:
        assert element.index < element.stop <= len(page.elements)
        assert element.first_text <= element.stop_text <= len(page.texts)
        if element.parent is not None and not page.faults:
            assert element.stop <= element.parent.stop

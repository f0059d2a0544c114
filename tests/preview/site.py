"""A small archive on disk, held open, and the ways in which an editor changes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

from tests.archives import archive, sidecar
from tests.commands import lay_down

from briefkit.preview.bench import Bench
from briefkit.preview.server import Preview

LABELS = """\
p1:
  - claim: It rises
    id: rises
    quote: The sea rises
p2:
  - place: town
    quote: Delmouth
"""
PAGE, SIDECAR = "briefs/sea.html", "brief/sea.yaml"
TIDE = "The tide comes in at Delmouth.\n"


def seas(**more: str | bytes) -> dict[str, bytes]:
    files = archive(LABELS, **more)
    files["brief/entities.yaml"] = b"town: {place: Delmouth}\n"
    labels = "p1:\n  - place: town\n    quote: Delmouth"
    tide = sidecar(labels, seed=TIDE, file="tide.txt", about="title: The tide, published: 2020-01-02")
    files |= {"brief/tide.yaml": tide.encode(), "seeds/tide.txt": TIDE.encode()}
    files["brief/archive.yaml"] = b"title: Seas\nretired: {old: sea}\nurl: https://example.org\n"
    return files


@contextmanager
def held(folder: Path, files: dict[str, bytes] | None = None, *, drafts: bool = False) -> Iterator[Bench]:
    with closing(Bench(lay_down(folder, seas() if files is None else files), drafts=drafts)) as bench:
        yield bench


@contextmanager
def served(bench: Bench) -> Iterator[Preview]:
    with Preview(bench, 0) as preview:
        thread = Thread(target=preview.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield preview
        finally:
            preview.stop()
            preview.shutdown()
            thread.join()


def ask(preview: Preview, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    """The answer to a request; headers are written with `_` for `-`."""
    with closing(HTTPConnection("127.0.0.1", preview.server_port, timeout=10)) as connection:
        connection.request(
            method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer, answer.read()


def write(bench: Bench, path: str, text: str | bytes) -> None:
    """What an editor does on saving, and the archive is told of it."""
    (bench.root / path).write_bytes(text.encode() if isinstance(text, str) else text)
    bench.look([path])


def text_of(bench: Bench, path: str) -> str:
    page = bench.page(path)
    assert page is not None
    return page.content.decode()


def said(bench: Bench, path: str = PAGE) -> list[str]:
    """The codes of what is found on a page."""
    return [one.code for one in bench.findings(path).here]

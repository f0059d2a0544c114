"""The preview over HTTP: who gets what, what is refused, and how a page is told of changes."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from tests.archives import sidecar
from tests.preview.site import LABELS, PAGE, SIDECAR, ask, held, served, write

from briefkit.preview.editors import EDITORS
from briefkit.preview.server import PAGE_POLICY, Preview, find_free
from briefkit.preview.watching import Paths

WINDOW = {"Sec_Fetch_Dest": "document", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Site": "none"}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with held(tmp_path_factory.mktemp("archive")) as bench, served(bench) as one:
        yield one


def test_who_asks_for_a_page_gets_what_a_build_would_write(preview: Preview) -> None:
    answer, body = ask(preview, f"/{PAGE}")
    page = preview.bench.page(PAGE)
    assert page
    assert (answer.status, body) == (200, page.content)
    assert ask(preview, f"/_page/{PAGE}")[1] == body
    assert ask(preview, "/")[1] == ask(preview, "/index.html")[1]


def test_a_window_gets_the_shell_and_a_frame_the_page(preview: Preview) -> None:
    answer, shell = ask(preview, f"/{PAGE}", **WINDOW)
    assert b'<iframe id="page"' in shell
    assert "frame-src 'self'" in str(answer.headers["Content-Security-Policy"])
    assert "unsafe" not in str(answer.headers["Content-Security-Policy"])
    answer, page = ask(preview, f"/_page/{PAGE}", Sec_Fetch_Dest="iframe", Sec_Fetch_Site="same-origin")
    assert b"data-slug=sea" in page
    assert answer.headers["Content-Security-Policy"] == PAGE_POLICY


def test_a_page_that_is_opened_out_of_its_frame_gets_one(preview: Preview) -> None:
    answer, _ = ask(preview, f"/_page/{PAGE}?kind=claim", **WINDOW)
    assert (answer.status, answer.headers["Location"]) == (302, f"/{PAGE}?kind=claim")


def test_the_page_in_a_frame_is_known_by_its_digest(preview: Preview) -> None:
    answer, _ = ask(preview, f"/_page/{PAGE}")
    page = preview.bench.page(PAGE)
    assert page
    assert answer.headers["Server-Timing"] == f'page;desc="{page.digest}"'


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/index.html", "text/html"), ("/briefs/sea.md", "text/markdown"),
        ("/briefs/sea.json", "application/json"),
        ("/briefs/sea.bib", "text/plain"), ("/seeds/sea.txt", "text/plain"), ("/feed.xml", "application/xml"),
        ("/_preview/preview.js", "text/javascript"), ("/_preview/preview.css", "text/css"),
        ("/_preview/tokens.css", "text/css"), ("/_preview/icon.svg", "image/svg+xml"),
        ("/_preview/rules/BK202", "text/plain"),
    ],
)  # fmt: skip
def test_each_file_says_what_it_is(preview: Preview, path: str, kind: str) -> None:
    answer, body = ask(preview, path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
    assert len(body) == int(str(answer.headers["Content-Length"])) > 0
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_head_gets_the_head_alone(preview: Preview) -> None:
    answer, body = ask(preview, f"/{PAGE}", "HEAD")
    assert (answer.status, body) == (200, b"")
    assert int(str(answer.headers["Content-Length"])) > 1000
    assert ask(preview, "/_preview/changes", "HEAD")[0].headers["Content-Type"] == "text/event-stream"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_but_get_and_head_is_taken(preview: Preview, method: str) -> None:
    answer, _ = ask(preview, "/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"}, {"Host": "evil.example:80"}, {"Origin": "http://evil.example"},
        {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "script"},
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "path", ["/", f"/{PAGE}", "/_preview/changes", "/_preview/label?slug=sea", "/seeds/sea.txt"]
)
def test_a_foreign_host_or_origin_is_refused(preview: Preview, headers: dict[str, str], path: str) -> None:
    answer, body = ask(preview, path, **headers)
    assert answer.status == 403
    assert b"The sea" not in body


@pytest.mark.parametrize(
    "path",
    ["/../brief/sea.yaml", "/%2e%2e/brief/sea.yaml", "/..%2fbrief%2fsea.yaml", "//etc/passwd",
     "/brief/sea.yaml", "/_preview/../brief.html.j2", "/_preview/%2e%2e/brief.html.j2",
     "/_preview/rules/../../README.md", "/_preview/none", "/_page/../brief/sea.yaml",
     "/assets/../brief/sea.yaml", "/%00", "/\\..\\brief", "/%ff.html"],
)  # fmt: skip
def test_no_path_leads_out_of_the_site(preview: Preview, path: str) -> None:
    answer, body = ask(preview, path)
    assert answer.status == 404
    assert b"briefkit: 1" not in body


def test_where_there_is_no_page_there_is_a_page_that_says_so(preview: Preview) -> None:
    answer, body = ask(preview, "/briefs/none.html")
    assert answer.status == 404
    assert b"No page here now" in body


def test_a_fault_of_briefkit_is_said_and_the_server_stays(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(preview.bench, "page", lambda path: 1 / 0)
        answer, body = ask(preview, "/index.html")
    assert answer.status == 500
    assert body.startswith(b"this is a fault of briefkit, not of your archive: ZeroDivisionError")
    assert b"Traceback" not in body
    assert ask(preview, "/index.html")[0].status == 200


# -- labels


def label(preview: Preview, query: str) -> dict[str, object]:
    answer, body = ask(preview, f"/_preview/label?{query}")
    assert answer.status == 200
    value: dict[str, object] = json.loads(body)
    return value


def test_a_label_is_offered_over_http(preview: Preview) -> None:
    value = label(preview, "slug=sea&spans=0-13&kind=trend&value=It%20rises%20on")
    assert value["label"] == "- trend: It rises on\n  quote: The sea rises"
    place = value["place"]
    assert isinstance(place, dict)
    opens = f"vscode://file{preview.bench.root.as_posix()}/{SIDECAR}:{place['line']}:1"
    assert place["editor"] == opens


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("", "no brief"), ("slug=none&spans=0-3", "no brief none"), ("slug=sea&spans=x", "no span"),
        ("slug=sea&spans=1-%C2%B2", "no span"), ("slug=sea", "no words"), ("slug=sea&spans=3-3", "no words"),
        ("slug=sea&spans=0-60", "from p1 into p2"), ("slug=sea&spans=0-3&kind=x", "no kind"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_label_says_why(preview: Preview, query: str, problem: str) -> None:
    assert problem in str(label(preview, query)["problem"])


# -- changes


class Stream:
    """The events that a window hears."""

    def __init__(self, preview: Preview, page: str) -> None:
        self.connection = socket.create_connection(("127.0.0.1", preview.server_port), timeout=10)
        host = f"127.0.0.1:{preview.server_port}"
        self.connection.sendall(
            f"GET /_preview/changes?page={page} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        )
        self.lines = self.connection.makefile("rb")

    def event(self, name: str) -> str:
        """The data of the next event of the name."""
        for line in self.lines:
            if line == f"event: {name}\n".encode():
                return next(self.lines).decode().removeprefix("data: ").strip()
        raise AssertionError(f"the stream ended without {name}")

    def close(self) -> None:
        self.lines.close()
        self.connection.close()


def test_a_window_is_told_when_its_page_is_another_and_what_is_found(tmp_path: Path) -> None:
    with held(tmp_path) as bench, served(bench) as preview:
        stream, other = Stream(preview, PAGE), Stream(preview, "briefs/tide.html")
        page = bench.page(PAGE)
        assert page
        assert stream.event("page") == page.digest
        assert json.loads(stream.event("findings"))["state"] == "now"
        first = other.event("page")
        assert json.loads(other.event("findings"))["elsewhere"]["findings"] == []

        write(bench, SIDECAR, sidecar(LABELS.replace("It rises", "It sinks")))
        preview.tell()
        assert stream.event("page") != page.digest

        write(bench, SIDECAR, "lab")
        preview.tell()
        found = json.loads(stream.event("findings"))
        assert found["state"] == "old"
        assert found["here"]["findings"]
        elsewhere = json.loads(other.event("findings"))
        assert elsewhere["elsewhere"]["findings"], "and of the other page nothing was said but this"

        (bench.root / SIDECAR).unlink()
        bench.look([SIDECAR])
        preview.tell()
        assert stream.event("page") == ""
        assert json.loads(stream.event("findings"))["state"] == "none"
        assert bench.page("briefs/tide.html").digest == first  # type: ignore[union-attr]
        stream.close()
        other.close()


def test_a_window_that_has_gone_is_noticed_and_one_that_waits_is_pinged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefkit.preview.server.PING", 0.05)
    with held(tmp_path) as bench, served(bench) as preview:
        stream = Stream(preview, "")
        stream.event("findings")
        assert any(line == b": still here\n" for line in stream.lines)
        stream.close()


def test_while_the_archive_is_read_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go = Event()
    monkeypatch.setattr("briefkit.preview.server.LOOK", 0.01)
    monkeypatch.setattr(
        "briefkit.preview.bench.Bench._counted", lambda bench, slugs: go.wait(10) and iter(list(slugs))
    )
    with held(tmp_path) as bench, served(bench) as preview:
        stream = Stream(preview, PAGE)
        assert json.loads(stream.event("reading")) == [0, 0]
        go.set()
        assert stream.event("page")
        stream.close()


def test_the_files_are_followed_until_the_end(tmp_path: Path) -> None:
    said: list[BaseException] = []

    def once(root: Path, stop: Event) -> Iterator[Paths]:
        (root / SIDECAR).write_text(sidecar(LABELS.replace("It rises", "It sinks")))
        yield frozenset([SIDECAR])
        raise OSError("no more watches")

    with held(tmp_path) as bench, served(bench) as preview:
        preview.watch(once, said.append).join(10)
        page = bench.page(PAGE)
        assert page
        assert b"It sinks" in page.content
        assert preview.version == 1
    assert [str(one) for one in said] == ["no more watches"]


def test_a_port_that_is_taken_gives_another(tmp_path: Path) -> None:
    form = EDITORS["vscode"]
    with held(tmp_path) as bench, find_free(bench, 0, form) as one:
        with find_free(bench, one.server_port, form) as other:
            assert other.server_port != one.server_port
        assert one.url == f"http://127.0.0.1:{one.server_port}/"

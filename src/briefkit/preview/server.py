"""HTTP on loopback: the site's pages, a shell around them, and a stream that tells of changes.

Whoever opens a page in a window gets the shell, which shows the page, unchanged, in a frame, as its
policy forbids a page all that a preview needs. Everybody else gets the very bytes that a build would
write there.

    /briefs/sea.html            the shell in a window, the page elsewhere
    /_page/briefs/sea.html      the page in its frame
    /_preview/…                 the shell's own files
    /_preview/changes?page=…    a stream (server-sent events): `page` and `findings`, when they are others
    /_preview/label?…           a label for selected words
    /_preview/rules/BK202       what `briefkit explain` says
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from briefkit.folder import packaged_templates, rule_page
from briefkit.offer import NoOffer
from briefkit.preview import editors
from briefkit.preview.bench import Bench
from briefkit.preview.panel import findings_value, offer_value
from briefkit.preview.searching import ENTRY
from briefkit.preview.visitors import LOOPBACK, METHODS, refusal
from briefkit.preview.watching import Watch
from briefkit.rules import find_rule
from briefkit.spans import Span

PING = 15.0  # seconds; a browser that has gone is noticed when it is written to
LOOK = 0.2  # seconds between two words on how far the archive has been read
OWN, FRAMED = "_preview/", "_page/"
FRESH = ("Cache-Control", "no-store")
# An asset is named for its content, so that one that was loaded once is the right one for ever.
KEPT = ("Cache-Control", "max-age=31536000, immutable")
SHELL, NOTHING = "shell.html", "nothing.html"
TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "json": "application/json",
    "xml": "application/xml",
    "md": "text/markdown",
    "txt": "text/plain",
    "bib": "text/plain",
    "ris": "text/plain",
}
# What the pages have in their head, and that nobody else may frame them.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
SHELL_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("Vary", "Sec-Fetch-Dest"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


class Preview(ThreadingHTTPServer):
    """The preview of an archive on loopback: `serve_forever` answers, `watch` keeps up with the files."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, bench: Bench, port: int, editor: str = editors.EDITORS[editors.DEFAULT]) -> None:
        """`editor` is a form of addresses, as `editors.editor` gives it. Port 0 is any that is free."""
        super().__init__((LOOPBACK, port), Visit)
        self.bench = bench
        self.editor = editor
        self.version = 0
        self._changed = Condition()
        self._stop = Event()

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}/"

    def watch(self, watch: Watch, said: Callable[[BaseException], None]) -> Thread:
        """Keep up with the files, in a thread of its own; if it ends early, `said` is told why."""

        def follow() -> None:
            try:
                for paths in watch(self.bench.root, self._stop):
                    self.bench.look(paths)
                    self.tell()
            except Exception as error:  # noqa: BLE001  # a thread that ends in silence would be a dead preview
                if not self._stop.is_set():
                    said(error)

        thread = Thread(target=follow, name="watch", daemon=True)
        thread.start()
        return thread

    def tell(self) -> None:
        """Wake every stream: something may be other now."""
        with self._changed:
            self.version += 1
            self._changed.notify_all()

    def wait(self, version: int) -> int:
        """The version, once it is another than this one; after PING seconds whatever it is."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != version or self._stop.is_set(), PING)
            return self.version

    def pause(self, seconds: float) -> None:
        self._stop.wait(seconds)

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        self._stop.set()
        self.tell()

    def address(self, path: str, line: int, column: int) -> str:
        """What opens the editor at a place of the archive."""
        return editors.address(self.editor, self.bench.root / path, line, column)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away in the middle of an answer is nothing to speak of."""


class Visit(BaseHTTPRequestHandler):
    """One request."""

    server: Preview
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes: the second would wait for an answer
    server_version = "briefkit"
    sys_version = ""

    def log_message(self, format: str, *args: object) -> None:
        """The terminal is for what the editor should see."""

    def do_GET(self) -> None:
        if why := refusal(dict(self.headers.items()), self.server.server_port):
            self._answer(HTTPStatus.FORBIDDEN, "txt", f"{why}\n".encode())
            return
        url = urlsplit(self.path)
        path = unquote(url.path.lstrip("/"), errors="replace")
        asked = {key: values[0] for key, values in parse_qs(url.query).items()}
        try:
            if path == f"{OWN}changes":
                self._stream(asked.get("page", ""))
            elif path == f"{OWN}label":
                self._label(asked)
            elif path.startswith(OWN):
                self._own(path.removeprefix(OWN))
            elif self.headers.get("Sec-Fetch-Dest") == "document" and _is_page(path):
                self._window(path, url.query)
            else:
                self._page(path.removeprefix(FRAMED))
        except ConnectionError:
            self.close_connection = True
        except Exception as error:  # noqa: BLE001  # the next page may be well, so the server stays
            said = f"this is a fault of briefkit, not of your archive: {type(error).__name__}: {error}\n"
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, "txt", said.encode())

    do_HEAD = do_GET  # noqa: N815  # the name that http.server looks for

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """For what is no GET or HEAD, and what is no HTTP."""
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        self.close_connection = True
        said = f"the preview takes {' and '.join(METHODS)} alone\n".encode()
        self._answer(status, "txt", said, PAGE_POLICY, ("Allow", ", ".join(METHODS)))

    # -- pages

    def _window(self, path: str, query: str) -> None:
        """The shell; a page that was opened out of its frame gets one too."""
        if path.startswith(FRAMED):
            self._go_on(f"/{path.removeprefix(FRAMED)}" + (f"?{query}" if query else ""))
        else:
            self._answer(HTTPStatus.OK, "html", _own_file(SHELL) or b"", SHELL_POLICY)

    def _page(self, path: str) -> None:
        path = path or "index.html"
        page = self.server.bench.page(path)
        # The pages carry nothing of the preview; this a script can read of one that it has in a frame.
        timing = ("Server-Timing", f'page;desc="{page.digest if page else ""}"')
        if page and path.startswith("assets/") and path != ENTRY:
            self._answer(HTTPStatus.OK, path.rpartition(".")[2], page.content, PAGE_POLICY, KEPT)
        elif page:
            self._answer(HTTPStatus.OK, path.rpartition(".")[2], page.content, PAGE_POLICY, timing)
        elif _is_page(path):
            self._answer(HTTPStatus.NOT_FOUND, "html", _own_file(NOTHING) or b"", PAGE_POLICY, timing)
        else:
            self._answer(HTTPStatus.NOT_FOUND, "txt", b"the site has no such file\n")

    def _own(self, name: str) -> None:
        bench = self.server.bench
        if name.startswith("rules/") and (rule := find_rule(name.removeprefix("rules/"))):
            self._answer(HTTPStatus.OK, "txt", (rule_page(rule.code) or "").encode())
        elif (content := _own_file(name)) is not None:
            self._answer(HTTPStatus.OK, name.rpartition(".")[2], content)
        elif name == "tokens.css":  # the page's own colours and letters, so that both look alike
            self._answer(HTTPStatus.OK, "css", bench.tokens().encode())
        else:
            self._answer(HTTPStatus.NOT_FOUND, "txt", b"the preview has no such file\n")

    # -- labels

    def _label(self, asked: Mapping[str, str]) -> None:
        bench = self.server.bench
        try:
            spans = list(_spans(asked.get("spans", "")))
            path, made = bench.offer(
                asked.get("slug", ""), spans, asked.get("kind", ""), asked.get("value", "")
            )
        except NoOffer as error:
            self._json({"problem": str(error)})
        else:
            self._json(offer_value(path, made, bench.kinds(), self.server.address))

    # -- changes

    def _stream(self, path: str) -> None:
        """Tell a page of changes until its browser goes: `page` if it is another, `findings` if they are."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._send_headers(PAGE_POLICY)
        self.end_headers()
        if self.command == "HEAD":
            return
        with suppress(ConnectionError):
            for event in self._events(path or "index.html"):
                self.wfile.write(event)
                self.wfile.flush()

    def _events(self, path: str) -> Iterator[bytes]:
        server, bench = self.server, self.server.bench
        version, shown, told = -1, None, None
        yield b"retry: 500\n\n"
        while bench.is_opening and not server.stopping:
            yield _event("reading", json.dumps(bench.reading))
            server.pause(LOOK)
        while not server.stopping:
            now = server.version
            if now != version:
                version = now
                page = bench.page(path)
                if (digest := page.digest if page else "") != shown:
                    yield _event("page", digest)
                    shown = digest
                value = findings_value(bench.findings(path), bench.document, server.address)
                value["state"] = "none" if page is None else "old" if page.is_old else "now"
                if (said := json.dumps(value)) != told:
                    yield _event("findings", said)
                    told = said
                continue
            if server.wait(version) == version:
                yield b": still here\n\n"

    # -- answers

    def _json(self, value: object) -> None:
        self._answer(HTTPStatus.OK, "json", json.dumps(value, ensure_ascii=False).encode())

    def _go_on(self, place: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self._send_headers(PAGE_POLICY)
        self.end_headers()

    def _answer(
        self, status: HTTPStatus, ending: str, body: bytes, policy: str = PAGE_POLICY, *more: tuple[str, str]
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{TYPES.get(ending, 'text/plain')}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self._send_headers(policy, *more)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_headers(self, policy: str, *more: tuple[str, str]) -> None:
        headers = dict([("Content-Security-Policy", policy), FRESH, *HEADERS, *more])
        for name, value in headers.items():
            self.send_header(name, value)


def _is_page(path: str) -> bool:
    return path.endswith((".html", "/")) or path in ("", "_page")


def _event(name: str, value: str) -> bytes:
    return f"event: {name}\ndata: {value}\n\n".encode()


def _spans(written: str) -> Iterator[Span]:
    """ "12-40,57-60" as spans of the seed; raises NoOffer."""
    for one in written.split(",") if written else ():
        start, _, end = one.partition("-")
        if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
            raise NoOffer(f"`{one}` is no span of the seed")
        yield Span(*sorted((int(start), int(end))))


def _own_file(name: str) -> bytes | None:
    return packaged_templates().get("assets/icon.svg" if name == "icon.svg" else f"preview/{name}")


def find_free(bench: Bench, port: int, editor: str) -> Preview:
    """The preview on the port, or where that is taken on any that is free."""
    try:
        return Preview(bench, port, editor)
    except OSError:
        return Preview(bench, 0, editor)

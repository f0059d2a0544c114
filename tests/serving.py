"""A built folder on a loopback server, served as a static host does: compressed, assets to be kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from gzip import compress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

TEXT = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt")


class Static(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        asked = "gzip" in (self.headers["Accept-Encoding"] or "")
        if not asked or file.suffix not in TEXT or not file.is_file():
            super().do_GET()
            return
        body = compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(file))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """A test speaks of what fails, not of every request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which the folder is served, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Static, directory=folder)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()

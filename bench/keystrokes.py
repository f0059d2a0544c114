"""How long after each keystroke `briefkit lsp` has told the editor what is wrong, and what may follow.

    python bench/keystrokes.py

makes archives of 1, 100 and 1,000 briefs in which one sidecar has 2,000 lines, opens that as an editor
does, over standard input and output, and types into it: a label from its first letter on, half of it no
YAML yet, and a word of a quote. A keystroke is answered when the findings of that very text arrive;
the list of what may follow is asked for after each. The same is typed several times, and of each
keystroke the least counts: what is more is what else the machine had to do.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gen_corpus import Json, load_briefs, make_corpus, write_json
from to_briefkit import make_archive

SIZES = (1, 100, 1000)
LINES = 2000
MERGED = 7  # briefs that make one of so many lines
AIM = 100  # milliseconds, for 95 keystrokes of 100
LABEL = """\
    - claim: The tender was written for one bidder, and nobody else
      id: one-bidder
      quote: "{quote}"
      basis: judged
      supports: [{label}]
      note: See [it](#{label}), and [the place](entity:x
"""


# -- the archive -----------------------------------------------------------------------------------


def long_brief(briefs: Sequence[Json]) -> Json:
    """One brief of several: their texts one behind the other, and all their labels."""
    text = ""
    passages: list[Json] = []
    labels: list[Json] = []
    for brief in briefs:
        start, before, known = len(text), len(passages), len(labels)
        text += brief["text"].rstrip() + "\n\n"
        for one in brief["passages"]:
            moved = {"id": f"p{before + int(one['id'][1:])}", "start": one["start"] + start}
            passages.append(one | moved | {"end": one["end"] + start})
        for one in brief["labels"]:
            links = [link | {"to": later(link["to"], known)} for link in one["links"]]
            moved = {"start": one["start"] + start, "end": one["end"] + start, "links": links}
            named = {"id": later(one["id"], known), "passage": f"p{before + int(one['passage'][1:])}"}
            labels.append(one | moved | named)
    return {**briefs[0], "slug": "99999-long", "text": text, "passages": passages, "labels": labels}


def later(id: str, by: int) -> str:
    return f"{id[0]}{int(id[1:]) + by}"


def make(folder: Path, briefs: int) -> Path:
    """An archive of so many briefs; gives the path of the long sidecar."""
    corpus, archive = folder / "corpus", folder / "archive"
    make_corpus(corpus, max(briefs, MERGED), "1")
    made = list(load_briefs(corpus))
    for path in sorted((corpus / "briefs").iterdir())[briefs - 1 :]:
        path.unlink()
    write_json(corpus / "briefs" / "99999-long.json", long_brief(made[:MERGED]))
    make_archive(corpus, archive)
    sidecar = archive / "brief" / "99999-long.yaml"
    text = sidecar.read_text("utf-8")
    sidecar.write_text(text + "# padding\n" * max(0, LINES - text.count("\n")), "utf-8")
    return sidecar


# -- the editor ------------------------------------------------------------------------------------


class Editor:
    """What an editor says and hears, and nothing else."""

    def __init__(self, root: Path) -> None:
        self.server = subprocess.Popen(
            [sys.executable, "-m", "briefkit", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.number = 0
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        self.say("initialized", {})

    def say(self, method: str, params: Json) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: Json) -> Any:
        self.number += 1
        self._send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        return next(one["result"] for one in self.heard() if one.get("id") == self.number)

    def told(self, uri: str, version: int) -> Json:
        """The findings of that version of a text."""
        for one in self.heard():
            if one.get("method") == "textDocument/publishDiagnostics":
                params: Json = one["params"]
                if params["uri"] == uri and params.get("version") == version:
                    return params
        raise EOFError("the server ended")

    def heard(self) -> Iterator[Json]:
        assert self.server.stdout
        while line := self.server.stdout.readline():
            length = int(line.partition(b":")[2])
            while self.server.stdout.readline().strip():
                pass
            yield json.loads(self.server.stdout.read(length))

    def _send(self, message: Json) -> None:
        assert self.server.stdin
        data = json.dumps(message).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.server.stdin.flush()

    def close(self) -> None:
        self.ask("shutdown", {})
        self.say("exit", {})
        self.server.wait(10)


@dataclass
class Times:
    """Milliseconds of each keystroke."""

    findings: list[float] = field(default_factory=list)
    choices: list[float] = field(default_factory=list)
    opened: float = 0
    lines: int = 0


def texts(sidecar: str) -> Iterator[tuple[str, int, int]]:
    """(the text, line and character of the cursor) after each keystroke."""
    lines = sidecar.split("\n")
    middle = next(at for at in range(len(lines) // 2, 0, -1) if lines[at].startswith("  p"))
    quote = next(one.strip()[7:] for one in lines[middle:] if one.strip().startswith("quote: "))
    label = next(one.strip()[4:] for one in lines[middle:] if one.strip().startswith("id: "))
    typed = LABEL.format(quote=quote.strip("'\""), label=label)
    before, after = "\n".join(lines[: middle + 1]) + "\n", "\n".join(lines[middle + 1 :])
    for end in range(1, len(typed) + 1):
        written = typed[:end]
        line, _, last = written.rpartition("\n")
        row = middle + 1 + (line.count("\n") + 1 if "\n" in written else 0)
        yield before + written + "\n" + after, row, len(last)
    row = next(at for at in range(middle + 1, len(lines)) if lines[at].strip().startswith("quote: "))
    for end in range(len(lines[row]) - 4, len(lines[row])):
        yield "\n".join([*lines[:row], lines[row][:end], *lines[row + 1 :]]), row, end


def type_into(sidecar: Path, every: int, rounds: int) -> Times:
    """Type, every so many-th letter by itself."""
    text, uri = sidecar.read_text("utf-8"), sidecar.as_uri()
    editor, times = Editor(sidecar.parents[1]), Times(lines=text.count("\n"))
    begun = time.perf_counter()
    document = {"uri": uri, "languageId": "yaml", "version": 0, "text": text}
    editor.say("textDocument/didOpen", {"textDocument": document})
    editor.told(uri, 0)
    times.opened = (time.perf_counter() - begun) * 1000
    typed = list(texts(text))[::every]
    times.findings = times.choices = [math.inf] * len(typed)
    for at in range(rounds):
        findings, choices = type_once(editor, uri, typed, at * len(typed))
        times.findings = list(map(min, times.findings, findings))
        times.choices = list(map(min, times.choices, choices))
    editor.close()
    return times


def type_once(
    editor: Editor, uri: str, typed: Sequence[tuple[str, int, int]], before: int
) -> tuple[list[float], list[float]]:
    """(milliseconds to the findings, and to the choices) of each keystroke; `before` came others."""
    findings, choices = [], []
    for version, (now, line, character) in enumerate(typed, before + 1):
        begun = time.perf_counter()
        change = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": now}]}
        editor.say("textDocument/didChange", change)
        editor.told(uri, version)
        findings.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        at = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        editor.ask("textDocument/completion", at)
        choices.append((time.perf_counter() - begun) * 1000)
    return findings, choices


def of(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--briefs", type=int, nargs="+", default=SIZES)
    parser.add_argument("--every", type=int, default=1, help="send one keystroke of so many")
    parser.add_argument("--rounds", type=int, default=3, help="how often each keystroke is typed")
    options = parser.parse_args()
    print(
        "| briefs | lines | opened ms | findings ms, median | 95 of 100 | most | choices, 95 of 100 | aim |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for briefs in options.briefs:
        with tempfile.TemporaryDirectory() as folder:
            times = type_into(make(Path(folder), briefs), options.every, options.rounds)
        found = times.findings
        print(
            f"| {briefs:,} | {times.lines:,} | {times.opened:.0f} | {statistics.median(found):.0f} "
            f"| {of(found, 95):.0f} | {max(found):.0f} | {of(times.choices, 95):.0f} | {AIM} |"
        )


if __name__ == "__main__":
    main()

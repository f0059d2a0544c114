"""`briefkit serve` as a shell starts and ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefkit.preview.server import Preview
from tests.archives import SEA, archive, sidecar
from tests.commands import COMMAND, Ended, call, contents, lay_down


@contextmanager
def running(folder: Path, *words: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, and the address that it printed."""
    command = [*COMMAND, "serve", "--port", "0", *words]
    given = {**os.environ, **environment}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=folder, env=given, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def get(url: str, path: str) -> bytes:
    place = urlsplit(url)
    connection = HTTPConnection(str(place.hostname), place.port, timeout=20)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


def at_once(folder: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> Ended:
    """The command in this process, ended by Ctrl-C as soon as it answers."""

    def interrupted(preview: Preview, poll_interval: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Preview, "serve_forever", interrupted)
    return call("serve", *words, folder=folder)


def test_it_says_where_it_is_answers_and_ends_quietly_at_ctrl_c(tmp_path: Path):
    lay_down(tmp_path, archive("p1:\n  - claim: It rises"))
    before = contents(tmp_path)
    with running(tmp_path, BRIEFKIT_EDITOR="idea") as (process, url):
        assert url.startswith("http://127.0.0.1:")
        assert b"It rises" in get(url, "/briefs/sea.html")
        label = get(url, "/_preview/label?slug=sea&spans=0-7&kind=claim")
        assert b'"editor": "idea://open?file=/' in label
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")
    assert contents(tmp_path) == before, "nothing was written"


def test_it_ends_at_once_though_a_large_archive_is_still_being_read(tmp_path: Path):
    files = {"seeds/sea.txt": SEA.encode()}
    files |= {f"brief/sea-{number}.yaml": sidecar("p1: []").encode() for number in range(3_000)}
    lay_down(tmp_path, files)
    with running(tmp_path) as (process, _):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=3)
    assert (process.returncode, out, err) == (0, "", "")


def test_a_port_that_is_taken_is_said_and_another_one_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lay_down(tmp_path, archive())
    with running(tmp_path) as (_, url):
        port = str(urlsplit(url).port)
        ended = at_once(tmp_path, monkeypatch, "--port", port)
    assert ended.code == 0
    assert ended.err == f"port {port} is taken\n"
    assert ended.out.startswith("http://127.0.0.1:")
    assert not ended.out.startswith(url)


def test_without_watchfiles_it_looks_and_says_so_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lay_down(tmp_path, archive())
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    ended = at_once(tmp_path, monkeypatch)
    assert ended.err.count("pip install 'briefkit[watch]'") == 1
    assert at_once(tmp_path, monkeypatch, "--quiet").err == ""


def test_it_opens_the_browser_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lay_down(tmp_path, archive())
    opened: list[str] = []
    monkeypatch.setattr("typer.launch", opened.append)
    ended = at_once(tmp_path, monkeypatch, "--open")
    assert opened == [ended.out.strip()]


def test_where_it_cannot_run_it_says_why(tmp_path: Path):
    ended = call("serve", folder=tmp_path)
    assert (ended.code, "there is no archive here" in ended.err) == (2, True)
    lay_down(tmp_path, archive())
    ended = call("serve", "--editor", "vscod", folder=tmp_path)
    assert (ended.code, "the nearest is vscode" in ended.err) == (2, True)
    assert call("serve", "--port", "99999", folder=tmp_path).code == 2

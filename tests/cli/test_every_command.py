"""Every command over archives that are broken in every way: one line to a person, and nothing lost.

The commands and their switches are the app's own list, so that a new one is tried too.
"""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator, Mapping
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import typer

from briefkit.cli.app import app
from briefkit.files import Disk
from tests.archives import archive
from tests.commands import COMMAND, Ended, call, contents, lay_down, run

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
NAMED = ("-c", "user.name=A", "-c", "user.email=a@example.org")
RUNS_ON = {"serve", "lsp"}  # until they are ended: each of them has a test of its own
WORDS = {
    "build": "build",
    "code": "BK202",
    "file": "new.txt",
    "name": "sea#rise",
    "new": "risen",
    "of": "sidecar",
    "old": "sea#rise",
    "paths": "brief/sea.yaml",
    "pattern": "sea",
    "revision": "HEAD",
    "rev": "HEAD",
    "rev2": "HEAD",
    "seed": "seeds/sea.txt",
    "slug": "sea",
    "slugs": "sea",
}
# They say how something is shown or looked for, and run nothing else.
NOT_TRIED = {"--help", "--quiet", "--force", "--fold", "--ignore-case", "--regex"}

SENTENCES = ("The sea rises fast", "Harbours are in for floods", "They say so themselves")
LABELS = f"""\
p1:
  - claim: {SENTENCES[0]}
    id: rise
    quote: The sea rises
    hedge: likely
    supports: [floods]
    note: |
      As [the floods](#floods) show.
p2:
  - implication: {SENTENCES[1]}  # says who?
    id: floods
    quote: Harbours flood
    by: port
    when: 2016-07
  - claim: '{SENTENCES[2]}'
    quote: says the Port Office of Delmouth
  - {{actor: port, quote: Port Office}}
"""
ENTITIES = "port: {actor: Port Office, aliases: [the Office]}\ndelmouth:\n  place: Delmouth\n  country: GB\n"
SOUND = archive(LABELS, **{"brief/entities.yaml": ENTITIES, "brief/archive.yaml": "title: Seas\n"})
SIDECAR = SOUND["brief/sea.yaml"]
LAYERS = {f"brief/layers/{who}/sea.yaml": SIDECAR for who in ("ann", "bob")}
SEED = SOUND["seeds/sea.txt"]
OTHER = archive("p1:\n  - claim: It rises here too\n    quote: The sea rises\n    supports: [sea#rise]\n")


def with_sidecar(text: bytes) -> dict[str, bytes]:
    return {"brief/sea.yaml": text}


def instead(old: bytes, new: bytes) -> dict[str, bytes]:
    assert old in SIDECAR
    return with_sidecar(SIDECAR.replace(old, new))


BROKEN: Mapping[str, Mapping[str, bytes | None]] = {
    "sound": {},
    "half a line": with_sidecar(SIDECAR[:-30]),
    "half a label": with_sidecar(SIDECAR + b"    - cla"),
    "half a head": with_sidecar(SIDECAR[:40]),
    "a tab": instead(b"    id: rise", b"\tid: rise"),
    "an unclosed quotation": instead(b"quote: The sea rises", b'quote: "The sea rises'),
    "an unclosed bracket": instead(b"[floods]", b"[floods"),
    "an alias": instead(b"id: rise", b"id: *rise"),
    "CRLF, and a slip": with_sidecar(SIDECAR.replace(b"id: rise", b"Id: rise").replace(b"\n", b"\r\n")),
    "a mark of byte order": with_sidecar(b"\xef\xbb\xbf" + SIDECAR),
    "NUL": instead(b"id: rise", b"id: ri\0se"),
    "no UTF-8": instead(b"id: rise", b"id: r\xffse"),
    "UTF-16": with_sidecar(SIDECAR.decode().encode("utf-16")),
    "an empty file": with_sidecar(b""),
    "a comment alone": with_sidecar(b"# to be written\n"),
    "a list": with_sidecar(b"- a\n- b\n"),
    "one word": with_sidecar(b"sea"),
    "two documents": with_sidecar(SIDECAR + b"---\n" + SIDECAR),
    "doubled keys": with_sidecar(SIDECAR + b"  p1: []\n"),
    "doubled ids": instead(b"id: floods", b"id: rise"),
    "labels that are a list": instead(b"labels:\n", b"labels:\n  - p1:\n"),
    "labels without any": with_sidecar(SIDECAR[: SIDECAR.index(b"labels:") + 7] + b"\n"),
    "unknown names": with_sidecar(SIDECAR.replace(b"port", b"prot").replace(b"p2:", b"p7:")),
    "deep nesting": with_sidecar(SIDECAR + b"note: " + b"[" * 3_000 + b"\n"),
    "thousands of errors": with_sidecar(SIDECAR + b"    - claim: x\n      qoute: y\n" * 1_700),
    "no seed": {"seeds/sea.txt": None},
    "another seed": {"seeds/sea.txt": SEED + b"More.\n"},
    "an empty seed": {"seeds/sea.txt": b""},
    "a seed that is no UTF-8": {"seeds/sea.txt": SEED + b"\xff"},
    "a seed with NUL": {"seeds/sea.txt": SEED + b"\0"},
    "broken entities": {"brief/entities.yaml": ENTITIES.encode()[:-8] + b'"'},
    "entities that are no UTF-8": {"brief/entities.yaml": b"\xff\xfe"},
    "broken settings": {"brief/archive.yaml": b"title: [Seas\n"},
    "settings that are a list": {"brief/archive.yaml": b"- title\n"},
    "a broken layer": {"brief/layers/ann/sea.yaml": SIDECAR[:-30]},
    "a layer of an unknown brief": {"brief/layers/ann/see.yaml": SIDECAR},
    "a name that cannot be one": {"brief/Sea Side!.yaml": SIDECAR},
    "a sidecar of nothing else": {**dict.fromkeys((*LAYERS, "brief/entities.yaml", "brief/archive.yaml"))},
}  # fmt: skip


def broken(name: str) -> dict[str, bytes]:
    files: dict[str, bytes | None]
    files = {**SOUND, **LAYERS, "brief/shore.yaml": OTHER["brief/sea.yaml"], "new.txt": b"A new text.\n"}
    return {path: data for path, data in {**files, **BROKEN[name]}.items() if data is not None}


def lines() -> Iterator[tuple[str, ...]]:
    """Each command with what it must be told, then with what it may be told, then with each switch."""
    for name, command in COMMANDS.items():
        if name in RUNS_ON:
            continue
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        needed = [WORDS[one.name] for one in arguments if one.required]
        every = [WORDS[one.name] for one in arguments]
        yield (name, *needed)
        if every != needed:
            yield (name, *every)
        for one in command.params:
            if one.param_type_name == "option" and one.is_flag:
                yield from (
                    (name, *needed, switch)
                    for switch in (*one.opts, *one.secondary_opts)
                    if switch.startswith("--") and switch not in NOT_TRIED
                )


LINES = list(lines())


def words_of(files: dict[str, bytes]) -> str:
    """All that stands in the YAML files, as one line."""
    texts = (data.decode("utf-8", "replace") for path, data in files.items() if path.startswith("brief/"))
    return re.sub(r"\s+", " ", " ".join(texts))


def see(ended, before, after, line):
    said = f"{line}: {ended}"
    assert ended.code in {0, 1, 2}, said
    assert "Traceback" not in ended.out + ended.err, said
    assert "fault of briefkit" not in ended.err, said
    assert ended.code != 2 or ended.err.strip(), said
    assert {path: after.get(path) for path in before if path.startswith("seeds/")} == {
        path: data for path, data in before.items() if path.startswith("seeds/")
    }, said
    there = words_of(before)
    assert [one for one in SENTENCES if one in there and one not in words_of(after)] == [], said
    assert "rename" in line or made_by_hand(before) <= after.keys(), said


def made_by_hand(files):
    """All but what may be made again at any time."""
    return {path for path in files if not path.startswith(("build/", ".briefkit", ".git"))}


@pytest.mark.parametrize("name", BROKEN)
def test_it_ends_with_words_and_loses_nothing(tmp_path, name):
    for number, line in enumerate(LINES):
        folder = lay_down(tmp_path / str(number), broken(name))
        before = contents(folder)
        see(call(*line, folder=folder), before, contents(folder), line)


@pytest.mark.parametrize("name", ["sound", "half a line", "another seed", "broken settings"])
def test_one_after_another_in_one_folder_they_lose_nothing(tmp_path, name):
    folder = lay_down(tmp_path, broken(name))
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "As it is"]):
        subprocess.run(["git", *NAMED, *words], cwd=folder, check=True)
    for line in sorted(LINES, key=lambda line: line[0] == "rename"):
        before = contents(folder)
        see(call(*line, folder=folder), before, contents(folder), line)


@pytest.mark.parametrize("path", ["seeds/sea.txt", "brief/sea.yaml", "brief/entities.yaml"])
@pytest.mark.parametrize("error", [FileNotFoundError, PermissionError, IsADirectoryError])
def test_a_file_that_vanishes_once_it_is_listed_is_said_and_nothing_lost(tmp_path, monkeypatch, path, error):
    read = Disk.read

    def vanished(self, wanted):
        if wanted == path:
            raise error(error(2, "gone").errno, "it is gone", str(self.root / wanted))
        return read(self, wanted)

    folder = lay_down(tmp_path, broken("sound"))
    before = contents(folder)
    monkeypatch.setattr(Disk, "read", vanished)
    for line in LINES:
        see(call(*line, folder=folder), before, contents(folder), line)
        lay_down(tmp_path, before)


def test_serve_shows_what_is_broken_and_ends_when_it_is_told(tmp_path):
    """All of it in one archive, and a file that is saved twice within ten milliseconds."""
    folder = lay_down(tmp_path, broken("sound"))
    for number, files in enumerate(BROKEN.values()):
        if sidecar := files.get("brief/sea.yaml"):
            (folder / f"brief/sea-{number}.yaml").write_bytes(sidecar)
    before = contents(folder)
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip().rstrip("/")
        for path in ("/", "/index.html", "/briefs/sea.html", "/briefs/sea-5.html", "/briefs/nowhere.html"):
            for text in (before["brief/sea.yaml"][:200], before["brief/sea.yaml"]):
                (folder / "brief/sea.yaml").write_bytes(text)
            try:
                with urlopen(address + path) as answer:
                    assert answer.status == 200
            except HTTPError as error:
                assert error.code in {404, 503}, path  # noqa: PT017
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    see(Ended(process.returncode, out, err), before, contents(folder), "serve")


def test_a_language_server_whose_editor_goes_away_ends(tmp_path):
    folder = lay_down(tmp_path, broken("half a line"))
    before = contents(folder)
    see(run("lsp", folder=folder), before, contents(folder), "lsp")


@pytest.mark.parametrize(
    "line",
    [
        *("stats se", "suggest se", "agree se", "merge se", "blame se", "schema sidecar se"),
        *("show se", "build --single-file se"),
    ],
)
def test_a_brief_that_is_not_there_is_told_the_nearest_before_anything_is_done(tmp_path, line):
    folder = lay_down(tmp_path, broken("sound"))
    before = contents(folder)
    ended = call(*line.split(), folder=folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("briefkit: there is no brief ")
    assert ended.err.endswith("se; the nearest is sea\n")
    assert contents(folder) == before

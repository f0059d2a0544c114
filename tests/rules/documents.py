"""Reads the page of a rule, which is its test: small archives, and what briefkit prints for them.

A page opens with the rule's code and name, its severity and its reason. Then come sections:

- `## Given`: files that all cases of the page have;
- `## Wrong`, or `## Wrong: what this one is about`: an archive, and its findings;
- `## Mended`: the case before it, put right file by file, and build/ made anew; nothing is found;
- `## How to mend`: words for people, and no more.

The first line of a fence says what the block is: a language, the file's path from the archive's
root, and if need be one of these words:

- `escapes`: `\\xff` is that byte, `\\r` and `\\t` are what they are in C, and `\\` at the very end of
  the block takes its last line end away;
- `gone`: the file of the case before is not there any more;
- `link` and a path: the file is a symbolic link that leads there;
- `as-written`: its `sha256` is wrong on purpose, and renewing leaves it alone;
- `listed`: a file of build/, and whoever changed it has put the manifest right.

A block of the language `diff` changes a file of build/: the words behind `-`, which stand once in
it, become those behind `+`. A `console` block holds the findings, a line each, or "nothing found".

`python -m tests.rules.documents --renew` fills in what the code knows: heading, severity, reason,
digests, console blocks and the table in README.md. What it changed is for a person to read.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from briefkit.diagnostics import Diagnostic, Rule
from briefkit.report import concise
from briefkit.rules import is_of_merging, is_suggestion, rules
from tests.rules.trials import BUILD, Archive, Change

PAGES = Path(__file__).parents[2] / "docs" / "rules"
README = PAGES / "README.md"
NOTHING_FOUND = "nothing found"
FAMILIES = {
    "BK0": "Seeds",
    "BK1": "Form: YAML, keys and names",
    "BK2": "Targets: what a name or a quote leads to",
    "BK3": "Consistency, and readings beside one another",
    "BK4": "Tradecraft",
    "BK5": "Coverage, and suggestions",
    "BK6": "Templates",
    "BK7": "The built site",
    "BK8": "Other formats",
}
ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|r|t|\\|\n\Z)")
ESCAPED = {rb"\r": b"\r", rb"\t": b"\t", rb"\\": b"\\", b"\\\n": b""}
SEED_OF_SIDECAR = re.compile(r"\bfile: *(?P<file>[^\s,}]+)")
DIGEST_OF_SIDECAR = re.compile(r"(?<=\bsha256: )(?:[0-9a-f]{64}|\?)")
TABLE = re.compile(r"(?<=<!-- rules -->\n).*(?=<!-- /rules -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block. `lines` are those of its text in the page, from 0, the end not included."""

    language: str
    path: str
    words: tuple[str, ...]
    text: str
    lines: tuple[int, int]

    @property
    def content(self) -> bytes:
        """The bytes of the file that the block stands for."""
        data = self.text.encode()
        if "escapes" not in self.words:
            return data
        return ESCAPE.sub(
            lambda found: bytes.fromhex(found[1].decode()) if found[1] else ESCAPED[found[0]], data
        )

    @property
    def change(self) -> Change:
        """What the block does to a file of build/."""
        path, listed = self.path.removeprefix(BUILD), "listed" in self.words
        if self.language != "diff":
            return Change(path, None, None if "gone" in self.words else self.text, listed)
        lines = self.text.splitlines()
        old, new = ("\n".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")
        return Change(path, old, new, listed)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    blocks: tuple[Block, ...]

    def applied_to(self, archive: Archive) -> Archive:
        """The archive with the files of the section in it, and with no other changes to build/."""
        files, links = dict(archive.files), dict(archive.links)
        written = [block for block in self.blocks if block.path and not block.path.startswith(BUILD)]
        for block in written:
            files.pop(block.path, None)
            links.pop(block.path, None)
            match block.words:
                case ("link", target):
                    links[block.path] = target
                case ("gone",):
                    pass
                case _:
                    files[block.path] = block.content
        changes = tuple(block.change for block in self.blocks if block.path.startswith(BUILD))
        return Archive(files, links, changes)


@dataclass(frozen=True, slots=True)
class Case:
    """An archive of a page, and the block that says what is found in it."""

    code: str
    title: str
    archive: Archive
    console: Block

    @property
    def wrong(self) -> bool:
        return self.title.startswith("Wrong")

    def printed(self) -> str:
        """What the console block has to hold."""
        return printed(self.archive.findings(self.code))


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's page. `head` is the text of its heading and of the two paragraphs that follow."""

    code: str
    head: tuple[str, ...]
    sections: tuple[Section, ...]

    def cases(self) -> Iterator[Case]:
        for section, archive in self.archives():
            if section.title.split(":")[0] in ("Wrong", "Mended"):
                consoles = [block for block in section.blocks if block.language == "console"]
                if len(consoles) != 1:
                    count = len(consoles)
                    raise ValueError(f"{self.code}: section {section.title!r} has {count} console blocks")
                yield Case(self.code, section.title, archive, consoles[0])

    def archives(self) -> Iterator[tuple[Section, Archive]]:
        """Each section with the archive as it is there."""
        given = before = Archive()
        for section in self.sections:
            match section.title.split(":")[0]:
                case "Given":
                    before = given = section.applied_to(given)
                case "Wrong":
                    before = section.applied_to(given)
                case "Mended":
                    before = section.applied_to(before)
                case "How to mend":
                    pass
                case _:
                    raise ValueError(f"{self.code}: no section is called {section.title!r}")
            yield section, before


def codes() -> list[str]:
    """The codes that have a page, in order."""
    return sorted(path.stem for path in PAGES.glob("BK*.md"))


def read_page(code: str) -> Page:
    return parse(code, (PAGES / f"{code}.md").read_text("utf-8"))


def parse(code: str, text: str) -> Page:
    head: list[str] = []
    sections: list[tuple[str, list[Block]]] = []
    opened = ""
    for token in MarkdownIt().parse(text):
        if token.type == "heading_open":
            opened = token.tag
        elif token.type == "inline" and opened == "h2":
            sections.append((token.content, []))
            opened = ""
        elif token.type == "inline" and not sections:
            head.append(token.content)
        elif token.type == "fence":
            assert token.map
            sections[-1][1].append(_block(token.info, token.content, token.map))
    return Page(code, tuple(head), tuple(Section(title, tuple(blocks)) for title, blocks in sections))


def _block(info: str, text: str, lines: list[int]) -> Block:
    language, *named = info.split()
    return Block(language, "".join(named[:1]), tuple(named[1:]), text, (lines[0] + 1, lines[1] - 1))


def printed(findings: list[Diagnostic]) -> str:
    return "".join(f"{line}\n" for line in concise(findings, lambda path: None)) or f"{NOTHING_FOUND}\n"


def head_of(rule: Rule) -> tuple[str, str, str]:
    """What the page of a rule opens with."""
    return f"{rule.code} {rule.name}", f"Severity: {rule.severity}. {_what_may_change_it(rule)}", rule.reason


def table() -> str:
    """The rules of README.md, family by family."""
    parts = []
    for family, title in FAMILIES.items():
        rows = [
            f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} | {rule.reason} |\n"
            for rule in rules().values()
            if rule.code.startswith(family)
        ]
        if rows:
            columns = "| Code | Name | Severity | Why it matters |\n|---|---|---|---|\n"
            parts.append(f"## {family}xx: {title}\n\n{columns}{''.join(rows)}")
    return "\n" + "\n".join(parts) + "\n"


def _what_may_change_it(rule: Rule) -> str:
    if rule.locked:
        return "Cannot be lowered or silenced."
    if rule.code.startswith("BK6"):
        return "`briefkit build` finds it."
    if rule.code.startswith("BK7"):
        return "`briefkit verify` finds it, whatever the archive's settings."
    if is_of_merging(rule.code):
        return "`briefkit merge` finds it in the layers of a brief."
    if is_suggestion(rule.code):
        return "`briefkit suggest` finds it; `rules` of archive.yaml and an `allow` hold there too."
    return "archive.yaml can change that under `rules`, and an `allow` can silence a finding, with a reason."


# -- renewing ----------------------------------------------------------------------------------------


def renewed(code: str, text: str) -> str:
    """The page with everything filled in that the code knows."""
    lines = _with_digests(code, text).split("\n")
    for case in reversed(list(parse(code, "\n".join(lines)).cases())):
        first, end = case.console.lines
        lines[first:end] = case.printed().splitlines()
    heading, severity, reason = head_of(rules()[code])
    sections = lines[next(number for number, line in enumerate(lines) if line.startswith("## ")) :]
    return "\n".join([f"# {heading}", "", severity, "", reason, "", *sections])


def _with_digests(code: str, text: str) -> str:
    """The page with the digest of its seed in every sidecar that has one."""
    lines = text.split("\n")
    for section, archive in parse(code, text).archives():
        for block in section.blocks:
            seed = SEED_OF_SIDECAR.search(block.text)
            content = archive.files.get(f"seeds/{seed['file']}") if seed else None
            if content is not None and "as-written" not in block.words:
                digest = hashlib.sha256(content).hexdigest()
                first, end = block.lines
                lines[first:end] = [DIGEST_OF_SIDECAR.sub(digest, line) for line in lines[first:end]]
    return "\n".join(lines)


def renew() -> list[str]:
    """Renew every page and the table; the names of the files that changed."""
    wanted = {path: renewed(path.stem, path.read_text("utf-8")) for path in sorted(PAGES.glob("BK*.md"))}
    wanted[README] = TABLE.sub(lambda _: table(), README.read_text("utf-8"))
    changed = {path: text for path, text in wanted.items() if text != path.read_text("utf-8")}
    for path, text in changed.items():
        path.write_text(text, "utf-8", newline="\n")
    return [path.name for path in changed]


if __name__ == "__main__":
    if sys.argv[1:] != ["--renew"]:
        sys.exit("usage: python -m tests.rules.documents --renew")
    print("\n".join(renew()) or "all pages are as the code has them")

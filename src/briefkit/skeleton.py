"""A first sidecar for a seed: everything that can be known, and each passage's words as a comment."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from briefkit.brief import Passage, Seed, Settings
from briefkit.edits import scalar
from briefkit.modeline import modeline
from briefkit.names import nearest_name, problem_with_slug
from briefkit.passages import SPLITS, cut, split_for
from briefkit.rewrite import create
from briefkit.seeds import read_seed
from briefkit.sidecar import read_sidecar
from briefkit.spans import Document
from briefkit.terminal_text import visible

WIDTH = 98
SURROGATE = re.compile("[\ud800-\udfff]")  # in a path: a byte that is not UTF-8 (PEP 383)
# What the head may say of a source, in the format's order, each with a value to show its form.
ABOUT = MappingProxyType(
    {
        "date": "2016-07~  # EDTF: ~ approximate, ? uncertain",
        "authors": "[A. Writer]",
        "publisher": "The publisher",
        "language": "en-GB",
        "source": "https://example.org/where-it-came-from",
        "accessed": "2016-07-20",
        "descriptor": "think-tank comment, open sources",
        "reliability": "B  # A is reliable, E unreliable, F cannot be judged",
        "rights": "who owns it, or under which licence it comes",
    }
)
HOW_TO_LABEL = """\
# A label has one kind (claim, trend, implication, actor or place), most often a quote, and what
# else is known of it:
#
#   - claim: A sentence in your own words
#     quote: the exact words of the passage
#   - actor: the id of an entity, as entities.yaml gives it
#     quote: the words that name it
#
# `briefkit check` says whether each quote stands in its passage."""


class NoSidecar(Exception):
    """No sidecar can be written; the message says why."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a source when it comes in."""

    title: str | None = None  # None: the text's own heading, or else its file's name
    about: Mapping[str, str] = field(default_factory=dict)  # keys of ABOUT
    supplied: tuple[str, ...] = ()  # which of them the source does not state
    origin: tuple[str, ...] = ()  # where the text comes from, for people: a comment line each


def skeleton(slug: str, seed: Seed, split: str, known: Known | None = None) -> str:
    """The sidecar's text, ended by LF whatever the seed's lines end with."""
    known = known or Known()
    passages = cut(seed.text, split)
    lines = [
        modeline(slug),
        "briefkit: 1",
        "seed:",
        *(f"  # {visible(line)}" for line in known.origin),
        f"  file: {scalar(seed.path)}",
        f"  sha256: {seed.sha256}",
        f"  split: {split}",
        f"  passages: {len(passages)}",
        *_about(known, seed, passages),
        "",
        *HOW_TO_LABEL.split("\n"),
        "labels:" if passages else "labels: {}",
    ]
    for passage in passages:
        lines += ["", *as_comment(passage), f"  {passage.id}: []"]
    return "\n".join(lines) + "\n"


def checked_skeleton(slug: str, seed: Seed, split: str | None, known: Known | None = None) -> str:
    """The sidecar's text, after briefkit has found no fault in it. Raises `NoSidecar` with the reason."""
    if problem := problem_with_slug(slug):
        raise NoSidecar(f"`{slug}` cannot name a brief: {problem}. --slug gives another name")
    rule = split or split_for(seed.path)
    if rule not in SPLITS:
        raise NoSidecar(f"there is no rule {rule}; the rules are {', '.join(SPLITS)}")
    text = skeleton(slug, seed, rule, known)
    _, findings = read_sidecar(Document(f"brief/{slug}.yaml", text), slug, Settings())
    if findings:
        raise NoSidecar("; ".join(dict.fromkeys(_in_words(one.message, one.help) for one in findings)))
    return text


def write_sidecar(directory: Path, seed: Path, slug: str | None, split: str | None) -> Path:
    """Write brief/<slug>.yaml for a seed under seeds/. Raises `NoSidecar` with the reason."""
    seeds = (directory / "seeds").resolve()
    path = next((one.resolve() for one in (seed, directory / seed, seeds / seed) if one.is_file()), None)
    if path is None:
        raise NoSidecar(f"there is no file {seed}")
    if not path.is_relative_to(seeds):
        raise NoSidecar(f"{seed} is not under seeds/: `briefkit add` puts it there")
    file = path.relative_to(seeds).as_posix()
    if SURROGATE.search(file):
        raise NoSidecar(f"{visible(file)} has a name that is not UTF-8: no sidecar can hold it")
    text = checked_skeleton(
        slug_of(file) if slug is None else slug, sound_seed(file, path.read_bytes()), split
    )
    target = directory / "brief" / f"{slug_of(file) if slug is None else slug}.yaml"
    try:
        create(target, text.encode())
    except FileExistsError:
        raise NoSidecar(f"{target} is there already; --slug gives the new one another name") from None
    return target


def sound_seed(file: str, data: bytes) -> Seed:
    """The seed of these bytes. Raises `NoSidecar` with each reason why they cannot be one."""
    seed, findings = read_seed(file, data)
    if seed is None:
        raise NoSidecar(
            "; ".join(f"{finding.code} {_in_words(finding.message, finding.help)}" for finding in findings)
        )
    return seed


def slug_of(file: str) -> str:
    """The name for a brief that a seed's path gives; not each part of it need be one."""
    return "/".join(nearest_name(part) or "" for part in file.rsplit(".", 1)[0].split("/"))


def _about(known: Known, seed: Seed, passages: tuple[Passage, ...]) -> Iterator[str]:
    """The head, with what is not known yet as comments that only want their mark taken away."""
    title, supplied = known.title, known.supplied
    if title is None and passages and passages[0].type == "heading":
        title = _heading(passages[0])
    if title is None:
        title = seed.path.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ")
        supplied = ("title", *supplied)
    yield "about:"
    yield f"  title: {scalar(title)}"
    if known.about.keys() < ABOUT.keys():
        yield "  # What you know of the source: take the first mark away and write your own."
    for key, example in ABOUT.items():
        value = known.about.get(key)
        yield f"  # {key}: {example}" if value is None else f"  {key}: {scalar(value)}"
    if supplied:
        yield f"  supplied: [{', '.join(supplied)}]  # what the source does not state itself"


def _heading(passage: Passage) -> str:
    """The words of a heading, without the marks before or below them."""
    return re.sub(r"^#{1,6}\s+|\s+#+\s*$", "", passage.text.splitlines()[0]).strip() or passage.text


def as_comment(passage: Passage) -> list[str]:
    words = visible(" ".join(passage.text.split()))
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent="  # ",
        subsequent_indent="  # ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _in_words(message: str, help: str | None) -> str:
    return f"{message}: {help}" if help else message

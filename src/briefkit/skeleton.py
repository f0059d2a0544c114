"""A first sidecar for a seed: everything that can be known, and each passage's words as a comment."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

from briefkit.brief import Passage
from briefkit.names import nearest_name, problem_with_slug
from briefkit.passages import SPLITS, cut, split_for
from briefkit.report import visible
from briefkit.seeds import digest, read_seed

WIDTH = 98
SURROGATE = re.compile("[\ud800-\udfff]")  # in a path: a byte that is not UTF-8 (PEP 383)


class NoSidecar(Exception):
    """No sidecar can be written; the message says why."""


def skeleton(file: str, data: bytes, split: str, passages: tuple[Passage, ...]) -> str:
    """The sidecar's text. `file` is the seed's path below seeds/."""
    title = file.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ")
    lines = [
        "briefkit: 1",
        "seed:",
        f"  file: {_scalar(file)}",
        f"  sha256: {digest(data)}",
        f"  split: {split}",
        f"  passages: {len(passages)}",
        "about:",
        f"  title: {_scalar(title)}",
        "  supplied: [title]  # what the source does not state itself",
        "",
        "# A label has one kind (claim, trend, implication, actor or place), most often a quote, and what",
        "# else is known of it:",
        "#",
        "#   - claim: A sentence in your own words",
        "#     quote: the exact words of the passage",
        "labels:" if passages else "labels: {}",
    ]
    for passage in passages:
        lines += ["", *_as_comment(passage), f"  {passage.id}: []"]
    return "\n".join(lines) + "\n"


def write_sidecar(directory: Path, seed: Path, slug: str | None, split: str | None) -> Path:
    """Write brief/<slug>.yaml for a seed under seeds/. Raises `NoSidecar` with the reason."""
    seeds = (directory / "seeds").resolve()
    path = next((one.resolve() for one in (seed, directory / seed, seeds / seed) if one.is_file()), None)
    if path is None:
        raise NoSidecar(f"there is no file {seed}")
    if not path.is_relative_to(seeds):
        raise NoSidecar(f"{seed} is not under seeds/: put it there first, and never change it again")
    file = path.relative_to(seeds).as_posix()
    if SURROGATE.search(file):
        raise NoSidecar(f"{visible(file)} has a name that is not UTF-8: no sidecar can hold it")
    rule = split or split_for(file)
    if rule not in SPLITS:
        raise NoSidecar(f"there is no rule {rule}; the rules are {', '.join(SPLITS)}")
    name = slug or "/".join(nearest_name(part) or "" for part in file.rsplit(".", 1)[0].split("/"))
    if problem := problem_with_slug(name):
        raise NoSidecar(f"`{name}` cannot name a brief: {problem}. --slug gives another name")
    data = path.read_bytes()
    read, findings = read_seed(file, data)
    if read is None:
        raise NoSidecar("; ".join(f"{finding.code} {finding.message}" for finding in findings))
    target = directory / "brief" / f"{name}.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as sidecar:
            sidecar.write(skeleton(file, data, rule, cut(read.text, rule)))
    except FileExistsError:
        raise NoSidecar(f"{target} is there already; --slug gives the new one another name") from None
    return target


def _as_comment(passage: Passage) -> list[str]:
    words = visible(" ".join(passage.text.split()))
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent="  # ",
        subsequent_indent="  # ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _scalar(text: str) -> str:
    """The text as a YAML scalar: plain where that is safe, else in double quotes, escaped as JSON is."""
    plain = text.isascii() and all(character.isalnum() or character in "._-/ " for character in text)
    safe = plain and text == text.strip() and text[:1].isalnum()
    return text if safe else json.dumps(text, ensure_ascii=False)

"""HTML becomes Markdown of the plainest sort: blocks, and in them words without any marks.

Emphasis, links and images leave their words alone, since marks among them would have to be quoted
too. A backslash stands only where the words would else be read as the start of another block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString

from briefkit.passages import cut

BREAK = "\x00"  # a line's end that the author put there; no HTML can hold it
BLANKS = re.compile(r"[ \t\r\n\f]+")
NO_WORDS = frozenset(
    "script style template noscript title svg math canvas iframe object video audio button input select "
    "textarea form nav img hr".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 head header html li main ol p pre section summary table tbody td tfoot th "
    "thead tr ul".split()
)
INSIDE = sorted(BLOCKS)


def markdown(root: Tag) -> str:
    """The words of an element, a block a paragraph, heading, list, quote, table or piece of code."""
    return "".join(f"{block}\n\n" for block in _blocks(root)).rstrip("\n") + "\n"


def words_of(node: Tag) -> str:
    """The words of an element on one line."""
    return BLANKS.sub(" ", "".join(_words(node)).replace(BREAK, " ")).strip(" ")


def number_of_words(node: Tag) -> int:
    return len(" ".join(_words(node)).split())


def pictures_left_out(number: int) -> tuple[str, ...]:
    """The note that says so; none where there were none."""
    if not number:
        return ()
    return (f"{number} {'picture was' if number == 1 else 'pictures were'} left out",)


def _blocks(tag: Tag) -> list[str]:
    found: list[str] = []
    line: list[str] = []

    def end_line() -> None:
        words = _tidy("".join(line))
        line.clear()
        if words:
            found.append(_paragraph(words))

    for child in tag.children:
        if type(child) is NavigableString:
            line.append(str(child).replace(BREAK, " "))
        elif isinstance(child, Tag) and not _is_left_out(child):
            if child.name in BLOCKS or child.find(INSIDE):
                end_line()
                found += _block(child)
            else:
                line += _words(child)
    end_line()
    return found


def _block(tag: Tag) -> list[str]:
    if tag.name in ("ul", "ol"):
        return _list(tag)
    if tag.name == "blockquote":
        inner = "\n\n".join(_blocks(tag))
        return ["\n".join(f"> {line}".rstrip() for line in inner.split("\n"))] if inner else []
    if tag.name == "pre":
        return _code("".join(_words(tag)).replace(BREAK, "\n").strip("\r\n"))
    if tag.name == "table":
        return _table(tag) or _blocks(tag)
    if tag.name[0] == "h" and tag.name[1:].isdigit():
        words = words_of(tag)
        return [f"{'#' * int(tag.name[1:])} {words}"] if words else []
    return _blocks(tag)


def _words(node: Tag) -> Iterator[str]:
    if node.name == "br":
        yield BREAK
    for child in node.children:
        if type(child) is NavigableString:
            yield str(child).replace(BREAK, " ")
        elif isinstance(child, Tag) and not _is_left_out(child):
            yield from _words(child)


def _is_left_out(tag: Tag) -> bool:
    """What has no words of the document: scripts, controls, what is hidden, the way back from a footnote."""
    if tag.name in NO_WORDS or tag.has_attr("hidden") or tag.get("role") == "navigation":
        return True
    if re.search(r"display\s*:\s*none", str(tag.get("style", ""))):
        return True
    return tag.name == "a" and tag.get_text(strip=True) in ("↑", "↩", "↩︎") and str(tag.get("href"))[:1] == "#"


def _tidy(words: str) -> str:
    lines = (BLANKS.sub(" ", line).strip(" ") for line in words.split(BREAK))
    return "\n".join(line for line in lines if line)


def _paragraph(words: str) -> str:
    """Words that Markdown reads as one paragraph and nothing else."""
    if _is_paragraph(words):
        return words
    if "\n" in words:
        return _paragraph(words.replace("\n", " "))
    numbered = re.sub(r"^([0-9]+)([.)])", r"\1\\\2", words)
    return numbered if numbered != words and _is_paragraph(numbered) else f"\\{words}"


def _is_paragraph(words: str) -> bool:
    return [(one.type, one.text) for one in cut(words, "markdown-1")] == [("paragraph", words)]


def _list(tag: Tag) -> list[str]:
    items: list[str] = []
    start = str(tag.get("start", "1"))
    number = int(start) if re.fullmatch("[0-9]{1,6}", start) else 1
    for child in tag.find_all("li", recursive=False):
        blocks = _blocks(child)
        if not blocks:
            continue
        if re.fullmatch(r"(?:foot|end)note-[0-9]+", str(child.get("id", ""))):  # mammoth's, in their order
            items.append(f"[{number}] " + " ".join(block.replace("\n", " ") for block in blocks))
            number += 1
            continue
        mark = f"{number}. " if tag.name == "ol" else "- "
        number += 1
        body = ("\n" if all(map(_is_list, blocks[1:])) else "\n\n").join(blocks)
        items.append(mark + body.replace("\n", "\n" + " " * len(mark)))
    if items and items[0].startswith("["):
        return items
    return ["\n".join(re.sub(r"\n +(?=\n)", "\n", item) for item in items)] if items else []


def _is_list(block: str) -> bool:
    return re.match(r"- |[0-9]+\. ", block) is not None


def _code(text: str) -> list[str]:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}\n{text}\n{fence}"] if text.strip() else []


def _table(tag: Tag) -> list[str]:
    """A table with pipes; nothing where it only lays out a page: one row or column, or blocks in cells."""
    rows = [cells for row in tag.find_all("tr") if (cells := row.find_all(["td", "th"], recursive=False))]
    width = max(map(len, rows), default=0)
    holds_blocks = any(len(_blocks(cell)) > 1 or cell.find("table") for row in rows for cell in row)
    if width < 2 or len(rows) < 2 or holds_blocks:
        return []
    caption = tag.find("caption")
    filled = [[*map(_cell, row), *[""] * (width - len(row))] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in filled]
    lines.insert(1, "|" + " --- |" * width)
    above = [_paragraph(words_of(caption))] if isinstance(caption, Tag) and words_of(caption) else []
    return [*above, "\n".join(lines)]


def _cell(cell: Tag) -> str:
    return words_of(cell).replace("|", "\\|")

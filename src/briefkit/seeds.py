"""Reads the bytes of a seed and proves that they are still the ones that were added.

A seed is UTF-8 and is decoded, no more: byte order mark, CRLF and decomposed accents stay as
they are, so that an offset means the same for ever and the text encodes to the very bytes it
was read from.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator

from briefkit.brief import Seed
from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.spans import Document, Span

FIXITY_MISMATCH = Rule(
    "BK002",
    "fixity-mismatch",
    Severity.ERROR,
    "Every quote and every link to a passage rests on a source that never changes. When the bytes are other "
    "than those the sidecar was written for, nobody can tell what its labels were about.",
)
SEED_NOT_UTF8 = Rule(
    "BK003",
    "seed-not-utf8",
    Severity.ERROR,
    "Passages and quotes are counted in the characters of the text. Bytes that are not UTF-8 stand for none, "
    "and to guess what they were would put words into the source.",
)
SEED_FORBIDDEN_CHARACTER = Rule(
    "BK004",
    "seed-forbidden-character",
    Severity.ERROR,
    "HTML cannot carry this character, so no page could show the source's exact text. It is most often the "
    "trace of a conversion that went wrong.",
)

# What HTML cannot carry: C0 controls, C1 controls, noncharacters.
_FORBIDDEN = frozenset(
    chr(code_point)
    for code_point in (
        *range(0x20),
        *range(0x80, 0xA0),
        *range(0xFDD0, 0xFDF0),
        *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
    )
) - frozenset("\t\n\f\r\x85")


def digest(data: bytes) -> str:
    """The SHA-256 that a sidecar keeps of its seed: 64 hex digits in lower case."""
    return hashlib.sha256(data).hexdigest()


def read_seed(path: str, data: bytes) -> tuple[Seed | None, list[Diagnostic]]:
    """The seed at a path relative to seeds/, or none and the reasons why it cannot be one."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(f"seeds/{path}", data, error)]
    findings = list(_forbidden_characters(Document(f"seeds/{path}", text)))
    return (None if findings else Seed(path, text, digest(data), len(data))), findings


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    """The finding at the first byte that is not UTF-8; columns count it as one character."""
    document = Document(path, data.decode("utf-8", "replace"))
    place = len(data[: error.start].decode("utf-8"))
    message = f"byte 0x{data[error.start]:02X} at byte offset {error.start} is not UTF-8"
    help_ = _how_to_mend(data, error, document.text)
    return Diagnostic.at(document, Span(place, place + 1), SEED_NOT_UTF8, message, help_)


def _how_to_mend(data: bytes, error: UnicodeDecodeError, replaced: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "it looks like UTF-16: save the source as UTF-8 and add that"
    if error.reason == "unexpected end of data" and error.end - error.start > 1:
        return "it ends inside a character: fetch the whole source again and add that"
    if _looks_like_windows_1252(data, replaced):
        meant = data[error.start : error.start + 1].decode("cp1252")
        return (
            f"it looks like Windows-1252, where this byte is {meant}: save the source as UTF-8 and add that"
        )
    return "save the source as UTF-8 and add that"


def _looks_like_windows_1252(data: bytes, replaced: str) -> bool:
    """Whether the bytes make a text there, and UTF-8 with a few bad bytes is not the likelier tale.

    `replaced` is what they make in UTF-8, with U+FFFD for what is none.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    bad = replaced.count("\ufffd")
    good = len(replaced) - len(replaced.encode("ascii", "ignore")) - bad
    return bad > good and _FORBIDDEN.isdisjoint(text)


def _forbidden_characters(document: Document) -> Iterator[Diagnostic]:
    """A finding for each character that HTML cannot carry, at the first place where it stands."""
    text = document.text
    # Searched with what runs in C: a loop over the characters would take a second for 5 MB.
    for character in sorted(_FORBIDDEN.intersection(text), key=text.index):
        place = text.index(character)
        code_point = f"U+{ord(character):04X}"
        name = "control character" if ord(character) < 0xA0 else "noncharacter"
        message = f"{name} {code_point} at byte offset {len(text[:place].encode())}"
        if (count := text.count(character)) > 1:
            message += f", the first of {count}"
        yield Diagnostic.at(
            document, Span(place, place + 1), SEED_FORBIDDEN_CHARACTER, message, _how_it_came_in(character)
        )


def _how_it_came_in(character: str) -> str:
    """What to do; for a C1 control, the Windows-1252 character that was read as Latin-1."""
    meant = character.encode("latin-1", "ignore").decode("cp1252", "ignore")
    if character >= "\x80" and meant:
        return f"it was {meant} in Windows-1252, read as Latin-1: convert the source anew and add that"
    return "take it out of the source and add that"


def check_fixity(seed: Seed, expected: str, document: Document, span: Span) -> Diagnostic | None:
    """What is wrong where a sidecar says `sha256: expected` at the span, if its seed is another.

    Where the seed with a small change undone has that digest, the help names the change.
    """
    expected = expected.lower()
    if expected == seed.sha256:
        return None
    shown = 12 if expected[:12] != seed.sha256[:12] else 64
    message = f"seeds/{seed.path} has SHA-256 {_short(seed.sha256, shown)}, not {_short(expected, shown)}"
    help_ = f"restore seeds/{seed.path} from git, or add the revised text as a new seed with a new slug"
    for changes, before in _before(seed.text.encode()):
        if digest(before) == expected:
            help_ = f"since it was added, {' and '.join(changes)}: {help_}"
            break
    return Diagnostic.at(document, span, FIXITY_MISMATCH, message, help_)


def _short(digits: str, shown: int) -> str:
    return digits if len(digits) <= shown else digits[:shown] + "…"


def _before(data: bytes) -> Iterator[tuple[list[str], bytes]]:
    """What the bytes may have been before an editor or a checkout touched them, and how it did.

    The changes are those that nobody means to make and that can be undone: to the line ends,
    to the last of them, to the byte order mark, alone or together.
    """
    for all_ends, at_first in _line_ends_before(data):
        for last_end, then in _last_line_end_before(at_first):
            for mark, now in _byte_order_mark_before(then):
                yield [change for change in (all_ends, last_end, mark) if change], now


def _line_ends_before(data: bytes) -> Iterator[tuple[str, bytes]]:
    prevention = "(`seeds/** -text` in .gitattributes keeps git from doing so)"
    yield "", data
    lf = data.replace(b"\r\n", b"\n")
    yield f"its line ends were changed from LF to CRLF {prevention}", lf
    yield f"its line ends were changed from CRLF to LF {prevention}", lf.replace(b"\n", b"\r\n")


def _last_line_end_before(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "", data
    if data.endswith(b"\n"):
        yield "a line end was put after its last line", data.removesuffix(b"\n").removesuffix(b"\r")
    else:
        yield "its last line end was taken away", data + (b"\r\n" if b"\r\n" in data else b"\n")


def _byte_order_mark_before(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "", data
    if data.startswith(codecs.BOM_UTF8):
        yield "a byte order mark was put before it", data.removeprefix(codecs.BOM_UTF8)
    else:
        yield "its byte order mark was taken away", codecs.BOM_UTF8 + data

import time
import unicodedata

import pytest

from briefkit.seeds import check_fixity, digest, read_seed
from briefkit.spans import Document, Span


def seed_of(data):
    seed, findings = read_seed("sea.txt", data)
    assert seed
    assert findings == []
    return seed


def finding_in(data):
    seed, [finding] = read_seed("2016/sea.txt", data)
    assert seed is None
    return finding


def test_a_seed_is_decoded_and_nothing_else():
    text = "\ufeffThe sea\r\nrises.\rCafe\u0301 ﬁ Ω😀 \t\f\x85\u2028 "
    data = text.encode()
    seed = seed_of(data)
    assert (seed.path, seed.text, seed.size) == ("sea.txt", text, len(data))
    assert seed.text.encode() == data
    assert not unicodedata.is_normalized("NFC", seed.text)


def test_an_empty_file_is_a_seed():
    seed = seed_of(b"")
    assert (seed.text, seed.size) == ("", 0)


def test_the_digest_is_the_sha256_of_the_bytes():
    known = "7629c7c4e7f85539fd22b2f51373f3341cfc08b1f4cabe3698e658fe0e3cc182"
    data = b"The sea rises three millimetres a year.\n"
    assert digest(data) == seed_of(data).sha256 == known


# BK003


def test_a_byte_that_is_not_utf8_is_found_at_its_place():
    finding = finding_in("Café\r\nthe “sea” ".encode() + b"\xff\xfe rises")
    assert (finding.code, finding.name, finding.path) == ("BK003", "seed-not-utf8", "seeds/2016/sea.txt")
    assert finding.message == "byte 0xFF at byte offset 21 is not UTF-8"
    assert (finding.line, finding.column, finding.span) == (2, 11, Span(16, 17))
    assert finding.help == "save the source as UTF-8 and add that"


@pytest.mark.parametrize("data", [b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"])
def test_overlong_forms_surrogates_and_numbers_beyond_unicode_are_not_utf8(data):
    assert finding_in(data).code == "BK003"


@pytest.mark.parametrize(
    ("data", "help_"),
    [
        (
            "It’s 5 € at the café".encode("cp1252"),
            "it looks like Windows-1252, where this byte is ’: save the source as UTF-8 and add that",
        ),
        (
            "Café".encode("cp1252"),
            "it looks like Windows-1252, where this byte is é: save the source as UTF-8 and add that",
        ),
        ("The sea rises".encode("utf-16"), "it looks like UTF-16: save the source as UTF-8 and add that"),
        (b"\xfe\xff\0a", "it looks like UTF-16: save the source as UTF-8 and add that"),
        (
            "The sea rises…".encode()[:-1],
            "it ends inside a character: fetch the whole source again and add that",
        ),
        # Not Windows-1252: most of it is UTF-8, 0x81 stands for nothing there, or it is no text.
        ("Café – the sea… ".encode() + b"\x92", "save the source as UTF-8 and add that"),
        (b"a \x92 \x81", "save the source as UTF-8 and add that"),
        (b"a \x92 \0", "save the source as UTF-8 and add that"),
    ],
)
def test_the_help_names_the_encoding_where_the_bytes_show_it(data, help_):
    assert finding_in(data).help == help_


# BK004


@pytest.mark.parametrize(
    "character",
    [
        *["\0", "\x08", "\x0b", "\x0e", "\x1f", "\x80", "\x84", "\x86", "\x9f"],
        *["\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"],
    ],
)
def test_what_html_cannot_carry_is_found_at_its_place(character):
    finding = finding_in(f"Café\n“a{character}b".encode())
    assert (finding.code, finding.name, finding.path) == (
        "BK004",
        "seed-forbidden-character",
        "seeds/2016/sea.txt",
    )
    assert f"U+{ord(character):04X} at byte offset 10" in finding.message
    assert (finding.line, finding.column, finding.span) == (2, 3, Span(7, 8))


@pytest.mark.parametrize(
    "character", ["\t", "\n", "\f", "\r", " ", "\x7f", "\x85", "\xa0", "\ufdcf", "\ufdf0"]
)
def test_what_html_can_carry_is_let_in(character):
    assert seed_of(character.encode()).text == character


def test_a_flood_of_one_character_is_one_finding_and_each_character_has_its_own():
    seed, findings = read_seed("sea.txt", ("\x01a\ufffeb" + "\0" * 1000 + "\ufffe").encode())
    assert seed is None
    assert [finding.message for finding in findings] == [
        "control character U+0001 at byte offset 0",
        "noncharacter U+FFFE at byte offset 2, the first of 2",
        "control character U+0000 at byte offset 6, the first of 1000",
    ]
    assert {finding.help for finding in findings} == {"take it out of the source and add that"}


def test_the_trace_of_windows_1252_read_as_latin_1_is_named():
    data = "It’s".encode("cp1252").decode("latin-1").encode()
    assert finding_in(data).help == (
        "it was ’ in Windows-1252, read as Latin-1: convert the source anew and add that"
    )
    assert (
        finding_in("\x81".encode()).help == "take it out of the source and add that"
    )  # nothing in Windows-1252


@pytest.mark.parametrize("data", [b"The sea rises.\n" * 333_333, "Море \ufffe\n".encode() * 400_000])
def test_five_megabytes_are_read_in_a_second_or_two(data):
    begun = time.process_time()
    read_seed("sea.txt", data)
    assert time.process_time() - begun < 5


# BK002

SIDECAR = Document("brief/sea.yaml", "briefkit: 1\nseed: {file: sea.txt, sha256: 7629}\n")
WRITTEN = Span(40, 44)


def fixity(data, expected):
    return check_fixity(seed_of(data), expected, SIDECAR, WRITTEN)


def test_a_seed_with_the_digest_of_its_sidecar_is_sound():
    assert fixity(b"a", digest(b"a")) is None
    assert fixity(b"a", digest(b"a").upper()) is None


def test_a_seed_with_another_digest_is_found_where_the_sidecar_gives_it():
    finding = fixity(b"The sea rises.\n", digest(b"The sea falls.\n"))
    assert finding
    assert (finding.code, finding.name, finding.severity) == ("BK002", "fixity-mismatch", "error")
    assert (finding.path, finding.line, finding.column, finding.span) == ("brief/sea.yaml", 2, 29, WRITTEN)
    assert finding.message == "seeds/sea.txt has SHA-256 7e08152e44ce…, not 7226be35a4a2…"
    assert (
        finding.help
        == "restore seeds/sea.txt from git, or add the revised text as a new seed with a new slug"
    )


def test_digests_that_begin_alike_are_shown_whole():
    actual = digest(b"a")
    expected = actual[:-1] + ("0" if actual[-1] != "0" else "1")
    finding = fixity(b"a", expected)
    assert finding
    assert finding.message == f"seeds/sea.txt has SHA-256 {actual}, not {expected}"


GIT = "(`seeds/** -text` in .gitattributes keeps git from doing so)"
TO_CRLF, TO_LF = (f"its line ends were changed from {ends} {GIT}" for ends in ("LF to CRLF", "CRLF to LF"))
ADDED, TAKEN = "a line end was put after its last line", "its last line end was taken away"
MARK_ADDED, MARK_TAKEN = "a byte order mark was put before it", "its byte order mark was taken away"


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        (b"a\nb\n", b"a\r\nb\r\n", [TO_CRLF]),
        (b"a\nb\n", b"a\r\nb\n", [TO_CRLF]),
        (b"a\r\nb\r\n", b"a\nb\n", [TO_LF]),
        (b"a\nb", b"a\nb\n", [ADDED]),
        (b"a\r\nb", b"a\r\nb\r\n", [ADDED]),
        (b"a\nb\n", b"a\nb", [TAKEN]),
        (b"a\r\nb\r\n", b"a\r\nb", [TAKEN]),
        (b"a", b"\xef\xbb\xbfa", [MARK_ADDED]),
        (b"\xef\xbb\xbfa", b"a", [MARK_TAKEN]),
        (b"a\r\nb", b"a\nb\n", [TO_LF, ADDED]),
        (b"\xef\xbb\xbfa\r\nb\r\n", b"a\nb", [TO_LF, TAKEN, MARK_TAKEN]),
    ],
)
def test_a_change_that_nobody_meant_is_named(before, now, changes):
    finding = fixity(now, digest(before))
    assert finding
    assert finding.help == (
        f"since it was added, {' and '.join(changes)}: "
        "restore seeds/sea.txt from git, or add the revised text as a new seed with a new slug"
    )

"""What fixes do, by example: the table of docs/fixing.md, each row of which is tried.

`python -m tests.rules.mended --renew` writes the table anew.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from briefkit.files import Memory
from briefkit.fixing import mend
from briefkit.terminal_text import visible
from tests import archives

PAGE = Path(__file__).parents[2] / "docs" / "fixing.md"
TABLE = re.compile(r"(?<=<!-- fixes -->\n).*(?=<!-- /fixes -->)", re.DOTALL)

SEED = "The sea rises: it has not stopped. The sea is warm.\n\nIn Nice, it is “likely” to rise, they say.\n"
ENTITIES = """\
nice: {place: Nice, aliases: [Nizza]}
mayor: {actor: The mayor}
mayor-place: {place: The mayor}
retired: {nizza-town: nice}
"""
# What the example stands in; of the fields of `FIELD` all but the last are there already.
FIELD = "p1:\n  - claim: It rises\n    id: up\n    {}\np2: []\n"
IN_P2 = "p2:\n  - claim: It goes on\n    {}\n"
LABEL = "p2:\n  - claim: It goes on\n    id: on\n  {}\n"
MENTION = "p2:\n  - {}\n    quote: Nice\n"
PASSAGE = "{}\n  - claim: It rises\n"


@dataclass(frozen=True, slots=True)
class Example:
    """A finding's words and what they become. Lines are parted by " ⏎ "; "" is a line that goes."""

    code: str
    safe: bool
    written: str
    becomes: str
    around: str = FIELD
    where: str = "label"

    def archive(self, words: str) -> dict[str, bytes]:
        """The files of an archive in which these words stand."""
        lines = words.replace(" ⏎ ", "\n")
        files = archives.archive(seed=SEED, **{"brief/entities.yaml": ENTITIES})
        match self.where:
            case "label":
                text = archives.sidecar(self.labels(words), seed=SEED)
            case "head":
                whole = archives.sidecar("p1:\n  - claim: It rises\n    id: up\n", seed=SEED)
                text = whole.replace("labels:\n", f"{lines}\nlabels:\n")
            case "split":
                text = archives.sidecar("p1: []\n", seed=SEED).replace("split: prose-1", words)
            case _:
                text = f"{lines}\n"
        return files | {self.path: text.encode()}

    def labels(self, words: str) -> str:
        column = self.around[: self.around.index("{}")].rpartition("\n")[2]
        if not words:
            return self.around.replace(f"{column}{{}}\n", "")
        return self.around.replace("{}", words.replace(" ⏎ ", f"\n{column}"))

    @property
    def path(self) -> str:
        return f"brief/{self.where}.yaml" if self.where in ("archive", "entities") else "brief/sea.yaml"

    def mended(self, *, unsafe: bool) -> bytes:
        files = self.archive(self.written)
        done = mend(Memory(files), unsafe=unsafe)
        return next(((one.after or "").encode() for one in done.changes), files[self.path])

    def row(self) -> str:
        option = "`--fix`" if self.safe else "`--unsafe-fixes`"
        cells = [f"[{self.code}](rules/{self.code}.md)", _code(self.written), _code(self.becomes), option]
        return f"| {' | '.join(cells)} |\n"


def _code(words: str) -> str:
    lines = [f"`` {visible(line)} ``".replace("|", "\\|") for line in words.split(" ⏎ ")]
    return " ".join(lines) if words else "(gone)"


SAYS_ON = LABEL.replace("id: on", "id: on\n    quote: In Nice")
EXAMPLES = (
    Example(
        "BK102",
        False,
        "title: The sea ⏎ --- ⏎ language: en",
        "title: The sea ⏎  ⏎ language: en",
        where="archive",
    ),
    Example("BK103", True, "%YAML 1.2 ⏎ title: The sea", " ⏎ title: The sea", where="archive"),
    Example("BK104", False, "note: so\x07", "note: so"),
    Example("BK105", True, "note: It goes ⏎ \ton", "note: It goes ⏎   on"),
    Example("BK105", False, "\tnote: so", "note: so"),
    Example("BK106", False, " note: It goes on", "note: It goes on"),
    Example("BK108", True, "quote: The sea rises: it has", 'quote: "The sea rises: it has"'),
    Example("BK108", True, 'note: "IS" says', "note: '\"IS\" says'"),
    Example("BK108", False, "note: - so", 'note: "- so"'),
    Example("BK109", True, "note: 'tis so", 'note: "\'tis so"'),
    Example("BK109", True, 'quote: "The sea rises', 'quote: "The sea rises"'),
    Example("BK110", False, "tags: [sea, level", "tags: [sea, level]"),
    Example("BK111", True, 'note: "C:\\data"', 'note: "C:\\\\data"'),
    Example("BK112", True, "quote:The sea rises", "quote: The sea rises"),
    Example("BK113", False, "- claim: So ⏎   quote they say", "- claim: So ⏎   quote: they say", SAYS_ON),
    Example("BK114", True, "note: so ⏎ note: so", "note: so"),
    Example("BK115", True, "note: *Probably*", 'note: "*Probably*"'),
    Example("BK115", False, "tags: &all [sea]", "tags: [sea]"),
    Example("BK116", True, "note: !!str so", "note: so"),
    Example("BK118", False, "note: tactic #2", 'note: "tactic #2"'),
    Example("BK120", True, "Quote: The sea rises", "quote: The sea rises"),
    Example("BK120", True, "- claim: So ⏎   leads-to: [on]", "- claim: So ⏎   leads_to: [on]", LABEL),
    Example("BK120", False, "confidense: low", "confidence: low"),
    Example("BK122", True, "see: p2", "see: [p2]"),
    Example("BK122", False, "name: [sea level]", "name: sea level"),
    Example("BK123", True, "confidence: High", "confidence: high"),
    Example(
        "BK123",
        True,
        "nice: {place: Nice, country: fr}",
        "nice: {place: Nice, country: FR}",
        where="entities",
    ),
    Example("BK123", False, "confidence: hihg", "confidence: high"),
    Example("BK123", False, "when: 14 July 2016", "when: 2016-07-14"),
    Example("BK124", True, "tags: [Sea_Level]", "tags: [sea-level]"),
    Example("BK126", True, "quote: [The sea rises]", "quote: The sea rises"),
    Example("BK126", False, "quote: [In Nice, it is]", "quote: In Nice, it is", IN_P2),
    Example("BK127", True, "- Claim: It rises", "- claim: It rises", LABEL),
    Example("BK127", False, "- claimm: It rises", "- claim: It rises", LABEL),
    Example("BK130", True, "nice: {Place: Nice}", "nice: {place: Nice}", where="entities"),
    Example("BK191", True, "rules: {unused-entity: off}", "rules: {BK305: off}", where="archive"),
    Example("BK191", False, "rules: {BK3055: off}", "rules: {BK305: off}", where="archive"),
    Example("BK201", True, "P1:", "p1:", PASSAGE),
    Example("BK202", True, 'quote: it is "likely"', "quote: it is “likely”", IN_P2),
    Example("BK202", False, "quote: The sea risse", "quote: The sea rises"),
    Example("BK203", False, "quote: The sea", "quote: The sea ⏎ occurrence: 1"),
    Example("BK204", False, "quote: The sea rises ⏎ occurrence: 2", "quote: The sea rises"),
    Example("BK205", True, "place: Nice", "place: nice", MENTION),
    Example("BK205", False, "place: Nizza", "place: nice", MENTION),
    Example("BK206", False, "place: mayor", "place: mayor-place", MENTION),
    Example("BK207", True, 'hedge: is "likely"', "hedge: is “likely”", IN_P2),
    Example(
        "BK208", False, "hedge: likely ⏎ likelihood: likley", "hedge: likely ⏎ likelihood: likely", IN_P2
    ),
    Example("BK210", True, "- claim: So ⏎   supports: ['#on']", "- claim: So ⏎   supports: ['on']", LABEL),
    Example("BK210", False, "- claim: So ⏎   supports: [onn]", "- claim: So ⏎   supports: [on]", LABEL),
    Example(
        "BK213", False, "- claim: So ⏎   supports: [seaa#on]", "- claim: So ⏎   supports: [sea#on]", LABEL
    ),
    Example("BK214", False, "note: See [it](#upp)", "note: See [it](#up)"),
    Example("BK215", True, "place: nizza-town", "place: nice", MENTION),
    Example("BK218", False, "split: markdown-1", "split: prose-1", where="split"),
    Example("BK304", False, "key_judgments: [up, up]", "key_judgments: [up]", where="head"),
    Example("BK309", False, "supplied: [when]", ""),
    Example("BK310", False, "occurrence: 2", ""),
    Example("BK390", False, "allow: {BK401: it was so}", ""),
)


def table() -> str:
    rows = "".join(one.row() for one in EXAMPLES)
    return f"\n| Rule | Written | Becomes | With |\n|---|---|---|---|\n{rows}\n"


def renewed() -> str:
    return TABLE.sub(lambda _: table(), PAGE.read_text("utf-8"))


if __name__ == "__main__":
    if sys.argv[1:] != ["--renew"]:
        sys.exit(__doc__)
    PAGE.write_text(renewed(), "utf-8", newline="\n")

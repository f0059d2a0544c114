"""A built folder, proved from its files alone: what it shows is what the seeds say.

Nothing that builds is imported, so that no fault of the builder can hide itself here. The one
thing in common is the format (format.md, "What build/ holds"; docs/output.md). It is a folder
and not one file because each part can be read by itself: `markup` reads HTML, `annotations` the
JSON, `rendered` the Markdown; `words`, `passages` and `forms` compare them; `manifest`, `pages`,
`links`, `lists` and `search` look at the rest.

One brief is held at a time. What other pages say of it is kept as digests of eight bytes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from briefkit.diagnostics import Diagnostic
from briefkit.verify.annotations import ANNOTATIONS_MALFORMED
from briefkit.verify.brief import SEED_DIGEST, BriefProof
from briefkit.verify.cards import LABEL_MISSING
from briefkit.verify.findings import Findings
from briefkit.verify.forms import FORMS_DISAGREE
from briefkit.verify.ledger import Ledger
from briefkit.verify.links import ADDRESS_DOUBLED, DEAD_LINK, Links
from briefkit.verify.lists import ROW_ASTRAY, Lists
from briefkit.verify.manifest import (
    ASSET_NAME,
    FILE_DIGEST,
    FILE_EXTRA,
    FILE_MISSING,
    MANIFEST_DIGEST,
    MANIFEST_MALFORMED,
    Built,
    Manifest,
    Reader,
    look_at_files,
    read_manifest,
)
from briefkit.verify.pages import CSP_MISSING, PAGE_MALFORMED, Shown, Site, decoded, look_at_page, read_site
from briefkit.verify.passages import LABEL_WITHOUT_WORDS, PASSAGE_MISSING, PASSAGE_TEXT
from briefkit.verify.rendered import look_at_markdown
from briefkit.verify.search import search_files
from briefkit.verify.words import LABEL_WRONG_PASSAGE, PASSAGE_ORDER, QUOTE_POSITION

__all__ = [
    "ADDRESS_DOUBLED",
    "ANNOTATIONS_MALFORMED",
    "ASSET_NAME",
    "CSP_MISSING",
    "DEAD_LINK",
    "FILE_DIGEST",
    "FILE_EXTRA",
    "FILE_MISSING",
    "FORMS_DISAGREE",
    "LABEL_MISSING",
    "LABEL_WITHOUT_WORDS",
    "LABEL_WRONG_PASSAGE",
    "MANIFEST_DIGEST",
    "MANIFEST_MALFORMED",
    "PAGE_MALFORMED",
    "PASSAGE_MISSING",
    "PASSAGE_ORDER",
    "PASSAGE_TEXT",
    "QUOTE_POSITION",
    "ROW_ASTRAY",
    "SEED_DIGEST",
    "Proved",
    "Reader",
    "verify",
]


@dataclass(slots=True)
class Proved:
    """What was proved, in numbers; with findings beside it, that of the rest."""

    passages: int = 0
    seeds: int = 0
    labels: int = 0
    links: int = 0
    files: int = 0
    manifest_sha256: str = ""
    not_proved: list[str] = field(default_factory=list)  # seeds that are not published, by path

    def __str__(self) -> str:
        counts = (
            f"{_counted(self.passages, 'passage')} of {_counted(self.seeds, 'seed')} byte for byte",
            f"{_counted(self.labels, 'label')} at their words",
            _counted(self.links, "link"),
            _counted(self.files, "file"),
        )
        lines = [f"proved: {', '.join(counts)}; manifest sha256 {self.manifest_sha256 or 'none'}"]
        lines += [f"not proved: seed of {slug} is not published" for slug in self.not_proved]
        return "\n".join(lines)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def verify(
    files: Reader, manifest_sha256: str | None = None, *, seeds: Reader | None = None
) -> tuple[list[Diagnostic], Proved]:
    """Every fault of a built folder, and what was proved of it.

    `manifest_sha256` ties the whole folder to a digest that came another way. `seeds` holds the
    seeds of briefs that publish only quotes. Any bytes in any file give findings and no exception.
    """
    findings, proved, built = Findings(), Proved(), Built(files)
    manifest = read_manifest(built, manifest_sha256, findings)
    if manifest is None:
        return findings.report(), proved
    proved.manifest_sha256 = manifest.sha256
    proved.files = look_at_files(manifest, built, findings)
    site = read_site(manifest.version, built)
    links, ledger, shown = Links(built.names, findings), Ledger(), search_files(built)
    withheld = Built(seeds) if seeds else None
    known_seeds: set[str] = set()
    bases: Counter[str] = Counter()
    for slug, published in manifest.briefs.items():
        searched = shown.get(slug, ())
        proof = BriefProof(
            slug, published, manifest, site, built, withheld, links, ledger, findings, searched
        )
        result = proof.prove()
        proved.labels += result.labels
        if result.seed_is_known:
            proved.passages += result.passages
            known_seeds.add(published.seed)
        else:
            proved.not_proved.append(slug)
        bases.update([proof.said.base] if proof.said else [])
    proved.seeds = len(known_seeds)
    _look_at_others(manifest, site, built, bases, links, ledger, findings)
    links.close()
    proved.links = links.count
    for claim in ledger.false_claims():
        findings.of_link(claim.path, claim.line, claim.column, ROW_ASTRAY, claim.message)
    for here, relation, to in ledger.false_links():
        from_slug, to_slug = here.partition("#")[0], to.partition("#")[0]
        message = f"“{here}” {relation} “{to}” is not said at both ends"
        others = f"briefs/{from_slug}.json", f"briefs/{to_slug}.json"
        findings.compared(f"briefs/{to_slug}.html", FORMS_DISAGREE, message, *others)
    return findings.report(), proved


def _look_at_others(
    manifest: Manifest,
    site: Site,
    built: Built,
    bases: Counter[str],
    links: Links,
    ledger: Ledger,
    findings: Findings,
) -> None:
    """Every page that is no brief's own, and the style sheets."""
    lists = Lists(
        manifest, ledger, findings, lru_cache(maxsize=16)(lambda slug: _seed_text(slug, manifest, built))
    )
    base = max(bases, key=lambda one: (bases[one], one), default=None)
    own = {f"briefs/{slug}.{form}" for slug in manifest.briefs for form in ("html", "md")}

    def shown(path: str) -> Shown | None:
        if path not in built.names or not (document := decoded(path, built, findings)):
            return None
        is_html = path.endswith(".html")
        if is_html:
            page = look_at_page(document, base, site, findings)
        else:
            page = look_at_markdown(document, findings)
        links.add(page, document, base)
        return Shown(page, document, is_html)

    others = sorted(built.names - own)
    for stem in dict.fromkeys(path.rpartition(".")[0] for path in others if path.endswith((".html", ".md"))):
        lists.look(shown(f"{stem}.html"), shown(f"{stem}.md"))
    for path in others:
        if path.endswith(".css") and (document := decoded(path, built, findings)):
            links.add_style(document)
    lists.close(built.names)


def _seed_text(slug: str, manifest: Manifest, built: Built) -> str | None:
    """The text of a brief's seed; None where it is not published, or is no text."""
    published = manifest.briefs.get(slug)
    path = f"seeds/{published.seed}" if published else ""
    return built.read(path).decode("utf-8", errors="replace") if path in built.names else None

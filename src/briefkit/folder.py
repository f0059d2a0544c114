"""seeds/, brief/, templates/: which file is what.

Paths run from the archive's root. Nothing here reads what a sidecar means; it finds the files,
gives them their names, and says what is in the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.files import Files, OutsideArchive
from briefkit.names import BAD_NAME, nearest_slug, problem_with_slug, problem_with_tag
from briefkit.spans import Document, Span

SEED_MISSING = Rule(
    "BK001", "seed-missing", Severity.ERROR, "Without its seed a sidecar labels words that nobody can read."
)
OUTSIDE = Rule(
    "BK005",
    "outside-the-archive",
    Severity.ERROR,
    "An archive is whole in itself: a path or symbolic link that leads out of it shows other bytes "
    "elsewhere.",
)
NOT_UTF8 = Rule(
    "BK190",
    "yaml-not-utf8",
    Severity.ERROR,
    "The files of brief/ are UTF-8: all systems read the same words.",
)
STRAY_FILE = Rule(
    "BK193",
    "stray-file",
    Severity.ERROR,
    "A file under brief/ that looks like a sidecar and is not read would be lost in silence.",
)
SEED_WITHOUT_SIDECAR = Rule(
    "BK502",
    "seed-without-sidecar",
    Severity.WARNING,
    "A seed that no sidecar is about is not built, and its fixity is not checked.",
)

ALLOW_READING = "allow yourself to read it; if that is allowed, see whether the disk is sound"
SEEDS, BRIEFS, TEMPLATES = "seeds", "brief", "templates"
LAYERS = "layers"  # below brief/: <editor>/<slug>.yaml, other readings of the same seeds
SEED_ENDINGS = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of an archive by what they are."""

    settings: str | None  # archive.yaml
    entities: tuple[str, ...]
    sidecars: dict[str, str]  # slug -> path, in the order of slugs
    seeds: tuple[str, ...]
    misnamed: tuple[str, ...] = ()  # slugs that sidecars with a bad name would have
    strays: frozenset[str] = frozenset()  # paths of links and other things that are no files, reported
    layers: Mapping[str, str] = field(default_factory=dict)  # layers/<editor>/<slug> -> path, in that order

    @property
    def readings(self) -> dict[str, str]:
        """Sidecars and layers: what is read with a seed beside it."""
        return {**self.sidecars, **self.layers}


def lay_out(files: Files) -> tuple[Layout, list[Diagnostic]]:
    """What the archive holds. Files with a name that no page could have are left out and reported."""
    strays = frozenset(path for folder in (SEEDS, BRIEFS, TEMPLATES) for path in files.strays(folder))
    findings = [
        Diagnostic.of_file(
            path, OUTSIDE, "this is no file of the archive's own", "put the file itself in its place"
        )
        for path in sorted(strays)
    ]
    settings = None
    entities: list[str] = []
    sidecars: dict[str, str] = {}
    misnamed: list[str] = []
    layers: dict[str, str] = {}
    for path in files.names(BRIEFS):
        name = path.removeprefix(f"{BRIEFS}/")
        if name == "archive.yaml":
            settings = path
        elif name == "entities.yaml" or (name.startswith("entities/") and name.endswith(".yaml")):
            entities.append(path)
        elif name.startswith(f"{LAYERS}/") and name.endswith(".yaml"):
            if fault := _misplaced_layer(path, name.removesuffix(".yaml")):
                findings.append(fault)
            else:
                layers[name.removesuffix(".yaml")] = path
        elif name.endswith(".yaml"):
            slug = name.removesuffix(".yaml")
            if problem := problem_with_slug(slug):
                mended = nearest_slug(slug)
                misnamed.append(mended or slug)
                help = (
                    f"rename the file to {BRIEFS}/{mended}.yaml" if mended else "give the file another name"
                )
                findings.append(Diagnostic.of_file(path, BAD_NAME, problem, help))
            else:
                sidecars[slug] = path
        elif name.endswith((".yml", ".YAML", ".YML")):
            help = f"rename it to {path[: path.rindex('.')].lower()}.yaml"
            findings.append(Diagnostic.of_file(path, STRAY_FILE, "only files ending in .yaml are read", help))
    seeds = tuple(path.removeprefix(f"{SEEDS}/") for path in files.names(SEEDS))
    return Layout(
        *(settings, tuple(entities), dict(sorted(sidecars.items())), seeds, tuple(misnamed), strays),
        dict(sorted(layers.items())),
    ), findings


def brief_of(slug: str) -> str:
    """The slug of the brief that a sidecar or a layer (layers/<editor>/<slug>) is about."""
    return slug.split("/", 2)[2] if slug.startswith(f"{LAYERS}/") else slug


def _misplaced_layer(path: str, name: str) -> Diagnostic | None:
    """What is wrong with the name of a layer, layers/<editor>/<slug>."""
    _, editor, *parts = name.split("/")
    if not parts:
        help = f"move it to {BRIEFS}/{LAYERS}/<editor>/{editor}.yaml"
        return Diagnostic.of_file(path, STRAY_FILE, "a layer stands in a folder named for its editor", help)
    problem = problem_with_tag(editor) or problem_with_slug("/".join(parts))
    help = "name the folder for the editor, as `editors` does, and the file for the brief"
    return Diagnostic.of_file(path, BAD_NAME, problem, help) if problem else None


def read_document(files: Files, path: str) -> Document | Diagnostic:
    """A YAML file as text."""
    return document_of(path, files.read(path))


def document_of(path: str, data: bytes) -> Document | Diagnostic:
    """The bytes of a YAML file as text."""
    try:
        return Document(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = Document(path, data[: error.start].decode("utf-8"))
        line, column = before.line_column(len(before.text))
        message = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        rule, help = NOT_UTF8, "save the file as UTF-8"
        return Diagnostic(rule.code, rule.name, rule.severity, message, path, line, column, Span(0, 0), help)


def read_seed_bytes(files: Files, file: str, document: Document, span: Span) -> bytes | Diagnostic:
    """The bytes of the seed that a sidecar names at a span."""
    path = f"{SEEDS}/{file}"
    message, help = f"there is no {path}", None
    try:
        if files.exists(path):
            return files.read(path)
    except OutsideArchive:
        message, help = f"`{file}` is no path below seeds/", "write it without `..`, `./` and symbolic links"
        return Diagnostic.at(document, span, OUTSIDE, message, help)
    except FileNotFoundError:  # it went away between the two
        pass
    except OSError as error:
        message, help = f"{path} cannot be read: {error.strerror or error}", ALLOW_READING
    return Diagnostic.at(document, span, SEED_MISSING, message, help or _near_seed(files, file))


def unreadable(path: str, error: OSError) -> Diagnostic:
    """A file under brief/ that is there, and that the machine does not give."""
    return Diagnostic.of_file(
        path, STRAY_FILE, f"this file cannot be read: {error.strerror or error}", ALLOW_READING
    )


def without_sidecar(layout: Layout, used: set[str] | None) -> list[Diagnostic]:
    """A finding for each seed that no sidecar names; none where not every sidecar could tell its seed."""
    if used is None or layout.misnamed:
        return []
    return [
        Diagnostic.of_file(
            f"{SEEDS}/{seed}",
            SEED_WITHOUT_SIDECAR,
            "no sidecar is about this seed",
            f"write one: `briefkit new {SEEDS}/{seed}`",
        )
        for seed in layout.seeds
        if seed not in used and seed.endswith(SEED_ENDINGS)
    ]


def _near_seed(files: Files, file: str) -> str:
    from briefkit.nearest import nearest

    close = nearest(file, [path.removeprefix(f"{SEEDS}/") for path in files.names(SEEDS)])
    return f"write `{close}`" if close else "put the seed there, or mend the path: it is relative to seeds/"


# -- what the package ships ------------------------------------------------------------------------


def _packaged(name: str, in_checkout: str) -> Traversable:
    """A folder of the wheel, or where it stands in a checkout that is installed in place."""
    inside = resources.files("briefkit") / name
    return inside if inside.is_dir() else Path(__file__).parents[2] / in_checkout


@cache
def packaged_templates() -> dict[str, bytes]:
    """Name below templates/ -> content, of templates and assets."""
    root = _packaged("templates", "templates")
    return {path: file.read_bytes() for path, file in sorted(_below(root))}


def _below(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        if one.name.startswith("."):
            continue
        if one.is_dir():
            yield from _below(one, f"{path}{one.name}/")
        else:
            yield path + one.name, one


def own_templates(files: Files) -> dict[str, bytes]:
    """The templates and assets that an archive puts in the place of the packaged ones."""
    shipped = packaged_templates()
    own = {path.removeprefix(f"{TEMPLATES}/"): files.read(path) for path in files.names(TEMPLATES)}
    # In briefkit's own checkout the two are the same files, and so no overrides.
    return {name: data for name, data in own.items() if data != shipped.get(name)}


def rule_page(code: str) -> str | None:
    """The text of a rule's page."""
    page = _packaged("rules", "docs/rules") / f"{code}.md"
    return page.read_text("utf-8") if page.is_file() else None


def rule_page_file(code: str) -> Path | None:
    """Where a rule's page is on disk; None where there is none, or the package is in an archive."""
    page = _packaged("rules", "docs/rules") / f"{code}.md"
    return page if isinstance(page, Path) and page.is_file() else None

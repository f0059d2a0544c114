"""The Jinja environment over templates given as text.

The packaged templates run plain. An archive may bring its own under the same names, and those
run in a sandbox, as does every template that leans on one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from traceback import walk_tb
from types import MappingProxyType
from typing import Any, cast

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
    meta,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.nearest import nearest
from briefkit.notes import escape_address, escape_line, escape_markdown
from briefkit.site.assets import assets
from briefkit.spans import Document, Span

TEMPLATE_ERROR = Rule(
    "BK601",
    "template-error",
    Severity.ERROR,
    "A template of the archive's own cannot be read or asks for something that pages do not have, "
    "so the page cannot be made.",
)
FOLDER = "templates"
NOTHING: Mapping[str, str] = MappingProxyType({})
NO_FILES: Mapping[str, bytes] = MappingProxyType({})


class TemplateFault(Exception):
    """A page cannot be made, since an archive's own template is at fault; the diagnostic says where."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _UnknownName(UndefinedError):
    """A name that a template asked for in vain, and of what."""

    def __init__(self, name: str, asked: object, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.asked = asked


class _Undefined(StrictUndefined):
    """Fails at any use but the question whether it is defined, and remembers what was asked of what."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if exc is UndefinedError:
            exc = cast("type[_UnknownName]", partial(_UnknownName, str(name), obj))  # it is only ever called
        super().__init__(hint, obj, name, exc)


class _Packaged(Environment):
    """For our own templates, which ask every view for what it has: a tenth quicker than Jinja's way."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]


class Theme:
    """Templates by name and assets by name; each template is compiled once, when it is first asked for."""

    def __init__(
        self,
        templates: Mapping[str, str],
        own: Mapping[str, str] = NOTHING,
        files: Mapping[str, bytes] = NO_FILES,
    ) -> None:
        self._own = own
        self._plain = _environment(_Packaged, templates)
        self._sandbox = _environment(ImmutableSandboxedEnvironment, {**templates, **own})
        self._compiled: dict[str, Template] = {}
        self.assets = assets(files)
        self._files = files
        self._parts: dict[str, str] = {}

    def part(self, path: str) -> str:
        """A part of a style sheet by itself, made small; "" where there is none."""
        if path not in self._parts:
            found = assets({path.rpartition("/")[2]: self._files.get(path, b"")}).values()
            self._parts[path] = "".join(content.decode("utf-8", "replace") for _, content in found)
        return self._parts[path]

    def asset(self, name: str) -> str:
        """The path of an asset in build/."""
        return self.assets[name][0]

    def render(self, name: str, view: Mapping[str, object]) -> bytes:
        """The page that the template makes of the view; raises TemplateFault."""
        try:
            template = self._compiled.get(name) or self._compile(name)
            return template.render(view).encode()
        except Exception as error:
            diagnostic = self._diagnose(error, name, view)
            if diagnostic is None:
                raise  # the fault is not the archive's
            raise TemplateFault(diagnostic) from error

    def _compile(self, name: str) -> Template:
        environment = self._sandbox if self._leans_on_own(name) else self._plain
        template = self._compiled[name] = environment.get_template(name)
        return template

    def _leans_on_own(self, name: str) -> bool:
        """Whether the template is an archive's own or includes, imports or extends one."""
        if not self._own:
            return False
        waiting, seen = [name], set[str]()
        while waiting:
            name = waiting.pop()
            if name in self._own:
                return True
            seen.add(name)
            source, _, _ = self._plain.loader.get_source(self._plain, name)  # type: ignore[union-attr]
            named = meta.find_referenced_templates(self._plain.parse(source))
            waiting += [other for other in named if other and other not in seen]
        return False

    def _diagnose(self, error: Exception, name: str, view: Mapping[str, object]) -> Diagnostic | None:
        """The finding about the archive's own template in which the error came up, if it did in one."""
        own = [(path, line) for path, line in _places(error) if path in self._own]
        if not own:
            return None
        path, line = own[-1]
        document = Document(f"{FOLDER}/{path}", self._own[path])
        start = document.offset(line, 1)
        written = document.line_span(start)
        indent = len(document.line(line)) - len(document.line(line).lstrip())
        span = Span(min(written.start + indent, written.end), written.end)
        return Diagnostic.at(document, span, TEMPLATE_ERROR, _message(error), _help(error, view))


def _environment(kind: type[Environment], templates: Mapping[str, str]) -> Environment:
    def load(name: str) -> tuple[str, str, None] | None:
        # The name stands as the file's, so that tracebacks tell which template a line is of.
        return (templates[name], name, None) if name in templates else None

    environment = kind(
        loader=FunctionLoader(load),
        autoescape=lambda name: bool(name and name.endswith((".html.j2", ".svg.j2"))),
        undefined=_Undefined,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = escape_markdown
    environment.filters["line"] = escape_line
    environment.filters["address"] = escape_address
    return environment


def _places(error: Exception) -> Iterator[tuple[str, int]]:
    """File and line of every frame that the error passed through, the outermost first."""
    for frame, line in walk_tb(error.__traceback__):
        yield frame.f_code.co_filename, line
    if isinstance(error, TemplateSyntaxError) and error.name:
        yield error.name, error.lineno


def _message(error: Exception) -> str:
    message = getattr(error, "message", None) or str(error) or type(error).__name__
    return " ".join(str(message).split())


def _help(error: Exception, view: Mapping[str, object]) -> str | None:
    if not isinstance(error, _UnknownName):
        return None
    asked = view if error.asked is missing else error.asked
    names = asked if isinstance(asked, Mapping) else dir(asked)
    near = nearest(error.name, (name for name in names if not name.startswith("_")))
    return f"the nearest name is “{near}”" if near else None

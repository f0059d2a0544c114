"""What one editor has open, and what it is shown of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

import briefkit
from briefkit.diagnostics import Diagnostic, Edit
from briefkit.folder import rule_page_file
from briefkit.language.desk import Desk
from briefkit.language.places import Place
from briefkit.language_server import translation
from briefkit.language_server.open_archive import OpenArchive, archive_root
from briefkit.language_server.positions import range_of
from briefkit.spans import Document

PAUSE = 0.3  # seconds without a keystroke, after which the whole archive has its say

log = logging.getLogger("briefkit.language_server")


class Editor(LanguageServer):
    """What one editor has open, archive by archive."""

    def __init__(self) -> None:
        # The whole text at each change: pygls counts lines as str.splitlines does, which ends them at
        # U+2028 too, and would put a change into the wrong place.
        super().__init__(
            "briefkit", briefkit.__version__, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self.archives: dict[Path, OpenArchive] = {}
        self.versions: dict[str, int | None] = {}  # by URI, of the texts that the editor holds
        self._shown: dict[str, list[types.Diagnostic]] = {}
        self._unshown: set[str] = set()  # URIs whose text changed since their findings were shown
        self._soon: asyncio.Handle | None = None
        self._later: asyncio.TimerHandle | None = None

    @property
    def encoding(self) -> str:
        return types.PositionEncodingKind(self.workspace.position_encoding).value

    # -- files

    def archive_of(self, uri: str) -> tuple[OpenArchive, str] | None:
        """(the archive that a file belongs to, its path in it); None for any other file."""
        name = to_fs_path(uri)
        root = archive_root(Path(name)) if name and uri.startswith("file:") else None
        if name is None or root is None:
            return None
        archive = self.archives.get(root)
        if archive is None:
            archive = self.archives[root] = OpenArchive(root)
        return archive, Path(name).relative_to(root).as_posix()

    def desk(self, uri: str) -> Desk | None:
        found = self.archive_of(uri)
        return found[0].desk(found[1]) if found else None

    def uri_of(self, archive: OpenArchive, path: str) -> str:
        """The URI of a path; as the editor spells it, where the file is open."""
        uri = from_fs_path(str(archive.root / path)) or ""
        return self._spelt.get(uri, uri)

    @property
    def _spelt(self) -> dict[str, str]:
        return {from_fs_path(to_fs_path(uri) or "") or uri: uri for uri in self.versions}

    def uri_from(self, desk: Desk, path: str) -> str:
        archive = next(one for one in self.archives.values() if one.workspace is desk.workspace)
        return self.uri_of(archive, path)

    # -- findings

    def hold(self, uri: str, text: str | None, version: int | None = None) -> None:
        """The editor holds another text of a file; its findings are shown as soon as nothing else waits."""
        if text is None:
            self.versions.pop(uri, None)
        else:
            self.versions[uri] = version
        if (found := self.archive_of(uri)) is None:
            return
        archive, path = found
        archive.write(path, text)
        self._unshown.add(uri)
        loop = asyncio.get_running_loop()
        # Keystrokes that came in together are looked at together.
        self._soon = self._soon or loop.call_soon(self._show_soon)
        self.show_later()

    def show_later(self) -> None:
        if self._later is not None:
            self._later.cancel()
        self._later = asyncio.get_running_loop().call_later(PAUSE, self.show_everything)

    def _show_soon(self) -> None:
        self._soon = None
        unshown, self._unshown = self._unshown, set()
        for uri in sorted(unshown):
            self._survive(self._show_file, uri)

    def _show_file(self, uri: str) -> None:
        if uri in self.versions and (found := self.archive_of(uri)) is not None:
            archive, path = found
            self._show(archive, path, archive.at_once(path))

    def show_everything(self) -> None:
        """Show what is wrong with all files of all archives, where it is other than what is shown."""
        self._later = None
        for archive in self.archives.values():
            self._survive(self._show_archive, archive)

    def _show_archive(self, archive: OpenArchive) -> None:
        found = archive.settle()
        below = from_fs_path(str(archive.root)) or ""
        for path, findings in found.items():
            self._show(archive, path, findings)
        clean = {uri for uri, shown in self._shown.items() if shown and _is_below(uri, below)}
        for uri in clean - {self.uri_of(archive, path) for path in found}:
            self._publish(uri, [])

    def _show(self, archive: OpenArchive, path: str, findings: list[Diagnostic]) -> None:
        documents: dict[str, Document | None] = {}

        def document(of: str) -> Document | None:
            if of not in documents:
                documents[of] = archive.workspace.document(of)
            return documents[of]

        def uri(of: str) -> str:
            return self.uri_of(archive, of)

        shown = translation.diagnostics(findings, document, uri, rule_page_uri, self.encoding)
        self._publish(uri(path), shown)

    def _publish(self, uri: str, shown: list[types.Diagnostic]) -> None:
        if self._shown.get(uri, []) == shown and uri not in self.versions:
            return
        self._shown[uri] = shown
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, shown, version=self.versions.get(uri))
        )

    def _survive(self, work: Callable[..., None], *given: Any) -> None:
        try:
            work(*given)
        except Exception as error:  # noqa: BLE001  # an editor must go on, whatever is wrong with a file
            self.report(error)

    def report(self, error: Exception) -> None:
        """Tell the editor's log of a fault; the person who is typing sees nothing of it."""
        log.debug("a request failed", exc_info=error)
        said = f"{type(error).__name__}: {error}"
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"briefkit: {said}"))

    # -- edits

    def workspace_edit(
        self, desk: Desk, edits: Mapping[Document, list[Edit]], new: Collection[str] = ()
    ) -> types.WorkspaceEdit:
        """Edits of several files, refused by the editor where a text is another by now.

        `new` are the paths of those that are not there yet.
        """
        changes = {
            self.uri_from(desk, document.path): translation.text_edits(of, document, self.encoding)
            for document, of in edits.items()
        }
        capabilities = self.client_capabilities.workspace
        edit = capabilities.workspace_edit if capabilities else None
        if edit is None or not edit.document_changes:
            return types.WorkspaceEdit(changes=changes)
        created = [types.CreateFile(self.uri_from(desk, path)) for path in new]
        changed = [
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(uri, self.versions.get(uri)), list(of)
            )
            for uri, of in changes.items()
        ]
        return types.WorkspaceEdit(document_changes=[*created, *changed])

    def location(self, desk: Desk, place: Place) -> types.Location:
        uri = self.uri_from(desk, place.document.path)
        return types.Location(uri, range_of(place.document, place.span, self.encoding))


def _is_below(uri: str, folder: str) -> bool:
    return uri.startswith(f"{folder.rstrip('/')}/")


def rule_page_uri(code: str) -> str | None:
    """The address of a rule's page, which the package ships."""
    page = rule_page_file(code)
    return from_fs_path(str(page)) if page else None

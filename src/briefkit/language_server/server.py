"""The protocol's requests, each handed to the feature that answers it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from briefkit.language.actions import Action, actions, fix_all
from briefkit.language.completion import complete
from briefkit.language.desk import Desk
from briefkit.language.folding import folds
from briefkit.language.hover import hover
from briefkit.language.links import links
from briefkit.language.places import definition, references
from briefkit.language.rename import renamable, rename_at
from briefkit.language.symbols import names_like, outline
from briefkit.language_server import translation
from briefkit.language_server.editor import Editor, rule_page_uri
from briefkit.language_server.positions import offset_of, range_of, span_of
from briefkit.renaming import CannotRename

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.briefkit"
WATCHED = ("**/brief/**/*.yaml", "**/seeds/**")
REQUEST_FAILED = types.LSPErrorCodes.RequestFailed.value
TRIGGERS = [" ", ":", '"', "'", "#", "[", ",", "(", "-"]
Handler = TypeVar("Handler", bound=Callable[..., Any])


def serve() -> None:
    """Speak with an editor over standard input and output until it says goodbye."""
    # A keystroke in a long file makes and drops 50,000 values, none of them in a circle. To look for
    # circles at every 700th would take a fifth of the time, and more of it with each file that is open.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    make_server().start_io()


def make_server() -> Editor:
    """A server with every feature, not yet speaking to anyone."""
    server = Editor()
    for register in (_files, _reading, _writing):
        register(server)
    return server


def _answering(
    server: Editor, method: str, options: Any = None, nothing: Any = None
) -> Callable[[Handler], Handler]:
    """Registers a feature that answers `nothing` where it fails: no request ends in an error."""

    def register(handler: Handler) -> Handler:
        @wraps(handler)
        def safe(params: Any) -> Any:
            try:
                return handler(params)
            except JsonRpcException:  # the answer itself: why it cannot be done
                raise
            except Exception as error:  # noqa: BLE001  # whatever is typed, the editor goes on
                server.report(error)
                return nothing

        server.feature(method, options)(safe)
        return handler

    return register


def _files(server: Editor) -> None:
    @_answering(server, types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.hold(document.uri, document.text, document.version)

    @_answering(server, types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        if params.content_changes:
            document = params.text_document
            server.hold(document.uri, params.content_changes[-1].text, document.version)

    @_answering(server, types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.hold(params.text_document.uri, None)

    @_answering(server, types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.show_everything()

    @_answering(server, types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def on_disk(params: types.DidChangeWatchedFilesParams) -> None:
        for archive in server.archives.values():
            archive.look_everywhere()
        server.show_everything()

    @server.feature(types.INITIALIZED)
    async def watch(params: types.InitializedParams) -> None:
        capabilities = server.client_capabilities.workspace
        watching = capabilities.did_change_watched_files if capabilities else None
        if watching is None or not watching.dynamic_registration:
            return
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        registration = types.Registration(
            "briefkit-files",
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            types.DidChangeWatchedFilesRegistrationOptions(watchers),
        )
        with suppress(JsonRpcException):  # then it is no more than not told of changes on disk
            await server.client_register_capability_async(types.RegistrationParams([registration]))


def _reading(server: Editor) -> None:
    @_answering(server, types.TEXT_DOCUMENT_HOVER)
    def hover_(params: types.HoverParams) -> types.Hover | None:
        desk, offset = _at(server, params)
        if desk is None or (found := hover(desk, offset)) is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, found.markdown)
        return types.Hover(content, range_of(desk.document, found.span, server.encoding))

    @_answering(server, types.TEXT_DOCUMENT_DEFINITION)
    def definition_(params: types.DefinitionParams) -> types.Location | None:
        desk, offset = _at(server, params)
        place = definition(desk, offset) if desk else None
        return server.location(desk, place) if desk and place else None

    @_answering(server, types.TEXT_DOCUMENT_REFERENCES, nothing=[])
    def references_(params: types.ReferenceParams) -> list[types.Location]:
        desk, offset = _at(server, params)
        declaration = params.context.include_declaration
        found = references(desk, offset, declaration=declaration) if desk else []
        return [server.location(desk, place) for place in found] if desk else []

    @_answering(server, types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, nothing=[])
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        desk = server.desk(params.text_document.uri)
        found = outline(desk) if desk else []
        return [translation.symbol(one, desk.document, server.encoding) for one in found] if desk else []

    @_answering(server, types.WORKSPACE_SYMBOL, nothing=[])
    def names(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        return list(_names(server, params.query))

    @_answering(server, types.TEXT_DOCUMENT_FOLDING_RANGE, nothing=[])
    def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        desk = server.desk(params.text_document.uri)
        return [translation.fold(one) for one in folds(desk)] if desk else []

    @_answering(server, types.TEXT_DOCUMENT_DOCUMENT_LINK, nothing=[])
    def links_(params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        desk = server.desk(params.text_document.uri)
        return [
            types.DocumentLink(
                range_of(desk.document, one.span, server.encoding),
                target=one.address or server.uri_from(desk, one.path),
            )
            for one in (links(desk) if desk else ())
            if desk
        ]


def _names(server: Editor, query: str) -> Iterator[types.WorkspaceSymbol]:
    for archive in server.archives.values():
        archive.look()
        for one in names_like(archive.files, archive.workspace, query):
            uri = server.uri_of(archive, one.place.document.path)
            yield translation.named(one, uri, server.encoding)


def _writing(server: Editor) -> None:
    @_answering(server, types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    def completion(params: types.CompletionParams) -> types.CompletionList | None:
        desk, offset = _at(server, params)
        return (
            translation.completion(complete(desk, offset), desk.document, server.encoding) if desk else None
        )

    @_answering(server, types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare_rename(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        desk, offset = _at(server, params)
        if desk is None or (found := renamable(desk, offset)) is None:
            return None
        span, name = found
        return types.PrepareRenamePlaceholder(range_of(desk.document, span, server.encoding), name)

    @_answering(server, types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        desk, offset = _at(server, params)
        try:
            renaming = rename_at(desk, offset, params.new_name) if desk else None
        except CannotRename as error:
            raise JsonRpcException(str(error), REQUEST_FAILED) from None
        if desk is None or renaming is None:
            return None
        new = frozenset(one.document.path for one in renaming.changed if one.new)
        edits = {one.document: list(one.edits) for one in renaming.changed}
        return server.workspace_edit(desk, edits, new)

    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.Refactor, FIX_ALL]

    @_answering(server, types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(kinds), nothing=[])
    def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return list(_code_actions(server, params))


def _code_actions(server: Editor, params: types.CodeActionParams) -> Iterator[types.CodeAction]:
    found = server.archive_of(params.text_document.uri)
    desk = server.desk(params.text_document.uri)
    if found is None or desk is None:
        return
    archive, path = found
    findings = archive.at_once(path)
    only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
    chosen = span_of(desk.document, params.range, server.encoding)
    for action in actions(desk, chosen, findings):
        kind = types.CodeActionKind.QuickFix if action.mends else types.CodeActionKind.RefactorRewrite
        if _asked_for(kind.value, only):
            yield _code_action(server, desk, action, kind)
    if _asked_for(FIX_ALL, only) and (edits := fix_all(desk, findings)):
        edit = server.workspace_edit(desk, {desk.document: list(edits)})
        yield types.CodeAction("Fix all that is safe to fix", FIX_ALL, edit=edit)


def _code_action(server: Editor, desk: Desk, action: Action, kind: types.CodeActionKind) -> types.CodeAction:
    edit = server.workspace_edit(desk, {action.document: list(action.edits)})
    mends = None
    if action.mends is not None:
        mends = translation.diagnostics(
            [action.mends], lambda _: desk.document, lambda path: server.uri_from(desk, path),
            rule_page_uri, server.encoding,
        )  # fmt: skip
    return types.CodeAction(
        action.title, kind, diagnostics=mends, is_preferred=action.preferred or None, edit=edit
    )


def _asked_for(kind: str, only: list[str]) -> bool:
    """Whether a kind of action is wanted: it, or what it is a kind of, was named, or nothing was."""
    return not only or any(kind == one or kind.startswith(f"{one}.") for one in only)


def _at(server: Editor, params: Any) -> tuple[Desk | None, int]:
    """The file and offset that a request is about."""
    desk = server.desk(params.text_document.uri)
    return desk, offset_of(desk.document, params.position, server.encoding) if desk else 0

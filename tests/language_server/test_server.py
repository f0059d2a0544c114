"""An editor, scripted: it speaks with the real `briefkit lsp` over its standard input and output."""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import from_fs_path
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client
from tests.small_archive import FILES

ISLANDS = "brief/islands.yaml"
TEXT = FILES[ISLANDS].decode()
pytestmark = pytest.mark.asyncio(loop_scope="module")
COMMAND = [sys.executable, "-m", "briefkit", "lsp"]  # docs/editors.md: every set-up runs `briefkit lsp`


def new_client(**_):
    client = make_test_lsp_client()
    client.registered = []  # type: ignore[attr-defined]

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        client.registered += params.registrations  # type: ignore[attr-defined]

    return client


@pytest_lsp.fixture(
    config=ClientServerConfig(server_command=COMMAND, client_factory=new_client), scope="module"
)
async def server(lsp_client: LanguageClient):
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities("visual-studio-code"))
    )
    yield lsp_client
    await lsp_client.shutdown_session()


@dataclass
class Editor:
    """An editor on an archive of its own; all of them speak with one server."""

    client: Any
    root: Path

    def __getattr__(self, name):
        return getattr(self.client, name)


@pytest.fixture
def editor(server, tmp_path):
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    (tmp_path / "notes.txt").write_text("outside\n")
    server.log_messages.clear()
    yield Editor(server, tmp_path)
    assert [one.message for one in server.log_messages] == []


def uri(editor, path):
    return from_fs_path(str(editor.root / path))


def open_file(editor, path, text=None):
    text = FILES[path].decode() if text is None else text
    document = types.TextDocumentItem(uri(editor, path), "yaml", 1, text)
    editor.text_document_did_open(types.DidOpenTextDocumentParams(document))


def write(editor, path, text, version):
    whole = types.TextDocumentContentChangeWholeDocument(text)
    document = types.VersionedTextDocumentIdentifier(version, uri(editor, path))
    editor.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))


async def told(editor, path, until):
    """The findings that the editor is shown of a file, once they are as they shall be."""
    for _ in range(100):
        if (found := editor.diagnostics.get(uri(editor, path))) is not None and until(found):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"{path}: {editor.diagnostics.get(uri(editor, path))}")


def codes(found):
    return [one.code for one in found]


def position(text, words, shift=0):
    """The protocol's position of the first place of words, in UTF-16 units."""
    offset = text.index(words) + shift
    before = text[:offset].replace("\r\n", "\n").split("\n")
    return types.Position(len(before) - 1, len(before[-1].encode("utf-16-le")) // 2)


def place(editor, path):
    return types.TextDocumentIdentifier(uri(editor, path))


# -- findings --------------------------------------------------------------------------------------


async def test_findings_are_shown_as_they_are_typed_and_go_with_their_cause(editor):
    open_file(editor, ISLANDS)
    before = codes(await told(editor, ISLANDS, lambda found: True))
    write(editor, ISLANDS, TEXT.replace("quote: hold the town", "quote: hold the towm"), 2)
    [finding] = [
        one
        for one in await told(editor, ISLANDS, lambda found: "BK202" in codes(found))
        if one.code == "BK202"
    ]
    line = TEXT.replace("towm", "town").split("\n")[finding.range.start.line]
    assert line.strip() == "quote: hold the town"
    assert (finding.range.start.character, finding.range.end.character) == (13, 26)
    assert "does not stand in p1" in finding.message
    assert "“towm” should be “town”" in finding.message  # what to do stands with it
    assert finding.code_description.href.endswith("/BK202.md")
    assert finding.source == "briefkit"
    write(editor, ISLANDS, TEXT, 3)
    assert codes(await told(editor, ISLANDS, lambda found: "BK202" not in codes(found))) == before


async def test_half_a_line_does_not_end_it(editor):
    open_file(editor, ISLANDS)
    cut = TEXT.index("      name: the seizure")
    for version, end in enumerate((cut + 8, cut + 12, cut + 13, cut + 14), 2):
        write(editor, ISLANDS, TEXT[:end] + "\n\t\"'[{\n" + TEXT[cut:], version)
    assert await told(editor, ISLANDS, lambda found: any(one.severity == 1 for one in found))
    write(editor, ISLANDS, TEXT, 9)
    await told(editor, ISLANDS, lambda found: not any(one.severity == 1 for one in found))


async def test_a_finding_tells_of_the_places_that_explain_it(editor):
    open_file(editor, ISLANDS, TEXT.replace("id: follow", "id: holds"))
    found = await told(editor, ISLANDS, lambda found: "BK128" in codes(found))
    [related] = next(one for one in found if one.code == "BK128").related_information
    assert related.message == "first given here"
    assert related.location.uri == uri(editor, ISLANDS)
    assert related.location.range.start == position(TEXT, "holds\n      quote: hold")


async def test_what_is_of_no_use_is_shown_faded(editor):
    open_file(
        editor, ISLANDS, TEXT.replace("      hedge: may\n", "      hedge: may\n      allow: {BK401: so}\n")
    )
    found = await told(editor, ISLANDS, lambda found: "BK390" in codes(found))
    assert next(one for one in found if one.code == "BK390").tags == (types.DiagnosticTag.Unnecessary,)


async def test_places_are_counted_in_utf16_units(editor):
    text = TEXT.replace(
        "title: What the “Grey Fleet” does next", "title: {a: \U0001f30a\U0001f30a, b: [x, *y]}"
    )
    open_file(editor, ISLANDS, text)
    found = await told(editor, ISLANDS, lambda found: any("y" in one.message for one in found))
    ends = {one.range.start.character for one in found if one.range.start.line == 7}
    assert position(text, "*y").character in ends
    assert position(text, "*y").character == text.split("\n")[7].index("*y") + 2


async def test_a_change_in_one_file_is_shown_in_another(editor):
    open_file(editor, "brief/tides.yaml")
    tides = FILES["brief/tides.yaml"].decode()
    write(editor, "brief/tides.yaml", tides.replace("id: waits", "id: rests"), 2)
    assert "BK210" in codes(await told(editor, ISLANDS, lambda found: "BK210" in codes(found)))
    editor.text_document_did_close(types.DidCloseTextDocumentParams(place(editor, "brief/tides.yaml")))
    await told(editor, ISLANDS, lambda found: "BK210" not in codes(found))


async def test_a_seed_that_changes_on_disk_is_told_of(editor):
    open_file(editor, ISLANDS)
    await told(editor, ISLANDS, lambda found: True)
    patterns = [one.register_options for one in editor.registered]
    assert len(patterns) == 1
    seed = editor.root / "seeds/north/islands 1.txt"
    data = seed.read_bytes()
    event = types.FileEvent(from_fs_path(str(seed)), types.FileChangeType.Changed)
    seed.write_bytes(data.replace(b"town", b"city"))
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await told(editor, ISLANDS, lambda found: "BK002" in codes(found) or "BK003" in codes(found))
    seed.write_bytes(data)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await told(editor, ISLANDS, lambda found: not any(one.severity == 1 for one in found))


async def test_entities_and_settings_are_looked_at_too(editor):
    entities = FILES["brief/entities.yaml"].decode()
    open_file(editor, "brief/entities.yaml", entities.replace("part_of: greys", "part_of: grays"))
    assert "BK205" in codes(await told(editor, "brief/entities.yaml", lambda found: found))
    open_file(editor, "brief/archive.yaml", "tittle: The sea\n")
    assert await told(
        editor, "brief/archive.yaml", lambda found: any("tittle" in one.message for one in found)
    )


async def test_a_file_outside_an_archive_is_left_alone(editor):
    open_file(editor, "notes.txt", "a: [b\n")
    at = types.Position(0, 2)
    assert await editor.text_document_hover_async(types.HoverParams(place(editor, "notes.txt"), at)) is None
    untitled = types.TextDocumentItem("untitled:Untitled-1", "yaml", 1, "labels:\n")
    editor.text_document_did_open(types.DidOpenTextDocumentParams(untitled))
    where = types.TextDocumentIdentifier("untitled:Untitled-1")
    found = await editor.text_document_completion_async(types.CompletionParams(where, at))
    assert found is None


# -- reading ---------------------------------------------------------------------------------------


async def test_hovering_over_a_passage_shows_its_text_with_the_words_marked(editor):
    open_file(editor, ISLANDS)
    at = position(TEXT, "p3]", 1)
    found = await editor.text_document_hover_async(types.HoverParams(place(editor, ISLANDS), at))
    assert "**The Grey Fleet** has lost ships" in found.contents.value
    assert found.contents.kind == types.MarkupKind.Markdown


async def test_one_goes_from_a_passage_to_its_words_in_the_seed(editor):
    open_file(editor, ISLANDS)
    at = position(TEXT, "p3]", 1)
    found = await editor.text_document_definition_async(types.DefinitionParams(place(editor, ISLANDS), at))
    assert found.uri == uri(editor, "seeds/north/islands 1.txt")
    assert (found.range.start, found.range.end.line) == (types.Position(5, 0), 5)


async def test_the_uses_of_an_entity_are_found_across_the_archive(editor):
    open_file(editor, ISLANDS)
    at = position(TEXT, "by: grey-fleet", 6)
    context = types.ReferenceContext(include_declaration=True)
    found = await editor.text_document_references_async(
        types.ReferenceParams(context, place(editor, ISLANDS), at)
    )
    assert {one.uri for one in found} == {
        uri(editor, f"brief/{name}.yaml") for name in ("islands", "tides", "harbour", "entities")
    }


async def test_a_file_is_outlined_folded_and_linked(editor):
    open_file(editor, ISLANDS)
    where = place(editor, ISLANDS)
    symbols = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(where))
    assert symbols[-1].name == "labels"
    assert [one.name for one in symbols[-1].children] == ["p1", "p2", "p3"]
    folds = await editor.text_document_folding_range_async(types.FoldingRangeParams(where))
    assert position(TEXT, "  p2:").line in {one.start_line for one in folds}
    links = await editor.text_document_document_link_async(types.DocumentLinkParams(where))
    targets = {one.target for one in links}
    assert {"https://example.org/islands", uri(editor, "seeds/north/islands 1.txt")} <= targets


async def test_the_names_of_the_archive_are_found(editor):
    open_file(editor, ISLANDS)
    found = await editor.workspace_symbol_async(types.WorkspaceSymbolParams("waits"))
    [one] = [one for one in found if one.location.uri == uri(editor, "brief/tides.yaml")]
    assert (one.name, one.container_name) == ("waits: The Grey Fleet rests and waits", "tides")


# -- writing ---------------------------------------------------------------------------------------


async def test_a_quote_is_completed_from_the_passages_own_words(editor):
    text = TEXT.replace("quote: hold the town", "quote: it will")
    open_file(editor, ISLANDS, text)
    at = position(text, "quote: it will", len("quote: it will"))
    found = await editor.text_document_completion_async(types.CompletionParams(place(editor, ISLANDS), at))
    assert [one.text_edit.new_text for one in found.items] == ["It will", "It will probably hold the town."]
    assert found.is_incomplete
    assert found.items[0].text_edit.range.start == position(text, "it will")
    assert all(one.filter_text.startswith("it will") for one in found.items)


async def test_ids_are_completed_while_the_line_is_half_typed(editor):
    text = TEXT.replace("see: [p3]", "see: [p")
    open_file(editor, ISLANDS, text)
    at = position(text, "see: [p", len("see: [p"))
    found = await editor.text_document_completion_async(types.CompletionParams(place(editor, ISLANDS), at))
    assert [one.label for one in found.items] == ["p1", "p2", "p3", "p4"]


async def test_an_ambiguous_quote_is_mended_by_a_quick_fix(editor):
    text = TEXT.replace("quote: hold the town", "quote: old")
    text = text.replace("quote: seized <Port Amber>", "quote: o")
    open_file(editor, ISLANDS, text)
    found = await told(editor, ISLANDS, lambda found: "BK203" in codes(found))
    where = next(one.range for one in found if one.code == "BK203")
    context = types.CodeActionContext([], only=[types.CodeActionKind.QuickFix])
    offered = await editor.text_document_code_action_async(
        types.CodeActionParams(place(editor, ISLANDS), where, context)
    )
    action = next(one for one in offered if one.title.startswith("Add `occurrence: 2`"))
    [change] = action.edit.document_changes
    assert change.text_document.version == 1
    assert change.edits[0].new_text == "\n      occurrence: 2"
    assert [one.code for one in action.diagnostics] == ["BK203"]


async def test_words_selected_in_the_seed_become_a_label(editor):
    path = "seeds/north/islands 1.txt"
    open_file(editor, path)
    open_file(editor, ISLANDS)
    seed = FILES[path].decode()
    chosen = types.Range(position(seed, "lost ships"), position(seed, "lost ships", len("lost ships")))
    offered = await editor.text_document_code_action_async(
        types.CodeActionParams(place(editor, path), chosen, types.CodeActionContext([]))
    )
    claim = next(one for one in offered if one.title.endswith("as Claim"))
    [change] = claim.edit.document_changes
    assert change.text_document.uri == uri(editor, ISLANDS)
    assert change.edits[0].new_text == "\n    - claim: lost ships\n      quote: lost ships"


async def test_a_label_is_renamed_across_the_archive(editor):
    open_file(editor, ISLANDS)
    at = position(TEXT, "id: holds", 5)
    where = await editor.text_document_prepare_rename_async(
        types.PrepareRenameParams(place(editor, ISLANDS), at)
    )
    assert (where.placeholder, where.range.start) == ("holds", position(TEXT, "holds\n      quote"))
    made = await editor.text_document_rename_async(types.RenameParams(place(editor, ISLANDS), at, "keeps"))
    edits = {one.text_document.uri: one for one in made.document_changes}
    assert set(edits) == {uri(editor, ISLANDS), uri(editor, "brief/tides.yaml")}
    assert edits[uri(editor, ISLANDS)].text_document.version == 1
    assert edits[uri(editor, "brief/tides.yaml")].text_document.version is None
    assert [one.new_text for one in edits[uri(editor, "brief/tides.yaml")].edits] == ["keeps"]


async def test_a_name_that_cannot_be_is_refused_in_words(editor):
    open_file(editor, ISLANDS)
    at = position(TEXT, "id: holds", 5)
    with pytest.raises(JsonRpcException, match="`Not a name` cannot be a name"):
        await editor.text_document_rename_async(types.RenameParams(place(editor, ISLANDS), at, "Not a name"))


async def test_what_is_safe_is_fixed_on_save(editor):
    text = TEXT.replace("quote: hold the town", "quote:hold the town")
    open_file(editor, ISLANDS, text)
    await told(editor, ISLANDS, lambda found: any(one.severity == 1 for one in found))
    whole = types.Range(types.Position(0, 0), types.Position(999, 0))
    context = types.CodeActionContext([], only=[types.CodeActionKind.SourceFixAll])
    [action] = await editor.text_document_code_action_async(
        types.CodeActionParams(place(editor, ISLANDS), whole, context)
    )
    assert action.kind == "source.fixAll.briefkit"
    [change] = action.edit.document_changes
    assert [one.new_text for one in change.edits] == [" "]


async def test_of_thousands_of_findings_the_first_are_shown(editor):
    text = TEXT + "".join(f"  p{number}:\n    - claim: x\n" for number in range(10, 800))
    open_file(editor, ISLANDS, text)
    found = await told(editor, ISLANDS, lambda found: len(found) > 500)
    assert len(found) == 501
    assert "more findings in this file are not shown" in found[-1].message

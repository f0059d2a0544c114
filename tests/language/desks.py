"""Files of the small archive on the desk, with a cursor in them."""

from tests.small_archive import FILES

from briefkit.files import Memory, Overlay
from briefkit.language.desk import desk_of
from briefkit.workspace import Workspace

CURSOR = "‸"


def desk(path, text=None, files=FILES):
    """A file on the desk; with a text, the archive holds that in its place."""
    overlay = Overlay(Memory(files), {path: text} if text is not None else {})
    workspace = Workspace(overlay)
    workspace.refresh()
    found = desk_of(overlay, workspace, path)
    assert found is not None
    return found


def writing(path, old, new):
    """(desk, offset) where in a file `old` was changed to `new`, in which ‸ stands for the cursor."""
    text = FILES[path].decode()
    assert text.count(old) >= 1, old
    text = text.replace(old, new, 1)
    offset = text.index(CURSOR)
    return desk(path, text.replace(CURSOR, "")), offset


def at(path, words, inside=None):
    """(desk, offset) of a file as it is, in the middle of the first place of words of it."""
    text = FILES[path].decode()
    start = text.index(inside) if inside else 0
    found = text.index(words, start)
    return desk(path), found + len(words) // 2

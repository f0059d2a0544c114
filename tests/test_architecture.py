"""The house is as docs/architecture.md draws it."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "briefkit"


def rooms() -> list[str]:
    """The modules and packages in the order in which the page lists them."""
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    drawing = page.split("```text\n")[1].split("```")[0]
    names = re.findall(r"^  (\w+)(?:\.py|/)", drawing, re.MULTILINE)
    return [name for name in names if (PACKAGE / name).exists() or (PACKAGE / f"{name}.py").exists()]


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The rooms that a module imports from, wherever in it and for whatever reason."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "briefkit":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {name.name for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name.split(".")[1] for name in node.names if name.name.startswith("briefkit.")}
    return found - {room_of(path), "__version__"}


def modules() -> list[Path]:
    return [
        path
        for path in PACKAGE.rglob("*.py")
        if path.name != "__main__.py" and path != PACKAGE / "__init__.py"
    ]


def test_every_module_has_its_place_in_the_drawing():
    assert {room_of(path) for path in modules()} == set(rooms())


def test_a_module_imports_only_from_above_it():
    order = {room: number for number, room in enumerate(rooms())}
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {other}"
        for path in modules()
        for other in imported(path)
        if order[other] > order[room_of(path)]
    ]
    assert wrong == []


def test_verify_shares_no_code_with_what_builds():
    for path in (PACKAGE / "verify").rglob("*.py"):
        assert imported(path) <= {"spans", "diagnostics"}, path.name


def test_above_the_edges_nothing_opens_a_file_prints_or_asks_the_time():
    order = rooms()
    above = set(order[: order.index("files")]) - {"data"}  # data/ reads the tables that the package ships
    forbidden = {"open", "print", "input"}
    modules_ = {
        "os",
        "pathlib",
        "time",
        "datetime",
        "random",
        "socket",
        "urllib.request",
        "subprocess",
        "tempfile",
    }
    for path in modules():
        if room_of(path) not in above:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in forbidden, f"{path.name}:{node.lineno}"
            if isinstance(node, ast.Import):
                assert not {name.name for name in node.names} & modules_, f"{path.name}:{node.lineno}"
            if isinstance(node, ast.ImportFrom):
                names = {name.name for name in node.names}
                pure = node.module == "pathlib" and names == {"PurePosixPath"}  # a path that touches no disk
                assert pure or node.module not in modules_, f"{path.name}:{node.lineno}"

"""The walls of the house: imports run downwards only, and every outside library has one owner."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "reader"

PARTS = ("library", "cleaning", "rendering", "anchoring", "search", "annotations")
GROUND = ("model", "errors")
"""What every part may import; both import nothing of the package but each other."""

MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "model": set(),
    "errors": set(),
    "locations": {"errors"},
    "settings": {"model", "errors"},
    **{part: set(GROUND) for part in PARTS},
    "importer": {*PARTS, *GROUND, "locations"},
    "workspace": {*PARTS, *GROUND, "locations", "importer"},
    "exchange": {"annotations", "workspace", *GROUND},
    "doctor": {"workspace", *GROUND},
    "selfcheck": {"workspace", "exchange", "locations", "ui", *GROUND},
    "commands": {"workspace", "doctor", "exchange", "locations", *GROUND},
    "ui": {"workspace", "exchange", "importer", "settings", "locations", *GROUND},
    "cli": {"commands", "selfcheck", "ui", "locations", *GROUND},
    "__main__": {"cli"},
}
"""What each top-level module may import of the others; `__init__` holds only the version and is free for all."""

OWNERS: dict[str, set[str]] = {
    "PySide6": {"ui"},
    "shiboken6": {"ui"},
    "frontmatter": {"library/parse.py", "library/front_matter.py"},
    "yaml": {"library/front_matter.py"},
    "whoosh": {"search"},
    "sqlite3": {"library/cache.py", "annotations"},
    "markdown_it": {"rendering"},
    "mdit_py_plugins": {"rendering"},
    "nh3": {"rendering"},
    "pygments": {"rendering"},
    "watchfiles": {"library/watch.py"},
    "platformdirs": {"locations.py"},
    "pickle": set(),
}
"""Where each outside library may be imported: folders or files of the package."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(file: Path) -> Iterator[str]:
    """The dotted names that a module imports, relative imports made absolute."""
    package = ("reader", *file.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            name = ".".join(filter(None, (base, node.module)))
            yield name
            if name == "reader":
                yield from (f"reader.{alias.name}" for alias in node.names)


def top(file: Path) -> str:
    """The module or part directly below the package that a file belongs to."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_run_downwards_only(file: Path) -> None:
    here = top(file)
    targets = {name.split(".")[1] for name in imports(file) if name.startswith("reader.")}
    targets -= {here, "__version__"}
    assert targets <= MAY_IMPORT[here], f"{file.name} may not import {targets - MAY_IMPORT[here]}"


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_every_outside_library_has_one_owner(file: Path) -> None:
    place = file.relative_to(PACKAGE).as_posix()
    for name in imports(file):
        owners = OWNERS.get(name.split(".")[0])
        if owners is not None:
            assert any(place == owner or place.startswith(f"{owner}/") for owner in owners), (
                f"{place} may not import {name}"
            )


def test_the_library_works_without_qt() -> None:
    code = "import sys, reader.workspace; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_packaging_is_no_package() -> None:
    assert not (PACKAGE.parent / "packaging" / "__init__.py").exists()


def test_no_star_imports() -> None:
    for file in modules():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        stars = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
        ]
        assert not stars, file

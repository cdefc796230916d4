"""The parts of the build that decide something: what is pruned, what is listed, what icons look like."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parent.parent.parent
Part = Callable[[str], Any]


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> Iterator[Part]:
    """Imports a module of `packaging/`, which is no package: its programs find each other by their folder."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    yield importlib.import_module
    for name in ("pruning", "inventory", "icons"):
        sys.modules.pop(name, None)


def test_plugins_and_translations_are_chosen_by_name(part: Part) -> None:
    pruning = part("pruning")
    qt = "PySide6/Qt"
    places = [
        f"{qt}/plugins/platforms/qwindows.dll",
        f"{qt}/plugins/platforms/qminimal.dll",
        f"{qt}/plugins/tls/qopensslbackend.dll",
        f"{qt}/translations/qtbase_ja.qm",
        f"{qt}/translations/qtbase_fr.qm",
        "opengl32sw.dll",
        "reader/_resources/translations/yomikaki_ja.qm",
    ]
    kept = [place for place, _, _ in pruning.prune([(place, place, "DATA") for place in places])]
    assert kept == [
        f"{qt}/plugins/platforms/qwindows.dll",
        f"{qt}/translations/qtbase_ja.qm",
        "reader/_resources/translations/yomikaki_ja.qm",
    ]


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("objdump"), reason="needs objdump on Linux")
def test_a_library_stays_while_something_needs_it(part: Part) -> None:
    pruning = part("pruning")
    import PySide6

    qt = Path(PySide6.__file__).parent / "Qt" / "lib"
    bindings = Path(PySide6.__file__).parent / "QtGui.abi3.so"
    names = ("libQt6Gui.so.6", "libQt6Core.so.6", "libQt6Sql.so.6")
    entries = [("PySide6/QtGui.abi3.so", str(bindings), "EXTENSION")]
    entries += [(f"PySide6/Qt/lib/{name}", str(qt / name), "BINARY") for name in names]
    entries += [(name, f"PySide6/Qt/lib/{name}", "SYMLINK") for name in names]
    kept = {Path(place).name for place, _, _ in pruning.prune(entries)}
    assert kept == {"QtGui.abi3.so", "libQt6Gui.so.6", "libQt6Core.so.6"}


def test_the_installed_packages_are_the_pinned_ones(part: Part) -> None:
    assert part("inventory").differences(ROOT / "packaging" / "requirements.txt") == []


def test_every_component_has_a_licence_and_qt_its_text(part: Part, tmp_path: Path) -> None:
    inventory = part("inventory")
    parts = inventory.components(ROOT / "packaging" / "requirements.txt", tmp_path)
    by_name = {one.name.lower().replace("_", "-"): one for one in parts}
    assert {"pyside6-essentials", "whoosh3", "python-frontmatter", "cpython"} <= set(by_name)
    assert not [one.name for one in parts if not one.licence]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in by_name["pyside6-essentials"].texts[0]
    document = inventory.third_party(parts)
    assert all(f"{one.name} {one.version}: " in document for one in parts)


def test_the_list_of_components_is_the_same_every_time(part: Part, tmp_path: Path) -> None:
    inventory = part("inventory")
    parts = inventory.components(ROOT / "packaging" / "requirements.txt", tmp_path)
    first = inventory.cyclonedx("1.2.3", 1_700_000_000, parts)
    assert first == inventory.cyclonedx("1.2.3", 1_700_000_000, parts)
    document = json.loads(first)
    assert document["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    references = [one["bom-ref"] for one in document["components"]]
    assert len(references) == len(set(references))


def test_icons_of_all_sizes_can_be_read(part: Part, tmp_path: Path) -> None:
    icons = part("icons")
    svg = ROOT / "resources" / "icons" / "yomikaki.svg"
    for size in (16, 256):
        picture = QImage.fromData(icons.draw(svg, size))
        assert (picture.width(), picture.height()) == (size, size)
        assert picture.pixelColor(size // 2, size // 8).alpha() == 255
    file = tmp_path / "yomikaki.ico"
    file.write_bytes(icons.ico(svg))
    assert not QImage(str(file)).isNull()
    data = icons.icns(svg)
    assert data[:4] == b"icns"
    assert int.from_bytes(data[4:8], "big") == len(data)

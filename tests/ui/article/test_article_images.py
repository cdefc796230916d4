"""Which images an article may load."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from reader.ui.article.images import image_path, load, placeholder
from reader.ui.theme import THEMES


@pytest.fixture
def library(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    (root / "posts" / "図").mkdir(parents=True)
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for name in ("a.png", "posts/b.png", "posts/図/c d.png"):
        assert image.save(str(root / name))
    assert image.save(str(tmp_path / "outside.png"))
    (root / "link.png").symlink_to(tmp_path / "outside.png")
    return root


@pytest.mark.parametrize(
    ("source", "file"),
    [("b.png", "posts/b.png"), ("../a.png", "a.png"), ("/a.png", "a.png"), ("%E5%9B%B3/c%20d.png", "posts/図/c d.png"),
     ("図/c d.png", "posts/図/c d.png"), ("b.png?v=1#x", "posts/b.png")],
)  # fmt: skip
def test_images_of_the_library_are_found(library: Path, source: str, file: str) -> None:
    assert image_path(library, "posts/p.md", source) == (library / file).resolve()


@pytest.mark.parametrize(
    "source",
    ["http://x.example/a.png", "https://x.example/a.png", "//x.example/a.png", "\\\\host\\a.png",
     "file:///etc/a.png", "../../outside.png",
     "../link.png", "data:image/png;base64,AA==", "missing.png", "", "a\0b.png", "x" * 5000, "/", "..", "http://[bad/a.png"],
)  # fmt: skip
def test_everything_else_is_not(library: Path, source: str) -> None:
    assert image_path(library, "posts/p.md", source) is None


def test_images_are_scaled_to_the_measure(library: Path) -> None:
    small = load(library / "a.png", 100, 1.0)
    assert small is not None
    assert (small.width(), small.height()) == (100, 25)
    sharp = load(library / "a.png", 100, 2.0)
    assert sharp is not None
    assert (sharp.width(), sharp.devicePixelRatio()) == (200, 2.0)
    whole = load(library / "a.png", 1000, 1.0)
    assert whole is not None
    assert whole.width() == 400


def test_what_is_no_image_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"no image")
    assert load(tmp_path / "a.png", 100, 1.0) is None


@pytest.mark.usefixtures("qapp")
def test_a_placeholder_fits_the_measure() -> None:
    assert placeholder("http://x.example/long.png", 200, THEMES["dark"]).width() == 200

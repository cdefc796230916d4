"""Makes the pictures in resources/screenshots from the sample library, without a display: `make screenshots`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from reader.locations import Locations, resource
from reader.model import Span
from reader.settings import Settings
from reader.workspace import Workspace

ORGAN = "craft/2025-12-07-cinema-organ.md"
RIVER = "town/2025-10-05-1-kawa-wo-modosu.md"
DIARY = "nature/2026-01-18-山小屋の天気日記.md"

PICTURES = {
    "window-light": (ORGAN, Settings(theme="light", language="en"), (1280, 800)),
    "window-dark": (DIARY, Settings(theme="dark", language="ja"), (1280, 800)),
    "window-ja": (RIVER, Settings(theme="light", language="ja"), (1280, 800)),
    "compared": (RIVER, Settings(theme="sepia", language="en", view="compared"), (1280, 800)),
}
"""Name, post, settings and size of each picture."""

HIGHLIGHTS = {
    ORGAN: (
        ("Somebody applauded.", "yellow", ""),
        ("six ranks and four hundred and thirty-eight pipes", "green", "Ask Nell for the stop list."),
    ),
    DIARY: (
        ("四十七年ぶんの天気日記", "blue", ""),
        ("余白のほうが、よほど雄弁だったからである", "pink", "三行目を参照"),
    ),
}
"""Passages of posts with a colour and a note."""


def main(folder: Path) -> None:
    """Write all pictures into `folder`. Each needs an application of its own, because Qt reads the language once."""
    with tempfile.TemporaryDirectory() as temporary:
        locations = Locations(Path(temporary) / "data", Path(temporary) / "cache")
        annotate(locations)
        for name in PICTURES:
            code = f"from screenshots import take; take({name!r}, {str(folder)!r}, {temporary!r}, {locations.key!r})"
            environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parent)}
            subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def annotate(locations: Locations) -> None:
    workspace = Workspace.open(resource("sample"), locations)
    try:
        workspace.refresh()
        for path, passages in HIGHLIGHTS.items():
            text = workspace.article(path).rendered.text
            for quote, colour, note in passages:
                end = text.index(quote) + len(quote)
                start = end - len(quote)
                workspace.annotate(path, "cleaned", Span(start, end), colour=colour, note=note)
    finally:
        workspace.close()


def take(name: str, folder: str, temporary: str, key: bytes) -> None:
    from reader.ui.picture import picture_of_window

    path, settings, size = PICTURES[name]
    locations = Locations(Path(temporary) / "data", Path(temporary) / "cache", key=key)
    file = Path(folder) / f"{name}.png"
    print(picture_of_window(resource("sample"), locations, path, file, remembered=settings, size=size))


if __name__ == "__main__":
    main(resource("screenshots").absolute())

"""What of Qt and of the system libraries stays out of the portable build.

PyInstaller's Qt hooks collect every plugin of every module that is imported, and with each plugin the libraries it
needs: 165 MB, where 115 MB do. Here plugins and translations are chosen by name, and a library stays only while
something that stays needs it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""As PyInstaller lists files: place in the bundle, source file, kind (EXTENSION, BINARY, DATA or SYMLINK)."""

PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "imageformats": {"qgif", "qico", "qjpeg", "qsvg", "qwebp"},
    "iconengines": {"qsvgicon"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita"},
    "wayland-graphics-integration-client": {"qt-plugin-wayland-egl"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
}
"""Plugin folder -> plugins, without `lib` and suffix: screens, Japanese input, pictures of posts, our SVG icons."""

TRANSLATIONS = {"qtbase_ja.qm", "qtbase_en.qm"}

FROM_THE_SYSTEM = ("libstdc++.so", "libgcc_s.so", "libexpat.so")
"""Never bundled: they are on every desktop (Mesa needs them), newer ones must win there, and those of Debian 12
would raise the floor from glibc 2.35 to 2.36."""

SOFTWARE_RENDERERS = {"opengl32sw.dll"}
"""Widgets draw without OpenGL."""


def prune(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that stay, in their order."""
    chosen = [entry for entry in entries if _is_chosen(PurePosixPath(entry[0].replace("\\", "/")))]
    return _still_needed(chosen)


def _is_chosen(place: PurePosixPath) -> bool:
    if place.name.startswith(FROM_THE_SYSTEM) or place.name in SOFTWARE_RENDERERS:
        return False
    if "PySide6" not in place.parts:
        return True
    if "plugins" in place.parts:
        name = place.stem.removeprefix("lib")
        return name in PLUGINS.get(place.parent.name, ())
    if "translations" in place.parts:
        return place.name in TRANSLATIONS
    return True


def _still_needed(entries: list[Entry]) -> list[Entry]:
    """Without the ELF libraries that no extension module, plugin or libpython needs, directly or through others."""
    libraries = {Path(place).name: source for place, source, kind in entries if kind == "BINARY"}
    if not any(".so" in name for name in libraries):
        return entries
    roots = [source for place, source, kind in entries if kind == "EXTENSION" or _is_root(place)]
    needed: set[str] = set()
    while roots:
        fresh = {name for name in _needs(roots) if name not in needed}
        needed |= fresh
        roots = [libraries[name] for name in fresh if name in libraries]
    return [
        (place, source, kind)
        for place, source, kind in entries
        if kind not in ("BINARY", "SYMLINK") or _is_root(place) or Path(place).name in needed
    ]


def _is_root(place: str) -> bool:
    return "/plugins/" in place or Path(place).name.startswith("libpython")


def _needs(files: Iterable[str]) -> set[str]:
    """The names of the libraries that ELF files ask the loader for."""
    listing = subprocess.run(["objdump", "-p", *files], stdout=subprocess.PIPE, text=True, check=True).stdout
    return {line.split()[1] for line in listing.splitlines() if line.startswith("  NEEDED")}

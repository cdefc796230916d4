"""The themes: colours and type as values, and the palette and style sheet that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from reader.model import Colour

FAMILIES = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Hiragino Sans",
    "Yu Gothic UI",
    "Meiryo",
    "IPAexGothic",
    "VL Gothic",
    "Droid Sans Fallback",
    "sans-serif",
)
"""The article's fonts by preference: what Linux, macOS and Windows have for Japanese."""
MONOSPACE = ("Noto Sans Mono CJK JP", "Menlo", "Consolas", "DejaVu Sans Mono", "monospace")

RULE_FAMILIES: Mapping[str, str] = {
    "repeated": "repeated",
    "repeated-short": "repeated",
    "reworded": "reworded",
    "cut-copy": "reworded",
    "seam": "seam",
    "order": "seam",
    "prompt": "talk",
    "acknowledgement": "talk",
    "apology": "talk",
    "agent-talk": "talk",
    "furniture": "furniture",
    "title-echo": "title",
    "empty-heading": "title",
}
"""Cleaning rules whose removals have a colour of their own; all others are clutter that is no article text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours are `#rrggbb`; `size` is in pixels, `line_height` in parts of it, `measure` in full-width characters."""

    name: str
    dark: bool
    base: str
    """Behind the article and lists."""
    window: str
    """Behind controls."""
    line: str
    """Borders and rules."""
    text: str
    dim: str
    """Secondary text; still readable at 4.5:1."""
    accent: str
    """What is chosen or focused."""
    on_accent: str
    link: str
    selection: str
    """Behind selected text of the article, which keeps its colour."""
    hit: str
    """Behind what a search found."""
    code: str
    """Behind code."""
    highlights: Mapping[Colour, str]
    """Behind highlighted text."""
    inks: Mapping[Colour, str]
    """The same colours strong enough for an underline or a border."""
    removed: Mapping[str, str]
    """Text of removals, by the families of `RULE_FAMILIES` and `clutter`."""
    syntax: Mapping[str, str]
    """Text of source code: comment, keyword, string, number, name, operator."""
    families: tuple[str, ...] = FAMILIES
    size: int = 17
    line_height: float = 1.8
    measure: int = 40


THEMES: Mapping[str, Theme] = {
    theme.name: theme
    for theme in (
        Theme(
            name="light",
            dark=False,
            base="#fefefd",
            window="#f2f1ee",
            line="#d9d7d1",
            text="#232323",
            dim="#66645f",
            accent="#1f5fa8",
            on_accent="#ffffff",
            link="#1a5a9e",
            selection="#a9c9f0",
            hit="#ffc46b",
            code="#f3f2ee",
            highlights={
                "yellow": "#ffec99",
                "green": "#c5edb5",
                "blue": "#bfe0ff",
                "pink": "#ffcbdc",
                "purple": "#e0cffc",
            },
            inks={"yellow": "#a87b00", "green": "#3c8527", "blue": "#2272bd", "pink": "#c73a6c", "purple": "#7d4fc4"},
            removed={
                "repeated": "#9c4a1c",
                "reworded": "#a3325e",
                "talk": "#3f5694",
                "seam": "#7a3f9d",
                "title": "#2b6a6a",
                "furniture": "#2f6a2a",
                "clutter": "#6b6b6b",
            },
            syntax={
                "comment": "#6b6f69",
                "keyword": "#8a2a80",
                "string": "#2d6a2d",
                "number": "#1d5b99",
                "name": "#1f4f9b",
                "operator": "#5a4a3a",
            },
        ),
        Theme(
            name="sepia",
            dark=False,
            base="#f8f1e3",
            window="#efe6d4",
            line="#d6c8ad",
            text="#3a2f25",
            dim="#6d5f4d",
            accent="#8a4b1d",
            on_accent="#ffffff",
            link="#7a4318",
            selection="#e2cfa8",
            hit="#f5b458",
            code="#f0e6d2",
            highlights={
                "yellow": "#f7dc7c",
                "green": "#c3dca0",
                "blue": "#b5d5e6",
                "pink": "#f3bfc2",
                "purple": "#d9c3e6",
            },
            inks={"yellow": "#966c00", "green": "#4a7a26", "blue": "#2a6a8f", "pink": "#b23a55", "purple": "#7a4a9c"},
            removed={
                "repeated": "#93431a",
                "reworded": "#9c2f57",
                "talk": "#3d5282",
                "seam": "#74398f",
                "title": "#2c6058",
                "furniture": "#40661f",
                "clutter": "#6d6355",
            },
            syntax={
                "comment": "#6d6552",
                "keyword": "#83306f",
                "string": "#446421",
                "number": "#2a5a7d",
                "name": "#34508a",
                "operator": "#5c4a38",
            },
        ),
        Theme(
            name="dark",
            dark=True,
            base="#1d1f22",
            window="#26292d",
            line="#41464d",
            text="#dad8d3",
            dim="#a09d96",
            accent="#6fa8e6",
            on_accent="#10161d",
            link="#86b9f0",
            selection="#34506f",
            hit="#80500c",
            code="#282b30",
            highlights={
                "yellow": "#665400",
                "green": "#2c5a2e",
                "blue": "#1f4d77",
                "pink": "#742c4b",
                "purple": "#533a7d",
            },
            inks={"yellow": "#e3c04a", "green": "#7fc873", "blue": "#6fb4f2", "pink": "#f088ac", "purple": "#b896f0"},
            removed={
                "repeated": "#e39a6c",
                "reworded": "#ec93b4",
                "talk": "#9fb2ec",
                "seam": "#c89be6",
                "title": "#7fc4bd",
                "furniture": "#98c97c",
                "clutter": "#9c9a95",
            },
            syntax={
                "comment": "#95988f",
                "keyword": "#d79ad0",
                "string": "#9ccb8c",
                "number": "#8fbcf0",
                "name": "#9db8f2",
                "operator": "#c9b59d",
            },
        ),
        Theme(
            name="contrast",
            dark=True,
            base="#000000",
            window="#000000",
            line="#ffffff",
            text="#ffffff",
            dim="#d6d6d6",
            accent="#ffd54a",
            on_accent="#000000",
            link="#7fd4ff",
            selection="#4a4a4a",
            hit="#8a4b00",
            code="#1c1c1c",
            highlights={
                "yellow": "#6e5c00",
                "green": "#0c6420",
                "blue": "#00549a",
                "pink": "#93214f",
                "purple": "#6230a8",
            },
            inks={"yellow": "#ffe14a", "green": "#6cf07a", "blue": "#6cc4ff", "pink": "#ff8fbb", "purple": "#cba6ff"},
            removed={
                "repeated": "#ffb380",
                "reworded": "#ff9ec4",
                "talk": "#b8c8ff",
                "seam": "#e0b3ff",
                "title": "#8ff0e4",
                "furniture": "#b4f58e",
                "clutter": "#cfcfcf",
            },
            syntax={
                "comment": "#c8c8c8",
                "keyword": "#ffb3f5",
                "string": "#a5f59a",
                "number": "#9fd3ff",
                "name": "#c4d4ff",
                "operator": "#ffe0b3",
            },
        ),
    )
}
"""The themes by name."""


def palette(theme: Theme) -> QPalette:
    """The colours of a theme for all of Qt's controls."""
    role = QPalette.ColorRole
    made = QPalette(QColor(theme.window))
    for which, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.base),
        (role.AlternateBase, theme.code),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.dim),
        (role.Button, theme.window),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.text),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.Link, theme.link),
        (role.LinkVisited, theme.link),
        (role.ToolTipBase, theme.window),
        (role.ToolTipText, theme.text),
        # Fusion draws frames and check boxes with these.
        (role.Mid, theme.line),
        (role.Midlight, theme.line),
        (role.Light, theme.base),
        (role.Dark, theme.dim),
        (role.Shadow, theme.line),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.dim))
    return made


def line_pixels(theme: Theme) -> int:
    """The height of a line of the article."""
    return round(theme.size * theme.line_height)


def quote_pixels(theme: Theme) -> int:
    """How far each level of quotes is indented."""
    return round(theme.size * 1.5)


def article_css(theme: Theme) -> str:
    """The article's style sheet in the subset that a QTextDocument knows, everything in pixels.

    No backgrounds: they would cover the highlights, which are painted below the text.
    """
    size, line = theme.size, line_pixels(theme)
    rules = [
        f"p, li {{ margin-top: 0; margin-bottom: {round(line * 0.62)}px; line-height: {line}px; }}",
        f"ul, ol {{ margin-top: 0; margin-bottom: {round(line * 0.62)}px; }}",
        ".nested { margin-bottom: 0; }",
        f"li {{ margin-bottom: {round(line * 0.2)}px; }}",
        f"blockquote {{ margin: 0 0 {round(line * 0.62)}px {quote_pixels(theme)}px; color: {theme.dim}; }}",
        f"pre {{ margin: {round(line * 1.1)}px {size}px {round(line * 1.1)}px {size}px; }}",
        f"pre {{ line-height: {round(size * 1.5)}px; }}",
        f"pre, code {{ font-family: {_families(MONOSPACE)}; font-size: {round(size * 0.9)}px; }}",
        f"table {{ border-collapse: collapse; border: 1px solid {theme.line}; }}",
        f"table {{ margin-top: {round(line * 0.5)}px; margin-bottom: {round(line * 0.3)}px; }}",
        f"th, td {{ border: 1px solid {theme.line}; padding: {round(size * 0.4)}px {round(size * 0.7)}px; }}",
        "th { font-weight: bold; }",
        f"hr {{ background-color: {theme.line}; }}",
        f"a {{ color: {theme.link}; text-decoration: none; }}",
        f"sup, sub, small {{ font-size: {round(size * 0.75)}px; }}",
        f"p.fold {{ margin-bottom: {round(line * 0.62)}px; }}",
        f"a.fold, .fold {{ color: {theme.dim}; font-size: {round(size * 0.8)}px; text-decoration: none; }}",
        f".caption {{ font-size: {round(size * 0.75)}px; }}",
        f"p.caption {{ color: {theme.dim}; margin-bottom: {round(line * 0.1)}px; }}",
        # Indented like a quote, so that what is opened can be told from the article by more than its colour.
        f"p.caption, p.removed {{ margin-left: {quote_pixels(theme)}px; }}",
        f"p.footnote {{ font-size: {round(size * 0.85)}px; line-height: {round(line * 0.9)}px; }}",
        f".removed {{ color: {theme.removed['clutter']}; text-decoration: line-through; }}",
        f".join {{ color: {theme.removed['seam']}; }}",
        f".mark-cut {{ color: {theme.dim}; }}",
    ]
    for tag, scale, above, below in (
        ("h2", 1.42, 1.5, 0.5),
        ("h3", 1.2, 1.25, 0.4),
        ("h4", 1.08, 1.1, 0.35),
        ("h5", 1.0, 1.0, 0.3),
        ("h6", 1.0, 1.0, 0.3),
    ):
        rules.append(
            f"{tag} {{ font-size: {round(size * scale)}px; font-weight: 700;"
            f" line-height: {round(size * scale * 1.5)}px;"
            f" margin-top: {round(line * above)}px; margin-bottom: {round(line * below)}px; }}"
        )
    rules += [f".removed-{rule} {{ color: {theme.removed[family]}; }}" for rule, family in RULE_FAMILIES.items()]
    rules += [f".code-{kind} {{ color: {colour}; }}" for kind, colour in theme.syntax.items()]
    return "\n".join(rules)


def _families(families: tuple[str, ...]) -> str:
    return ", ".join(f"'{family}'" for family in families)

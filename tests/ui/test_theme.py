"""The themes: readable, and their colours apart from one another."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QPalette

from reader.cleaning import RULES
from reader.model import COLOURS
from reader.ui.theme import RULE_FAMILIES, THEMES, Theme, article_css, palette

pytestmark = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def distance(one: str, other: str) -> float:
    a, b = QColor(one), QColor(other)
    return float(((a.red() - b.red()) ** 2 + (a.green() - b.green()) ** 2 + (a.blue() - b.blue()) ** 2) ** 0.5)


def test_text_is_readable_on_what_it_stands_on(theme: Theme) -> None:
    for behind in (theme.base, theme.window, theme.selection, theme.hit, theme.code, *theme.highlights.values()):
        assert contrast(theme.text, behind) >= 4.5
    for ink in (theme.dim, theme.link, theme.accent, *theme.removed.values()):
        assert contrast(ink, theme.base) >= 4.5
    for ink in theme.syntax.values():
        assert contrast(ink, theme.code) >= 4.5
    assert contrast(theme.dim, theme.window) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


def test_underlines_and_borders_can_be_seen(theme: Theme) -> None:
    for colour in COLOURS:
        assert contrast(theme.inks[colour], theme.base) >= 3


def test_the_five_colours_are_told_apart(theme: Theme) -> None:
    for colours in (theme.highlights, theme.inks):
        for one, other in combinations(COLOURS, 2):
            assert distance(colours[one], colours[other]) >= 34
    for colour in theme.highlights.values():
        assert distance(colour, theme.base) >= 34
        assert distance(colour, theme.selection) >= 20


def test_the_palette_has_the_colours(theme: Theme) -> None:
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Base).name() == theme.base
    assert made.color(QPalette.ColorRole.Text).name() == theme.text


def test_the_style_sheet_paints_nothing_over_the_highlights(theme: Theme) -> None:
    rules = [rule for rule in article_css(theme).split("}") if "background" in rule]
    assert [rule.split("{")[0].strip() for rule in rules] == ["hr"]


def test_every_family_of_removals_has_a_colour(theme: Theme) -> None:
    assert {*RULE_FAMILIES.values(), "clutter"} == set(theme.removed)


def test_what_was_article_text_is_told_from_clutter(theme: Theme) -> None:
    assert {rule.name for rule in RULES if rule.article} <= RULE_FAMILIES.keys()

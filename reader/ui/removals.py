"""The way through what a rule hides: which removal comes next, and which quiet line opens it."""

from __future__ import annotations

from reader.model import Article, Rendered


def of_rule(article: Article, rule: str) -> list[int]:
    """The removals of a rule that the screen can show, as indexes; all of them where it can show none."""
    mine = [index for index, removal in enumerate(article.cleaned.removals) if removal.rule == rule]
    removed = article.rendered.removed
    return [index for index in mine if index < len(removed) and removed[index] is not None] or mine


def after(indexes: list[int], last: int | None) -> int:
    """The one that comes after `last`, the first one again after the end."""
    return next((index for index in indexes if last is not None and index > last), indexes[0])


def fold_of(rendered: Rendered, removal: int) -> int | None:
    """The name of the quiet line that stands for a removal; None if there is none."""
    return next((fold[0] for fold in rendered.folds if removal in fold), None)

"""Markdown to what the screen shows: HTML for a QTextDocument and the reading text, made in one pass."""

from .views import reading_text, render

__all__ = ["reading_text", "render"]

"""The article pane: header, text with highlights, and what the person wrote about the post."""

from .pane import ArticlePane
from .view import ArticleView

__all__ = ["ArticlePane", "ArticleView"]

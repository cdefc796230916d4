"""How a highlight finds its place again in a text that has changed."""

from reader.anchoring.selectors import describe, locate, locate_all, text_hash

__all__ = ["describe", "locate", "locate_all", "text_hash"]

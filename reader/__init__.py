"""Yomikaki, a reader and annotator for folders of Markdown posts. Nothing is imported here."""

__version__ = "0.1.0"

"""The browser of all annotations, and what the window says about those whose posts changed."""

from reader.ui.annotations.desk import AnnotationDesk

__all__ = ["AnnotationDesk"]

"""What the browser of annotations says about groups, colours and fates."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from reader.model import Colour
from reader.ui.annotations.entries import Group, Grouping, Order

translate = QCoreApplication.translate


def colour_name(colour: Colour) -> str:
    """The name of a highlight's colour."""
    names: dict[Colour, str] = {
        "yellow": translate("Annotations", "Yellow"),
        "green": translate("Annotations", "Green"),
        "blue": translate("Annotations", "Blue"),
        "pink": translate("Annotations", "Pink"),
        "purple": translate("Annotations", "Purple"),
    }
    return names[colour]


def fate_name(fate: str) -> str:
    """The heading of annotations of which this became; '' for those that were not looked at yet."""
    names = {
        "changed": translate("Annotations", "The text changed"),
        "lost": translate("Annotations", "Lost their place"),
        "missing": translate("Annotations", "The post is missing"),
        "moved": translate("Annotations", "The text stands elsewhere"),
        "exact": translate("Annotations", "In their place"),
        "": translate("Annotations", "Not looked at yet"),
    }
    return names[fate]


def grouping_name(grouping: Grouping) -> str:
    names: dict[Grouping, str] = {
        "post": translate("Annotations", "By post"),
        "colour": translate("Annotations", "By colour"),
        "tag": translate("Annotations", "By tag"),
        "month": translate("Annotations", "By month"),
        "fate": translate("Annotations", "By what became of them"),
        "none": translate("Annotations", "Not grouped"),
    }
    return names[grouping]


def order_name(order: Order) -> str:
    names: dict[Order, str] = {
        "place": translate("Annotations", "In order of the text"),
        "created": translate("Annotations", "Newest first"),
        "modified": translate("Annotations", "Last changed first"),
    }
    return names[order]


def group_words(group: Group) -> str:
    """The heading of a group."""
    if group.kind == "fate":
        return fate_name(group.value)
    if group.kind == "post":
        return group.entries[0].title
    if group.kind == "colour":
        if group.value:
            return colour_name(group.value)  # type: ignore[arg-type]
        return translate("Annotations", "Notes on whole posts")
    if group.kind == "tag":
        return group.value or translate("Annotations", "Without a tag")
    if group.kind == "month":
        first = date.fromisoformat(f"{group.value}-01")
        pattern = translate("Annotations", "MMMM yyyy", "month pattern of QLocale")
        return QLocale().toString(QDate(first.year, first.month, first.day), pattern)
    return translate("Annotations", "All annotations")

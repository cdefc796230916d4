"""Front matter values as the fields of a post: text, lists of names, a date; each odd type is noted as a problem."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from reader.library import dates
from reader.library.decoding import valid_text
from reader.library.front_matter import FrontMatter
from reader.model import Problem

_COMMAS = re.compile("[,，、]")


def as_text(value: object) -> str:
    """One line of text for any value that front matter can hold."""
    match value:
        case None:
            return ""
        case str():
            return " ".join(filter(None, (line.strip() for line in valid_text(value).splitlines())))
        case bool():
            return "true" if value else "false"
        case date() | datetime() | time():
            return value.isoformat()
        case list():
            return ", ".join(filter(None, map(as_text, value)))
        case dict():
            return ", ".join(f"{as_text(name)}: {as_text(inner)}" for name, inner in value.items())
        case _:
            return str(value)


class Fields:
    """Reads fields out of front matter under any of their names; `problems` grows by what was odd."""

    def __init__(self, front_matter: FrontMatter) -> None:
        self._front_matter = front_matter
        self.problems: list[Problem] = []

    def text(self, *names: str, inner: tuple[str, ...] = ()) -> str:
        """The first value that is there, as one line; of a mapping the first value of a name in `inner`."""
        for name in names:
            value = self._front_matter.values.get(name)
            if isinstance(value, dict):
                value = next((value[key] for key in inner if isinstance(value.get(key), str)), value)
            text = as_text(value)
            if text:
                if not isinstance(value, str):
                    self._problem("value-odd", name, name)
                return text
        return ""

    def people(self, *names: str) -> str:
        """The first value that is there: a name, a mapping with a `name`, or a list of these."""
        for name in names:
            value = self._front_matter.values.get(name)
            people = [
                person["name"] if isinstance(person, dict) and isinstance(person.get("name"), str) else person
                for person in (value if isinstance(value, list) else [value])
            ]
            text = as_text(people)
            if text:
                if not all(isinstance(person, str | None) for person in people):
                    self._problem("value-odd", name, name)
                return text
        return ""

    def names(self, plural: tuple[str, ...], singular: str) -> tuple[str, ...]:
        """The distinct names under all of these keys, in order, lists in lists flattened.

        A text is parted at commas. Without one it is parted at spaces under the first of `plural`, as Jekyll
        does, and is one name under the others.
        """
        found: list[str] = []
        for key in (*plural, singular):
            value = self._front_matter.values.get(key)
            if isinstance(value, str):
                found += value.split() if key == plural[0] and not _COMMAS.search(value) else _COMMAS.split(value)
            elif value is not None:
                items = list(_flat(value))
                if isinstance(value, dict) or any(isinstance(item, list | dict) for item in _inside(value)):
                    self._problem("value-odd", key, key)
                found += map(as_text, items)
        texts = (as_text(name).strip().removeprefix("#") for name in found)
        return tuple(dict.fromkeys(filter(None, texts)))

    def date(self, *names: str) -> datetime | None:
        """The first value that is a date; each that is none becomes a problem."""
        for name in names:
            value = self._front_matter.values.get(name)
            if value is None or value == "":
                continue
            try:
                return dates.to_datetime(value)
            except (ValueError, OverflowError, OSError):
                self._problem("date-invalid", name, as_text(value)[: dates.LONGEST])
        return None

    def _problem(self, kind: str, name: str, detail: str) -> None:
        self.problems.append(Problem(kind, self._front_matter.line_of(name), detail))


def _inside(value: Any) -> list[Any]:
    return value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []


def _flat(value: Any) -> list[Any]:
    if not isinstance(value, list | dict):
        return [value]
    return [leaf for item in _inside(value) for leaf in _flat(item)]

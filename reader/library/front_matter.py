"""Front matter: found at the top of a text, checked before it is built, read with python-frontmatter's handlers."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml
from frontmatter import detect_format
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from reader.library.decoding import valid_text
from reader.model import Problem

LARGEST = 64 * 1024
"""Characters; what is larger is not parsed."""
DEEPEST = 32

# Scalars stay the text that was written: `no` is no False, `12:30:45` is not 45045, and neither 30 February, nor an
# integer of 5,000 digits, nor an unknown tag can raise. Nothing but str, list and dict is ever built.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = ("~", "null", "Null", "NULL")

_NAME = re.compile(r"""([ \t{]*)["']?([^\W\d][\w.-]{0,63})["']?[ \t]{0,9}(?::(?=\s|$|["'\[{])|=)""")
"""Indentation and name of a line `name: value` (YAML, JSON) or `name = value` (TOML)."""
_TOML_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The two parts of a text. Lines count from 1 in the whole text."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """By name in lower case: text, numbers, dates, lists, mappings; at most `DEEPEST` levels."""
    text: str = ""
    """What stands between the fences."""
    line: int = 1
    """Where `text` starts."""
    body: str
    body_line: int = 1
    problems: tuple[Problem, ...] = ()

    def line_of(self, name: str, *, last: bool = False) -> int | None:
        """The line on which the value called `name` starts: the first or last such line of the least indented."""
        lines = [
            (len(found[1]), -number if last else number)
            for number, line in enumerate(self.text.split("\n"), self.line)
            if (found := _NAME.match(line)) and found[2].lower() == name
        ]
        return abs(min(lines)[1]) if lines else None


class _Unsafe(Exception):
    """Front matter that must not be built: `detail` says why, `line` where in the block, from 1."""

    def __init__(self, detail: str, line: int | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.line = line


class _Fenced(BaseHandler):
    """A block between two fences that stand alone on their lines. `FM_BOUNDARY` finds the opening one.

    python-frontmatter's own split loses blank lines at the start of the body and knows no other closing fence.
    """

    CLOSING: re.Pattern[str]

    def split(self, text: str) -> tuple[str, str]:
        """The block and what follows its closing fence; ValueError when it is never closed."""
        opening = text.index("\n")
        closing = self.CLOSING.search(text, opening)
        if closing is None:
            raise ValueError("no closing fence")
        return text[opening + 1 : closing.start() + 1], text[closing.end() + 1 :]


class _Yaml(_Fenced, YAMLHandler):
    FM_BOUNDARY = re.compile(r"-{3,}+[ \t]*+\n")
    CLOSING = re.compile(r"\n(?:-{3,}|\.\.\.)[ \t]*(?=\n|\Z)")

    def load(self, fm: str, **kwargs: object) -> Any:
        repeated = _check_events(fm)
        values = super().load(fm, Loader=_LOADER, **kwargs)
        if isinstance(values, dict):
            values = {key: None if value in _NULLS else value for key, value in values.items()}
            values = _Repeating(values, repeated)
        return values


class _Toml(_Fenced):
    FM_BOUNDARY = re.compile(r"\+{3,}+[ \t]*+\n")
    CLOSING = re.compile(r"\n\+{3,}[ \t]*(?=\n|\Z)")

    def load(self, fm: str) -> dict[str, Any]:
        # A key of 30,000 dots costs seconds and 30,000 levels before anything could be counted.
        for number, line in enumerate(fm.split("\n"), 1):
            if line.partition("=")[0].count(".") > DEEPEST:
                raise _Unsafe(f"more than {DEEPEST} levels", number)
        return tomllib.loads(fm)


class _Json(JSONHandler):
    FM_BOUNDARY = re.compile(r'\{\s*"[^"\n]{1,64}"\s*:')
    CLOSING = re.compile(r"\n\}[ \t]*(?=\n|\Z)")

    def split(self, text: str) -> tuple[str, str]:
        """The object and what follows its line; of a broken one up to the first line that is only `}`."""
        try:
            end = json.JSONDecoder(strict=False).raw_decode(text[:LARGEST])[1]
        except (ValueError, RecursionError):
            closing = self.CLOSING.search(text)
            if closing is None:
                raise ValueError("no closing brace") from None
            end = closing.end()
        return text[:end], text[end:].lstrip(" \t").removeprefix("\n")

    def load(self, fm: str, **kwargs: object) -> Any:
        return super().load(fm, strict=False, object_pairs_hook=_pairs, **kwargs)


class _Repeating(dict[str, Any]):
    """A mapping some of whose keys stand more than once in the file; the last one counts."""

    def __init__(self, values: Iterable[tuple[str, Any]] | Mapping[str, Any], repeated: Iterable[str] = ()) -> None:
        super().__init__(values)
        self.repeated = tuple(repeated)


def _pairs(pairs: list[tuple[str, Any]]) -> _Repeating:
    names = [name for name, _ in pairs]
    return _Repeating(pairs, _twice(names))


def _twice(names: list[str]) -> list[str]:
    seen: set[str] = set()
    return list(dict.fromkeys(name for name in names if name in seen or seen.add(name)))  # type: ignore[func-returns-value]


_HANDLERS = (_Yaml(), _Toml(), _Json())


def read(text: str) -> FrontMatter:
    """Part `text` into front matter and body. Never raises, and takes time linear in the length of `text`.

    What stands between two rules at the top is front matter only if it is a mapping or was meant as one: prose
    stays in the body. Of a block that cannot be read, simple `name: value` lines are saved.
    """
    start = len(text) - len(text.lstrip())
    indented = start and text[start - 1] != "\n"
    opened = text[start:]
    handler = None if indented else detect_format(opened, _HANDLERS)
    if handler is None:
        return FrontMatter(body=text)
    line = text.count("\n", 0, start) + 1
    try:
        block, body = handler.split(opened)
    except ValueError:
        return _unclosed(handler, text, opened[:LARGEST], line)
    if isinstance(handler, _Fenced):
        line += 1
    whole = FrontMatter(text=block, line=line, body=body, body_line=text.count("\n") - body.count("\n") + 1)
    values, problem = _load(handler, block)
    if problem is None:
        if isinstance(values, dict) and (not values or any(" " not in str(name) for name in values)):
            return _with_values(whole, values)
        if not block.strip():
            return whole
        problems = (Problem("front-matter-not-a-mapping", line),) if isinstance(values, list) else ()
        return FrontMatter(body=text, problems=problems)
    if not _meant_as_mapping(handler, block):
        return FrontMatter(body=text)
    if _runs_into_prose(block):
        return _unclosed(handler, text, block, line - 1)
    at = line if problem.line is None else line + problem.line - 1
    return replace(whole, values=_saved(block), problems=(replace(problem, line=at),))


def _load(handler: BaseHandler, block: str) -> tuple[Any, Problem | None]:
    """What the handler makes of the block, or the reason why it makes nothing of it, with a line in the block."""
    if len(block) > LARGEST:
        return None, Problem("front-matter-too-large", detail=f"{LARGEST // 1024} KB")
    try:
        values = handler.load(block)
        _check_depth(values)
    except _Unsafe as error:
        return None, Problem("front-matter-unsafe", error.line, error.detail)
    except RecursionError:
        return None, Problem("front-matter-unsafe", detail=f"more than {DEEPEST} levels")
    except yaml.YAMLError as error:
        return None, Problem("front-matter-invalid", *_yaml_error(error, block))
    except json.JSONDecodeError as error:
        return None, Problem("front-matter-invalid", error.lineno, error.msg)
    except ValueError as error:
        found = _TOML_LINE.search(str(error))
        detail = str(error).partition(" (at ")[0][:200]
        return None, Problem("front-matter-invalid", int(found[1]) if found else None, detail)
    return values, None


def _with_values(whole: FrontMatter, values: dict[Any, Any]) -> FrontMatter:
    named = replace(whole, values={str(name).lower(): value for name, value in values.items()})
    repeated = values.repeated if isinstance(values, _Repeating) else ()
    problems = tuple(
        Problem("front-matter-duplicate-key", named.line_of(name.lower(), last=True), valid_text(name)[:80])
        for name in repeated
    )
    return replace(named, problems=problems)


def _unclosed(handler: BaseHandler, text: str, block: str, line: int) -> FrontMatter:
    """A text whose front matter, if that is what `block` (with or without its fence) was meant as, has no end."""
    if not _meant_as_mapping(handler, block):
        return FrontMatter(body=text)
    return FrontMatter(values=_saved(block), body=text, problems=(Problem("front-matter-unclosed", line),))


def _check_events(block: str) -> list[str]:
    """The keys that stand twice at the top of a YAML block. Raises `_Unsafe` for what must not be built.

    The parser that gives events keeps its own stack, while the composer calls itself for every level: a few
    thousand `[` overflow the C stack there, and nothing catches that.
    """
    mappings: list[bool] = []  # one for each open collection
    children: list[int] = []
    names: list[str] = []
    for event in yaml.parse(block, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise _Unsafe("it refers to other places (aliases)", _line(event))
        if isinstance(event, yaml.CollectionEndEvent):
            mappings.pop()
            children.pop()
        elif isinstance(event, yaml.NodeEvent):
            if mappings:
                is_key = mappings[-1] and children[-1] % 2 == 0
                children[-1] += 1
                if is_key and isinstance(event, yaml.ScalarEvent):
                    if event.value == "<<":
                        raise _Unsafe("it merges mappings", _line(event))
                    if len(mappings) == 1:
                        names.append(event.value)
            if isinstance(event, yaml.CollectionStartEvent):
                mappings.append(isinstance(event, yaml.MappingStartEvent))
                children.append(0)
                if len(mappings) > DEEPEST:
                    raise _Unsafe(f"more than {DEEPEST} levels", _line(event))
    return _twice(names)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _check_depth(values: object) -> None:
    """Raises `_Unsafe` for more than `DEEPEST` levels; what comes later may call itself for each."""
    level, depth = [values], 0
    while level:
        depth += 1
        if depth > DEEPEST + 1:
            raise _Unsafe(f"more than {DEEPEST} levels")
        level = [
            inner
            for value in level
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]


def _yaml_error(error: yaml.YAMLError, block: str) -> tuple[int | None, str]:
    """The line in the block and what is wrong there."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        return (mark.line + 1 if mark else None), error.problem or error.context or "not YAML"
    position = getattr(error, "position", None)
    character = block[position] if isinstance(position, int) and position < len(block) else ""
    line = block.count("\n", 0, position) + 1 if character else None
    return line, f"character U+{ord(character):04X} is not allowed" if character else "not YAML"


def _meant_as_mapping(handler: BaseHandler, block: str) -> bool:
    """Whether front matter was meant: three dashes are also a rule above prose, the other fences are nothing else.

    Then the first line that says something is `name: value`, or begins a mapping in another of YAML's ways.
    """
    if not isinstance(handler, _Yaml):
        return True
    for line in block.split("\n", 200)[:200]:
        text = line.strip()
        if text and not text.startswith(("#", "---")):
            return bool(_NAME.match(text)) or text.startswith(("{", "? ", "<<:", "%YAML"))
    return False


def _runs_into_prose(block: str) -> bool:
    """Whether a line of prose follows a blank line: then the closing fence is missing, and a later rule was found."""
    blank = False
    for line in block.split("\n"):
        if blank and line[:1].strip() and line[0] not in "#-\"'[]{}" and not _NAME.match(line):
            return True
        blank = not line.strip()
    return False


def _saved(block: str) -> dict[str, Any]:
    """The plain `name: value`, `name: [a, b]` and `- item` lines of a block that cannot be parsed.

    Only those that are indented like the first, up to a TOML table or to prose after a blank line. The first of
    several values counts: the later ones may belong to something else.
    """
    values: dict[str, Any] = {}
    margin: str | None = None
    items: list[str] = []
    blank = False
    for line in block[:LARGEST].removeprefix("{").split("\n"):
        found = _NAME.match(line)
        if found and margin in (None, found[1]):
            margin, items = found[1], []
            text = line[found.end() :].strip().removesuffix(",").rstrip()
            value: str | list[str] = _unquoted(text)
            if text.startswith("[") and text.endswith("]"):
                value = [_unquoted(item) for item in text[1:-1].split(",") if item.strip()]
            elif not text:
                value = items
            elif text[0] in "[{|>&*!":
                continue
            values.setdefault(found[2].lower(), value)
        elif line.lstrip().startswith("- "):
            items.append(_unquoted(line.strip()[2:]))
        elif line.startswith("[") or (blank and line[:1].strip() and not found):
            break
        blank = not line.strip()
    return values


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] in "\"'" and text[-1] == text[0] else text

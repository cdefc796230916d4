"""Annotations as Markdown that other programs and people can go on working with.

Each passage is a block between two comments that name it. Exporting again replaces the blocks and leaves alone
whatever else stands in the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from string import Template
from typing import NamedTuple
from urllib.parse import quote

from reader.annotations.export.passage import Passage, by_post

TEMPLATE = """$quote

$note

$tags [$title]($link)"""
"""How a passage is written: `$quote` (as a block quote), `$note`, `$tags`, `$title`, `$author`, `$date`, `$section`,
`$colour`, `$link`. Lines that stay empty are left out."""

BLOCK = re.compile(r"<!-- yomikaki:begin (?P<id>\S+) -->\n.*?<!-- yomikaki:end (?P=id) -->\n?", re.DOTALL)

# What would be read as a heading, a list, a quote or a fence at the start of a line.
BLOCK_SIGN = re.compile(r"^(\s*)(?=[#>*+~`-]|\d+[.)]\s)", re.MULTILINE)


class Block(NamedTuple):
    """A part of the file that is ours: the text under its name."""

    id: str
    text: str

    def __str__(self) -> str:
        return f"<!-- yomikaki:begin {self.id} -->\n{self.text}\n<!-- yomikaki:end {self.id} -->\n"


def export_post(passages: Sequence[Passage], existing: str = "", template: str = TEMPLATE) -> str:
    """The file of one post, with front matter; `existing` is what it holds already."""
    blocks = [passage_block(passage, template) for passage in passages]
    return update(existing, blocks) if existing else front_matter(passages) + joined(blocks)


def export_all(passages: Iterable[Passage], existing: str = "", template: str = TEMPLATE) -> str:
    """One file of all posts, each under a heading; passages of a post come together."""
    blocks: list[Block] = []
    for path, group in by_post(passages):
        blocks.append(Block(f"post:{quote(path, safe='')}", f"## {one_line(group[0].title)}"))
        blocks.extend(passage_block(passage, template) for passage in group)
    return update(existing, blocks) if existing else joined(blocks)


def front_matter(passages: Sequence[Passage]) -> str:
    """Front matter that Obsidian shows as properties: every value is JSON, which is YAML too."""
    if not passages:
        return ""
    first = passages[0]
    tags = dict.fromkeys(hashtag(tag) for passage in passages for tag in passage.annotation.tags)
    properties = {
        "title": first.title,
        "author": first.author,
        "date": first.day,
        "source": first.annotation.path,
        "tags": list(tags),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in properties.items() if value]
    return "\n".join(["---", *lines, "---", "", f"# {one_line(first.title)}", "", ""])


def passage_block(passage: Passage, template: str) -> Block:
    annotation = passage.annotation
    text = Template(template).safe_substitute(
        quote=block_quote(passage.quote),
        note=annotation.note,
        tags=" ".join(f"#{hashtag(tag)}" for tag in annotation.tags),
        title=re.sub(r"([\[\]\\])", r"\\\1", one_line(passage.title)),
        author=passage.author,
        date=passage.day,
        section=passage.section,
        colour=annotation.colour,
        link=passage.link,
    )
    lines = (line.rstrip() for line in text.strip().split("\n"))
    return Block(quote(annotation.id, safe=":/"), re.sub(r"\n{3,}", "\n\n", "\n".join(lines)))


def block_quote(text: str) -> str:
    """Every line of a text as a quoted line; nothing in it is taken for a heading or a list."""
    return "\n".join(f"> {line}" for line in BLOCK_SIGN.sub(r"\1\\", text).split("\n")) if text else ""


def hashtag(tag: str) -> str:
    """A tag as Obsidian reads it: without spaces and signs."""
    return re.sub(r"[^\w/-]+", "-", tag).strip("-")


def one_line(text: str) -> str:
    return " ".join(text.split())


def joined(blocks: Iterable[Block]) -> str:
    return "\n".join(str(block) for block in blocks)


def update(existing: str, blocks: Sequence[Block]) -> str:
    """The file with our blocks as they are now: those that are gone are taken out, new ones stand after the block that
    precedes them, and all that the person wrote stays where it is."""
    present = {match["id"] for match in BLOCK.finditer(existing)}
    by_id = {block.id: block for block in blocks}
    # New blocks travel with the one that precedes them.
    following: dict[str, list[Block]] = {"": []}
    before = ""
    for block in blocks:
        if block.id in present:
            before = block.id
            following[before] = []
        else:
            following[before].append(block)

    def replaced(match: re.Match[str]) -> str:
        block = by_id.get(match["id"])
        return "" if block is None else joined([block, *following[block.id]])

    updated = BLOCK.sub(replaced, existing)
    first = BLOCK.search(updated)
    start = first.start() if first else len(updated)
    leading = joined(following[""])
    if not leading:
        return updated
    gap = (
        ""
        if updated[:start].endswith("\n\n") or not updated[:start]
        else "\n"
        if updated[:start].endswith("\n")
        else "\n\n"
    )
    return updated[:start] + gap + leading + ("\n" if first else "") + updated[start:]

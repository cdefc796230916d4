"""What a generator says about its work instead of doing it: prompts, acknowledgements, apologies, monologues."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from reader.cleaning.draft import Cut
from reader.cleaning.phrases import (
    ACKNOWLEDGEMENT,
    AGENT_OPENING,
    AGENT_TALK,
    AGENT_WORK,
    APOLOGY,
    APOLOGY_WORDS,
    END_MARK,
    FUNCTION_WORDS,
    OFFER,
    PROMPT_HEADER,
    PROMPT_LINE,
    PROMPT_OPENING,
    PROMPT_REQUEST,
    TASK_WORDS,
)
from reader.cleaning.source import Block, Line, Source
from reader.cleaning.text import sentences
from reader.model import Span

_ITEM = re.compile(r"[ \t]*(?:[-*+•・]|\d{1,2}[.)．])[ \t]*\S")
_JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")

PROMPT_SIGNS = "（([【.…-*・以続文記cCeEpPwW"
"""With what the lines and notes of a prompt begin."""
SHORTEST_TALK = 60
"""Characters of a monologue; less is a name or a label."""
LONGEST_PLAN = 600
"""Characters of what a round says before it begins; a longer paragraph is an article in the first person."""


def find_prompts(source: Source) -> Iterator[Cut]:
    """Prompt headers, copied prompt rules and notes that the text goes on here."""
    for line in source.lines_with("【"):
        if match := PROMPT_HEADER.match(line.text):
            yield Cut(Span(line.start, line.start + match.end()), "prompt", seam=True)
    if not source.is_marked:
        return  # （前略） and the like are also how people quote
    done = 0
    for line in source.lines_with(PROMPT_SIGNS):
        if line.start < done:
            continue
        if PROMPT_REQUEST.match(line.text):
            done = _end_of_list(source, line)
            yield Cut(Span(line.start, done), "prompt", seam=True)
        elif match := PROMPT_LINE.match(line.text) or PROMPT_OPENING.match(line.text):
            yield Cut(Span(line.start, line.start + match.end()), "prompt", seam=True)


def find_acknowledgements(source: Source) -> Iterator[Cut]:
    """A task accepted, up to the last sentence of the paragraph that still speaks of the task."""
    for block in source.prose:
        if ACKNOWLEDGEMENT.match(source.body, block.start, block.end) and TASK_WORDS.search(source.text(block)):
            yield from _leading(source, block, "acknowledgement", TASK_WORDS)


def find_apologies(source: Source) -> Iterator[Cut]:
    """Nothing found, and what is offered instead."""
    if not source.is_marked:
        return
    for block in source.prose:
        place = block.start, block.end
        apology = APOLOGY.match(source.body, *place) and APOLOGY_WORDS.search(source.body, *place)
        if apology or OFFER.match(source.body, *place):
            yield Cut(Span(*place), "apology", seam=True)


def find_agent_talk(source: Source) -> Iterator[Cut]:
    """English monologue of an agent: anywhere in a Japanese post, else where a round begins with it."""
    if not source.is_marked:
        return
    begins = True
    for block in source.prose:
        text = source.text(block)
        if (begins and _is_plan(text)) or (source.is_japanese and _is_monologue(text)):
            yield Cut(Span(block.start, block.end), "agent-talk", seam=True)
            continue
        begins = ("END" in text and END_MARK.search(text) is not None) or APOLOGY.match(text) is not None


def _is_plan(text: str) -> bool:
    """Whether `text`, with which a round begins, tells what the generator is about to do with its task."""
    return len(text) <= LONGEST_PLAN and AGENT_OPENING.match(text) is not None and AGENT_WORK.search(text) is not None


def _is_monologue(text: str) -> bool:
    """Whether `text`, which stands in a Japanese post, is how an agent speaks to itself."""
    if len(text) < SHORTEST_TALK or _JAPANESE.search(text):
        return False
    return len(AGENT_TALK.findall(text)) >= 2 and len(FUNCTION_WORDS.findall(text)) >= 6


def _end_of_list(source: Source, line: Line) -> int:
    """Where the list ends that stands right below `line`, else where `line` ends."""
    below = bisect_right(source.lines, line)
    while below < len(source.lines) and _ITEM.match(source.lines[below].text):
        below += 1
    return source.lines[below - 1].end


def _leading(source: Source, block: Block, rule: str, words: re.Pattern[str]) -> Iterator[Cut]:
    """The first sentences of `block` as far as they speak of `words`, always the first one."""
    end = block.start
    for i, (first, last) in enumerate(sentences(source.body, block.start, source.lines[block.first_line].end)):
        if i and not words.search(source.body, first, last):
            break
        end = last
    yield Cut(Span(block.start, end), rule, seam=True)

"""What a generator says about its work instead of doing it: prompts, acknowledgements, apologies, monologues."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cleaning.draft import Cut
from reader.cleaning.phrases import (
    ACKNOWLEDGEMENT,
    AGENT_TALK,
    APOLOGY,
    APOLOGY_WORDS,
    FUNCTION_WORDS,
    OFFER,
    PROMPT_HEADER,
    PROMPT_LINE,
    PROMPT_OPENING,
    TASK_WORDS,
)
from reader.cleaning.source import Block, Source
from reader.cleaning.text import sentences
from reader.model import Span

_JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")

PROMPT_SIGNS = "（([【.…-*・以続文eEpPwW"
"""With what the lines and notes of a prompt begin."""
SHORTEST_TALK = 60
"""Characters of a monologue; less is a name or a label."""


def find_prompts(source: Source) -> Iterator[Cut]:
    """Prompt headers, copied prompt rules and notes that the text goes on here."""
    for line in source.lines_with("【"):
        if match := PROMPT_HEADER.match(line.text):
            yield Cut(Span(line.start, line.start + match.end()), "prompt", seam=True)
    if not source.is_marked:
        return  # （前略） and the like are also how people quote
    for line in source.lines_with(PROMPT_SIGNS):
        match = PROMPT_LINE.match(line.text) or PROMPT_OPENING.match(line.text)
        if match:
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
    """English monologue of an agent inside a Japanese post."""
    if not (source.is_marked and source.is_japanese):
        return
    for block in source.prose:
        if block.end - block.start < SHORTEST_TALK or _JAPANESE.search(source.body, block.start, block.end):
            continue
        text = source.text(block)
        if len(AGENT_TALK.findall(text)) >= 2 and len(FUNCTION_WORDS.findall(text)) >= 6:
            yield Cut(Span(block.start, block.end), "agent-talk", seam=True)


def _leading(source: Source, block: Block, rule: str, words: re.Pattern[str]) -> Iterator[Cut]:
    """The first sentences of `block` as far as they speak of `words`, always the first one."""
    end = block.start
    for i, span in enumerate(sentences(source.body, block.start, source.lines[block.first_line].end)):
        if i and not words.search(source.body, span.start, span.end):
            break
        end = span.end
    yield Cut(Span(block.start, end), rule, seam=True)

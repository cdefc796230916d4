"""The rules in order, and the one function that applies them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from reader.cleaning.assemble import assemble
from reader.cleaning.draft import Cut, Draft
from reader.cleaning.rules import headings, markers, repetition, seams, talk, title
from reader.cleaning.source import Source
from reader.cleaning.spans import subtract
from reader.cleaning.units import read_units
from reader.model import CleanedArticle, Post, Span

Finder = Callable[[Source], Iterable[Cut]]
Step = Callable[[Draft], Draft]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of clutter. `find` looks at the body for what is no article text, `step` at the article's units."""

    name: str
    title: str
    find: Finder | None = None
    step: Step | None = None


RULES: tuple[Rule, ...] = (
    Rule("marker", "Marks at which the generator ended a round", find=markers.find_markers),
    Rule("stray-sign", "Emphasis and heading signs on lines of their own", find=markers.find_stray_signs),
    Rule("prompt", "Prompts that came back in the text", find=talk.find_prompts),
    Rule("acknowledgement", "The generator accepting its task", find=talk.find_acknowledgements),
    Rule("apology", "The generator apologising", find=talk.find_apologies),
    Rule("agent-talk", "The generator talking to itself", find=talk.find_agent_talk),
    Rule("title-echo", "The title once more at the start of the text", find=title.find_title_echo),
    Rule("seam", "Cut sentences joined with what continues them", step=seams.joined),
    Rule("repeated", "Sentences that stand in the text before", step=repetition.repeated),
    Rule("empty-heading", "Headings with nothing left below them", step=headings.empty_headings),
)


def clean(post: Post, *, off: frozenset[str] = frozenset()) -> CleanedArticle:
    """The article of `post`: every distinct statement once, nothing added; the rules named in `off` are left out."""
    source = Source(post.body, post.raw_title or post.title)
    cuts: list[Cut] = []
    for rule in RULES:
        if rule.find and rule.name not in off:
            cuts += _outside(rule.find(source), cuts)
            cuts.sort()
    draft = Draft(
        source,
        read_units(source, [cut.span for cut in cuts], [cut.span.end for cut in cuts if cut.seam]),
        tuple(cuts),
    )
    draft = replace(draft, generated=any(cut.seam for cut in cuts) or repetition.is_generated(draft))
    for rule in RULES:
        if rule.step and rule.name not in off:
            draft = rule.step(draft)
    result = assemble(draft)
    echo = None if "title-echo" in off else title.title_echo(source)
    return CleanedArticle(
        title=title.repaired_title(source, echo),
        text="".join(post.body[start:end] for start, end in result.kept),
        kept=result.kept,
        removals=result.removals,
        joins=result.joins,
    )


def _outside(found: Iterable[Cut], cuts: list[Cut]) -> list[Cut]:
    """What `found` cuts beyond `cuts` (sorted, disjoint)."""
    holes = [cut.span for cut in cuts]
    return [cut._replace(span=Span(*span)) for cut in found for span in subtract(cut.span, holes)]
